"""Where a part of an expression is evaluated: under which conditions, and what the names bound around it stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from incentive_engine.assurance.coverage.boundaries import INPUT, boundaries
from incentive_engine.assurance.coverage.watching import tests_of
from incentive_engine.assurance.symbolic import tables
from incentive_engine.assurance.symbolic.expressions import Environment, condition, translate
from incentive_engine.assurance.symbolic.formulas import Formula, all_of, both, no
from incentive_engine.assurance.symbolic.lists import listing
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.values import Record
from incentive_engine.feel.syntax import Comparison, Filter, For, If, Logic, Name, Node, Quantified, UnaryTests
from incentive_engine.policy.model import Expression, Measure, Row, Table

Scope = tuple[Formula, Environment]
"""When a place in an expression is reached, and what the names bound there stand for."""

Sought = Callable[[Node, Node], bool]
"""Whether a node is the one that is looked for; the second node is what `?` stands for there."""

EVERYWHERE: Scope = (True, {})


def scopes_of_part(rules: Rules, owner: str, part: Node) -> list[Scope]:
    """Where a part of an expression of `owner` (a measure, a fact, `requirements`) is evaluated."""
    return _scopes(rules, owner, part, lambda node, _: node == part)


def scopes_of_comparison(rules: Rules, owner: str, comparison: Comparison) -> list[Scope]:
    """Where a comparison is made, also by a range, a test of a table or the least of several."""
    sought = (comparison.op, comparison.left, comparison.right)

    def makes(node: Node, subject: Node) -> bool:
        return any((op, subject if left == INPUT else left, right) == sought for op, left, right in boundaries(node))

    return _scopes(rules, owner, comparison, makes)


def item_scopes(rules: Rules, measure: Measure) -> list[Scope]:
    """The items that an award is given for, one by one; without items the one scope that there is."""
    each = measure.award.each
    if each is None:
        return [EVERYWHERE]
    found: list[Scope] = []
    for entry in listing(each.within.tree, rules.value(each.within)).entries:
        env = {each.item: entry.value}
        included = rules.truth(each.where, env).true if each.where else True
        found.append((both(entry.present, included), env))
    return found


def _scopes(rules: Rules, owner: str, part: Node, sought: Sought) -> list[Scope]:
    search = _Search(rules, sought)
    found = [scope for formula, outer in _formulas(rules, owner) for scope in search.in_formula(formula, *outer)]
    free = {one.name for one in part.walk() if isinstance(one, Name)}
    if not found and all(_known(rules, name) for name in free):
        return [EVERYWHERE]
    return found


def _known(rules: Rules, name: str) -> bool:
    policy = rules.policy
    return name in policy.vocabulary.facts or name in policy.parameters or name in ("as_of", "assessment_year")


def _formulas(rules: Rules, owner: str) -> Iterator[tuple[Expression | Table, Scope]]:
    """The formulas of an owner, each with the scopes around it."""
    policy = rules.policy
    measure = next((one for one in policy.measures if one.id == owner), None)
    if measure is None:
        fact = policy.vocabulary.facts.get(owner)
        if fact is not None and fact.formula is not None:
            yield fact.formula, EVERYWHERE
        elif owner == "requirements":
            yield from ((test.expression, EVERYWHERE) for test in tests_of(policy, policy.measures[0]))
        elif owner == "groups":
            yield from ((one.received, EVERYWHERE) for one in policy.groups.values() if one.received is not None)
        elif owner == "limits":
            yield from ((one.maximum, EVERYWHERE) for one in policy.limits)
        return
    yield from ((test.expression, EVERYWHERE) for test in tests_of(policy, measure))
    award, each = measure.award, measure.award.each
    within = item_scopes(rules, measure)
    for formula in (award.amount, *(step.amount for step in award.steps)):
        if formula is not None:
            yield from ((formula, scope) for scope in within)
    if each is not None:
        yield each.within, EVERYWHERE
        entries = listing(each.within.tree, rules.value(each.within)).entries
        for one in (each.where, each.by):
            if one is not None:
                yield from ((one, (entry.present, {each.item: entry.value})) for entry in entries)


@dataclass(frozen=True, slots=True)
class _Search:
    """Walks through formulas as they are evaluated, and tells each scope in which a node is found."""

    rules: Rules
    sought: Sought
    subject: Node = INPUT

    def in_formula(self, formula: Expression | Table, guard: Formula, env: Environment) -> Iterator[Scope]:
        """The scopes of an expression, or of a table."""
        if isinstance(formula, Expression):
            yield from self.below(formula.tree, guard, env)
            return
        for one in formula.inputs:
            yield from self.below(one.tree, guard, env)
        met = tables.rows(self.rules, formula, env)
        for number, row in enumerate(formula.rows):
            before = [one.false for one in met[:number]] if formula.hit == "first" else []
            reached = all_of((guard, *before))
            yield from self._in_row(formula, row, reached, env)
            yield from self.below(row.output.tree, both(reached, met[number].true), env)
        if formula.otherwise is not None:
            yield from self.below(formula.otherwise.tree, all_of((guard, *(one.false for one in met))), env)

    def _in_row(self, table: Table, row: Row, reached: Formula, env: Environment) -> Iterator[Scope]:
        """The scopes of the cells of a row, each looked at as long as none before it is missed."""
        for cell, tested in zip(row.cells, table.inputs, strict=True):
            inner = _Search(self.rules, self.sought, tested.tree)
            yield from inner.below(cell.tree, reached, env)
            if isinstance(cell.tree, UnaryTests):
                value = translate(self.rules, tested.tree, env)
                reached = both(reached, no(tables.meets(self.rules, cell.tree, value, env).false))

    def below(self, node: Node, guard: Formula, env: Environment) -> Iterator[Scope]:
        """The scopes of a node and of those below it."""
        if self.sought(node, self.subject):
            yield guard, env
        for child, reached, inner in self._children(node, env):
            yield from self.below(child, both(guard, reached), inner)

    def _children(self, node: Node, env: Environment) -> Iterator[tuple[Node, Formula, Environment]]:
        """The nodes below, each with when it is evaluated after those before it, and the names bound around it."""
        rules = self.rules
        if isinstance(node, Logic):
            undecided: Formula = True
            for operand in node.operands:
                yield operand, undecided, env
                value = condition(rules, operand, env)
                undecided = both(undecided, no(value.false if node.op == "and" else value.true))
        elif isinstance(node, If):
            chosen = condition(rules, node.condition, env)
            yield node.condition, True, env
            yield node.then, chosen.true, env
            yield node.otherwise, chosen.false, env
        elif isinstance(node, (Quantified, For)) and len(node.iterators) == 1:
            ((name, domain),) = node.iterators
            yield domain, True, env
            for entry in listing(domain, translate(rules, domain, env)).entries:
                yield node.body, entry.present, {**env, name: entry.value}
        elif isinstance(node, Filter):
            yield node.base, True, env
            for entry in listing(node.base, translate(rules, node.base, env)).entries:
                columns = entry.value.columns if isinstance(entry.value, Record) else {}
                yield node.condition, entry.present, {**env, "item": entry.value, **columns}
        else:
            yield from ((child, True, env) for child in node.children())
