"""Exact arithmetic in whole numbers: a number is a numerator, a power of ten and perhaps a divisor (`terms.Number`).

What could leave 64 bits is computed in wide integers, and what could leave 38 digits is left to the reference
evaluator. Ratios are compared by multiplying across. A quotient that is worked on further is exact here and rounded to
34 digits in the reference: where that could tell in the answer, the row is in `doubt` and goes to the reference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from math import lcm

from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.reasons import Why
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.compiling.terms import Number

FARTHEST = 10**34
"""Beyond this many digits the reference rounds a number."""

HOLDS = 10**38
"""Beyond this many digits no backend is exact."""

NEAR = 10_000
"""How near two products of up to 38 digits are that the reference's 34 digits may not tell apart."""

Doubt = Callable[[Sql], None]
"""What notes that a row where something is true is left to the reference."""


def checked(low: int, high: int, limit: int = HOLDS) -> None:
    """Raise BeyondSqlError for bounds that reach the limit."""
    if max(abs(low), abs(high)) >= limit:
        raise BeyondSqlError("screening.too-large")


def is_wide(*bounds: int) -> bool:
    """Whether 64 bits may not hold a number that lies between the bounds."""
    return any(abs(bound) > q.LARGEST for bound in bounds)


def operand(sql: Sql, is_wide_already: bool, wide: bool) -> Sql:
    """The value as a wide one where the others are."""
    return q.widened(sql) if wide and not is_wide_already else sql


def scaled(number: Number, scale: int) -> Number:
    """The same number with `scale` decimals, which are not fewer than it has."""
    factor = 10 ** (scale - number.scale)
    if factor == 1:
        return number
    low, high = number.low * factor, number.high * factor
    checked(low, high)
    sql = q.times(operand(number.sql, number.is_wide, is_wide(low, high)), q.integer(factor))
    return replace(number, sql=sql, scale=scale, low=low, high=high)


def added(left: Number, right: Number, why: Why, *, sign: int = 1, parts: bool = False) -> Number:
    """left + right, or left - right where `sign` is -1; `parts` says that they are but parts of fractions."""
    if left.divisor is not None or right.divisor is not None:
        return _added_fractions(left, right, why, sign)
    scale = max(left.scale, right.scale)
    left, right = scaled(left, scale), scaled(right, scale)
    ends = (right.low, right.high) if sign > 0 else (-right.high, -right.low)
    low, high = left.low + ends[0], left.high + ends[1]
    checked(low, high, HOLDS if parts else FARTHEST)
    wide = is_wide(low, high)
    join = q.plus if sign > 0 else q.minus
    sql = join(operand(left.sql, left.is_wide, wide), operand(right.sql, right.is_wide, wide))
    return Number(sql, why, scale=scale, low=low, high=high, exact=left.exact and right.exact)


def _added_fractions(left: Number, right: Number, why: Why, sign: int) -> Number:
    if left.divisor is not None and left.divisor == right.divisor:
        whole = added(replace(left, divisor=None), replace(right, divisor=None), why, sign=sign, parts=True)
        return replace(whole, divisor=left.divisor, most=left.most, exact=False)
    first, second = _times_divisor(left, right), _times_divisor(right, left)
    whole = added(first, second, why, sign=sign, parts=True)
    divisor, most = _common(left, right)
    return replace(whole, divisor=divisor, most=most, exact=False)


def _times_divisor(number: Number, other: Number) -> Number:
    """The numerator of a number once it has the divisor that it shares with another."""
    whole = replace(number, divisor=None, most=1)
    if other.divisor is None:
        return whole
    return multiplied(whole, Number(other.divisor, other.why, low=0, high=other.most), number.why)


def _common(left: Number, right: Number) -> tuple[Sql | None, int]:
    if left.divisor is None or right.divisor is None:
        one = left if right.divisor is None else right
        return one.divisor, one.most
    product = multiplied(
        Number(left.divisor, left.why, low=0, high=left.most),
        Number(right.divisor, right.why, low=0, high=right.most),
        left.why,
    )
    return product.sql, product.high


def opposite(number: Number, why: Why) -> Number:
    """-number."""
    return replace(number, sql=q.opposite(number.sql), why=why, constant=None, low=-number.high, high=-number.low)


def multiplied(left: Number, right: Number, why: Why) -> Number:
    """left * right."""
    products = [one * other for one in (left.low, left.high) for other in (right.low, right.high)]
    low, high = min(products), max(products)
    checked(low, high)
    wide = is_wide(low, high)
    sql = q.times(operand(left.sql, left.is_wide, wide), operand(right.sql, right.is_wide, wide))
    divisor, most = _common(left, right)
    exact = left.exact and right.exact and divisor is None
    return Number(sql, why, scale=left.scale + right.scale, low=low, high=high, divisor=divisor, most=most, exact=exact)


def divided(left: Number, right: Number, why: Why) -> Number:
    """left / right; unknown where `right` is 0."""
    if right.constant is not None and right.constant:
        return _divided_by_constant(left, right.constant, why)
    over, under = _times_divisor(left, right), _times_divisor(right, left)
    if right.divisor is None:
        over, under = replace(left, divisor=None, most=1), under
    over, under = _same_scale(over, under)
    sql, divisor = over.sql, under.sql
    low, high = over.low, over.high
    if under.low < 0:
        reach = max(abs(low), abs(high))
        low, high = -reach, reach
        negative = q.compared("<", under.sql, q.integer(0))
        sql = q.case([(negative, q.opposite(sql))], sql)
        divisor = q.case([(negative, q.opposite(divisor))], divisor)
    if under.low <= 0:
        nothing = q.compared("=", under.sql, q.integer(0))
        sql = q.case([(q.any_of((nothing, q.is_null(under.sql))), q.NULL)], sql)
    else:
        sql = q.case([(q.is_null(under.sql), q.NULL)], sql)
    exact = left.divisor is None and right.divisor is None and left.exact and right.exact
    return Number(sql, why, scale=0, low=low, high=high, divisor=divisor, most=max(under.reach, 1), exact=exact)


