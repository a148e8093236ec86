"""Tables that leave out an answer for what no row is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import product

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Comparison, In, Literal, Logic, Name, Node, UnaryTests
from incentive_engine.feel.types import BOOLEAN, TextType
from incentive_engine.policy.model import Expression, Table

finding = partial(Finding, "table-without-otherwise", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Each table without `otherwise` whose rows do not take every choice of its inputs."""
    tables = [
        ((one.id,), one.award.amount, one.award.each.where if one.award.each else None)
        for one in subject.policy.measures
    ]
    tables += [((fact.id,), fact.formula, None) for fact in subject.own_facts()]
    for owner, table, where in tables:
        if isinstance(table, Table) and table.otherwise is None and not _is_complete(subject, table, where):
            yield finding(table.place, "lint.table-without-otherwise", {}, owner)


def _is_complete(subject: Subject, table: Table, where: Expression | None) -> bool:
    columns = [_values(subject, one) for one in table.inputs]
    used = [place for place, _ in enumerate(columns) if any(_tests(row.cells[place]) is not None for row in table.rows)]
    if any(columns[place] is None for place in used):
        return False
    for values in product(*(columns[place] or () for place in used)):
        known = {table.inputs[place].tree: value for place, value in zip(used, values, strict=True)}
        counts = where is None or _truth(where.tree, known) is not False
        if counts and not any(_takes(row.cells, used, values) for row in table.rows):
            return False
    return True


def _values(subject: Subject, expression: Expression) -> tuple[object, ...] | None:
    """The values that an input can have when there are few: choices, truths, the answers of another table."""
    if isinstance(expression.type, TextType) and expression.type.choices:
        return tuple(expression.type.choices)
    if expression.type == BOOLEAN:
        return (True, False)
    fact = subject.policy.vocabulary.facts.get(expression.tree.name) if isinstance(expression.tree, Name) else None
    if fact is None or not isinstance(fact.formula, Table):
        return None
    answers = [row.output.tree for row in fact.formula.rows]
    answers += [fact.formula.otherwise.tree] if fact.formula.otherwise else []
    literals = tuple(one.value for one in answers if isinstance(one, Literal))
    return literals if len(literals) == len(answers) else None


def _truth(node: Node, known: Mapping[Node, object]) -> bool | None:
    """Whether a condition holds of the values that are known; None when it depends on others."""
    if isinstance(node, Logic):
        parts = [_truth(one, known) for one in node.operands]
        decisive = node.op == "or"
        return decisive if decisive in parts else None if None in parts else not decisive
    if isinstance(node, Comparison) and node.left in known and isinstance(node.right, Literal):
        equal = known[node.left] == node.right.value
        return {"=": equal, "!=": not equal}.get(node.op)
    if isinstance(node, In) and node.value in known:
        texts = [test.operand for test in node.tests.tests]
        if all(isinstance(one, Literal) for one in texts):
            return known[node.value] in [one.value for one in texts if isinstance(one, Literal)]
    return None


def _takes(cells: tuple[Expression, ...], used: list[int], values: tuple[object, ...]) -> bool:
    for place, value in zip(used, values, strict=True):
        tests = _tests(cells[place])
        if tests is not None and value not in tests:
            return False
    return True


def _tests(cell: Expression) -> list[object] | None:
    """What a cell takes: literals; nothing for what is no literal; None for any value."""
    tree = cell.tree
    if not isinstance(tree, UnaryTests) or not tree.tests:
        return None
    return [one.operand.value for one in tree.tests if one.op is None and isinstance(one.operand, Literal)]
