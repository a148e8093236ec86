"""What an award gives, in whole fen: its formula or table, its items, its rounding, floor, ceiling and deduction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlglot import exp

from incentive_engine.policy.model import Award, Each, Expression, Rounding, Step, Table
from incentive_engine.screening.compiling import lists
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.reasons import Lacking, Mask, Why, chosen, together
from incentive_engine.screening.compiling.rounding import rounded
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.tables import table_term
from incentive_engine.screening.compiling.terms import Grant, Number, Term, Words

FEN = 2
"""Decimals of an amount."""

MOST = 10**17
"""Fen: what any amount is at most; enterprises beyond are left to the reference."""

SURE = q.LARGEST // 1_000_000
"""Fen: up to here a bound needs no look at each amount."""


def award_grant(compiler: Expressions, award: Award, frame: Frame) -> Grant:
    """What the award gives over the rows of a frame. Raises BeyondSqlError for what SQL is not asked to do."""
    formula = award.amount
    if formula is None:
        return Grant(q.integer(0), q.integer(0), compiler.lacks_nothing, 0)
    steps = [step for step in award.steps if not step.each]
    if award.each is None:
        return _stepped(compiler, _amount(compiler, formula, award.rounding, frame), steps, frame)
    total, unlisted, asked = _items(compiler, award, award.each, formula, frame)
    grant = _stepped(compiler, total, steps, frame)

    def lacking() -> Lacking:
        # Without the list nothing else of the award is looked at.
        mask = chosen([(unlisted, asked())], grant.why.any)
        return mask, mask

    return grant if q.is_false(unlisted) else replace(grant, why=Why(lacking))


def money(compiler: Expressions, expression: Expression, frame: Frame) -> Number:
    """An amount that is no award's own (a floor, what was received), in fen, half up."""
    return _amount(compiler, expression, Rounding(), frame)


def _amount(compiler: Expressions, formula: Expression | Table, rounding: Rounding, frame: Frame) -> Number:
    try:
        if isinstance(formula, Table):
            term = table_term(compiler, formula, frame)
        else:
            term = compiler.term(formula.tree, frame)
        return _in_fen(compiler, term, rounding, frame)
    except BeyondSqlError as error:
        answers = [row.output for row in formula.rows] if isinstance(formula, Table) else [formula]
        error.quoting(", ".join(one.text for one in answers))
        raise


def _in_fen(compiler: Expressions, term: Term, rounding: Rounding, frame: Frame) -> Number:
    to = rounding.to.scaleb(FEN)
    if not isinstance(term, Number) or to != int(to):
        raise BeyondSqlError()
    number = term.in_columns(frame)
    value, low, high = rounded(number, int(to), FEN, rounding.mode, lambda sql: compiler.doubt(frame, sql))
    if max(-low, high) > SURE:
        value = _bounded(compiler, value, frame, wide=max(-low, high) > q.LARGEST, signed=True)
        low, high = max(low, -MOST), min(high, MOST)
    return Number(frame.let(value), compiler.either(number), scale=FEN, low=low, high=high)


def _bounded(compiler: Expressions, value: Sql, frame: Frame, *, wide: bool, signed: bool) -> Sql:
    """An amount as a BIGINT; the enterprises that would get more than any amount may be are in doubt."""
    parts = [q.compared(">", value, q.integer(MOST))]
    if signed:
        parts.append(q.compared("<", value, q.integer(-MOST)))
    beyond = frame.let(q.any_of(parts))
    compiler.doubt(frame, beyond)
    return q.narrowed(q.case([(q.holds(beyond), q.integer(0))], value)) if wide else value


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


def _items(
    compiler: Expressions, award: Award, each: Each, formula: Expression | Table, frame: Frame
) -> tuple[Number, Sql, Callable[[], Mask]]:
    """The sum of what the items give; of those that share `by`, where the highest is kept, only the first highest.

    Besides, whether the list as a whole is unknown, and what it then lacks.
    """
    selection = lists.selected(compiler, each.within.tree, frame)
    if selection.value is not None or selection.extra:
        raise BeyondSqlError().quoting(each.within.text)
    rows = selection.frame.within({each.item: selection.record})
    included = compiler.always if each.where is None else compiler.truth(each.where.tree, rows)
    included = replace(included, sql=rows.let(included.sql))
    amount = _amount(compiler, formula, award.rounding, rows)
    grant = _stepped(compiler, amount, [step for step in award.steps if step.each], rows)
    kept = q.holds(selection.met.sql)
    counts = rows.let(q.both((kept, q.negated(q.holds(q.negated(included.sql))))))
    certain = q.both((counts, q.holds(included.sql)))
    by = _key(compiler, each, rows)
    payable = grant.payable if by is None else _highest(rows, certain, by.sql, grant.payable)
    several = exp.Count(this=q.case([(counts, q.integer(1))]))
    open_ = rows.let(q.both((counts, q.any_of((q.is_null(included.sql), q.is_null(grant.payable))))))
    keyless = q.FALSE if by is None else q.both((counts, q.is_null(by.sql)))
    wide = grant.most * lists.MOST_ITEMS > q.LARGEST
    paid = lists.sum_aggregate(q.case([(certain, payable)]), wide)
    wanted = [paid, lists.any_aggregate(open_), several, lists.any_aggregate(keyless)]
    total, is_open, number, no_key = lists.gathered(frame, selection, wanted)
    more = q.compared(">", q.coalesced(number, q.integer(0)), q.integer(1))
    unlisted = lists.unknown_list(frame, selection)
    doubtful = q.any_of((unlisted, is_open, q.both((more, no_key))))
    nothing = q.widened(q.integer(0)) if wide else q.integer(0)
    high = grant.most * lists.MOST_ITEMS
    value = frame.let(q.case([(doubtful, q.NULL)], q.coalesced(total, nothing)))
    if wide:
        value = frame.let(_bounded(compiler, value, frame, wide=True, signed=False))
        high = MOST

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

    result = Number(value, compiler.stored(frame, value, lacking), scale=FEN, low=0, high=high)
    return result, unlisted, lambda: lists.lacking_list(compiler, frame, selection)


def _key(compiler: Expressions, each: Each, rows: Frame) -> Term | None:
    """What items share of which only the highest is kept; None where all are."""
    if each.keep != "highest" or each.by is None:
        return None
    by = compiler.term(each.by.tree, rows)
    if isinstance(by, Words) or (isinstance(by, Number) and by.divisor is None):
        return by
    raise BeyondSqlError().quoting(each.by.text)


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
