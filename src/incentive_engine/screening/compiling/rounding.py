"""Rounding in whole numbers: to a multiple of some unit, in any of the modes that policies and FEEL know."""

from __future__ import annotations

from dataclasses import replace

from incentive_engine.screening.backends import dialects
from incentive_engine.screening.compiling import numbers
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Number


def rounded(number: Number, to: int, scale: int, mode: str, doubt: numbers.Doubt) -> tuple[Sql, int, int]:
    """The number as a multiple of `to` × 10^-`scale`, in units of 10^-`scale`, and its bounds: a whole number.

    `mode` is half up (away from 0), half even, down, up (towards and away from 0), floor or ceiling.
    """
    if number.divisor is None and number.scale <= scale and to == 1:
        one = numbers.scaled(number, scale)
        return one.sql, one.low, one.high
    shift = 10 ** abs(number.scale - scale)
    unit, factor = (to * shift, 1) if number.scale >= scale else (to, shift)
    one = numbers.multiplied(
        replace(number, divisor=None, most=1),
        Number(q.integer(factor), number.why, low=factor, high=factor),
        number.why,
    )
    under = Number(q.integer(unit), number.why, low=unit, high=unit)
    if number.divisor is not None:
        under = numbers.multiplied(Number(number.divisor, number.why, low=1, high=number.most), under, number.why)
    numbers.checked(-2 * one.reach - under.high, 2 * one.reach + under.high)
    wide = numbers.is_wide(one.reach * 2 + under.high, under.high * 2)
    over, by = numbers.operand(one.sql, one.is_wide, wide), numbers.operand(under.sql, under.is_wide, wide)
    if wide and one.reach // max(under.low, 1) >= 10**32:
        raise BeyondSqlError("screening.too-large")
    if one.low >= 0 and number.exact and number.divisor is None and mode in ("half up", "down") and unit % 2 == 0:
        # What is never negative needs no look at its sign.
        half = unit // 2 if mode == "half up" else 0
        over = q.plus(over, q.integer(half))
        simple: Sql = dialects.WideQuotient(this=over, expression=by) if wide else q.quotient(over, by)
        high = (one.high + half) // unit * to
        simple = q.times(simple, q.integer(to))
        return (q.narrowed(simple) if wide and not numbers.is_wide(high) else simple), 0, high
    whole = dialects.WideQuotient(this=over, expression=by) if wide else q.quotient(over, by)
    rest = q.remainder(over, by)
    if not number.exact:
        size = q.case([(q.compared("<", rest, q.integer(0)), q.opposite(rest))], rest)
        edge = q.times(size, q.integer(2)) if mode.startswith("half") else size
        doubt(q.compared("=", edge, by if mode.startswith("half") else q.integer(0)))
    step = _step(mode, rest, by, whole, over)
    result = q.times(q.plus(whole, step), q.integer(to)) if to != 1 else q.plus(whole, step)
    least = max(under.low, 1)
    low, high = ((one.low // least) - 1) * to, (-(-one.high // least) + 1) * to
    low, high = min(low, 0), max(high, 0)
    if wide and not numbers.is_wide(low, high):
        result = q.narrowed(result)
    return result, low, high


def _step(mode: str, rest: Sql, by: Sql, whole: Sql, over: Sql) -> Sql:
    """What is added to a quotient that was cut off towards zero."""
    nothing, one, minus_one = q.integer(0), q.integer(1), q.integer(-1)
    negative = q.compared("<", over, nothing)
    away = q.case([(negative, minus_one)], one)
    some = q.compared("!=", rest, nothing)
    size = q.case([(q.compared("<", rest, nothing), q.opposite(rest))], rest)
    if mode == "down":
        return nothing
    if mode == "up":
        return q.case([(some, away)], nothing)
    if mode == "floor":
        return q.case([(q.both((some, negative)), minus_one)], nothing)
    if mode == "ceiling":
        return q.case([(q.both((some, q.negated(negative))), one)], nothing)
    twice = q.times(size, q.integer(2))
    beyond = q.compared(">=", twice, by)
    if mode == "half even":
        odd = q.compared("!=", q.remainder(whole, q.integer(2)), nothing)
        beyond = q.any_of((q.compared(">", twice, by), q.both((q.compared("=", twice, by), odd))))
    return q.case([(beyond, away)], nothing)
