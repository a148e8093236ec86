"""The expressions of a policy's own files, each with what it belongs to and what is said of it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from incentive_engine.feel.syntax import Arithmetic, Between, Comparison, In, Interval, Node, UnaryTest, UnaryTests
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Award, Condition, Expression, Measure, Policy, Table, Test

MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "=", "!=": "!="}
NEGATED = {">=": "<", ">": "<=", "<=": ">", "<": ">=", "=": "!=", "!=": "="}


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression with its role (`test`, `amount`, `cell`, `output`, `input`, `min`, `max`, `less`, `where`, …).

    `owner` says what it belongs to, from the outside in; `label` what that is called; `measure` the measure that it is
    of; for a cell, `tested` is the expression that it tests.
    """

    expression: Expression
    role: str
    owner: tuple[str, ...]
    label: str = ""
    measure: Measure | None = None
    tested: Node | None = None

    @property
    def tree(self) -> Node:
        """The expression as a tree."""
        return self.expression.tree


def formulas_of(policy: Policy) -> Iterator[Formula]:
    """Every expression of the policy: requirements, derived facts, groups, limits, budget, measures."""
    for condition in policy.requirements:
        yield from _tests(condition, None)
    for fact in policy.vocabulary.facts.values():
        if fact.policy is not None and fact.formula is not None:
            yield from _amount(fact.formula, "formula", (fact.id,), fact.label, None)
    for group in policy.groups.values():
        if group.received is not None:
            yield Formula(group.received, "received", (group.id,), group.label)
    for limit in policy.limits:
        yield Formula(limit.maximum, "limit", (limit.label,), limit.label)
    if policy.budget is not None:
        for budget in (policy.budget, *policy.budget.parts):
            yield Formula(budget.amount, "budget", (budget.label,), budget.label)
    for measure in policy.measures:
        yield from _tests(measure.when, measure)
        yield from _award(measure.award, measure)


def _tests(condition: Condition, measure: Measure | None) -> Iterator[Formula]:
    outer = (measure.id,) if measure else ()
    for one in conditions_in(condition):
        if isinstance(one, Test):
            yield Formula(one.expression, "test", (*outer, one.id), one.label, measure)


def _award(award: Award, measure: Measure) -> Iterator[Formula]:
    owner, label = (measure.id,), measure.title
    if award.each is not None:
        for role, expression in (("in", award.each.within), ("where", award.each.where), ("by", award.each.by)):
            if expression is not None:
                yield Formula(expression, role, owner, label, measure)
    if award.brackets is not None:
        yield Formula(award.brackets.base, "base", owner, label, measure)
        for over, rate in award.brackets.slices:
            yield Formula(over, "over", owner, label, measure)
            yield Formula(rate, "rate", owner, label, measure)
    elif award.amount is not None:
        yield from _amount(award.amount, "amount", owner, label, measure)
    for step in award.steps:
        yield Formula(step.amount, step.kind, owner, label, measure)


def _amount(
    formula: Expression | Table, role: str, owner: tuple[str, ...], label: str, measure: Measure | None
) -> Iterator[Formula]:
    if isinstance(formula, Expression):
        yield Formula(formula, role, owner, label, measure)
        return
    for one in formula.inputs:
        yield Formula(one, "input", owner, label, measure)
    for row in formula.rows:
        for tested, cell in zip(formula.inputs, row.cells, strict=True):
            yield Formula(cell, "cell", owner, label, measure, tested.tree)
        yield Formula(row.output, "output", owner, label, measure)
    if formula.otherwise is not None:
        yield Formula(formula.otherwise, "output", owner, label, measure)


def comparisons(tree: Node, tested: Node | None = None) -> Iterator[tuple[Node | None, str, Node, Node]]:
    """The comparisons that an expression makes: left side, operator, right side, and the node that says so.

    The left side of a cell's test is what it tests.
    """
    for node in tree.walk():
        if isinstance(node, Comparison):
            yield node.left, node.op, node.right, node
        elif isinstance(node, Between):
            yield node.value, ">=", node.low, node
            yield node.value, "<=", node.high, node
        elif isinstance(node, In):
            for test in node.tests.tests:
                yield from _of_test(node.value, test)
        elif isinstance(node, UnaryTests):
            for test in node.tests:
                yield from _of_test(tested, test)


def _of_test(value: Node | None, test: UnaryTest) -> Iterator[tuple[Node | None, str, Node, Node]]:
    operand = test.operand
    if test.op is not None:
        yield value, test.op, operand, test
    elif isinstance(operand, Interval):
        if operand.low is not None:
            yield value, ">=" if operand.low_closed else ">", operand.low, operand
        if operand.high is not None:
            yield value, "<=" if operand.high_closed else "<", operand.high, operand


def factors(node: Node) -> Iterator[Node]:
    """The factors of a product, a node that is none being its only one."""
    if isinstance(node, Arithmetic) and node.op == "*":
        yield from factors(node.left)
        yield from factors(node.right)
    else:
        yield node
