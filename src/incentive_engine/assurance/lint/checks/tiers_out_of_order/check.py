"""Tiers that do not rise or fall one after the other: series of parameters, rows of a table, awards of levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise

from incentive_engine.assurance.lint.constants import constant, days_of_change, most
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.rows import texts_of
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Call, Literal, Node, UnaryTests
from incentive_engine.policy.model import Expression, Row, Table
from incentive_engine.policy.ranks import rank
from incentive_engine.policy.reads import facts_read

finding = partial(Finding, "tiers-out-of-order", Severity.ERROR)

_SERIES = re.compile(r"(?P<stem>.+?)_?(?P<number>\d{1,2})")


_SERIES_LEAST = 3


def check(subject: Subject) -> Iterator[Finding]:
    """Series of parameters first, then every table of the policy."""
    yield from _series(subject)
    for table, owner in _tables(subject):
        yield from _unreachable(subject, table, owner)
        yield from _falling(subject, table, owner)
        yield from _steps(subject, table, owner)
        yield from _lower_first(subject, table, owner)


def _series(subject: Subject) -> Iterator[Finding]:
    """Parameters called `growth_step_1`, `growth_step_2`, …: all rising or all falling on every day."""
    series: dict[str, dict[int, str]] = {}
    for id_ in subject.policy.parameters:
        if match := _SERIES.fullmatch(id_):
            series.setdefault(match["stem"], {})[int(match["number"])] = id_
    for members in series.values():
        ids = [members[number] for number in sorted(members)]
        days = sorted({day for id_ in ids for day, _ in subject.policy.parameters[id_].values})
        for day in days:
            numbers = [(id_, subject.policy.parameters[id_].on(day)) for id_ in ids]
            known = [(id_, value) for id_, value in numbers if isinstance(value, Decimal)]
            odd = _odd_one(known)
            if odd is not None:
                (lower, _), (upper, _) = odd
                parameters = subject.policy.parameters
                values = {"lower": parameters[lower].label, "upper": parameters[upper].label}
                place = parameters[upper].place
                yield finding(place, "lint.tiers-out-of-order.series", values, (upper,))
                break


def _odd_one(known: Sequence[tuple[str, Decimal]]) -> tuple[tuple[str, Decimal], tuple[str, Decimal]] | None:
    """The first two neighbours that go against the way most of the series goes; equal ones go against both."""
    steps = [(one, other) for one, other in pairwise(known)]
    rising = sum(one[1] < other[1] for one, other in steps) * 2 >= len(steps)
    return next((pair for pair in steps if (pair[0][1] < pair[1][1]) is not rising or pair[0][1] == pair[1][1]), None)


def _tables(subject: Subject) -> Iterator[tuple[Table, tuple[str, ...]]]:
    for fact in facts_read(subject.policy):
        if isinstance(fact.formula, Table):
            yield fact.formula, (fact.id,)
    for measure in subject.policy.measures:
        if isinstance(measure.award.amount, Table):
            yield measure.award.amount, (measure.id,)


def _unreachable(subject: Subject, table: Table, owner: tuple[str, ...]) -> Iterator[Finding]:
    """Rows of a first-hit table that an earlier one takes everything from: a lower floor before a higher one."""
    if table.hit != "first":
        return
    for place in range(len(table.inputs)):
        floors: list[tuple[str, Decimal, Row]] = []
        for row in table.rows:
            others = [cell for number, cell in enumerate(row.cells) if number != place]
            bound = _bound(subject, row.cells[place])
            if bound is None or any(isinstance(one.tree, UnaryTests) and one.tree.tests for one in others):
                continue
            for op, value, earlier in floors:
                taken = op[0] == bound[0][0] and (value < bound[1] if op[0] == ">" else value > bound[1])
                if taken or (op, value) == bound:
                    values = {"row": row.cells[place].text, "earlier": earlier.cells[place].text}
                    yield finding(row.place, "lint.tiers-out-of-order.unreachable", values, owner)
                    break
            floors.append((*bound, row))


def _falling(subject: Subject, table: Table, owner: tuple[str, ...]) -> Iterator[Finding]:
    """Rows that give less for a higher tier: two rows that differ in one input alone."""
    told: set[int] = set()
    for number, one in enumerate(table.rows):
        for other in table.rows[number + 1 :]:
            places = [at for at, (a, b) in enumerate(zip(one.cells, other.cells, strict=True)) if a.tree != b.tree]
            if len(places) != 1 or id(other) in told:
                continue
            higher = _higher(subject, one.cells[places[0]], other.cells[places[0]])
            if higher is None:
                continue
            upper, lower = (one, other) if higher else (other, one)
            if _less(subject, upper.output.tree, lower.output.tree):
                told.add(id(other))
                values = {"upper": upper.cells[places[0]].text, "lower": lower.cells[places[0]].text}
                yield finding(upper.output.place, "lint.tiers-out-of-order.falling", values, owner)


def _steps(subject: Subject, table: Table, owner: tuple[str, ...]) -> Iterator[Finding]:
    """Rows for the steps 1, 2, 3, … of one input: their answers all rise with the step, or all fall."""
    if len(table.inputs) != 1 or len(table.rows) < _SERIES_LEAST:
        return
    steps = {step: row for row in table.rows if (step := _step(row.cells[0])) is not None}
    if len(steps) < len(table.rows):
        return
    for day in days_of_change(subject.policy, table.rows[0].output.tree):
        answers = [(row.output.text, most(subject.policy, row.output.tree, day)) for _, row in sorted(steps.items())]
        known = [(text, value) for text, value in answers if value is not None]
        odd = _odd_one(known) if len(known) == len(answers) else None
        if odd is not None and odd[0][1] != odd[1][1]:
            row = next(one for one in table.rows if one.output.text == odd[1][0])
            values = {"upper": row.cells[0].text, "lower": odd[0][0]}
            yield finding(row.output.place, "lint.tiers-out-of-order.step", values, owner)
            return


def _step(cell: Expression) -> Decimal | None:
    """The whole number that a cell is for."""
    tree = cell.tree
    if isinstance(tree, UnaryTests) and len(tree.tests) == 1 and tree.tests[0].op is None:
        operand = tree.tests[0].operand
        return operand.value if isinstance(operand, Literal) and isinstance(operand.value, Decimal) else None
    return None


def _lower_first(subject: Subject, table: Table, owner: tuple[str, ...]) -> Iterator[Finding]:
    """Rows of a first-hit table that may both be met, the one that gives less standing first."""
    if table.hit != "first":
        return
    for earlier, later in pairwise(table.rows):
        asked = [{at for at, cell in enumerate(row.cells) if _is_true(cell)} for row in (earlier, later)]
        any_ = all(
            _is_true(cell) or (isinstance(cell.tree, UnaryTests) and not cell.tree.tests)
            for row in (earlier, later)
            for cell in row.cells
        )
        both = any_ and asked[0] and asked[1] and not asked[0] & asked[1]
        if both and _less(subject, earlier.output.tree, later.output.tree):
            values = {"first": earlier.output.text, "second": later.output.text}
            yield finding(earlier.output.place, "lint.tiers-out-of-order.lower-first", values, owner)


def _is_true(cell: Expression) -> bool:
    tree = cell.tree
    return isinstance(tree, UnaryTests) and [one.operand for one in tree.tests] == [Literal(True)]


def _higher(subject: Subject, one: Expression, other: Expression) -> bool | None:
    """Whether the first of two cells is the higher tier; None when they are no tiers of one kind."""
    left, right = _bound(subject, one), _bound(subject, other)
    if left is not None and right is not None and left[0][0] == right[0][0] == ">":
        return left[1] > right[1] if left[1] != right[1] else None
    first, second = _rank(one), _rank(other)
    if first is None or second is None or first[0] != second[0]:
        return None
    return first[1] < second[1] if first[1] != second[1] else None


def _less(subject: Subject, upper: Node, lower: Node) -> bool:
    """Whether the higher tier gives less on some day: as constants, or as what their ceilings allow."""
    for day in days_of_change(subject.policy, upper):
        one, other = most(subject.policy, upper, day), most(subject.policy, lower, day)
        if one is not None and other is not None and one < other and isinstance(upper, Call) == isinstance(lower, Call):
            return True
    return False


def _bound(subject: Subject, cell: Expression) -> tuple[str, Decimal] | None:
    """The operator and the number of a cell such as `>= growth_step_1`."""
    tree = cell.tree
    if not isinstance(tree, UnaryTests) or len(tree.tests) != 1 or tree.negated:
        return None
    if tree.tests[0].op not in (">", ">=", "<", "<="):
        return None
    operand = tree.tests[0].operand
    value = constant(subject.policy, operand, days_of_change(subject.policy, operand)[-1])
    return None if value is None else (tree.tests[0].op or "", value)


def _rank(cell: Expression) -> tuple[int, int] | None:
    """Which order of tiers the text of a cell belongs to, and its place in it, the highest first."""
    texts = list(texts_of(cell))
    return rank(texts[0]) if len(texts) in (1, 2) else None
