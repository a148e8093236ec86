"""One enterprise on one day, as symbols: all that its base facts may be, and the policies read over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import z3

from incentive_engine.assurance.symbolic.days import Day, year_of
from incentive_engine.assurance.symbolic.expressions import MOST_TEXTS
from incentive_engine.assurance.symbolic.formulas import ONE, Formula, any_of, both, either, no
from incentive_engine.assurance.symbolic.numbers import Number, holds, number
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.symbols import Key, Symbol, limits, make_symbol, read
from incentive_engine.assurance.symbolic.values import Entry, Listing, Record, Untranslatable, Value
from incentive_engine.policy.model import Constant, Fact, FactType, Policy

MOST_COPIES = 60
"""How often an entry of a list stands in it at most."""


class World:
    """The symbols of one enterprise on the day `as_of`; what its base facts may be is `domain`.

    `items` is how many different entries a list may have: each stands up to MOST_COPIES times in it where a policy
    counts them. `name` tells the symbols of two worlds apart that one question is about; the second is made `beside`
    the first. The formulas of other worlds do not mix. Read all policies before asking for their formulas: what they
    count is fixed then.
    """

    def __init__(
        self,
        as_of: date,
        assessment_year: int | None = None,
        items: int = 2,
        name: str = "",
        beside: World | None = None,
    ) -> None:
        self.as_of = as_of
        self.assessment_year = as_of.year - 1 if assessment_year is None else assessment_year
        self.items = items
        self.name = name
        self.context: Any = beside.context if beside else z3.Context()
        self.symbols: dict[Key, Symbol] = {}
        self.lists: dict[str, tuple[Any, tuple[tuple[Any, Any], ...]]] = {}
        self.facts: dict[str, list[Fact]] = {}
        self.texts: dict[str, int] = beside.texts if beside else {}
        self.suffixes: dict[str, int] = beside.suffixes if beside else {}
        self.counted: set[str] = set()
        self.own: dict[Key, int] = {}
        self.asked_of: Counter[str] = Counter()
        self.read_whole: set[str] = set()
        self._domain: list[Formula] = []
        self._whole: list[Formula] = []
        self._declared: set[tuple[Any, ...]] = set()

    def policy(
        self, policy: Policy, parameters: Mapping[str, Constant] | None = None, like: Rules | None = None
    ) -> Rules:
        """A policy over this enterprise; `parameters` override values of its parameters.

        What it shares with the policy of `like`, object for object, is taken from there.
        """
        return Rules(self, policy, parameters or {}, like)

    @property
    def domain(self) -> list[Formula]:
        """What holds of any enterprise."""
        return [*self._domain]

    @property
    def whole(self) -> list[Formula]:
        """That amounts have no parts below a fen."""
        return [*self._whole]

    def code(self, text: str) -> Fraction:
        """What stands for a text."""
        return Fraction(self.texts.setdefault(text, 1 + len(self.texts)))

    def suffix(self, text: str) -> int:
        """What stands for a text that another one is extended by."""
        return self.suffixes.setdefault(text, 1 + len(self.suffixes))

    def value(self, fact: Fact, founded: Fact | None) -> Value:
        """What the enterprise states for a base fact; `founded` is the fact of its establishment, if there is one."""
        self._declare(fact)
        if fact.type is FactType.LIST:
            return self._list(fact)
        return self._series(fact, founded) if fact.annual else self._scalar((fact.id,), fact)

    def _declare(self, fact: Fact) -> None:
        declared = self.facts.setdefault(fact.id, [])
        if not any(one is fact for one in declared):
            if declared and (declared[0].type, declared[0].annual) != (fact.type, fact.annual):
                raise Untranslatable(fact.id, fact.place)
            declared.append(fact)

    def _scalar(self, key: Key, fact: Fact) -> Any:
        symbol = self.symbols.get(key)
        if symbol is None:
            name = self.name + "@".join(map(str, key))
            symbol = self.symbols[key] = make_symbol(key, fact.type, name, self.context)
            self._domain += symbol.domain
            self._whole += symbol.whole
        elif symbol.type is not fact.type:
            raise Untranslatable("@".join(map(str, key)), fact.place)
        declaration = (key, fact.minimum, fact.maximum, fact.choices)
        if declaration not in self._declared:
            self._declared.add(declaration)
            self._domain += self._limits(symbol, fact)
        return read(symbol, fact)

    def _limits(self, symbol: Symbol, fact: Fact) -> Iterable[Formula]:
        if fact.type is FactType.CHOICE:
            codes = [int(self.code(choice)) for choice in fact.choices]
            return [any_of(symbol.terms[0] == code for code in codes)]
        if fact.type is FactType.TEXT:
            code, own = symbol.terms[0], self.own.get(symbol.key)
            shared = z3.And(code >= 1, code < MOST_TEXTS)
            return [shared if own is None else z3.Or(shared, code == own)]
        if fact.type in (FactType.BOOLEAN, FactType.DATE):
            return []
        return limits(symbol, fact)

    def _series(self, fact: Fact, founded: Fact | None) -> Listing:
        last = self.assessment_year
        years = range(last - fact.years + 1, last + 1)
        figures = [self._scalar((fact.id, year), fact) for year in years]
        if founded is None:
            known = figures[0].known
            return Listing(known, tuple(Entry(True, figure) for figure in figures), no(known))
        self._declare(founded)
        day: Day = self._scalar((founded.id,), founded)
        founding = year_of(day)
        present = [no(both(day.known, holds(">", founding, number(year)))) for year in years]
        known = either(day.known, figures[0].known)
        entries = tuple(Entry(there, figure) for there, figure in zip(present, figures, strict=True))
        return Listing(known, entries, no(known))

    def _list(self, fact: Fact) -> Listing:
        if fact.id not in self.lists:
            name = f"{self.name}{fact.id}"
            present = [z3.Bool(f"{name}#{at}!", self.context) for at in range(self.items)]
            copies = [self._copies(f"{name}#{at}*", fact) for at in range(self.items)]
            self.lists[fact.id] = (z3.Bool(f"{name}?", self.context), tuple(zip(present, copies, strict=True)))
            self._domain += [z3.Implies(later, earlier) for earlier, later in pairwise(present)]
        known, there = self.lists[fact.id]
        return Listing(known, tuple(self._entry(fact, at, *one) for at, one in enumerate(there)))

    def _copies(self, name: str, fact: Fact) -> Any:
        """How often an entry stands in its list: a symbol where a policy counts entries, else None for once."""
        if fact.id not in self.counted:
            return None
        copies = z3.Int(name, self.context)
        self._domain += [copies >= 1, copies <= MOST_COPIES]
        return copies

    def _entry(self, fact: Fact, at: int, present: Any, copies: Any) -> Entry:
        for column in fact.item:
            if column.type is FactType.TEXT:
                self.own.setdefault((fact.id, at, column.id), -1 - len(self.own))
        columns = {column.id: self._scalar((fact.id, at, column.id), column) for column in fact.item}
        if copies is None:
            return Entry(present, Record(columns))
        times = Number(True, z3.ToReal(copies), ONE, ONE, Fraction(MOST_COPIES), ONE)
        return Entry(present, Record(columns), times)
