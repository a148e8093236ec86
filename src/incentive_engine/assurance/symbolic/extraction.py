"""A solver's model as an enterprise: what it states, in the shape of `Profile.facts`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from incentive_engine.assurance.symbolic.days import LEAP_DAY, day_at
from incentive_engine.assurance.symbolic.shrinking import written_out
from incentive_engine.assurance.symbolic.symbols import Symbol
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.feel.ternary import missing
from incentive_engine.policy.model import Fact, FactType
from incentive_engine.profile.facts import ESTABLISHED_ON

_PLACES = {FactType.MONEY: 2, FactType.INTEGER: 0, FactType.NUMBER: 6, FactType.RATIO: 6}


def enterprise_of(world: World, model: Any) -> dict[str, Any]:
    """The facts that a model gives values to and says are known."""
    reading = _Reading(world, model)
    facts = {id_: reading.fact(declared) for id_, declared in world.facts.items()}
    stated = {id_: value for id_, value in facts.items() if value is not None}
    founded = stated.get(ESTABLISHED_ON)
    if isinstance(founded, date):
        return {id_: _since(founded.year, value) for id_, value in stated.items()}
    return stated


def _since(year: int, value: Any) -> Any:
    """The figures from the year of establishment on: there are none before."""
    return {at: figure for at, figure in value.items() if at >= year} if isinstance(value, dict) else value


class _Reading:
    def __init__(self, world: World, model: Any) -> None:
        self._world = world
        self._model = model
        self._texts = {code: text for text, code in world.texts.items()}

    def fact(self, declared: list[Fact]) -> Any:
        fact = declared[0]
        if fact.type is FactType.LIST:
            columns = {column.id: column for one in declared for column in one.item}
            return self._list(fact, list(columns.values()))
        if not fact.annual:
            return self._stated((fact.id,), fact)
        years = sorted(key[1] for key in self._world.symbols if key[0] == fact.id)
        figures = {year: self._stated((fact.id, year), fact) for year in years}
        return {year: figure for year, figure in figures.items() if figure is not None} or None

    def _stated(self, key: tuple[Any, ...], fact: Fact, copy: int = 0) -> Any:
        symbol = self._world.symbols.get(key)
        return self._value(symbol, fact, copy) if symbol is not None and self._holds(symbol.known) else None

    def _holds(self, formula: Any) -> bool:
        return bool(z3.is_true(self._model.eval(formula)))

    def _whole(self, term: Any) -> int:
        found: int = self._model.eval(term, model_completion=True).as_long()
        return found

    def _value(self, symbol: Symbol, fact: Fact, copy: int) -> Any:
        if symbol.type is FactType.BOOLEAN:
            return self._holds(symbol.terms[0])
        if symbol.type is FactType.DATE:
            year, place = (self._whole(term) for term in symbol.terms[:2])
            return _day(year, place)
        if symbol.type in (FactType.TEXT, FactType.CHOICE):
            return self._text(self._whole(symbol.terms[0]), fact, copy)
        return self._number(symbol)

    def _number(self, symbol: Symbol) -> Decimal:
        value = self._model.eval(symbol.terms[0], model_completion=True)
        if z3.is_algebraic_value(value):
            value = value.approx(12)
        exact = value.as_fraction() if z3.is_rational_value(value) else Fraction(value.as_long())
        places = _PLACES[symbol.type]
        scaled = round(exact * 10**places)
        return written_out(Decimal(scaled).scaleb(-places))

    def _text(self, code: int, fact: Fact, copy: int) -> str:
        if code in self._texts:
            return self._texts[code]
        if fact.choices:
            return fact.choices[0]
        return f"{fact.label}{code}" if code > 0 else f"{fact.label}-{-code}-{copy + 1}"

    def _list(self, fact: Fact, columns: list[Fact]) -> Any:
        known, there = self._world.lists.get(fact.id, (None, ()))
        if known is None or not self._holds(known):
            return None
        items = []
        for at, (present, copies) in enumerate(there):
            if self._holds(present):
                times = 1 if copies is None else self._whole(copies)
                items += [self._item(fact, at, columns, copy) for copy in range(times)]
        return tuple(items)

    def _item(self, fact: Fact, at: int, columns: list[Fact], copy: int) -> dict[str, Any]:
        unknown = missing(fact.id)
        values = {column.id: self._stated((fact.id, at, column.id), column, copy) for column in columns}
        return {id_: unknown if value is None else value for id_, value in values.items()}


def _day(year: int, place: int) -> date:
    try:
        return day_at(year, place)
    except ValueError:  # a model that leaves the day open may name a 29 February that the year does not have
        return day_at(year, LEAP_DAY - 1)
