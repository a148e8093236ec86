"""Decision tables in SQL: the hit policies of which a row alone decides, and sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias, cast

from incentive_engine.feel.syntax import UnaryTests
from incentive_engine.policy.model import Table
from incentive_engine.screening.compiling import numbers
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.choices import of_one_kind, pick
from incentive_engine.screening.compiling.comparisons import meets
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.logic import conjunction, disjunction
from incentive_engine.screening.compiling.reasons import Lacking, Mask, alternatively, chosen, together
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Number, Term, Truth

Answers: TypeAlias = "Sequence[tuple[Truth, Term]]"
"""Of each row whether it is met, and its answer."""


def table_term(compiler: Expressions, table: Table, frame: Frame) -> Term:
    """What a table answers. Raises BeyondSqlError for hit policies but first, unique, collect sum, min and max."""
    inputs = [compiler.meaning(one.tree, frame) for one in table.inputs]
    inputs = [replace(one, sql=frame.let(one.sql)) if isinstance(one, Term) else one for one in inputs]
    met: list[Truth] = []
    answers: list[Term] = []
    for row in table.rows:
        tests = [cast(UnaryTests, cell.tree) for cell in row.cells]
        cells = [meets(compiler, value, test, frame) for value, test in zip(inputs, tests, strict=True) if test.tests]
        whole = conjunction(compiler.bits, cells) if cells else compiler.always
        answers.append(compiler.term(row.output.tree, frame))
        met.append(replace(whole, sql=frame.let(whole.sql)))
    otherwise: Term = Number(q.NULL, compiler.nothing_helps)
    if table.otherwise is not None:
        otherwise = compiler.term(table.otherwise.tree, frame)
    if table.hit in ("collect max", "collect min"):
        ordered, constants = _ordered(compiler, met, answers, frame, most=table.hit == "collect max")
        *answers, otherwise = of_one_kind((*constants, otherwise))
        return _first(compiler, list(zip(ordered, answers, strict=True)), otherwise, frame)
    *answers, otherwise = of_one_kind((*answers, otherwise))
    rows = list(zip(met, answers, strict=True))
    if table.hit == "first":
        return _first(compiler, rows, otherwise, frame)
    if table.hit == "unique":
        return _unique(compiler, rows, otherwise, frame)
    if table.hit == "collect sum":
        return _sum(compiler, rows, otherwise, frame)
    raise BeyondSqlError("screening.hit", hit=table.hit)


def _first(compiler: Expressions, rows: Answers, otherwise: Term, frame: Frame) -> Term:
    branches = []
    for met, output in rows:
        branches.append((met.sql, output))
        unknown = q.is_null(met.sql)
        if not q.is_false(unknown):
            branches.append((unknown, replace(output, sql=q.NULL, constant=None)))
    result = pick(branches, frame, otherwise)
    result = replace(result, sql=frame.let(result.sql), constant=None)
    return replace(
        result, why=compiler.stored(frame, result.sql, lambda: _lacking_first(compiler, rows, otherwise, frame))
    )


def _lacking_first(compiler: Expressions, rows: Answers, otherwise: Term, frame: Frame) -> Lacking:
    """Row by row from the last: one that is met settles it, an unknown one chooses between its answer and the rest."""
    found = []
    for truth in (True, False):
        rest: Mask = compiler.wanted(otherwise, truth)
        for met, output in reversed(rows):
            mine = compiler.wanted(output, truth)
            open_ = alternatively((together((met.why.both[0], mine)), frame.let_all(together((met.why.both[1], rest)))))
            mask = chosen([(met.sql, mine), (q.is_null(met.sql), open_)], rest)
            rest = frame.let_all(mask)
        found.append(rest)
        if not isinstance(otherwise, Truth):
            return rest, rest
    return found[0], found[1]


def _unique(compiler: Expressions, rows: Answers, otherwise: Term, frame: Frame) -> Term:
    """As `first` with the certain row behind the unknown ones; more than one certain row contradict each other."""
    hits: Sql = q.integer(0)
    for met, _ in rows:
        hits = q.plus(hits, q.case([(met.sql, q.integer(1))], q.integer(0)))
    hits = frame.let(hits)
    contradicting = q.compared(">", hits, q.integer(1))
    unsettled = q.any_of(q.is_null(met.sql) for met, _ in rows)
    branches = [(q.any_of((contradicting, unsettled)), replace(otherwise, sql=q.NULL, constant=None))]
    branches += [(met.sql, output) for met, output in rows]
    result = pick(branches, frame, otherwise)
    result = replace(result, sql=frame.let(result.sql), constant=None)

    def lacking() -> Lacking:
        found = []
        for truth in (True, False):
            rest: Mask = chosen(
                [(met.sql, compiler.wanted(output, truth)) for met, output in rows], compiler.wanted(otherwise, truth)
            )
            rest = frame.let_all(rest)
            for met, output in reversed(rows):
                mine = compiler.wanted(output, truth)
                open_ = alternatively(
                    (together((met.why.both[0], mine)), frame.let_all(together((met.why.both[1], rest))))
                )
                rest = frame.let_all(chosen([(q.is_null(met.sql), open_)], rest))
            found.append(chosen([(contradicting, compiler.bits.stuck)], rest))
            if not isinstance(otherwise, Truth):
                return found[0], found[0]
        return found[0], found[1]

    return replace(result, why=compiler.stored(frame, result.sql, lacking))


def _sum(compiler: Expressions, rows: Answers, otherwise: Term, frame: Frame) -> Term:
    """The sum of the rows that are met; an unknown row does not matter where it would add 0, unless none is certain."""
    nothing = q.integer(0)
    some = frame.let(q.any_of(q.holds(met.sql) for met, _ in rows))
    found = q.any_of((some, *(q.is_null(met.sql) for met, _ in rows)))
    mattering = []
    numbered = [(met, output) for met, output in rows if isinstance(output, Number) and output.divisor is None]
    if len(numbered) < len(rows):
        raise BeyondSqlError("screening.hit", hit="collect sum")
    for met, output in numbered:
        counts = q.any_of((q.negated(some), q.is_null(output.sql), q.holds(q.compared("!=", output.sql, nothing))))
        mattering.append(q.both((q.is_null(met.sql), counts)))
    parts = [numbers.chosen([(met.sql, output)], Number(nothing, output.why), output.why) for met, output in numbered]
    total = parts[0]
    for part in parts[1:]:
        total = numbers.added(total, part, part.why)
    open_ = frame.let(q.any_of(mattering))
    unknown = replace(total, sql=q.NULL)
    result = pick([(q.negated(found), otherwise), (open_, unknown)], frame, total)
    result = replace(result, sql=frame.let(result.sql), constant=None)

    def lacking() -> Lacking:
        masks = []
        for (met, output), matters in zip(rows, mattering, strict=True):
            masks.append(chosen([(matters, met.why.any)], compiler.bits.none))
            taken = q.any_of((q.holds(met.sql), matters))
            masks.append(chosen([(q.both((taken, q.is_null(output.sql))), output.why.any)], compiler.bits.none))
        mask = chosen([(q.negated(found), compiler.needed(otherwise))], together(masks))
        return mask, mask

    return replace(result, why=compiler.stored(frame, result.sql, lacking))


def _ordered(
    compiler: Expressions, met: Sequence[Truth], answers: Sequence[Term], frame: Frame, *, most: bool
) -> tuple[list[Truth], list[Term]]:
    """The different answers, constant, the greatest (or the least) first, with whether any of their rows is met."""
    by_answer: dict[Decimal, list[tuple[Truth, Term]]] = {}
    for one, answer in zip(met, answers, strict=True):
        if not isinstance(answer.constant, Decimal):
            raise BeyondSqlError("screening.hit", hit="collect max" if most else "collect min")
        by_answer.setdefault(answer.constant, []).append((one, answer))
    alike = [by_answer[number] for number in sorted(by_answer, reverse=most)]
    truths = [disjunction(compiler.bits, [one for one, _ in rows]) for rows in alike]
    return [replace(one, sql=frame.let(one.sql)) for one in truths], [rows[0][1] for rows in alike]
