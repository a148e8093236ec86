"""Policies whose expressions tell what they met: on which side of a boundary a value lay, what was true, which row.

Nothing is decided differently; every closure answers as the reference evaluator's, and notes on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from incentive_engine.assurance.coverage.boundaries import INPUT, Orders, boundaries, truths_in
from incentive_engine.assurance.coverage.extents import Extents
from incentive_engine.assurance.coverage.points import EQUALITY, SIDES, TRUTHS, Kind, Point, Points
from incentive_engine.decision.compiled import Compiled
from incentive_engine.decision.facts import Evaluator
from incentive_engine.decision.reading import facts_behind
from incentive_engine.feel.compiler import Environment, Tester
from incentive_engine.feel.compiler.compilation import Compilation, Scope
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Comparison, Node, UnaryTests
from incentive_engine.feel.tables import DecisionTable
from incentive_engine.mistakes import Place
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Condition, Expression, Measure, Policy, Table, Test


@dataclass(frozen=True, slots=True)
class _Watching(Compilation):
    """The compilation of one formula of `owner` (policy, owner); `subject` is what `?` stands for in a cell."""

    points: Points
    extents: Extents
    orders: Orders
    owner: tuple[str, str]
    place: Place
    truths: frozenset[int] = frozenset()
    subject: Node = INPUT

    def of(self, tree: Node) -> Evaluator:
        """The closure of a whole expression."""
        return replace(self, truths=frozenset(map(id, truths_in(tree)))).evaluator(tree)

    def evaluator(self, node: Node) -> Evaluator:
        """The closure that evaluates `node`, and first every boundary in it."""
        closure = Compilation.evaluator(self, node)
        watches = [self._watch(*boundary) for boundary in boundaries(node)]
        part = self.point(Kind.PART, source(node), node) if id(node) in self.truths else None
        if part is not None:
            self.points.want(part, TRUTHS)
        if not watches and part is None:
            return closure

        def watched(env: Environment) -> Any:
            for watch in watches:
                watch(env)
            value = closure(env)
            if part is not None:
                self.points.see_truth(part, value)
            return value

        return watched

    def point(self, kind: Kind, text: str, about: Any) -> Point:
        """A point of the formula's owner."""
        return Point(*self.owner, kind, text, place=self.place, about=about)

    def _watch(self, op: str, left: Node, right: Node) -> Callable[[Environment], None]:
        compared = self.subject if left == INPUT else left
        comparison = Comparison(op, compared, right)
        point = self.point(Kind.COMPARISON, source(comparison), comparison)
        first, second = self.evaluator(left), self.evaluator(right)
        if op not in ("=", "!=") or self.orders.either(compared, right):
            self.points.want(point, SIDES)
            self.points.excuse(point, self.extents.out_of_reach(compared, right))
            return lambda env: self.points.see_sides(point, first(env), second(env))
        self.points.want(point, EQUALITY)
        equality = Compilation.evaluator(self, Comparison("=", left, right))

        def watch(env: Environment) -> None:
            equal = equality(env)
            if isinstance(equal, bool):
                self.points.see(point, EQUALITY[not equal])

        return watch