def _same_scale(left: Number, right: Number) -> tuple[Number, Number]:
    scale = max(left.scale, right.scale)
    return scaled(left, scale), scaled(right, scale)


def _divided_by_constant(left: Number, divisor: Decimal, why: Why) -> Number:
    """A number divided by a constant: still a number without a divisor where the decimals end."""
    sign, digits, exponent = divisor.normalize().as_tuple()
    whole = int("".join(map(str, digits)))
    numerator = left if not sign else opposite(left, why)
    scale = numerator.scale + int(exponent)
    factor, twos_and_fives = 1, whole
    while twos_and_fives % 10 == 0:
        twos_and_fives //= 10
        scale += 1
    for prime, partner in ((2, 5), (5, 2)):
        while twos_and_fives % prime == 0:
            twos_and_fives //= prime
            factor *= partner
            scale += 1
    one = multiplied(
        replace(numerator, divisor=None, most=1), Number(q.integer(factor), why, low=factor, high=factor), why
    )
    one = replace(one, scale=scale, divisor=left.divisor, most=left.most, exact=left.exact)
    if scale < 0:
        one = scaled(one, 0)
    if twos_and_fives == 1:
        return replace(one, why=why)
    rest = Number(q.integer(twos_and_fives), why, low=twos_and_fives, high=twos_and_fives)
    if left.divisor is None:
        return replace(one, why=why, divisor=rest.sql, most=twos_and_fives)
    both = multiplied(rest, Number(left.divisor, why, low=0, high=left.most), why)
    return replace(one, why=why, divisor=both.sql, most=both.high, exact=False)


def compared(op: str, left: Number, right: Number, doubt: Doubt) -> Sql:
    """The comparison by one of = != < <= > >=, by multiplying across."""
    over, under = _times_divisor(left, right), _times_divisor(right, left)
    over, under = _same_scale(over, under)
    wide = over.is_wide or under.is_wide
    first, second = operand(over.sql, over.is_wide, wide), operand(under.sql, under.is_wide, wide)
    if not (left.exact and right.exact):
        if over.reach < 10**28 and under.reach < 10**28:
            # What is never negative and comes to nothing is made of nothings, which are exact.
            some = q.TRUE if left.low < 0 or right.low < 0 else q.compared("!=", first, q.integer(0))
            doubt(q.both((q.compared("=", first, second), some)))
        else:
            apart = q.minus(first, second)
            near = q.integer(NEAR)
            doubt(q.both((q.compared("<", apart, near), q.compared(">", apart, q.opposite(near)))))
    return q.compared(op, first, second)


def furthest(numbers: Sequence[Number], op: str, why: Why, doubt: Doubt) -> Number:
    """The least (op `<`) or the greatest (op `>`) of numbers, all of them known."""
    best = numbers[0]
    for number in numbers[1:]:
        takes = compared(op, number, best, doubt)
        best = chosen([(takes, number)], best, why)
    known = q.both(q.is_known(number.sql) for number in numbers)
    best = replace(best, sql=q.case([(known, best.sql)]), why=why)
    if any(number.divisor is not None for number in numbers):
        return best
    ends = [scaled(number, best.scale) for number in numbers]
    if op == ">":
        return replace(best, low=max(one.low for one in ends))
    return replace(best, high=min(one.high for one in ends))


def chosen(branches: Sequence[tuple[Sql, Number]], otherwise: Number, why: Why) -> Number:
    """The number of the first branch whose condition is true."""
    every = [number for _, number in branches] + [otherwise]
    scale = max(number.scale for number in every)
    every = [scaled(number, scale) for number in every]
    wide = any(number.is_wide for number in every)
    low, high = min(one.low for one in every), max(one.high for one in every)
    wide = wide or is_wide(low, high)
    values = [operand(one.sql, one.is_wide, wide) for one in every]
    conditions = [condition for condition, _ in branches]
    divisor: Sql | None = None
    most = max(one.most for one in every)
    constants = [1 if one.divisor is None else q.whole(one.divisor) for one in every]
    if most > 1 and None not in constants:
        common = lcm(*(one for one in constants if one is not None))
        factors = [Number(q.integer(common // (one or 1)), why, low=1, high=common // (one or 1)) for one in constants]
        whole = [
            multiplied(replace(one, divisor=None, most=1), factor, why)
            for one, factor in zip(every, factors, strict=True)
        ]
        same = chosen(list(zip(conditions, whole[:-1], strict=True)), whole[-1], why)
        return replace(same, divisor=q.integer(common), most=common, exact=all(one.exact for one in every))
    if any(one.divisor is not None for one in every):
        divisors = [q.integer(1) if one.divisor is None else one.divisor for one in every]
        if is_wide(most):
            divisors = [operand(sql, one.most > q.LARGEST, True) for sql, one in zip(divisors, every, strict=True)]
        divisor = q.case(zip(conditions, divisors[:-1], strict=True), divisors[-1])
    return Number(
        q.case(zip(conditions, values[:-1], strict=True), values[-1]),
        why,
        scale=scale,
        low=low,
        high=high,
        divisor=divisor,
        most=most,
        exact=all(one.exact for one in every),
    )
