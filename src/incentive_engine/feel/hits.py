"""Hit policies (DMN 1.5 clause 8.2.11): from the rows of a table that hit, or are unknown, to its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cmp_to_key, reduce
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeAlias

from incentive_engine.feel import arithmetic
from incentive_engine.feel.compiler import Environment
from incentive_engine.feel.compiler.conditions import choice
from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.ternary import Truth, Unknown, either
from incentive_engine.feel.values import compare, equal, is_list

if TYPE_CHECKING:
    from incentive_engine.feel.tables import DecisionTable

HIT_POLICIES: Mapping[str, str] = {
    "U": "unique",
    "A": "any",
    "P": "priority",
    "F": "first",
    "R": "rule order",
    "O": "output order",
    "C": "collect",
    "C+": "collect sum",
    "C<": "collect min",
    "C>": "collect max",
    "C#": "collect count",
}
"""The hit policies by the standard's letters."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a table answers, and from which rows (counted from 0): those that hit, and the unknown ones that
    matter.
    """

    value: Any
    hits: tuple[int, ...] = ()
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row that hits (`truth` is True) or is unknown, with what it answers."""

    number: int
    truth: Truth
    output: Any


HitPolicy: TypeAlias = "Callable[[DecisionTable, Sequence[Row], Environment], Outcome]"


def _numbers(rows: Iterable[Row]) -> tuple[int, ...]:
    return tuple(row.number for row in rows)


def _first(table: DecisionTable, rows: Sequence[Row], env: Environment) -> Outcome:
    """The first row that hits; other policies give the rows in their own order of preference."""
    before = list(takewhile(lambda row: row.truth is not True, rows))
    hit = rows[len(before)] if len(before) < len(rows) else None
    value = hit.output if hit else table.without_hit(env)
    for row in reversed(before):
        if isinstance(row.truth, Unknown):
            value = choice(row.truth, row.output, value)
    return Outcome(value, (hit.number,) if hit else (), _numbers(before))


def _unique(table: DecisionTable, rows: Sequence[Row], env: Environment) -> Outcome:
    """The one row that hits; another that is unknown could still contradict it."""
    if sum(row.truth is True for row in rows) > 1:
        return _contradiction(table, "feel.table-not-unique", rows)
    return _first(table, sorted(rows, key=lambda row: row.truth is True), env)


def _any(table: DecisionTable, rows: Sequence[Row], env: Environment) -> Outcome:
    """What the rows that hit agree on; a row that is unknown does not matter where it says the same."""
    certain = [row for row in rows if row.truth is True]
    if not certain:
        return _first(table, rows, env)
    value = certain[0].output
    differing = [row for row in rows if equal(row.output, value) is not True]
    if any(row.truth is True and not isinstance(row.output, Unknown) for row in differing):
        return _contradiction(table, "feel.table-not-agreed", rows)
    return Outcome(_waiting(differing) if differing else value, _numbers(certain), _open(differing))


def _contradiction(table: DecisionTable, code: str, rows: Sequence[Row]) -> Outcome:
    hits = _numbers(row for row in rows if row.truth is True)
    value = table.compilation.failed(code, rows=", ".join(str(number + 1) for number in hits))
    return Outcome(value, hits, _open(rows))


def _open(rows: Iterable[Row]) -> tuple[int, ...]:
    return _numbers(row for row in rows if row.truth is not True)


def _waiting(rows: Iterable[Row]) -> Unknown:
    """The unknown of an answer that needs every one of these rows."""
    return either(part for row in rows for part in (row.truth, row.output) if isinstance(part, Unknown))


def _preferred(better: Callable[[Any, Any], int | None]) -> HitPolicy:
    """The policy that answers with the best of the outputs; `better` orders two of them, the better one
    first.
    """

    def decide(table: DecisionTable, rows: Sequence[Row], env: Environment) -> Outcome:
        if any(isinstance(row.output, Unknown) for row in rows):
            return _unordered(rows)
        ordered = _sorted(rows, better)
        if ordered is None:
            return _contradiction(table, "feel.table-without-order", rows)
        return _first(table, ordered, env)

    return decide


def _sorted(rows: Sequence[Row], better: Callable[[Any, Any], int | None]) -> list[Row] | None:
    """The rows by their outputs, of equals the certain ones first; None where two outputs have no order."""
    if any(better(row.output, rows[0].output) is None for row in rows):
        return None

    def before(one: Row, other: Row) -> int:
        return better(one.output, other.output) or 0

    return sorted(sorted(rows, key=lambda row: row.truth is not True), key=cmp_to_key(before))


def _unordered(rows: Sequence[Row]) -> Outcome:
    """The outcome where an unknown output keeps the rows from being put in order."""
    return Outcome(_waiting(rows), _numbers(row for row in rows if row.truth is True), _open(rows))


def _all(table: DecisionTable, rows: Sequence[Row], env: Environment) -> Outcome:
    """All outputs, in the order of the rows; any row that is unknown matters."""
    if not rows:
        return Outcome(table.without_hit(env))
    open_ = _open(rows)
    value = _waiting(rows) if open_ else [row.output for row in rows]
    return Outcome(value, _numbers(row for row in rows if row.truth is True), open_)


def _priority(table: DecisionTable, rows: Sequence[Row], env: Environment) -> Outcome:
    return _preferred(table.by_priority)(table, rows, env)


def _output_order(table: DecisionTable, rows: Sequence[Row], env: Environment) -> Outcome:
    """All outputs, by their priorities."""
    if any(isinstance(row.output, Unknown) for row in rows):
        return _unordered(rows)
    ordered = _sorted(rows, table.by_priority)
    if ordered is None:
        return _contradiction(table, "feel.table-without-order", rows)
    return _all(table, ordered, env)


def _sum(table: DecisionTable, rows: Sequence[Row], env: Environment) -> Outcome:
    """The sum of the outputs; a row that is unknown does not matter where it would add 0."""
    certain = [row for row in rows if row.truth is True]
    mattering = [row for row in rows if row.truth is True or not certain or not _is_zero(row.output)]
    outcome = _all(table, mattering, env)
    if not mattering or not is_list(outcome.value):
        return outcome
    unknown = [one for one in outcome.value if isinstance(one, Unknown)]
    try:
        total = either(unknown) if unknown else reduce(arithmetic.add, outcome.value)
    except FeelError as error:
        failure = error.failure
        total = table.compilation.failed(failure.code, **dict(failure.values))
    return Outcome(total, outcome.hits, outcome.unknown)


def _is_zero(value: Any) -> bool:
    return isinstance(value, Decimal) and not value


def _count(table: DecisionTable, rows: Sequence[Row], env: Environment) -> Outcome:
    """How many rows hit."""
    outcome = _all(table, rows, env)
    if outcome.unknown or not rows:
        return outcome
    return Outcome(Decimal(len(rows)), outcome.hits)


POLICIES: Mapping[str, HitPolicy] = {
    "unique": _unique,
    "any": _any,
    "priority": _priority,
    "first": _first,
    "rule order": _all,
    "output order": _output_order,
    "collect": _all,
    "collect sum": _sum,
    "collect min": _preferred(compare),
    "collect max": _preferred(lambda one, other: compare(other, one)),
    "collect count": _count,
}
"""What each hit policy answers: from the rows that hit or are unknown, in the order of the table."""