class WatchedPolicy(Compiled):
    """The closures of a policy, all of which note in `points` what they meet."""

    def __init__(self, policy: Policy, points: Points) -> None:
        super().__init__(policy)
        self._points = points
        self._owners: dict[int, tuple[str, str]] = {}
        for fact in self.facts.values():
            if fact.formula is not None:
                self._own((fact.formula,), (fact.policy or "", fact.id))
        for limit in policy.limits:
            self._own((limit.maximum,), (policy.id, "limits"))
        for group in policy.groups.values():
            self._own((group.received,), (policy.id, "groups"))
        for condition in policy.requirements:
            self._own(_expressions(condition), (policy.id, "requirements"))
        for measure in policy.measures:
            self._own(_expressions(measure.when), (policy.id, measure.id))
            self._own(_of_award(measure), (policy.id, measure.id))
        self._foresee()

    def evaluator(self, formula: Expression | Table) -> Evaluator:
        """What computes an expression or a table of this policy from facts, noting what it meets."""
        closure = self._closures.get(id(formula))
        if closure is not None:
            return closure
        owner = self._owners.get(id(formula))
        if owner is None:
            return super().evaluator(formula)
        facts, parameters = self.facts, self.policy.parameters
        watching = _Watching(
            True, self._points, Extents(facts, parameters), Orders(facts, parameters), owner, formula.place
        )
        closure = _table(watching, formula) if isinstance(formula, Table) else watching.of(formula.tree)
        return self._keep(formula, closure)

    def _own(self, formulas: Iterable[Expression | Table | None], owner: tuple[str, str]) -> None:
        self._owners.update({id(one): owner for one in formulas if one is not None})

    def _foresee(self) -> None:
        """Compile all that can ever be asked, so that every point is known before anything is seen."""
        for requirement in self.policy.requirements:
            for expression in _expressions(requirement):
                self.condition(expression)
        for measure in self.policy.measures:
            for expression in _expressions(measure.when):
                self.condition(expression)
            self.award(measure)
        for _, group in sorted(self.policy.groups.items()):
            if group.received is not None:
                self.evaluator(group.received)
        for limit in self.policy.limits:
            self.evaluator(limit.maximum)
        behind = (facts_behind(self.policy, measure, with_award=True) for measure in self.policy.measures)
        for id_ in sorted(set().union(*behind)):
            formula = self.facts[id_].formula
            if formula is not None:
                self.evaluator(formula)


def tests_of(policy: Policy, measure: Measure) -> Iterator[Test]:
    """The tests that decide a measure: those of the policy's requirements, then its own."""
    for root in (*policy.requirements, measure.when):
        yield from (one for one in conditions_in(root) if isinstance(one, Test))


def _expressions(condition: Condition) -> Iterator[Expression]:
    return (one.expression for one in conditions_in(condition) if isinstance(one, Test))


def _of_award(measure: Measure) -> Iterator[Expression | Table | None]:
    award = measure.award
    yield award.amount
    yield from (step.amount for step in award.steps)
    if award.each is not None:
        yield from (award.each.within, award.each.where, award.each.by)


def _table(watching: _Watching, table: Table) -> Evaluator:
    """The closure of a table, which also notes which of its rows give the answer."""
    otherwise = watching.of(table.otherwise.tree) if table.otherwise else None
    rows = tuple(
        (
            tuple(
                (place, _cell(replace(watching, subject=table.inputs[place].tree, place=row.place), cell.tree))
                for place, cell in enumerate(row.cells)
                if isinstance(cell.tree, UnaryTests) and cell.tree.tests
            ),
            watching.of(row.output.tree),
        )
        for row in table.rows
    )
    inputs = tuple(watching.of(one.tree) for one in table.inputs)
    decide = DecisionTable(inputs, rows, table.hit, otherwise, (), Compilation(True)).decide
    points = [_row(watching, table, number) for number in range(len(rows) + (otherwise is not None))]
    for point in points:
        watching.points.want(point, ("decides",))

    def watched(env: Environment) -> Any:
        outcome = decide(env)
        for number in outcome.hits:
            watching.points.see(points[number], "decides")
        if otherwise is not None and not outcome.hits and not outcome.unknown:
            watching.points.see(points[-1], "decides")
        return outcome.value

    return watched


def _row(watching: _Watching, table: Table, number: int) -> Point:
    inputs = " | ".join(source(one.tree) for one in table.inputs)
    if number == len(table.rows):
        return replace(watching.point(Kind.ROW, "otherwise", (table, number)), label=inputs, place=table.place)
    row = table.rows[number]
    text = _row_text(table, number)
    again = sum(_row_text(table, earlier) == text for earlier in range(number))
    text = f"{text} ({again + 1})" if again else text
    return replace(watching.point(Kind.ROW, text, (table, number)), label=inputs, place=row.place)


def _row_text(table: Table, number: int) -> str:
    row = table.rows[number]
    return f"{' | '.join(source(cell.tree) for cell in row.cells)} → {source(row.output.tree)}"


def _cell(watching: _Watching, tests: Node) -> Tester:
    meets = watching.of(tests)
    return lambda value, env: meets(Scope({"?": value}, env))
