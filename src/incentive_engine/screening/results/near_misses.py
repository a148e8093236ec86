"""Enterprises that miss a measure by one of its own conditions, and by how much.

SQL finds who may be one condition short, from the ids of the conditions that failed; the reference decision of each
says whether that is so (what is not known may stand in the way too), and its proof says it in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TypeAlias

from incentive_engine.decision import decide
from incentive_engine.decision.model import MeasureDecision
from incentive_engine.decision.proof import Proof
from incentive_engine.decision.quantities import Quantities
from incentive_engine.decision.shortfalls import changes_needed, failed_conditions, unfolded
from incentive_engine.feel.syntax import Comparison, Name
from incentive_engine.feel.values import CONTEXT
from incentive_engine.policy.model import AtLeast, Condition, Measure, Not, Policy, Test
from incentive_engine.profile.model import Profile
from incentive_engine.report import conditions
from incentive_engine.report.lines import inert
from incentive_engine.screening.results.screened import Screened, identifier
from incentive_engine.wording import Language, say

MOST = 200
"""How many enterprises of a measure are looked at one by one, where there are more than `FEW`."""

FEW = 2_000
"""Up to so many enterprises all are looked at, so that the numbers of near misses are exact."""

Member: TypeAlias = tuple[str, str]
"""A policy's id and a measure's."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """An enterprise that one condition keeps from a measure: the condition, why it failed, and how far off it is.

    `distance` is the gap in proportion to the threshold, 0.1 for a tenth; None where there is no telling.
    """

    row: int
    id: str | None
    name: str | None
    condition: str
    because: str
    distance: Decimal | None


@dataclass(frozen=True, slots=True)
class NearMisses:
    """The near misses of one measure, nearest first: of the `candidates` to be near, `examined` were looked at."""

    candidates: int = 0
    examined: int = 0
    found: tuple[NearMiss, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every candidate was looked at, so that `found` are all there are."""
        return self.candidates == self.examined


def find_near_misses(
    screened: Screened,
    failures: Iterable[tuple[str, str, tuple[str, ...], int]],
    lang: Language,
    most: int | None = None,
) -> dict[Member, NearMisses]:
    """The near misses by measure, at most `most` of each looked at, in the order of the input.

    `failures` are policy, measure, the ids of the conditions that failed and how many enterprises they stopped.
    """
    policies = {policy.id: policy for policy in screened.policies}
    patterns: list[tuple[str, str, tuple[str, ...]]] = []
    candidates: dict[Member, int] = {}
    for policy_id, measure_id, failed, count in failures:
        policy = policies[policy_id]
        if may_be_near(policy, policy.measure(measure_id), failed):
            patterns.append((policy_id, measure_id, failed))
            candidates[policy_id, measure_id] = candidates.get((policy_id, measure_id), 0) + count
    if most is None:
        most = FEW if screened.enterprises <= FEW else MOST
    rows = _rows(screened, patterns, most) if patterns and most else {}
    found = _decided(screened, rows, lang)
    return {
        member: NearMisses(count, len(rows.get(member, ())), tuple(sorted(found.get(member, ()), key=_nearness)))
        for member, count in candidates.items()
    }


def _nearness(one: NearMiss) -> tuple[bool, Decimal, int]:
    return one.distance is None, one.distance or Decimal(0), one.row


# who may be near


def may_be_near(policy: Policy, measure: Measure, failed: Sequence[str]) -> bool:
    """Whether one condition of the measure's own may be all that failed, given the ids of those that did.

    Of conditions that did not fail it is supposed that they are met, though some may not be known.
    """
    blamed = set(failed)
    return not any(_cost(one, blamed) for one in policy.requirements) and _cost(measure.when, blamed) == 1


def _cost(condition: Condition, blamed: set[str]) -> int:
    """How few conditions, at the least, would have to turn out otherwise."""
    if isinstance(condition, Not):
        return min(1, _cost(condition.child, blamed))
    if isinstance(condition, AtLeast):
        costs = sorted(cost for one in condition.children if (cost := _cost(one, blamed)))
        met = len(condition.children) - len(costs)
        return sum(costs[: max(condition.count - met, 1)])
    name = condition.id if isinstance(condition, Test) else condition.measure
    return int(name in blamed)


