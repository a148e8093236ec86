"""Formulas evaluated for one enterprise: every symbol is given the value that the enterprise states."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from incentive_engine.assurance.symbolic.days import place_of
from incentive_engine.assurance.symbolic.formulas import real
from incentive_engine.assurance.symbolic.numbers import Number
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.symbols import Symbol
from incentive_engine.assurance.symbolic.truths import Truth
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.decision.model import Verdict
from incentive_engine.feel.ternary import Unknown


class Pinned:
    """The symbols of a world with the values that one enterprise states for them.

    An entry that no list of the enterprise needs is not there, and its columns are whatever they are. Of entries
    that are counted, equal ones that follow each other are put together as copies of one.
    """

    def __init__(self, world: World, facts: Mapping[str, Any]) -> None:
        self._world = world
        self._model = z3.Model(world.context)
        items = {id_: self._items(id_, facts.get(id_)) for id_ in world.lists}
        for id_, (known, there) in world.lists.items():
            self._set(known, id_ in facts)
            for at, (present, copies) in enumerate(there):
                self._set(present, at < len(items[id_]))
                if copies is not None:
                    self._set(copies, items[id_][at][1] if at < len(items[id_]) else 1)
        for key, symbol in world.symbols.items():
            self._pin(symbol, _stated(key, facts, items))

    def _items(self, id_: str, stated: Any) -> list[tuple[Mapping[str, Any], int]]:
        found: list[tuple[Mapping[str, Any], int]] = []
        for item in stated or ():
            if found and id_ in self._world.counted and found[-1][0] == item:
                found[-1] = (item, found[-1][1] + 1)
            else:
                found.append((item, 1))
        assert len(found) <= self._world.items, "the world is too small"
        return found

    def _pin(self, symbol: Symbol, value: Any) -> None:
        known = value is not None and not isinstance(value, Unknown)
        self._set(symbol.known, known)
        if not known:
            value = None
        if isinstance(value, date):
            self._set(symbol.terms[0], value.year)
            self._set(symbol.terms[1], place_of(value))
        elif isinstance(value, str):
            self._set(symbol.terms[0], int(self._world.code(value)))
        elif value is not None:
            self._set(symbol.terms[0], value)
        else:
            for term in symbol.terms:
                self._set(term, False if z3.is_bool(term) else 0)

    def _set(self, symbol: Any, value: Any) -> None:
        context = self._world.context
        if z3.is_bool(symbol):
            term = z3.BoolVal(value, context)
        elif symbol.is_int():
            term = z3.IntVal(int(value), context)
        else:
            term = z3.RealVal(Fraction(value), context)
        self._model.update_value(symbol, term)

    def truth(self, value: Truth) -> bool | None:
        """True, false, or None for unknown."""
        true, false = self._holds(value.true), self._holds(value.false)
        assert not (true and false)
        return True if true else False if false else None

    def _holds(self, formula: Any) -> bool:
        if isinstance(formula, bool):
            return formula
        found = self._model.eval(formula)
        assert z3.is_true(found) or z3.is_false(found), found
        return z3.is_true(found)

    def number(self, value: Number) -> Fraction | None:
        """The number, None for unknown."""
        if not self._holds(value.known):
            return None
        found = self._model.eval(real(value.value, self._world.context))
        exact = found.as_fraction()
        assert value.least is None or value.least <= exact, (value.least, exact)
        assert value.most is None or exact <= value.most, (value.most, exact)
        assert not value.grain or (exact / value.grain).denominator == 1, (value.grain, exact)
        return Fraction(exact)


def _stated(key: tuple[Any, ...], facts: Mapping[str, Any], items: Mapping[str, Any]) -> Any:
    if len(key) == 1:
        return facts.get(key[0])
    if len(key) == 2:
        return facts.get(key[0], {}).get(key[1])
    id_, at, column = key
    return items[id_][at][0][column] if at < len(items[id_]) else None


VERDICTS = {
    True: {Verdict.ELIGIBLE},
    False: {Verdict.INELIGIBLE, Verdict.NOT_IN_FORCE},
    None: {Verdict.UNDETERMINED},
}


def money(amount: Decimal | None) -> Fraction | None:
    return None if amount is None else Fraction(amount)


def formulas_of(rules: Rules) -> dict[str, tuple[Truth, Number, Number]]:
    """Verdict, gross and payable of every measure."""
    return {
        one.id: (rules.verdict(one.id), rules.gross(one.id), rules.payable(one.id)) for one in rules.policy.measures
    }
