"""Functions of numbers (DMN 10.3.4.5): exact in 34 digits, no binary float anywhere."""

from __future__ import annotations

import decimal
from decimal import Decimal
from functools import lru_cache

from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions.builtin import Catalogue
from incentive_engine.feel.values import number_text

CATALOGUE = Catalogue()
builtin = CATALOGUE.builtin

LEAST_SCALE, GREATEST_SCALE = -6111, 6176


@builtin("decimal(n: N, scale: number) -> N")
def round_half_even(n: Decimal, scale: Decimal) -> Decimal:
    """`n` to `scale` decimals, half to the even neighbour."""
    return rounded(n, scale, decimal.ROUND_HALF_EVEN)


@builtin("round half even(n: N, scale: number) -> N")
def round_half_even_too(n: Decimal, scale: Decimal) -> Decimal:
    """As `decimal`."""
    return rounded(n, scale, decimal.ROUND_HALF_EVEN)


@builtin("round half up(n: N, scale: number) -> N")
def round_half_up(n: Decimal, scale: Decimal) -> Decimal:
    """`n` to `scale` decimals, half away from zero (四舍五入)."""
    return rounded(n, scale, decimal.ROUND_HALF_UP)


@builtin("round half down(n: N, scale: number) -> N")
def round_half_down(n: Decimal, scale: Decimal) -> Decimal:
    """`n` to `scale` decimals, half towards zero."""
    return rounded(n, scale, decimal.ROUND_HALF_DOWN)


@builtin("round up(n: N, scale: number) -> N")
def round_up(n: Decimal, scale: Decimal) -> Decimal:
    """`n` to `scale` decimals, away from zero."""
    return rounded(n, scale, decimal.ROUND_UP)


@builtin("round down(n: N, scale: number) -> N")
def round_down(n: Decimal, scale: Decimal) -> Decimal:
    """`n` to `scale` decimals, towards zero."""
    return rounded(n, scale, decimal.ROUND_DOWN)


@builtin("floor(n: N, scale?: number) -> N")
def floor(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal:
    """The greatest number of `scale` decimals that is not above `n`."""
    return rounded(n, scale, decimal.ROUND_FLOOR)


@builtin("ceiling(n: N, scale?: number) -> N")
def ceiling(n: Decimal, scale: Decimal = Decimal(0)) -> Decimal:
    """The least number of `scale` decimals that is not below `n`."""
    return rounded(n, scale, decimal.ROUND_CEILING)


@builtin("abs(n: A) -> A")
def absolute(n: object) -> object:
    """The value without its sign: of a number or a duration."""
    return abs(n)  # type: ignore[arg-type]  # a number or a duration: the signature saw to it


@builtin("modulo(dividend: N, divisor: N) -> N")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    """dividend - divisor * floor(dividend / divisor): its sign is the divisor's."""
    if not divisor:
        raise FeelError("feel.division-by-zero")
    try:
        rest = dividend % divisor
    except decimal.InvalidOperation:
        # The quotient has more than 34 digits, so its floor is not representable.
        raise FeelError("feel.overflow") from None
    return rest + divisor if rest and (rest < 0) != (divisor < 0) else rest


@builtin("sqrt(number: number) -> number")
def square_root(number: Decimal) -> Decimal:
    """The square root, to 34 digits."""
    if number < 0:
        raise FeelError("feel.root-of-negative", number=number_text(number))
    return number.sqrt()


@builtin("log(number: number) -> number")
def natural_logarithm(number: Decimal) -> Decimal:
    """The natural logarithm, to 34 digits."""
    if number <= 0:
        raise FeelError("feel.logarithm-of-nothing", number=number_text(number))
    return number.ln()


@builtin("exp(number: number) -> number")
def exponential(number: Decimal) -> Decimal:
    """e to the power of `number`, to 34 digits."""
    return number.exp()


@builtin("odd(number: number) -> boolean")
def odd(number: Decimal) -> bool:
    """Whether a whole number is odd."""
    return whole(number) % 2 == 1


@builtin("even(number: number) -> boolean")
def even(number: Decimal) -> bool:
    """Whether a whole number is even."""
    return whole(number) % 2 == 0


def whole(number: Decimal) -> int:
    """The integer that a number is; FeelError when it is none."""
    if number != number.to_integral_value():
        raise FeelError("feel.not-whole", number=number_text(number))
    return int(number)


def rounded(number: Decimal, scale: Decimal, mode: str) -> Decimal:
    """`number` to `scale` decimals (negative: tens, hundreds, …) in one of decimal's rounding modes."""
    try:
        return number.quantize(_unit(scale), rounding=mode)
    except decimal.InvalidOperation:
        return number  # the number has fewer decimals than `scale` and no room for more zeros


@lru_cache(maxsize=64)
def _unit(scale: Decimal) -> Decimal:
    """One of the last decimal that `scale` leaves: 0.01 for 2, 1E+3 for -3."""
    places = int(scale)  # a fraction is cut off, as of positions
    if not LEAST_SCALE <= places <= GREATEST_SCALE:
        raise FeelError("feel.scale", scale=number_text(scale))
    return Decimal((0, (1,), -places))
