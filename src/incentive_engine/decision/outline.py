"""The shape of a measure's proof, which is the same for every enterprise: its conditions, and where to read each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from incentive_engine.decision.network import Negation, Network, conditions_of
from incentive_engine.policy.model import AtLeast, Condition, Expression, Measure, Not, Policy, Test


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A condition of a proof without its value; `number` is the proposition of the network that it became.

    `facts` and `parameters` are the names that a test reads, in alphabetical order. The rest is as in `Proof`.
    """

    kind: str
    number: int
    id: str | None = None
    label: str | None = None
    expression: Expression | None = None
    count: int | None = None
    facts: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    requirement: bool = False
    children: tuple[Outline, ...] = ()


class Outliner:
    """Outlines the proofs of one policy's measures; `facts` are the ids of all facts that it knows."""

    def __init__(self, policy: Policy, network: Network, facts: Collection[str]) -> None:
        self._policy = policy
        self._network = network
        self._facts = facts

    def measure(self, measure: Measure) -> Outline:
        """The outline of a measure that is in force: the policy's requirements first, then its own conditions."""
        number = self._network.verdicts[measure.id]
        asked = len(self._policy.requirements)
        parts = zip(conditions_of(self._policy, measure), self._below(number), strict=True)
        children = tuple(self._condition(*part, requirement=place < asked) for place, part in enumerate(parts))
        when = measure.when
        id_ = when.id if isinstance(when, AtLeast) and when.written == "all" else None
        return Outline("all", number, id_, children=children)

    def _condition(self, condition: Condition, number: int, *, requirement: bool = False) -> Outline:
        if isinstance(condition, Test):
            names = sorted(condition.expression.reads)
            return Outline(
                "test",
                number,
                condition.id,
                condition.label,
                condition.expression,
                facts=tuple(name for name in names if name in self._facts),
                parameters=tuple(name for name in names if name not in self._facts),
                evidence=condition.evidence,
                requirement=requirement,
            )
        if isinstance(condition, AtLeast):
            children = tuple(map(self._condition, condition.children, self._below(number)))
            count = condition.count if condition.written == "at_least" else None
            return Outline(condition.written, number, condition.id, condition.label, count=count, children=children)
        if isinstance(condition, Not):
            child = self._condition(condition.child, self._below(number)[0])
            return Outline("not", number, condition.id, condition.label, children=(child,))
        other = self._policy.measure(condition.measure)
        return Outline("measure", number, other.id, condition.label or other.title)

    def _below(self, number: int) -> Sequence[int]:
        gate = self._network.gate(number)
        return (gate.child,) if isinstance(gate, Negation) else gate.children
