"""The figures at which a policy decides: what its conditions and tables compare facts with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from incentive_engine.feel.syntax import (
    Arithmetic,
    Between,
    Comparison,
    Filter,
    In,
    Interval,
    Literal,
    Name,
    Node,
    UnaryTest,
)
from incentive_engine.feel.syntax import Path as Member
from incentive_engine.policy.model import Expression, Fact, Policy, Table
from incentive_engine.policy.reads import expressions_in, facts_read

Boundaries = Mapping[str, tuple[Decimal, ...]]
"""By fact id, by `.field` for the fields of items, by `a/b` for the quotient of two facts."""


def boundaries(policies: Iterable[Policy], as_of: date) -> Boundaries:
    """The numbers that the facts of the policies are compared with, with the parameters in force on `as_of`."""
    found: dict[str, set[Decimal]] = defaultdict(set)
    for policy in policies:
        facts = {fact.id: fact for fact in facts_read(policy)}
        known = {one: value.on(as_of) for one, value in policy.parameters.items()}
        formulas = tuple(fact.formula for fact in facts.values() if fact.formula is not None)
        for value, bound in _compared((policy, *formulas)):
            subject, number = _subject(value, facts), _number(bound, known)
            if subject and number is not None:
                found[subject].add(number)
    return {subject: tuple(sorted(numbers)) for subject, numbers in sorted(found.items())}


def _compared(parts: tuple[object, ...]) -> Iterator[tuple[Node, Node]]:
    """What is compared with what, either way round."""
    for table in _tables(parts):
        for row in table.rows:
            for value, cell in zip(table.inputs, row.cells, strict=True):
                yield from ((value.tree, bound) for bound in _bounds(cell.tree))
    for expression in expressions_in(parts):
        for node in expression.tree.walk():
            if isinstance(node, Comparison):
                yield node.left, node.right
                yield node.right, node.left
            elif isinstance(node, Between):
                yield from ((node.value, bound) for bound in (node.low, node.high))
            elif isinstance(node, In):
                yield from ((node.value, bound) for bound in _bounds(node.tests))


def _tables(part: object) -> Iterator[Table]:
    if isinstance(part, Table):
        yield part
    elif isinstance(part, Policy):
        yield from _tables(tuple(measure.award.amount for measure in part.measures))
    elif isinstance(part, tuple):
        for one in part:
            yield from _tables(one)


def _bounds(cell: Node) -> Iterator[Node]:
    for node in cell.walk():
        if isinstance(node, UnaryTest):
            yield node.operand
        elif isinstance(node, Interval):
            yield from (end for end in (node.low, node.high) if end is not None)


def _subject(node: Node, facts: Mapping[str, Fact]) -> str | None:
    """The fact, the field, or the quotient of two facts that a node is; through the formulas of derived facts."""
    if isinstance(node, Name) and node.name in facts:
        formula = facts[node.name].formula
        if isinstance(formula, Expression):
            return _subject(formula.tree, facts)
        return node.name if formula is None else None
    if isinstance(node, Filter) and isinstance(node.base, Name):
        return _subject(node.base, facts)
    if isinstance(node, Member):
        return f".{node.member}"
    if isinstance(node, Arithmetic) and node.op == "/":
        over, under = _subject(node.left, facts), _subject(node.right, facts)
        return f"{over}/{under}" if over and under and "/" not in over + under else None
    return None


def _number(node: Node, known: Mapping[str, Any]) -> Decimal | None:
    value = known.get(node.name) if isinstance(node, Name) else getattr(node, "value", None)
    if not isinstance(node, (Literal, Name)):
        return None
    return value if isinstance(value, Decimal) else None
