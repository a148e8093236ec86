"""Decision tables in SQL: the hit policies of which a row alone decides, and sums."""

from __future__ import annotations

from typing import Any, cast

from incentive_engine.feel.syntax import UnaryTests
from incentive_engine.policy.model import Table
from incentive_engine.screening.compiling import numbers
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.expressions import Expressions, meets
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.terms import (
    BeyondSqlError,
    Lacking,
    Mask,
    Number,
    Term,
    Truth,
    Why,
    alternatively,
    chosen,
    replace,
    together,
)


def table_term(compiler: Expressions, table: Table, frame: Frame) -> Term:
    """What a table answers. Raises BeyondSqlError for other hit policies than first, unique, and collect with sum, min or max."""
    inputs = [compiler.term(one.tree, frame) for one in table.inputs]
    inputs = [replace(one, sql=frame.let(one.sql)) if isinstance(one, Term) else one for one in inputs]
    rows = []
    for row in table.rows:
        cells = [
            meets(compiler, value, cast(UnaryTests, cell.tree), frame)
            for value, cell in zip(inputs, row.cells, strict=True)
            if cast(UnaryTests, cell.tree).tests
        ]
        met = compiler.conjunction(cells) if cells else Truth(q.TRUE, Why.alike(lambda: compiler.bits.none))
        output = compiler.term(row.output.tree, frame)
        if not isinstance(output, Term):
            raise BeyondSqlError("screening.table")
        rows.append((replace(met, sql=frame.let(met.sql)), output))
    otherwise: Term = Number(q.NULL, Why.alike(lambda: compiler.bits.stuck))
    if table.otherwise is not None:
        otherwise = compiler.term(table.otherwise.tree, frame)
    if table.hit == "first":
        return _first(compiler, rows, otherwise, frame)
    if table.hit == "unique":
        return _unique(compiler, rows, otherwise, frame)
    if table.hit == "collect sum":
        return _sum(compiler, rows, otherwise, frame)
    if table.hit in ("collect max", "collect min"):
        return _furthest(compiler, rows, otherwise, frame, most=table.hit == "collect max")
    raise BeyondSqlError("screening.hit", hit=table.hit)


def _alike(rows: list[tuple[Truth, Any]], otherwise: Any) -> tuple[list[tuple[Truth, Any]], Any]:
    """The outputs, all of one kind: those unknown in every row take that of the others."""
    every = [output for _, output in rows] + [otherwise]
    model = next((one for one in every if not one.is_unknown), every[0])
    changed = [one if type(one) is type(model) else _as(one, model) for one in every]
    return [(met, output) for (met, _), output in zip(rows, changed[:-1], strict=True)], changed[-1]


def _as(one: Term, model: Term) -> Term:
    if not one.is_unknown:
        raise BeyondSqlError("screening.kinds", left=type(one).__name__, right=type(model).__name__)
    return replace(model, sql=q.NULL, why=one.why, constant=None)


def _first(compiler: Expressions, rows: list[tuple[Truth, Any]], otherwise: Any, frame: Frame) -> Term:
    rows, otherwise = _alike(rows, otherwise)
    branches = []
    for met, output in rows:
        branches.append((met.sql, output))
        unknown = q.is_null(met.sql)
        if not q.is_false(unknown):
            branches.append((unknown, replace(output, sql=q.NULL, constant=None)))
    result = compiler.pick(branches, frame, otherwise)
    result = replace(result, sql=frame.let(result.sql), constant=None)
    return replace(result, why=compiler.stored(frame, result.sql, lambda: _lacking_first(compiler, rows, otherwise, frame)))


def _lacking_first(compiler: Expressions, rows: list[tuple[Truth, Any]], otherwise: Any, frame: Frame) -> Lacking:
    """Row by row from the last: a row that is met settles it, one that is unknown chooses between its answer and the rest."""
    found = []
    for truth in (True, False):
        rest: Mask = compiler.wanted(otherwise, truth)
        for met, output in reversed(rows):
            mine = compiler.wanted(output, truth)
            open_ = alternatively(
                (together((met.why.both[0], mine)), _kept(frame, together((met.why.both[1], rest))))
            )
            mask = chosen([(met.sql, mine), (q.is_null(met.sql), open_)], rest)
            rest = _kept(frame, mask)
        found.append(rest)
        if not isinstance(otherwise, Truth):
            return rest, rest
    return found[0], found[1]


def _kept(frame: Frame, mask: Mask) -> Mask:
    return tuple(word if q.is_constant(word) else frame.let(word) for word in mask)