def _rows(
    screened: Screened, patterns: Sequence[tuple[str, str, tuple[str, ...]]], most: int
) -> dict[Member, list[int]]:
    """The first rows of each measure whose failed conditions are one of the patterns."""
    connection = screened.connection
    connection.execute("CREATE OR REPLACE TEMP TABLE near_patterns (policy VARCHAR, measure VARCHAR, failed VARCHAR[])")
    connection.executemany("INSERT INTO near_patterns VALUES (?, ?, ?)", [[*one[:2], list(one[2])] for one in patterns])
    found = connection.execute(
        f"SELECT policy, measure, min(_row, {most:d}) FROM {identifier(screened.results)} "
        "JOIN near_patterns USING (policy, measure, failed) WHERE verdict = 'ineligible' GROUP BY ALL"
    ).fetchall()
    connection.execute("DROP TABLE near_patterns")
    return {(policy, measure): sorted(rows) for policy, measure, rows in found}


# who is


def _decided(screened: Screened, rows: Mapping[Member, Sequence[int]], lang: Language) -> dict[Member, list[NearMiss]]:
    """The near misses among these rows; each enterprise is decided once for each policy."""
    wanted: dict[int, list[Member]] = {}
    for member, numbers in rows.items():
        for number in numbers:
            wanted.setdefault(number, []).append(member)
    order = sorted(wanted)
    found: dict[Member, list[NearMiss]] = {}
    for number, profile in zip(order, screened.profiles(order), strict=True):
        for policy in screened.policies:
            members = [member for member in wanted[number] if member[0] == policy.id]
            for member, one in _of_profile(screened, policy, members, number, profile, lang) if members else ():
                found.setdefault(member, []).append(one)
    return found


def _of_profile(
    screened: Screened, policy: Policy, members: Sequence[Member], row: int, profile: Profile, lang: Language
) -> Iterator[tuple[Member, NearMiss]]:
    decision = decide(
        profile,
        [policy],
        as_of=screened.as_of,
        assessment_year=screened.assessment_year,
        engine="reference",
        parameters={id_: one for id_, one in screened.parameters.items() if id_ in policy.parameters},
    ).policies[0]
    for member in members:
        near = _near_miss(policy, decision.measure(member[1]), row, profile, lang)
        if near is not None:
            yield member, near


def _near_miss(
    policy: Policy, decision: MeasureDecision, row: int, profile: Profile, lang: Language
) -> NearMiss | None:
    """What keeps the enterprise from the measure, if that is one condition of its own."""
    proof = decision.proof
    if proof is None or changes_needed(proof) != 1:
        return None
    failed = list(failed_conditions(proof))
    if any(one.requirement for one in failed):
        return None
    leaves = [leaf for one in failed for _, leaf in unfolded(one, without=True) if not leaf.children]
    name = say("report.list-separator", lang).join(_name(policy, one, lang) for one in failed)
    told = (inert(leaf.because(lang)) for leaf in leaves)
    distances = [distance for leaf in leaves if (distance := _distance(leaf)) is not None]
    because = say("report.clause-separator", lang).join(dict.fromkeys(told))
    return NearMiss(row, profile.id, profile.name, name, because, min(distances, default=None))


def _name(policy: Policy, proof: Proof, lang: Language) -> str:
    """What a condition is called; of alternatives without a name of their own, each."""
    if proof.label or not proof.children:
        return conditions.title(policy, proof, lang)
    leaves = (leaf for _, leaf in unfolded(proof, without=True) if not leaf.children)
    return say("results.or", lang).join(dict.fromkeys(conditions.title(policy, leaf, lang) for leaf in leaves))


def _distance(proof: Proof) -> Decimal | None:
    """How far a comparison of numbers is from its threshold, in proportion to that; of anything else None."""
    expression = proof.expression
    if expression is None:
        return None
    of = Quantities(proof.trail, "zh")
    node = expression.tree
    node = of.derived(node) or node if isinstance(node, Name) else node
    if not isinstance(node, Comparison):
        return None
    left, right = (node.right, node.left) if of.is_constant(node.left) else (node.left, node.right)
    with localcontext(CONTEXT):
        value, bound = of.value(left), of.value(right)
        if not (isinstance(value, Decimal) and isinstance(bound, Decimal)) or of.is_year(left):
            return None
        return abs(bound - value) / abs(bound) if bound else None
