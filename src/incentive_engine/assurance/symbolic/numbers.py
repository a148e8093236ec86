"""Numbers as terms: exact fractions, with what is certain of them (bounds, and what they are multiples of).

A quotient keeps its divisor apart, so that comparing it with a threshold multiplies the threshold, and stays
linear.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from math import gcd

from incentive_engine.assurance.symbolic import formulas
from incentive_engine.assurance.symbolic.digits import Digits, digits_of_product, digits_of_sum, ends
from incentive_engine.assurance.symbolic.formulas import (
    ONE,
    ZERO,
    Formula,
    Term,
    all_of,
    both,
    choose,
    minus,
    no,
    same_term,
    times,
)
from incentive_engine.assurance.symbolic.truths import Truth, truth

HALF = Fraction(1, 2)
_FINEST = Fraction(1, 10**20)
"""Rounding to finer steps than this is left out: it mends what 34 digits lose, and no boundary is that near."""


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """The number `top / bottom` where `known`; `bottom` is above 0 there.

    `least` and `most` are bounds of it, `grain` is what it is a whole multiple of; None where nothing is certain.
    """

    known: Formula
    top: Term
    bottom: Term = ONE
    least: Fraction | None = None
    most: Fraction | None = None
    grain: Fraction | None = None
    digits: Digits = Digits.ALL

    @property
    def value(self) -> Term:
        """The number as one term."""
        return self.top if same_term(self.bottom, ONE) else self.top / self.bottom

    @property
    def constant(self) -> Fraction | None:
        """The number itself where it is a constant."""
        if isinstance(self.top, Fraction) and isinstance(self.bottom, Fraction):
            return self.top / self.bottom
        return None


def number(value: Fraction | int, known: Formula = True) -> Number:
    """A constant."""
    value = Fraction(value)
    return Number(known, value, ONE, value, value, abs(value))


def _both(one: Fraction | None, other: Fraction | None) -> tuple[Fraction, Fraction] | None:
    return None if one is None or other is None else (one, other)


def _plus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    pair = _both(one, other)
    return pair[0] + pair[1] if pair else None


def common_grain(grains: Iterable[Fraction | None]) -> Fraction | None:
    """What all of these are multiples of."""
    found = list(grains)
    if any(one is None for one in found):
        return None
    return reduce(_gcd, (one for one in found if one is not None), ZERO)


def _gcd(one: Fraction, other: Fraction) -> Fraction:
    below = one.denominator * other.denominator
    return Fraction(gcd(one.numerator * other.denominator, other.numerator * one.denominator), below)


def add(one: Number, other: Number) -> Number:
    """The sum."""
    if same_term(one.bottom, other.bottom):
        top, bottom = formulas.add(one.top, other.top), one.bottom
    else:
        top = formulas.add(times(one.top, other.bottom), times(other.top, one.bottom))
        bottom = times(one.bottom, other.bottom)
    return Number(
        both(one.known, other.known),
        top,
        bottom,
        _plus(one.least, other.least),
        _plus(one.most, other.most),
        common_grain((one.grain, other.grain)),
        digits_of_sum((one.digits, other.digits)),
    )


def negate(one: Number) -> Number:
    """The number with the other sign."""
    least, most = (None if bound is None else -bound for bound in (one.most, one.least))
    return replace(one, top=minus(one.top), least=least, most=most)


def subtract(one: Number, other: Number) -> Number:
    """The difference."""
    return add(one, negate(other))


def total(numbers: Iterable[Number]) -> Number:
    """The sum of any number of them; 0 for none."""
    listed = list(numbers)
    if all(same_term(one.bottom, ONE) for one in listed):
        known = all_of(one.known for one in listed)
        top = formulas.total(one.top for one in listed)
        least, most = _sum(one.least for one in listed), _sum(one.most for one in listed)
        grain = common_grain(one.grain for one in listed)
        return Number(known, top, ONE, least, most, grain, digits_of_sum(one.digits for one in listed))
    return reduce(add, listed)


def _sum(bounds: Iterable[Fraction | None]) -> Fraction | None:
    found: Fraction | None = ZERO
    for bound in bounds:
        found = _plus(found, bound)
    return found


def multiply(one: Number, other: Number) -> Number:
    """The product."""
    pairs = [_both(end, end_of_other) for end in (one.least, one.most) for end_of_other in (other.least, other.most)]
    corners = [pair[0] * pair[1] for pair in pairs if pair]
    least, most = (min(corners), max(corners)) if len(corners) == 4 else _unbounded(one, other)
    grains = _both(one.grain, other.grain)
    top, bottom = times(one.top, other.top), times(one.bottom, other.bottom)
    grain = grains[0] * grains[1] if grains else None
    known = both(one.known, other.known)
    digits = digits_of_product((one.digits, one.constant), (other.digits, other.constant))
    return Number(known, top, bottom, least, most, grain, digits)


def _unbounded(one: Number, other: Number) -> tuple[Fraction | None, None]:
    lows = _both(one.least, other.least)
    return (lows[0] * lows[1] if lows and min(lows) >= 0 else None), None


def divide(one: Number, other: Number) -> Number:
    """The quotient; unknown where the divisor is 0."""
    divisor = other.constant
    digits = Digits.ROUNDED if other.digits is Digits.ALL and one.digits is not Digits.LOST else Digits.LOST
    if divisor is not None:
        if not divisor:
            return Number(False, ZERO)
        found = multiply(one, replace(number(1 / divisor), known=other.known))
        quotient = found.constant
        ended = ends(divisor.numerator) if quotient is None else ends(quotient.denominator)
        return replace(found, digits=one.digits if ended and other.digits is Digits.ALL else digits)
    nonzero = formulas.compare("!=", other.top, ZERO)
    top, bottom = times(one.top, other.bottom), times(one.bottom, other.top)
    if other.least is None or other.least < 0:
        below = formulas.compare("<", other.top, ZERO)
        top, bottom = choose(below, minus(top), top), choose(below, minus(bottom), bottom)
        least = None
    else:
        least = ZERO if one.least is not None and one.least >= 0 else None
    return Number(all_of((one.known, other.known, nonzero)), top, bottom, least, digits=digits)


def only_signs_count(one: Number, other: Number) -> bool:
    """Whether one is 0 and the other never below, so that lost digits do not tell."""
    pairs = ((one, other), (other, one))
    return any(zero.constant == 0 and rival.least is not None and rival.least >= 0 for zero, rival in pairs)


def compare(operator: str, one: Number, other: Number) -> Truth:
    """Whether `one operator other`; unknown where one of them is."""
    return truth(both(one.known, other.known), holds(operator, one, other))


def holds(operator: str, one: Number, other: Number) -> Formula:
    """When `one operator other` holds of the two values, both being known."""
    if one.most is not None and other.least is not None and one.most < other.least:
        return operator in ("<", "<=", "!=")
    if one.least is not None and other.most is not None and one.least > other.most:
        return operator in (">", ">=", "!=")
    if one.least is not None and one.least == other.most and operator in ("<", ">="):
        return operator == ">="
    if one.most is not None and one.most == other.least and operator in (">", "<="):
        return operator == "<="
    if same_term(one.bottom, other.bottom):
        return formulas.compare(operator, one.top, other.top)
    return formulas.compare(operator, times(one.top, other.bottom), times(other.top, one.bottom))


def merge(condition: Formula, then: Number, otherwise: Number) -> Number:
    """The number `then` where the condition holds, else `otherwise`; known where the one that counts is."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    if then.known is False or otherwise.known is False:
        kept, when = (otherwise, no(condition)) if then.known is False else (then, condition)
        return replace(kept, known=both(when, kept.known))
    lows, highs = _both(then.least, otherwise.least), _both(then.most, otherwise.most)
    return Number(
        formulas.pick(condition, then.known, otherwise.known),
        choose(condition, then.top, otherwise.top),
        choose(condition, then.bottom, otherwise.bottom),
        min(lows) if lows else None,
        max(highs) if highs else None,
        common_grain((then.grain, otherwise.grain)),
        max(then.digits, otherwise.digits),
    )


