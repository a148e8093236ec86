"""The propositions of a policy: each distinct condition once, each knowing only what it is made of.

This is what inference engines work on: leaves, whose truth is computed from facts beforehand, and gates over
them. No gate looks at a fact, so that an engine needs neither arithmetic nor joins.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from incentive_engine.feel.syntax import Literal, Node
from incentive_engine.policy.model import AtLeast, Condition, Expression, Granted, Measure, Not, Policy, Test


@dataclass(frozen=True, slots=True)
class Threshold:
    """True when at least `count` of the children are: a conjunction counts all of them, a disjunction one.

    With no children and a count of 1 it is false for ever: a measure that is not in force.
    """

    count: int
    children: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """True when the child is false, false when it is true."""

    child: int


Gate: TypeAlias = "Threshold | Negation"
NEVER = Threshold(1, ())


@dataclass(frozen=True, eq=False)
class Network:
    """The propositions of one policy on one day, numbered: first the leaves from 0, then the gates.

    A gate's children have lower numbers than itself. `verdicts` gives for each measure, in the policy's
    order, the number of the proposition "requirements and own conditions are met". Two conditions that say
    the same share a number, wherever they stand. A network is equal to itself only: engines may keep what
    they prepared for it.
    """

    leaves: tuple[Expression, ...]
    gates: tuple[Gate, ...]
    verdicts: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.leaves) + len(self.gates)

    def gate(self, number: int) -> Gate:
        """The gate with this number; IndexError for a leaf's."""
        if number < len(self.leaves):
            raise IndexError(number)
        return self.gates[number - len(self.leaves)]


def conditions_of(policy: Policy, measure: Measure) -> tuple[Condition, ...]:
    """What a measure needs, all of it: the policy's requirements, then its own conditions.

    These are the children of its verdict's gate, in this order.
    """
    when = measure.when
    if isinstance(when, AtLeast) and when.written == "all" and when.label is None:
        return (*policy.requirements, *when.children)
    return (*policy.requirements, when)


def in_force(policy: Policy, measure: Measure, day: date) -> bool:
    """Whether the measure applies on `day`: both its own and its policy's dates include it."""
    return day in policy.in_force and day in measure.in_force


def build_network(policy: Policy, as_of: date) -> Network:
    """The network of `policy` on the day `as_of`. Measures must not refer to each other in a circle."""
    return _Builder(policy, as_of).network()


class _Builder:
    def __init__(self, policy: Policy, as_of: date) -> None:
        self._policy = policy
        self._measures = {one.id: one for one in policy.measures if in_force(policy, one, as_of)}
        self._leaves: dict[Hashable, int] = {}
        self._expressions: list[Expression] = []
        self._gates: dict[Gate, int] = {}
        self._verdicts: dict[str, int] = {}

    def network(self) -> Network:
        for measure in self._measures.values():
            for condition in conditions_of(self._policy, measure):
                self._number_leaves(condition)
        verdicts = {measure.id: self._verdict(measure.id) for measure in self._policy.measures}
        return Network(tuple(self._expressions), tuple(self._gates), verdicts)

    def _number_leaves(self, condition: Condition) -> None:
        if isinstance(condition, Test):
            number = self._leaves.setdefault(_meaning(condition.expression.tree), len(self._expressions))
            if number == len(self._expressions):
                self._expressions.append(condition.expression)
        elif isinstance(condition, AtLeast):
            for child in condition.children:
                self._number_leaves(child)
        elif isinstance(condition, Not):
            self._number_leaves(condition.child)

    def _verdict(self, measure_id: str) -> int:
        if measure_id not in self._verdicts:
            measure = self._measures.get(measure_id)
            if measure is None:
                self._verdicts[measure_id] = self._gate(NEVER)
            else:
                children = tuple(self._proposition(one) for one in conditions_of(self._policy, measure))
                self._verdicts[measure_id] = self._gate(Threshold(len(children), children))
        return self._verdicts[measure_id]

    def _proposition(self, condition: Condition) -> int:
        if isinstance(condition, Test):
            return self._leaves[_meaning(condition.expression.tree)]
        if isinstance(condition, AtLeast):
            return self._gate(Threshold(condition.count, tuple(map(self._proposition, condition.children))))
        if isinstance(condition, Not):
            return self._gate(Negation(self._proposition(condition.child)))
        assert isinstance(condition, Granted)  # noqa: S101 - tells the type checker that no other condition exists
        return self._verdict(condition.measure)

    def _gate(self, gate: Gate) -> int:
        return self._gates.setdefault(gate, len(self._expressions) + len(self._gates))


def _meaning(tree: Node) -> Hashable:
    """What tells expressions apart: the tree, and its literals as they are (to Python, 1 equals True)."""
    return tree, tuple(repr(node.value) for node in tree.walk() if isinstance(node, Literal))
