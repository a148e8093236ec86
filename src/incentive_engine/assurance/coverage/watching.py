"""Policies whose comparisons tell what they met: on which side of a boundary a value lay, what was true.

Nothing is decided differently; every closure answers as the reference evaluator's, and notes on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from incentive_engine.assurance.coverage.extents import Extents
from incentive_engine.assurance.coverage.points import SIDES, TRUTHS, Point, Points
from incentive_engine.decision.compiled import Compiled
from incentive_engine.decision.facts import Evaluator
from incentive_engine.decision.reading import facts_behind
from incentive_engine.feel.compiler import Environment, Tester
from incentive_engine.feel.compiler.compilation import Compilation, Scope
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import (
    Between,
    Call,
    Comparison,
    Filter,
    If,
    In,
    Interval,
    ListOf,
    Logic,
    Name,
    Node,
    Quantified,
    UnaryTest,
    UnaryTests,
)
from incentive_engine.feel.tables import DecisionTable
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Condition, Expression, Measure, Policy, Table, Test

_INPUT = Name("?")


@dataclass(frozen=True, slots=True)
class _Watching(Compilation):
    """The compilation of one expression of `owner`; `subject` is what `?` stands for in the cell of a table."""

    points: Points
    extents: Extents
    owner: tuple[str, str]
    truths: frozenset[int] = frozenset()
    subject: Node = _INPUT

    def of(self, tree: Node) -> Evaluator:
        """The closure of a whole expression."""
        return replace(self, truths=frozenset(map(id, _truths_in(tree)))).evaluator(tree)

    def evaluator(self, node: Node) -> Evaluator:
        """The closure that evaluates `node`, and first every boundary in it."""
        closure = Compilation.evaluator(self, node)
        watches = [self._watch(*boundary) for boundary in _boundaries(node)]
        point = self._point(node) if id(node) in self.truths else None
        if point is not None:
            self.points.want(point, TRUTHS)
        if not watches and point is None:
            return closure

        def watched(env: Environment) -> Any:
            for watch in watches:
                watch(env)
            value = closure(env)
            if point is not None:
                self.points.see_truth(point, value)
            return value

        return watched

    def _watch(self, op: str, left: Node, right: Node) -> Callable[[Environment], None]:
        compared = self.subject if left == _INPUT else left
        point = self._point(Comparison(op, compared, right))
        self.points.want(point, TRUTHS if op in ("=", "!=") else SIDES)
        self.points.excuse(point, self.extents.out_of_reach(compared, right))
        first, second = self.evaluator(left), self.evaluator(right)
        equality = Compilation.evaluator(self, Comparison("=", left, right)) if op in ("=", "!=") else None

        def watch(env: Environment) -> None:
            self.points.see_sides(point, first(env), second(env))
            if equality is not None:
                self.points.see_truth(point, equality(env))

        return watch

    def _point(self, node: Node) -> Point:
        return Point(*self.owner, source(node))


def _boundaries(node: Node) -> Iterator[tuple[str, Node, Node]]:
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
            yield from _of_test(_INPUT, test)
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
    elif _INPUT not in operand.walk():
        yield "=", value, operand


def _truths_in(tree: Node) -> Iterator[Node]:
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


class WatchedPolicy(Compiled):
    """The closures of a policy, all of which note in `points` what they meet."""

    def __init__(self, policy: Policy, points: Points) -> None:
        super().__init__(policy)
        self._points = points
        self._owners: dict[int, tuple[str, str]] = {}
        self._conditions: set[int] = set()
        for fact in self.facts.values():
            if fact.formula is not None:
                self._own((fact.formula,), (fact.policy or "", fact.id))
        for limit in policy.limits:
            self._own((limit.maximum,), (policy.id, limit.label))
        for group in policy.groups.values():
            self._own((group.received,), (policy.id, group.id))
        for condition in policy.requirements:
            self._own_condition(condition, (policy.id, "requirements"))
        for measure in policy.measures:
            self._own_condition(measure.when, (policy.id, measure.id))
            self._own_award(measure, (policy.id, measure.id))
        self._foresee()

    def evaluator(self, formula: Expression | Table) -> Evaluator:
        """What computes an expression or a table of this policy from facts, noting what it meets."""
        closure = self._closures.get(id(formula))
        if closure is not None:
            return closure
        owner = self._owners.get(id(formula))
        if owner is None:
            return super().evaluator(formula)
        watching = _Watching(True, self._points, Extents(self.facts, self.policy.parameters), owner)
        if isinstance(formula, Table):
            return self._keep(formula, _table(watching, formula))
        closure = watching.of(formula.tree)
        if id(formula) in self._conditions:
            closure = self._condition(Point(*owner, source(formula.tree)), closure)
        return self._keep(formula, closure)

    def _condition(self, point: Point, closure: Evaluator) -> Evaluator:
        self._points.want(point, (*TRUTHS, "unknown"))

        def watched(env: Environment) -> Any:
            value = closure(env)
            self._points.see_truth(point, value)
            return value

        return watched

    def _own(self, formulas: Iterable[Expression | Table | None], owner: tuple[str, str]) -> None:
        self._owners.update({id(one): owner for one in formulas if one is not None})

    def _own_condition(self, condition: Condition, owner: tuple[str, str]) -> None:
        tests = [one.expression for one in conditions_in(condition) if isinstance(one, Test)]
        self._conditions.update(map(id, tests))
        self._own(tests, owner)

    def _own_award(self, measure: Measure, owner: tuple[str, str]) -> None:
        award = measure.award
        self._own((award.amount, *(step.amount for step in award.steps)), owner)
        if award.each is not None:
            self._own((award.each.within, award.each.where, award.each.by), owner)

    def _foresee(self) -> None:
        """Compile all that can ever be asked, so that every point is known before anything is seen."""
        for limit in self.policy.limits:
            self.evaluator(limit.maximum)
        for group in self.policy.groups.values():
            if group.received is not None:
                self.evaluator(group.received)
        for measure in self.policy.measures:
            for condition in tests_of(self.policy, measure):
                self.condition(condition.expression)
            self.award(measure)
            for id_ in facts_behind(self.policy, measure, with_award=True):
                formula = self.facts[id_].formula
                if formula is not None:
                    self.evaluator(formula)


def tests_of(policy: Policy, measure: Measure) -> Iterator[Test]:
    """The tests that decide a measure: those of the policy's requirements, then its own."""
    for root in (*policy.requirements, measure.when):
        yield from (one for one in conditions_in(root) if isinstance(one, Test))


def _table(watching: _Watching, table: Table) -> DecisionTable:
    otherwise = watching.of(table.otherwise.tree) if table.otherwise else None
    rows = tuple(
        (
            tuple(
                (place, _cell(replace(watching, subject=table.inputs[place].tree), cell.tree))
                for place, cell in enumerate(row.cells)
                if isinstance(cell.tree, UnaryTests) and cell.tree.tests
            ),
            watching.of(row.output.tree),
        )
        for row in table.rows
    )
    inputs = tuple(watching.of(one.tree) for one in table.inputs)
    return DecisionTable(inputs, rows, table.hit, otherwise, (), Compilation(True))


def _cell(watching: _Watching, tests: Node) -> Tester:
    meets = watching.of(tests)
    return lambda value, env: meets(Scope({"?": value}, env))