def lowest(numbers: Iterable[Number]) -> Number:
    """The least of one or more numbers; unknown where one of them is."""
    return reduce(lambda one, other: _extreme("<=", one, other), numbers)


def highest(numbers: Iterable[Number]) -> Number:
    """The greatest of one or more numbers; unknown where one of them is."""
    return reduce(lambda one, other: _extreme(">=", one, other), numbers)


def _extreme(operator: str, one: Number, other: Number) -> Number:
    found = merge(holds(operator, one, other), one, other)
    bounds = (_both(one.least, other.least), _both(one.most, other.most))
    best = min if operator == "<=" else max
    least, most = (best(pair) if pair else None for pair in bounds)
    if operator == ">=":
        lows = [bound for bound in (one.least, other.least) if bound is not None]
        least = max(lows) if lows else None
    else:
        highs = [bound for bound in (one.most, other.most) if bound is not None]
        most = min(highs) if highs else None
    return replace(found, known=both(one.known, other.known), least=least, most=most)


def floor(one: Number) -> Number:
    """The greatest whole number that is not above it."""
    if one.grain is not None and one.grain.denominator == 1:
        return one
    least, most = (None if bound is None else formulas.floor(bound) for bound in (one.least, one.most))
    return Number(one.known, formulas.floor(one.value), ONE, least, most, ONE)


def ceiling(one: Number) -> Number:
    """The least whole number that is not below it."""
    return negate(floor(negate(one)))


def rounded(one: Number, to: Fraction, mode: str) -> Number:
    """The nearest multiple of `to`; `mode` as `policy.model.Rounding` names it, or `half down`."""
    if to < _FINEST:
        return replace(one, digits=Digits.ALL)
    if one.grain is not None and (one.grain / to).denominator == 1:
        return one
    scaled = multiply(one, number(1 / to))
    zero = number(0)
    if mode == "half even":
        whole = _half_even(scaled)
    else:
        up = _ROUNDINGS[mode](scaled)
        down = negate(_ROUNDINGS[mode](negate(scaled)))
        whole = merge(holds(">=", scaled, zero), up, down)
    whole = replace(whole, known=one.known, digits=Digits.ALL)
    return multiply(whole, number(to))


_ROUNDINGS = {  # of a number that is not negative
    "half up": lambda one: floor(add(one, number(HALF))),
    "half down": lambda one: ceiling(subtract(one, number(HALF))),
    "down": floor,
    "up": ceiling,
}


def _half_even(one: Number) -> Number:
    whole = floor(one)
    rest, half = subtract(one, whole), number(HALF)
    odd = no(holds("=", floor(multiply(whole, half)), multiply(whole, half)))
    up = formulas.either(holds(">", rest, half), both(holds("=", rest, half), odd))
    return add(whole, merge(up, number(1), number(0)))
