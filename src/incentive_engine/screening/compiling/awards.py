"""What an award gives, in whole fen: its formula or table, its items, its rounding, floor, ceiling and deduction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlglot import exp

from incentive_engine.policy.model import Award, Expression, Rounding, Step, Table
from incentive_engine.screening.compiling import lists, numbers
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.tables import table_term
from incentive_engine.screening.compiling.terms import (
    BeyondSqlError,
    Grant,
    Lacking,
    Mask,
    Number,
    Truth,
    Why,
    Words,
    chosen,
    replace,
    together,
)

FEN = 2
"""Decimals of an amount."""


def award_grant(compiler: Expressions, award: Award, frame: Frame) -> Grant:
    """What the award gives over the rows of a frame. Raises BeyondSqlError for what SQL is not asked to do."""
    if award.amount is None:
        return Grant(q.integer(0), q.integer(0), Why.alike(lambda: compiler.bits.none), 0)
    if award.each is None:
        gross = _amount(compiler, award.amount, award.rounding, frame)
        return _stepped(compiler, gross, [step for step in award.steps if not step.each], frame)
    total, unlisted, asked = _items(compiler, award, frame)
    grant = _stepped(compiler, total, [step for step in award.steps if not step.each], frame)

    def lacking() -> Lacking:
        # Without the list nothing else of the award is looked at.
        mask = chosen([(unlisted, asked())], grant.why.any)
        return mask, mask

    return grant if q.is_false(unlisted) else replace(grant, why=Why(lacking))


def money(compiler: Expressions, expression: Expression, frame: Frame) -> Number:
    """An amount that is no award's own (a floor, what was received), in fen, half up."""
    return _amount(compiler, expression, Rounding(), frame)


def _amount(compiler: Expressions, formula: Expression | Table, rounding: Rounding, frame: Frame) -> Number:
    term = table_term(compiler, formula, frame) if isinstance(formula, Table) else compiler.term(formula.tree, frame)
    if not isinstance(term, Number):
        raise BeyondSqlError("screening.no-amount")
    divisor = None if term.divisor is None else frame.let(term.divisor)
    number = replace(term, sql=frame.let(term.sql), divisor=divisor)
    to = rounding.to.scaleb(FEN)
    if to != int(to):
        raise BeyondSqlError("screening.rounding", to=rounding.to)
    value, low, high = numbers.rounded(number, int(to), FEN, rounding.mode, lambda sql: compiler.doubt(frame, sql))
    if max(-low, high) > q.LARGEST // 1_000_000:
        beyond = q.any_of((q.compared(">", value, q.integer(10**17)), q.compared("<", value, q.integer(-(10**17)))))
        beyond_here = frame.let(beyond)
        compiler.doubt(frame, beyond_here)
        value = q.narrowed(q.case([(q.holds(beyond_here), q.integer(0))], value)) if max(-low, high) > q.LARGEST else value
        low, high = max(low, -(10**17)), min(high, 10**17)
    return Number(frame.let(value), compiler.either(number), scale=FEN, low=low, high=high)


def _stepped(compiler: Expressions, gross: Number, steps: Sequence[Step], frame: Frame) -> Grant:
    """The amount after its steps; one that is below 0 is lifted to 0 first."""
    bounds = [(step.kind, money(compiler, step.amount, frame)) for step in steps]
    nothing = q.integer(0)
    current = gross.sql
    if gross.low < 0:
        current = frame.let(q.case([(q.compared("<", current, nothing), nothing)], current))
    high = max(gross.high, 0)
    for kind, bound in bounds:
        limit = bound.sql
        if bound.low < 0:
            limit = frame.let(q.case([(q.compared("<", limit, nothing), nothing)], limit))
        if kind == "min":
            current = q.case([(q.compared("<", current, limit), limit)], current)
            high = max(high, bound.high)
        elif kind == "max":
            current = q.case([(q.compared(">", current, limit), limit)], current)
            high = min(high, max(bound.high, 0))
        else:
            current = q.case([(q.compared("<", current, limit), nothing)], q.minus(current, limit))
        current = frame.let(current)
    open_ = [q.is_null(bound.sql) for _, bound in bounds if not q.is_false(q.is_null(bound.sql))]
    if open_:
        current = frame.let(q.case([(q.any_of((q.is_null(gross.sql), *open_)), q.NULL)], current))
    terms = [gross, *(bound for _, bound in bounds)]

    def lacking() -> Lacking:
        mask = together(compiler.needed(term) for term in terms)
        return mask, mask

    return Grant(gross.sql, current, Why(lacking), high)


