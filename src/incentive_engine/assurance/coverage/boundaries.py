"""The boundaries that an expression draws, and the truths that it asks for on the way: where a value can matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from incentive_engine.feel.syntax import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    Filter,
    For,
    If,
    In,
    Interval,
    ListOf,
    Literal,
    Logic,
    Name,
    Negate,
    Node,
    Path,
    Quantified,
    UnaryTest,
    UnaryTests,
)
from incentive_engine.policy.model import Fact, FactType, Parameter

INPUT = Name("?")
"""What stands for the tested value in the cell of a table."""

_UNORDERED = (FactType.BOOLEAN, FactType.TEXT, FactType.CHOICE, FactType.LIST)
_MEASURING = ("count", "sum", "min", "max", "mean", "abs", "floor", "ceiling", "round half up", "number", "decimal")


def boundaries(node: Node) -> Iterator[tuple[str, Node, Node]]:
    """The comparisons that a node makes, as operator and operands; of the least or the greatest, any two of them."""
    if isinstance(node, Comparison):
        yield node.op, node.left, node.right
    elif isinstance(node, Between):
        yield from ((">=", node.value, node.low), ("<=", node.value, node.high))
    elif isinstance(node, In):
        for test in node.tests.tests:
            yield from _of_test(node.value, test)
    elif isinstance(node, UnaryTests):
        for test in node.tests:
            yield from _of_test(INPUT, test)
    elif isinstance(node, Call) and node.function in (Name("min"), Name("max")):
        for left, right in combinations(node.arguments, 2):
            yield "<=", left, right


def _of_test(value: Node, test: UnaryTest) -> Iterator[tuple[str, Node, Node]]:
    operand = test.operand
    if test.op is not None:
        yield test.op, value, operand
    elif isinstance(operand, Interval):
        if operand.low is not None:
            yield ">=" if operand.low_closed else ">", value, operand.low
        if operand.high is not None:
            yield "<=" if operand.high_closed else "<", value, operand.high
    elif isinstance(operand, ListOf):
        for item in operand.items:
            yield "=", value, item
    elif INPUT not in operand.walk():
        yield "=", value, operand


def truths_in(tree: Node) -> Iterator[Node]:
    """The parts of an expression that are either true or false, and not made up of others that are."""
    return (part for node in tree.walk() for part in _asked(node) if not _composed(part))


def _asked(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Logic):
        return node.operands
    if isinstance(node, If):
        return (node.condition,)
    if isinstance(node, Quantified):
        return (node.body,)
    if isinstance(node, Filter) and isinstance(node.condition, (Comparison, Between, In, Quantified)):
        return (node.condition,)
    return node.arguments if isinstance(node, Call) and node.function == Name("not") else ()


def _composed(node: Node) -> bool:
    return isinstance(node, Logic) or (isinstance(node, Call) and node.function == Name("not"))


@dataclass(frozen=True, slots=True)
class Orders:
    """Whether the values of an expression have an order (numbers, days), as far as its form tells."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]

    def either(self, left: Node, right: Node) -> bool:
        """Whether two values that are compared can be below and above each other."""
        known = [one for one in (self.of(left), self.of(right)) if one is not None]
        return bool(known) and all(known)

    def of(self, node: Node) -> bool | None:
        """Whether the values are ordered; None where the form does not tell."""
        if isinstance(node, Literal):
            return isinstance(node.value, (Decimal, date))
        if isinstance(node, (Arithmetic, Negate)):
            return True
        if isinstance(node, Name):
            return self._named(node.name)
        if isinstance(node, Filter):
            return self.of(node.base)
        if isinstance(node, For):
            return self.of(node.body)
        if isinstance(node, If):
            return self.of(node.then)
        if isinstance(node, Path):
            return self._member(node.member)
        if isinstance(node, Call) and isinstance(node.function, Name):
            return True if node.function.name in _MEASURING else None
        return None

    def _named(self, name: str) -> bool | None:
        if name in ("assessment_year", "as_of"):
            return True
        parameter = self.parameters.get(name)
        if parameter is not None:
            return all(isinstance(value, (Decimal, date)) for _, value in parameter.values)
        fact = self.facts.get(name)
        return None if fact is None else fact.type not in _UNORDERED

    def _member(self, member: str) -> bool | None:
        if member in ("year", "month", "day", "years", "months", "days", "weekday"):
            return True
        types = {one.type for fact in self.facts.values() for one in fact.item if one.id == member}
        return None if not types else not types.intersection(_UNORDERED)
