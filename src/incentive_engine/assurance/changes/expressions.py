"""When two expressions say the same: however they are laid out, and in whichever order their operands stand."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Arithmetic, Comparison, Logic, Node
from incentive_engine.policy.model import (
    AtLeast,
    Award,
    Condition,
    Expression,
    Granted,
    Not,
    Table,
    Test,
)

_TURNED = {">": "<", ">=": "<="}
_Node = TypeVar("_Node", bound=Node)


def canonical(node: Node) -> Node:
    """The node in the one form that all share which mean the same by the order of operands alone."""
    node = _rebuilt(node)
    if isinstance(node, Logic):
        operands = [
            below
            for one in node.operands
            for below in (one.operands if isinstance(one, Logic) and one.op == node.op else (one,))
        ]
        return replace(node, operands=tuple(sorted(operands, key=source)))
    if isinstance(node, Comparison) and node.op in _TURNED:
        return Comparison(_TURNED[node.op], node.right, node.left)
    if (isinstance(node, Comparison) and node.op in ("=", "!=")) or (
        isinstance(node, Arithmetic) and node.op in ("+", "*")
    ):
        left, right = sorted((node.left, node.right), key=source)
        return replace(node, left=left, right=right)
    return node


def _rebuilt(node: _Node) -> _Node:
    parts = {one.name: getattr(node, one.name) for one in fields(node) if one.name != "span"}
    return replace(node, **{name: _within(part) for name, part in parts.items()})


def _within(part: Any) -> Any:
    if isinstance(part, Node):
        return canonical(part)
    return tuple(map(_within, part)) if isinstance(part, tuple) else part


def said(expression: Expression | None) -> str:
    """What an expression says, the same text for all that say the same; empty for none."""
    return source(canonical(expression.tree)) if expression is not None else ""


def table_said(table: Table) -> tuple[Any, ...]:
    """What a decision table says, row by row."""
    rows = tuple((*map(said, row.cells), said(row.output)) for row in table.rows)
    return table.hit, tuple(map(said, table.inputs)), rows, said(table.otherwise)


def formula_said(formula: Expression | Table | None) -> Any:
    """What an amount or a derived fact says."""
    return table_said(formula) if isinstance(formula, Table) else said(formula)


def award_said(award: Award) -> tuple[Any, ...]:
    """What an award gives."""
    each = award.each
    return (
        formula_said(award.amount),
        award.benefit,
        (each.item, said(each.within), said(each.where), said(each.by), each.keep) if each else None,
        tuple((step.kind, said(step.amount), step.each) for step in award.steps),
        (str(award.rounding.to.normalize()), award.rounding.mode),
    )


def condition_said(condition: Condition) -> tuple[Any, ...]:
    """What a condition asks, whatever its parts are called and in whichever order they stand."""
    if isinstance(condition, Test):
        return ("test", said(condition.expression))
    if isinstance(condition, Granted):
        return ("measure", condition.measure)
    if isinstance(condition, Not):
        return ("not", condition_said(condition.child))
    parts = sorted(_joined(condition), key=repr)
    return parts[0] if len(parts) == 1 and condition.count == 1 else ("at least", _count(condition), *parts)


def _joined(condition: AtLeast) -> list[tuple[Any, ...]]:
    """The parts of a condition; those of a part that is joined in the same way instead of it."""
    parts: list[tuple[Any, ...]] = []
    for child in condition.children:
        alike = isinstance(child, AtLeast) and child.written == condition.written != "at_least"
        parts += _joined(child) if alike and isinstance(child, AtLeast) else [condition_said(child)]
    return parts


def _count(condition: AtLeast) -> int | str:
    whole = {len(condition.children): "all", 1: "any"}
    return whole.get(condition.count, condition.count) if condition.written == "at_least" else condition.written
