"""Readers of the facts that are numbers: money, ratios, whole and other numbers, each exactly as written.

A raw value is what a file or a cell of a table held: text, a Decimal or an int. One number comes out as one
Decimal, however it was written: `500万元`, `5,000,000.00` and `５００００００` are the same to the digit.
Readers raise ReadError.
"""

from __future__ import annotations

from decimal import Context, Decimal, Inexact

from incentive_engine.policy.amounts import PER_CENT, PLAIN, YUAN, Amount, AmountError, parse_amount
from incentive_engine.policy.model import Fact, FactType
from incentive_engine.profile.read_error import ReadError, shown

MOST_MONEY = Decimal("1e16")
"""Yuan from which an amount is refused: below it, every amount in fen fits a database's 64-bit integer."""

_DIGITS = 34
_EXACT = Context(prec=_DIGITS, traps=[Inexact])
_ROUNDED = Context(prec=_DIGITS)
_WHOLE = Decimal(1)
_FEN = Decimal("0.01")


def read_money(fact: Fact, raw: object) -> Decimal:
    """Yuan, whole fen. Takes 元, 千元, 万元, 亿元 and thousands separators; a bare number is yuan."""
    value = plain(_amount(raw, "money", YUAN).value)
    if value.copy_abs() >= MOST_MONEY:
        raise ReadError("profile.money-too-large")
    if value != value.quantize(_FEN, context=_ROUNDED):
        raise ReadError("profile.below-fen", yuan=f"{value:f}")
    return _bounded(fact, value)


def read_ratio(fact: Fact, raw: object) -> Decimal:
    """The fraction: 5%, 50‰ and 0.05 are 0.05. A bare number beyond 1 is refused: 5 may mean 5% or 500%."""
    amount = _amount(raw, "ratio", PER_CENT)
    value = plain(amount.value)
    if amount.unit == PLAIN and value.copy_abs() > 1:
        raise ReadError(
            "profile.ratio-or-percent", percent=f"{value:f}", times=f"{plain(value.scaleb(2)):f}"
        )
    return _bounded(fact, value)


def read_number(fact: Fact, raw: object) -> Decimal:
    """A number; may be followed by the fact's own unit."""
    return _bounded(fact, plain(_amount(raw, "number", PLAIN, fact.unit).value))


def read_integer(fact: Fact, raw: object) -> Decimal:
    """A whole number, as a Decimal; 3.0 is one, 3.5 is refused. May be followed by the fact's own unit."""
    value = plain(_amount(raw, "integer", PLAIN, fact.unit).value)
    if value != value.to_integral_value():
        raise ReadError("profile.not-whole")
    return _bounded(fact, value)


def _amount(raw: object, kind: str, unit: str, own_unit: str | None = None) -> Amount:
    """The number that is stated, which must be plain or in `unit`."""
    if isinstance(raw, str):
        try:
            amount = parse_amount(raw, own_unit)
        except AmountError as error:
            values = {name: shown(value) for name, value in error.values.items()}
            raise ReadError(f"profile.{error.code.partition('.')[2]}", **values) from None
        if amount.unit not in (unit, PLAIN):
            raise ReadError(f"profile.unit-of-{kind}")
        return amount
    if isinstance(raw, bool) or not isinstance(raw, (Decimal, int)):
        raise ReadError(f"profile.unit-of-{kind}")
    value = Decimal(raw)
    if not value.is_finite():
        raise ReadError("profile.not-an-amount")
    return Amount(value, PLAIN)


def plain(value: Decimal) -> Decimal:
    """The number in its one plain form: no exponent, no trailing zeros, no negative zero."""
    if not value:
        return Decimal(0)
    try:
        value = value.normalize(_EXACT)
    except Inexact:
        raise ReadError("profile.too-many-digits") from None
    if value.adjusted() >= _DIGITS or value.adjusted() < -_DIGITS:
        raise ReadError("profile.too-many-digits")
    return value.quantize(_WHOLE, context=_EXACT) if value == value.to_integral_value() else value


def _bounded(fact: Fact, value: Decimal) -> Decimal:
    if fact.minimum is not None and value < fact.minimum:
        raise ReadError("profile.below-minimum", bound=_bound(fact, fact.minimum))
    if fact.maximum is not None and value > fact.maximum:
        raise ReadError("profile.above-maximum", bound=_bound(fact, fact.maximum))
    return value


def _bound(fact: Fact, bound: Decimal) -> str:
    return f"{plain(bound.scaleb(2)):f}%" if fact.type is FactType.RATIO else f"{plain(bound):f}"