def _items(compiler: Expressions, award: Award, frame: Frame) -> tuple[Number, Sql, Callable[[], Mask]]:
    """The sum of what the items give; of those that share `by`, where the highest is kept, only the first highest.

    Besides, whether the list as a whole is unknown, and what it then lacks.
    """
    each = award.each
    assert each is not None and award.amount is not None  # noqa: S101 - the caller looked
    selection = lists.selected(compiler, each.within.tree, frame)
    if selection.value is not None or selection.extra:
        raise BeyondSqlError("screening.items")
    rows = selection.frame.within({each.item: selection.record})
    where = Truth(q.TRUE, Why.alike(lambda: compiler.bits.none))
    if each.where is not None:
        where = compiler.truth(each.where.tree, rows)
    included = frame_truth(rows, where)
    amount = _amount(compiler, award.amount, award.rounding, rows)
    grant = _stepped(compiler, amount, [step for step in award.steps if step.each], rows)
    kept = q.holds(selection.met.sql)
    counts = rows.let(q.both((kept, q.negated(q.holds(q.negated(included.sql))))))
    certain = q.both((counts, q.holds(included.sql)))
    unsettled = [q.is_null(included.sql), q.is_null(grant.payable)]
    by = None
    if each.keep == "highest":
        assert each.by is not None  # noqa: S101 - the format asks for it
        by = compiler.term(each.by.tree, rows)
        if not isinstance(by, Words) and not (isinstance(by, Number) and by.divisor is None):
            raise BeyondSqlError("screening.items")
    payable = grant.payable
    if by is not None:
        payable = _highest(rows, certain, by.sql, payable)
    several = exp.Count(this=q.case([(counts, q.integer(1))]))
    open_ = rows.let(q.both((counts, q.any_of(unsettled))))
    keyless = q.FALSE if by is None else q.both((counts, q.is_null(by.sql)))
    wide = grant.most * lists.MOST_ITEMS > q.LARGEST
    total, is_open, number, no_key = lists.gathered(
        frame,
        selection,
        [lists.sum_aggregate(q.case([(certain, payable)]), wide), lists.any_aggregate(open_), several, lists.any_aggregate(keyless)],
    )
    more = q.compared(">", q.coalesced(number, q.integer(0)), q.integer(1))
    doubtful = q.any_of((lists.unknown_list(frame, selection), is_open, q.both((more, no_key))))
    nothing = q.widened(q.integer(0)) if wide else q.integer(0)
    high = grant.most * lists.MOST_ITEMS
    value = frame.let(q.case([(doubtful, q.NULL)], q.coalesced(total, nothing)))
    if wide:
        beyond = frame.let(q.compared(">", value, q.integer(10**17)))
        compiler.doubt(frame, beyond)
        value = frame.let(q.narrowed(q.case([(q.holds(beyond), q.integer(0))], value)))
        high = 10**17

    def lacking() -> Lacking:
        masks = [
            chosen([(q.is_null(included.sql), included.why.any)], compiler.bits.none),
            chosen([(q.is_null(grant.payable), grant.why.any)], compiler.bits.none),
        ]
        mask = lists.lacking_where(compiler, frame, selection, open_, together(masks))
        if by is not None:
            keys = lists.lacking_where(compiler, frame, selection, keyless, by.why.any)
            mask = together((mask, chosen([(q.both((more, no_key)), keys)], compiler.bits.none)))
        return mask, mask

    total_ = Number(value, compiler.stored(frame, value, lacking), scale=FEN, low=0, high=high)
    return total_, lists.unknown_list(frame, selection), lambda: lists.lacking_list(compiler, frame, selection)


def frame_truth(frame: Frame, truth: Truth) -> Truth:
    """The truth value in a column."""
    return replace(truth, sql=frame.let(truth.sql))


def _highest(frame: Frame, certain: Sql, by: Sql, payable: Sql) -> Sql:
    """The amount of the first highest item for each `by` of one enterprise, 0 for the others."""
    table = frame.table
    order = exp.Order(
        expressions=[
            exp.Ordered(this=q.case([(certain, payable)], q.integer(-1)), desc=True, nulls_first=False),
            exp.Ordered(this=q.column(table.keys[-1]), desc=False, nulls_first=False),
        ]
    )
    partition = [*(q.column(key) for key in table.keys[:-1]), by]
    rank = frame.let(exp.Window(this=exp.RowNumber(), partition_by=partition, order=order))
    return frame.let(q.case([(q.compared("=", rank, q.integer(1)), payable)], q.integer(0)))
