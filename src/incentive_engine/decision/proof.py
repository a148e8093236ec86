"""The tree of conditions behind a verdict: a view of what the decision left behind, read when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from incentive_engine.decision.outline import Outline
from incentive_engine.decision.trail import Trail
from incentive_engine.feel.ternary import Truth
from incentive_engine.policy.model import Answerer, Expression
from incentive_engine.wording import Language

if TYPE_CHECKING:
    from incentive_engine.decision.model import MeasureDecision


class Proof:
    """A condition as it turned out, and why: a tree; below its root first the requirements, then the rest.

    `kind` is `test`, `all`, `any`, `at_least`, `not`, or `measure` (another measure's verdict; `id` is its
    id). A test shows its expression, what it read and the evidence that would show it; `count` is the n of
    `at_least`.
    """

    __slots__ = ("_outline", "trail")

    def __init__(self, outline: Outline, trail: Trail) -> None:
        self._outline = outline
        self.trail = trail

    @property
    def value(self) -> Truth:
        """True, False or an Unknown."""
        return self.trail.truths[self._outline.number]

    @property
    def children(self) -> tuple[Proof, ...]:
        """The conditions that this one is made of."""
        below, trail = self._outline.children, self.trail
        return tuple([Proof(one, trail) for one in below]) if below else ()

    @property
    def facts(self) -> Mapping[str, Any]:
        """The facts that a test read, by id, with their values."""
        names = self._outline.facts
        return self.trail.read(names) if names else {}

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The parameters that a test read, by id, with their values."""
        names = self._outline.parameters
        return self.trail.read(names) if names else {}

    @property
    def kind(self) -> str:
        """What sort of condition it is."""
        return self._outline.kind

    @property
    def id(self) -> str | None:
        """The condition's id; of another measure's verdict, the measure's."""
        return self._outline.id

    @property
    def label(self) -> str | None:
        """What the condition is called."""
        return self._outline.label

    @property
    def expression(self) -> Expression | None:
        """The expression of a test."""
        return self._outline.expression

    @property
    def test(self) -> str | None:
        """The expression as it was written; None for what is no test."""
        return self.expression.text if self.expression else None

    @property
    def count(self) -> int | None:
        """How many of the children `at_least` wants."""
        return self._outline.count

    @property
    def evidence(self) -> tuple[str, ...]:
        """What would show that the condition is met."""
        return self._outline.evidence

    @property
    def requirement(self) -> bool:
        """Whether every measure of the policy needs it."""
        return self._outline.requirement

    def because(self, lang: Language = "zh") -> str:
        """Why the condition is true, false or unknown: values, threshold, what is short; who can answer."""
        from incentive_engine.decision.explain import because

        return because(self, lang)


def prove(decision: MeasureDecision) -> Proof | None:
    """The proof of a measure's verdict; None when the measure is not in force."""
    trail = decision.trail
    return Proof(trail.program.outline(decision.measure), trail) if trail is not None else None


def split_by_answerer(decision: MeasureDecision) -> Mapping[Answerer, tuple[str, ...]]:
    """The missing facts by who can answer them, enterprise first; only those who are asked for something."""
    if decision.trail is None:
        return {}
    facts = decision.trail.program.compiled.facts
    split: dict[Answerer, list[str]] = {who: [] for who in Answerer}
    for id_ in decision.missing:
        fact = facts.get(id_)
        split[fact.answered_by if fact else Answerer.ENTERPRISE].append(id_)
    return {who: tuple(ids) for who, ids in split.items() if ids}
