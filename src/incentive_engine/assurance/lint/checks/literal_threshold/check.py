"""Thresholds, rates and amounts written into an expression, where a parameter would say what they are and whence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Call, Comparison, Filter, Literal, Name, Negate, Node, UnaryTest
from incentive_engine.policy.model import Table

finding = partial(Finding, "literal-threshold", Severity.WARNING)

_PLAIN = frozenset(map(Decimal, (-1, 0, 1)))
_OF_CALENDAR = ("date", "duration", "time", "date and time")
_WITH_DIGITS = ("floor", "ceiling", "decimal", "round up", "round down", "round half up", "modulo")
_POINTS = "分"


def check(subject: Subject) -> Iterator[Finding]:
    """Every number but 0, 1, indices, counts of years, steps and points; the first of each expression."""
    grades = {fact.id for fact in subject.own_facts() if fact.unit == _POINTS or _is_grading(fact.formula)}
    for formula in subject.formulas:
        if formula.owner[-1] in grades and formula.role in ("cell", "output", "formula"):
            continue
        literal = next(_thresholds(formula.tree), None)
        if literal is not None:
            values = {"literal": f"{literal.value.normalize():f}", "expression": formula.expression.text}
            yield finding(formula.expression.place, "lint.literal-threshold", values, formula.owner)


def _is_grading(formula: object) -> bool:
    """Whether a table grades: its answers are plain numbers, and what it compares with are parameters."""
    if not isinstance(formula, Table):
        return False
    answers = [row.output.tree for row in formula.rows]
    cells = [cell.tree for row in formula.rows for cell in row.cells]
    return all(isinstance(one, Literal) for one in answers) and not any(any(_thresholds(one)) for one in cells)


def _thresholds(tree: Node) -> Iterator[Literal]:
    if isinstance(tree, Literal):
        if isinstance(tree.value, Decimal) and tree.value not in _PLAIN:
            yield tree
    elif isinstance(tree, Call) and isinstance(tree.function, Name) and tree.function.name in _OF_CALENDAR:
        return
    elif isinstance(tree, Call) and isinstance(tree.function, Name) and tree.function.name in _WITH_DIGITS:
        yield from _thresholds(tree.arguments[0])
    elif isinstance(tree, Filter):
        yield from _thresholds(tree.base)
        if not isinstance(tree.condition, (Literal, Negate)):
            yield from _thresholds(tree.condition)
    elif isinstance(tree, UnaryTest) and tree.op is None and isinstance(tree.operand, Literal):
        return  # the step or the number of items that a row is for
    elif isinstance(tree, Comparison) and any(_counts(one) for one in (tree.left, tree.right)):
        return
    else:
        for child in tree.children():
            yield from _thresholds(child)


def _counts(node: Node) -> bool:
    """Whether a node counts a series: `count(revenue) >= 3` asks for three years of it."""
    return isinstance(node, Call) and node.function == Name("count") and isinstance(node.arguments[0], Name)