def _unique(compiler: Expressions, rows: list[tuple[Truth, Any]], otherwise: Any, frame: Frame) -> Term:
    """As `first` with the certain row behind the unknown ones; more than one certain row contradict each other."""
    rows, otherwise = _alike(rows, otherwise)
    hits: Any = q.integer(0)
    for met, _ in rows:
        hits = q.plus(hits, q.case([(met.sql, q.integer(1))], q.integer(0)))
    hits = frame.let(hits)
    contradicting = q.compared(">", hits, q.integer(1))
    unsettled = q.any_of(q.is_null(met.sql) for met, _ in rows)
    branches = [(q.any_of((contradicting, unsettled)), replace(otherwise, sql=q.NULL, constant=None))]
    branches += [(met.sql, output) for met, output in rows]
    result = compiler.pick(branches, frame, otherwise)
    result = replace(result, sql=frame.let(result.sql), constant=None)

    def lacking() -> Lacking:
        found = []
        for truth in (True, False):
            rest: Mask = chosen(
                [(met.sql, compiler.wanted(output, truth)) for met, output in rows], compiler.wanted(otherwise, truth)
            )
            rest = _kept(frame, rest)
            for met, output in reversed(rows):
                mine = compiler.wanted(output, truth)
                open_ = alternatively(
                    (together((met.why.both[0], mine)), _kept(frame, together((met.why.both[1], rest))))
                )
                rest = _kept(frame, chosen([(q.is_null(met.sql), open_)], rest))
            found.append(chosen([(contradicting, compiler.bits.stuck)], rest))
            if not isinstance(otherwise, Truth):
                return found[0], found[0]
        return found[0], found[1]

    return replace(result, why=compiler.stored(frame, result.sql, lacking))


def _sum(compiler: Expressions, rows: list[tuple[Truth, Any]], otherwise: Any, frame: Frame) -> Term:
    """The sum of the rows that are met; an unknown row does not matter where it would add 0, unless none is certain."""
    rows, otherwise = _alike(rows, otherwise)
    nothing = q.integer(0)
    some = frame.let(q.any_of(q.holds(met.sql) for met, _ in rows))
    found = q.any_of((some, *(q.is_null(met.sql) for met, _ in rows)))
    mattering = []
    for met, output in rows:
        if not isinstance(output, Number) or output.divisor is not None:
            raise BeyondSqlError("screening.hit", hit="collect sum")
        counts = q.any_of((q.negated(some), q.is_null(output.sql), q.holds(q.compared("!=", output.sql, nothing))))
        mattering.append(q.both((q.is_null(met.sql), counts)))
    total: Number | None = None
    for met, output in rows:
        part = numbers.chosen([(met.sql, output)], Number(nothing, output.why), output.why)
        total = part if total is None else numbers.added(total, part, part.why)
    assert total is not None  # noqa: S101 - a table has a row
    open_ = frame.let(q.any_of(mattering))
    unknown = replace(total, sql=q.NULL)
    result = compiler.pick([(q.negated(found), otherwise), (open_, unknown)], frame, total)
    result = replace(result, sql=frame.let(result.sql), constant=None)

    def lacking() -> Lacking:
        parts = []
        for (met, output), matters in zip(rows, mattering, strict=True):
            parts.append(chosen([(matters, met.why.any)], compiler.bits.none))
            taken = q.any_of((q.holds(met.sql), matters))
            parts.append(chosen([(q.both((taken, q.is_null(output.sql))), output.why.any)], compiler.bits.none))
        mask = chosen([(q.negated(found), compiler.needed(otherwise))], together(parts))
        return mask, mask

    return replace(result, why=compiler.stored(frame, result.sql, lacking))


def _furthest(compiler: Expressions, rows: list[tuple[Truth, Any]], otherwise: Any, frame: Frame, *, most: bool) -> Term:
    """The greatest (or the least) answer of the rows that are met: with constant answers, the first one in their order."""
    by_answer: dict[Any, list[tuple[Truth, Any]]] = {}
    for met, output in rows:
        if output.constant is None:
            raise BeyondSqlError("screening.hit", hit="collect max" if most else "collect min")
        by_answer.setdefault(output.constant, []).append((met, output))
    ordered = []
    for answer in sorted(by_answer, reverse=most):
        alike = by_answer[answer]
        met = compiler.disjunction([one for one, _ in alike])
        ordered.append((replace(met, sql=frame.let(met.sql)), alike[0][1]))
    return _first(compiler, ordered, otherwise, frame)
