"""Rounding amounts of money to what a policy pays in, exactly: half up (四舍五入), half even, down, up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation
from typing import Any, TypeAlias

from incentive_engine.decision.facts import Evaluator
from incentive_engine.feel.ternary import Unknown, failed
from incentive_engine.policy.model import Rounding

FEN = Decimal("0.01")
ZERO = Decimal("0.00")
_MODES = {"half up": ROUND_HALF_UP, "half even": ROUND_HALF_EVEN, "down": ROUND_DOWN, "up": ROUND_UP}

Rounder: TypeAlias = Callable[[Decimal], Decimal]
Amount: TypeAlias = Callable[[Mapping[str, Any]], "Decimal | Unknown"]
"""What computes an amount of money from facts."""


def to_fen(amount: Decimal) -> Decimal:
    """The amount to the fen, half up, never -0.00; raises decimal.InvalidOperation beyond 34 digits."""
    return amount.quantize(FEN, ROUND_HALF_UP) + ZERO


def rounder(rounding: Rounding) -> Rounder:
    """What rounds an amount in yuan to multiples of `rounding.to`, the result written in fen.

    The rounder raises decimal.InvalidOperation for an amount beyond 34 digits.
    """
    to, mode = rounding.to, _MODES[rounding.mode]
    if to == FEN:
        return to_fen if mode == ROUND_HALF_UP else lambda amount: amount.quantize(FEN, mode) + ZERO
    return lambda amount: to_fen(_multiples(amount, to, mode) * to)


def _multiples(amount: Decimal, to: Decimal, mode: str) -> Decimal:
    """How many times `to` goes into the amount, rounded in `mode`; exact, whatever the quotient's digits."""
    whole, rest = divmod(amount, to)
    if not rest:
        return whole
    # A stand-in with the same side of one half as rest / to, whose decimals need not end.
    half = (abs(rest) * 2).compare(to)
    part = (Decimal("0.5") + half / 4).copy_sign(amount)
    return (whole + part).quantize(Decimal(1), mode)


def amount(evaluate: Evaluator, to_multiple: Rounder = to_fen) -> Amount:
    """The amount that an expression gives, rounded; no number, or one beyond 34 digits, becomes unknown."""

    def rounded(facts: Mapping[str, Any]) -> Decimal | Unknown:
        value = evaluate(facts)
        if type(value) is Decimal:
            try:
                return to_multiple(value)
            except InvalidOperation:
                return failed("decision.amount-too-large")
        return value if isinstance(value, Unknown) else failed("decision.no-amount")

    return rounded
