"""The symbols behind one value of an enterprise: whether it is known, and what it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from incentive_engine.assurance.symbolic.days import FIRST, LAST, LEAP_DAY, Day
from incentive_engine.assurance.symbolic.formulas import ONE, Formula
from incentive_engine.assurance.symbolic.numbers import Number
from incentive_engine.assurance.symbolic.truths import truth
from incentive_engine.assurance.symbolic.values import Text
from incentive_engine.policy.model import Fact, FactType

LARGEST = Fraction(10**12)
"""No number of an enterprise is taken to be larger than this: 34 digits then hold what is computed of them."""
_GRAINS = {FactType.MONEY: Fraction(1, 100), FactType.INTEGER: ONE}
"""What the numbers of a type are multiples of."""
_EXAMPLE_GRAIN = Fraction(1, 10**6)
"""Of the other numbers, examples are multiples of this."""

Key = tuple[Any, ...]


@dataclass(eq=False)
class Symbol:
    """One value: its symbols, what holds of any value of its type (`domain`), and that money has no parts below a fen
    (`whole`): a proof can do without that.
    """

    key: Key
    type: FactType
    known: Any
    terms: tuple[Any, ...]
    domain: list[Formula] = field(default_factory=list)
    whole: list[Formula] = field(default_factory=list)


def make_symbol(key: Key, type_: FactType, name: str, context: Any) -> Symbol:
    """The symbols of a value of a type, named after `name`."""
    known = z3.Bool(f"{name}?", context)
    if type_ is FactType.BOOLEAN:
        return Symbol(key, type_, known, (z3.Bool(name, context),))
    if type_ is FactType.DATE:
        return _date(key, name, known, context)
    if type_ in (FactType.TEXT, FactType.CHOICE):
        return Symbol(key, type_, known, (z3.Int(name, context),))
    if type_ is FactType.INTEGER:
        return Symbol(key, type_, known, (z3.Int(name, context),))
    term = z3.Real(name, context)
    whole = [z3.IsInt(term * 100)] if type_ is FactType.MONEY else []
    return Symbol(key, type_, known, (term,), whole=whole)


def _date(key: Key, name: str, known: Any, context: Any) -> Symbol:
    year, place, fourth = (z3.Int(f"{name}.{part}", context) for part in ("year", "place", "fourth"))
    domain = [
        year >= FIRST.year,
        year <= LAST.year,
        place >= 0,
        place <= 365,
        z3.Implies(place == LEAP_DAY, z3.And(year == 4 * fourth, year != FIRST.year, year != LAST.year)),
    ]
    return Symbol(key, FactType.DATE, known, (year, place, fourth), domain)


def read(symbol: Symbol, fact: Fact) -> Any:
    """The value that the symbols stand for, as `fact` declares it."""
    term = symbol.terms[0]
    if symbol.type is FactType.BOOLEAN:
        return truth(symbol.known, term)
    if symbol.type is FactType.DATE:
        return Day(symbol.known, z3.ToReal(term), z3.ToReal(symbol.terms[1]))
    if symbol.type in (FactType.TEXT, FactType.CHOICE):
        return Text(symbol.known, z3.ToReal(term))
    least, most = bounds(fact)
    if symbol.type is FactType.INTEGER:
        term = z3.ToReal(term)
    return Number(symbol.known, term, ONE, least, most, _GRAINS.get(symbol.type))


def grain_of(type_: FactType) -> Fraction:
    """What examples of numbers of a type are multiples of."""
    return _GRAINS.get(type_, _EXAMPLE_GRAIN)


def bounds(fact: Fact) -> tuple[Fraction, Fraction]:
    """Between what a number lies."""
    return _bound(fact.minimum, -LARGEST), _bound(fact.maximum, LARGEST)


def _bound(declared: Decimal | None, otherwise: Fraction) -> Fraction:
    return otherwise if declared is None else Fraction(declared)


def limits(symbol: Symbol, fact: Fact) -> list[Formula]:
    """What the bounds of its declaration say of a number."""
    least, most = bounds(fact)
    term = symbol.terms[0]
    if symbol.type is FactType.INTEGER:
        return [term >= -int(-least // 1), term <= int(most // 1)]
    return [term >= z3.RealVal(least, term.ctx), term <= z3.RealVal(most, term.ctx)]
