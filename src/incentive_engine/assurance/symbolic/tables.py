"""Decision tables as formulas: which rows are met, and what the table answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, cast

from incentive_engine.assurance.symbolic import numbers, truths
from incentive_engine.assurance.symbolic.expressions import Environment, compared, translate, translates
from incentive_engine.assurance.symbolic.formulas import Formula, all_of, any_of, both, either, implies, no
from incentive_engine.assurance.symbolic.numbers import number
from incentive_engine.assurance.symbolic.truths import NEITHER, Truth
from incentive_engine.assurance.symbolic.values import (
    NOTHING,
    Listing,
    Nothing,
    Untranslatable,
    Value,
    merge,
    plain,
    restricted,
    same,
)
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import In, Interval, Name, UnaryTest, UnaryTests
from incentive_engine.policy.model import Table

if TYPE_CHECKING:
    from incentive_engine.assurance.symbolic.rules import Rules

_INPUT = Name("?")


def rows(rules: Rules, table: Table, env: Environment) -> list[Truth]:
    """For each row whether all its cells are met."""
    inputs = [translate(rules, one.tree, env) for one in table.inputs]
    return [
        truths.conjunction(
            meets(rules, cast(UnaryTests, cell.tree), value, env)
            for cell, value in zip(row.cells, inputs, strict=True)
        )
        for row in table.rows
    ]


@translates(In)
def _in(rules: Rules, node: In, env: Environment) -> Value:
    return meets(rules, node.tests, translate(rules, node.value, env), env)


def meets(rules: Rules, tests: UnaryTests, value: Value, env: Environment) -> Truth:
    """Whether a value meets one of the tests, or none where they are negated."""
    if not tests.tests:
        return truths.TRUE
    found = truths.disjunction(_meets(rules, test, value, env) for test in tests.tests)
    return truths.negation(found) if tests.negated else found


def _meets(rules: Rules, test: UnaryTest, value: Value, env: Environment) -> Truth:
    node = test.operand
    if test.op is None and _INPUT in node.walk():
        outcome = translate(rules, node, {**env, "?": value})
        if isinstance(outcome, Truth):
            return outcome
        raise Untranslatable(source(node))
    if test.op is None and isinstance(node, Interval):
        return _within(rules, node, value, env)
    operand = translate(rules, node, env)
    if test.op is not None:
        return compared(node, test.op, value, operand)
    if isinstance(operand, Listing):
        return _among(value, operand)
    if isinstance(operand, Truth) and not isinstance(value, (Truth, Nothing)):
        # A condition beside the value: it is met where it holds.
        return truths.given(value.known, operand)
    return NEITHER if isinstance(value, Nothing) else same(value, operand)


def _within(rules: Rules, node: Interval, value: Value, env: Environment) -> Truth:
    ends = []
    for end, operator in ((node.low, ">=" if node.low_closed else ">"), (node.high, "<=" if node.high_closed else "<")):
        if end is not None:
            ends.append((operator, translate(rules, end, env)))
    # An end that is unknown leaves the range unknown, whatever the other one says.
    known = all_of(end.known for _, end in ends)
    return truths.given(known, truths.conjunction(compared(node, operator, value, end) for operator, end in ends))


def _among(value: Value, items: Listing) -> Truth:
    found = []
    for entry in items.entries:
        equal = same(value, entry.value)
        found.append(Truth(both(entry.present, equal.true), either(no(entry.present), equal.false)))
    return truths.given(both(value.known, items.known), truths.disjunction(found))


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A row of a table, whether it is met and what it answers."""

    met: Truth
    output: Value


def answer(rules: Rules, table: Table, env: Environment) -> Value:
    """What the table answers; unknown where a row that is unknown could matter."""
    policy = _HITS.get(table.hit)
    if policy is None:
        raise Untranslatable(table.hit, table.place)
    found = rows(rules, table, env)
    lines = []
    for met, row in zip(found, table.rows, strict=True):
        if met.false is not True:
            lines.append(_Line(met, translate(rules, row.output.tree, env)))
            if met.true is True and table.hit == "first":
                break
    otherwise = translate(rules, table.otherwise.tree, env) if table.otherwise else NOTHING
    return policy(lines, otherwise)


def _first(lines: Sequence[_Line], otherwise: Value) -> Value:
    """The first row that is met, if none before it is unknown."""
    value = otherwise
    for line in reversed(lines):
        value = restricted(line.met.known, merge(line.met.true, line.output, value))
    return value


def _unique(lines: Sequence[_Line], otherwise: Value) -> Value:
    """The one row that is met, if no other one is or is unknown."""
    value = otherwise
    for line in reversed(lines):
        value = merge(line.met.true, line.output, value)
    twice = any_of(both(one.met.true, other.met.true) for at, one in enumerate(lines) for other in lines[:at])
    return restricted(both(no(twice), all_of(line.met.known for line in lines)), value)


def _sum(lines: Sequence[_Line], otherwise: Value) -> Value:
    """The sum of what the rows answer that are met; one that is unknown does not matter where it would add 0."""
    met = any_of(line.met.true for line in lines)
    parts, known = [], []
    for line in lines:
        output = plain(line.output)
        zero = both(output.known, numbers.holds("=", output, number(0)))
        known.append(implies(line.met.true, output.known))
        known.append(either(line.met.known, both(met, zero)))
        parts.append(numbers.merge(line.met.true, replace(output, known=True), number(0)))
    total = replace(numbers.total(parts), known=all_of(known))
    return _or_otherwise(met, total, lines, otherwise)


def _or_otherwise(met: Formula, value: Value, lines: Sequence[_Line], otherwise: Value) -> Value:
    """The value where a row is met; where all are certainly not, what the table answers then."""
    return merge(met, value, restricted(all_of(line.met.false for line in lines), otherwise))


def _best(operator: str) -> Callable[[Sequence[_Line], Value], Value]:
    def best(lines: Sequence[_Line], otherwise: Value) -> Value:
        """The best of what the rows answer that are met; a row that is unknown matters where it would be better."""
        outputs = [plain(line.output) for line in lines]
        met = any_of(line.met.true for line in lines)
        known = [implies(no(line.met.false), output.known) for line, output in zip(lines, outputs, strict=True)]
        value = number(0)
        for line, output in zip(lines, outputs, strict=True):
            beaten = any_of(
                both(other.met.true, numbers.holds(operator, rival, output))
                for other, rival in zip(lines, outputs, strict=True)
                if other is not line
            )
            best_one = both(line.met.true, no(beaten))
            value = numbers.merge(best_one, replace(output, known=True), value)
            level = any_of(
                both(other.met.true, numbers.holds(f"{operator}=", rival, output))
                for other, rival in zip(lines, outputs, strict=True)
                if other is not line
            )
            known.append(either(line.met.known, level))
        return _or_otherwise(met, replace(value, known=all_of(known)), lines, otherwise)

    return best


_Hit: TypeAlias = Callable[[Sequence[_Line], Value], Value]
_HITS: Mapping[str, _Hit] = {
    "first": _first,
    "unique": _unique,
    "collect sum": _sum,
    "collect max": _best(">"),
    "collect min": _best("<"),
}
