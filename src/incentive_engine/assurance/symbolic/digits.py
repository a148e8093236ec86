"""What 34 digits keep of a number: the engine rounds a quotient to so many, these formulas do not.

A quotient that is compared with a number of fewer digits compares as the exact one does: it is that number only where
it ends in as few digits, and no number of an enterprise is large enough to bring another one so near. Sums of several
quotients, and quotients multiplied back, can be off in their last digit.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from fractions import Fraction


class Digits(IntEnum):
    """All of the number, a quotient rounded once, or less than a comparison needs."""

    ALL = 0
    ROUNDED = 1
    LOST = 2


def digits_of_sum(parts: Iterable[Digits]) -> Digits:
    """What is kept of a sum."""
    rounded = [one for one in parts if one is not Digits.ALL]
    return Digits.LOST if len(rounded) > 1 else max(rounded, default=Digits.ALL)


def digits_of_product(one: tuple[Digits, Fraction | None], other: tuple[Digits, Fraction | None]) -> Digits:
    """What is kept of a product, by what is kept of its factors and those of them that are constants.

    A quotient times a constant that only holds twos and fives ends where the quotient does.
    """
    if one[0] is other[0] is Digits.ALL:
        return Digits.ALL
    (quotient, _), (digits, constant) = (one, other) if one[0] is not Digits.ALL else (other, one)
    if quotient is Digits.LOST or digits is not Digits.ALL:
        return Digits.LOST
    return Digits.ROUNDED if constant is not None and ends(constant.numerator) else Digits.LOST


def ends(number: int) -> bool:
    """Whether dividing by the number always gives a decimal that ends."""
    for prime in (2, 5):
        while number and number % prime == 0:
            number //= prime
    return abs(number) <= 1
