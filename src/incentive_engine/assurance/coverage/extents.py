"""How low and how high a value can be, whatever an enterprise states: which sides of a boundary nobody can be on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from incentive_engine.feel.syntax import Arithmetic, Call, Filter, For, If, Literal, Name, Node, Path
from incentive_engine.policy.model import Expression, Fact, Parameter, Table

Extent: TypeAlias = "tuple[Decimal | None, Decimal | None]"
"""The least and the greatest value, both included; None where there is none, or none that is known."""

_ANY: Extent = (None, None)
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Extents:
    """The extents of expressions over facts and parameters: a cautious estimate, never narrower than what can be."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]

    def out_of_reach(self, left: Node, right: Node) -> set[str]:
        """The sides (`below`, `above`) of `right` that `left` cannot be on."""
        (low, high), (least, most) = self.of(left), self.of(right)
        return {
            side
            for side, never in (
                ("below", low is not None and most is not None and low >= most),
                ("above", high is not None and least is not None and high <= least),
            )
            if never
        }

    def of(self, node: Node) -> Extent:
        """The extent of an expression's value."""
        if isinstance(node, Literal):
            return (node.value, node.value) if isinstance(node.value, Decimal) else _ANY
        if isinstance(node, Name):
            parameter = self.parameters.get(node.name)
            return self._fact(self.facts.get(node.name)) if parameter is None else _history(parameter)
        if isinstance(node, Path):
            return self._column(node.member)
        if isinstance(node, Filter):
            return self.of(node.base)
        if isinstance(node, For):
            return self.of(node.body)
        if isinstance(node, If):
            return _hull([self.of(node.then), self.of(node.otherwise)])
        if isinstance(node, Arithmetic):
            return _computed(node.op, self.of(node.left), self.of(node.right))
        if isinstance(node, Call) and isinstance(node.function, Name):
            return self._called(node.function.name, node.arguments)
        return _ANY

    def _fact(self, fact: Fact | None) -> Extent:
        if fact is None:
            return _ANY
        if isinstance(fact.formula, Expression):
            return self.of(fact.formula.tree)
        if isinstance(fact.formula, Table):
            outputs = [row.output.tree for row in fact.formula.rows]
            if fact.formula.otherwise is not None:
                outputs.append(fact.formula.otherwise.tree)
            return _hull([self.of(one) for one in outputs]) if fact.formula.hit in ("first", "unique") else _ANY
        return fact.minimum, fact.maximum

    def _column(self, name: str) -> Extent:
        """A column of whichever list: all that have this name."""
        columns = [one for fact in self.facts.values() for one in fact.item if one.id == name]
        return _hull([self._fact(one) for one in columns]) if columns else _ANY

    def _called(self, function: str, arguments: Sequence[Node]) -> Extent:
        if function == "count" and len(arguments) == 1:
            listed = arguments[0]
            series = self.facts.get(listed.name) if isinstance(listed, Name) else None
            return _ZERO, Decimal(series.years) if series is not None and series.annual else None
        if function in ("min", "max") and len(arguments) > 1:
            extents = [self.of(one) for one in arguments]
            low, high = _hull(extents)
            if function == "min":
                return low, min((most for _, most in extents if most is not None), default=None)
            return max((least for least, _ in extents if least is not None), default=None), high
        if function == "sum" and len(arguments) == 1:
            low, _ = self.of(arguments[0])
            return (_ZERO, None) if low is not None and low >= 0 else _ANY
        return _ANY


def _history(parameter: Parameter) -> Extent:
    values = [value for _, value in parameter.values if isinstance(value, Decimal)]
    return _hull([(value, value) for value in values]) if values else _ANY


def _hull(extents: Sequence[Extent]) -> Extent:
    lows, highs = [low for low, _ in extents if low is not None], [high for _, high in extents if high is not None]
    return (
        min(lows) if len(lows) == len(extents) else None,
        max(highs) if len(highs) == len(extents) else None,
    )


def _computed(op: str, left: Extent, right: Extent) -> Extent:
    """The extent of a sum or a difference; of products and quotients only that they are not negative."""
    (low, high), (least, most) = left, right
    if op == "+":
        return _sum(low, least), _sum(high, most)
    if op == "-":
        return _sum(low, None if most is None else -most), _sum(high, None if least is None else -least)
    if low is not None and low >= 0 and least is not None and least >= 0 and op in ("*", "/"):
        return _ZERO, None
    return _ANY


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other
