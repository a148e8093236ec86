"""What a decision is: for one enterprise, each measure's verdict, amount and proof.

Amounts are `Decimal` yuan, always whole fen; None means *not known yet*, never zero. Texts are not stored but
said on request, in Chinese or English: a decision is values, and prose is one way to show them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any

from incentive_engine.feel.ternary import Facts, Failure
from incentive_engine.policy.model import Answerer, Basis, Matter, Measure, Pays, Policy
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from incentive_engine.decision.proof import Proof
    from incentive_engine.decision.trail import Trail
    from incentive_engine.profile.model import Profile


class Verdict(str, Enum):
    """What a measure decides about an enterprise (semantics, section 5)."""

    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"
    UNDETERMINED = "undetermined"
    NOT_IN_FORCE = "not_in_force"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One change of an amount: which step made it, by how much (negative: taken off), and why.

    Steps, in the order in which they are taken: `floor` (an award is never negative), `min`, `max`, `less` of
    the award itself, `keep` (another item of the same matter is higher), then `highest` or `top_up` of the
    group, and `limit` of the policy; at last `across`: another policy pays for the same `matter`.
    """

    step: str
    amount: Decimal
    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    matter: Matter | None = None

    def because(self, lang: Language = "zh") -> str:
        """Why the step changed the amount, in one clause."""
        from incentive_engine.decision.explain import spoken

        return say(self.code, lang, **spoken(self.values, lang))


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an award per item: its record, and `payable` = `gross` + its adjustments (0 when not kept).

    Both are None while unknown; `missing` then names the facts that are wanted.
    """

    record: Any
    gross: Decimal | None
    payable: Decimal | None
    adjustments: tuple[Adjustment, ...] = ()
    kept: bool = True
    missing: Facts = frozenset()

    def name(self, lang: Language = "zh") -> str:
        """What the item is called: the first text of its record, or else all that the record says."""
        from incentive_engine.decision.explain import spoken_value

        if isinstance(self.record, Mapping):
            for value in self.record.values():
                if isinstance(value, str):
                    return value
        return spoken_value(self.record, lang)


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of how an amount came about, with the amount that it gave, before it was rounded.

    `kind` is `formula`, `row` or `rows` (of a table; counted from 1 in `rows`), `otherwise` (no row), or
    `slice` (of brackets, its number in `rows`).
    """

    kind: str
    amount: Decimal
    rows: tuple[int, ...]
    words: Callable[[Language], str] = field(compare=False, repr=False)

    def text(self, lang: Language = "zh") -> str:
        """The line as one sentence."""
        return self.words(lang)


@dataclass(frozen=True, slots=True)
class MeasureDecision:
    """What one measure decides.

    `payable` = `gross` + the adjustments, always. Ineligible and not in force: both 0. Undetermined: both
    None. Eligible: None where the amount rests on an unknown, which `missing` then names. A benefit without
    money is 0. For an award per item `gross` is the sum of what its items give.

    `missing` are the facts that can still change the verdict (undetermined) or the amount (eligible), in the
    order of the vocabulary; `failures` is what went wrong where that is why something is unknown. `potential`
    is what the award would give, before groups and limits, if an undetermined measure were granted (None:
    unknown, or not undetermined). `provisional` says that `payable` would be another if measures that are
    still open were granted.
    """

    measure: Measure
    verdict: Verdict
    gross: Decimal | None
    payable: Decimal | None
    provisional: bool = False
    items: tuple[Item, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    missing: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    potential: Decimal | None = None
    assumptions_used: tuple[str, ...] = ()
    trail: Trail | None = field(default=None, compare=False, repr=False)

    @property
    def id(self) -> str:
        """The measure's id."""
        return self.measure.id

    @property
    def basis(self) -> Basis:
        """How sure the measure's text is."""
        return self.measure.basis

    @property
    def benefit(self) -> str | None:
        """What the measure gives besides money."""
        return self.measure.award.benefit

    @property
    def proof(self) -> Proof | None:
        """Why the verdict is what it is, built when asked for; None when the measure is not in force."""
        from incentive_engine.decision.proof import prove

        return prove(self)

    @property
    def amount_trace(self) -> tuple[Trace, ...]:
        """How the amount came about, line by line; empty unless the measure is eligible and pays money."""
        from incentive_engine.decision.trace import trace

        return trace(self)

    @property
    def missing_by(self) -> Mapping[Answerer, tuple[str, ...]]:
        """The missing facts by who can answer them; only those who are asked for something."""
        from incentive_engine.decision.proof import split_by_answerer

        return split_by_answerer(self)


@dataclass(frozen=True, slots=True)
class Totals:
    """What is payable under a policy as far as known, and how many measures have each verdict.

    `payable` leaves out what is not known; `complete` says that nothing is, and that nothing is provisional.
    """

    payable: Decimal
    eligible: int
    ineligible: int
    undetermined: int
    not_in_force: int
    complete: bool


@dataclass(frozen=True, slots=True)
class PolicyDecision:
    """What one policy decides, measure by measure in the order of their numbers."""

    policy: Policy
    measures: tuple[MeasureDecision, ...]
    totals: Totals

    def measure(self, measure_id: str) -> MeasureDecision:
        """The decision of the measure with this id; KeyError if there is none."""
        for one in self.measures:
            if one.measure.id == measure_id:
                return one
        raise KeyError(measure_id)


@dataclass(frozen=True, slots=True)
class Reduction:
    """What a measure of one policy pays less because another policy pays for the same matter."""

    policy: Policy
    measure: Measure
    matter: Matter
    adjustment: Adjustment


@dataclass(frozen=True, slots=True)
class Joint:
    """What all policies give together as far as known, and what was taken off for matters that several pay for.

    `payable` is the money handed out, `tax_relief` the tax not charged; the two are of different kinds and not added.
    """

    payable: Decimal
    tax_relief: Decimal
    complete: bool
    reductions: tuple[Reduction, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """All that was asked about one enterprise on one day: a pure function of what it names."""

    profile: Profile
    as_of: date
    assessment_year: int
    assumed: Mapping[str, Any]
    engine: str
    engine_version: str
    policies: tuple[PolicyDecision, ...]

    @property
    def joint(self) -> Joint:
        """The policies together."""

        def sum_of(kind: Pays) -> Decimal:
            return sum((one.totals.payable for one in self.policies if one.policy.pays is kind), Decimal(0))

        return Joint(
            sum_of(Pays.GRANT),
            sum_of(Pays.TAX_RELIEF),
            all(one.totals.complete for one in self.policies),
            tuple(
                Reduction(policy.policy, one.measure, step.matter, step)
                for policy in self.policies
                for one in policy.measures
                for step in one.adjustments
                if step.matter is not None
            ),
        )

    def policy(self, policy_id: str) -> PolicyDecision:
        """The decision of the policy with this id; KeyError if it was not asked for."""
        for one in self.policies:
            if one.policy.id == policy_id:
                return one
        raise KeyError(policy_id)
