"""The cells of a register as SQL: drawn, sometimes on a boundary, sometimes unknown, sometimes wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.population.boundaries import Boundaries
from benchmarks.population.chance import Chance, quoted
from benchmarks.population.enterprises import LONGEST
from benchmarks.population.figures import figure
from incentive_engine.policy.model import Fact, FactType

SQL_TYPES = {
    FactType.BOOLEAN: "BOOLEAN",
    FactType.INTEGER: "BIGINT",
    FactType.NUMBER: "DECIMAL(18, 2)",
    FactType.MONEY: "DECIMAL(18, 2)",
    FactType.RATIO: "DECIMAL(9, 6)",
    FactType.DATE: "DATE",
    FactType.CHOICE: "VARCHAR",
    FactType.TEXT: "VARCHAR",
}
_STEPS = {
    FactType.INTEGER: Decimal(1),
    FactType.NUMBER: Decimal("0.01"),
    FactType.MONEY: Decimal("0.01"),
    FactType.RATIO: Decimal("0.000001"),
}
_NUMBER = ("500吨", "约300", "1.2.3", "12万人", "#DIV/0!", "不详")
_WRONG = {
    **dict.fromkeys(_STEPS, _NUMBER),
    FactType.BOOLEAN: ("也许", "3"),
    FactType.DATE: ("2020-13-45", "2021年2月30日", "去年"),
    FactType.CHOICE: ("没有这一项",),
}


@dataclass(frozen=True, slots=True)
class Rates:
    """How many cells are unknown, wrong, or on a boundary of the policy (0 … 1)."""

    gaps: float = 0.0
    dirt: float = 0.0
    boundaries: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws the cells of facts for the assessment year and those before."""

    chance: Chance
    rates: Rates
    year: int
    near: Boundaries = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def typed(self, fact: Fact, year: int | None = None) -> str:
        """The cell as a typed value; of an annual fact NULL before the enterprise was established."""
        value = self._value(fact, year)
        if year is not None:
            value = f"CASE WHEN {year} >= year(established) THEN {value} END"
        return self._with_gaps(_column(fact, year), value)

    def item(self, fact: Fact) -> str:
        """A field of an item; the chance's key tells the items apart."""
        return self._with_gaps(fact.id, self._value(fact, None, item=True))

    def text(self, fact: Fact, year: int | None = None) -> str:
        """The cell as people write it, wrong at the rate of dirt."""
        cell, wrong = written(fact, self.typed(fact, year)), _WRONG.get(fact.type)
        if not wrong:
            return cell
        name = _column(fact, year)
        mistake = self.chance.pick(f"wrong {name}", [quoted(one) for one in wrong])
        return f"CASE WHEN {self.is_wrong(fact, year)} THEN {mistake} ELSE {cell} END"

    def is_wrong(self, fact: Fact, year: int | None = None) -> str:
        """Whether `text` wrote something that is no value of the fact."""
        return self.chance.one_in(f"dirt {_column(fact, year)}", self.rates.dirt if fact.type in _WRONG else 0)

    def unknown(self, name: str) -> str:
        """Whether a cell, or a whole list, is unknown."""
        return self.chance.one_in(f"gap {name}", self.rates.gaps)

    def _with_gaps(self, name: str, value: str) -> str:
        return f"CASE WHEN {self.unknown(name)} THEN NULL ELSE {value} END" if self.rates.gaps else value

    def _value(self, fact: Fact, year: int | None, item: bool = False, quotients: bool = True) -> str:
        back = min(max(self.year - (self.year if year is None else year), 0), LONGEST - 1)
        type_ = SQL_TYPES[fact.type]
        value = f"({figure(fact, self.chance, back=back, item=item)})::{type_}"
        for limit in self._on_boundary(fact, year, item, quotients):
            there = self.chance.one_in(f"boundary {_column(fact, year)} {limit[:40]}", self.rates.boundaries)
            value = f"CASE WHEN {there} THEN ({limit})::{type_} ELSE {value} END"
        return value

    def _on_boundary(self, fact: Fact, year: int | None, item: bool, quotients: bool) -> Iterator[str]:
        """SQL of values at a boundary, or one step beside it."""
        if not self.rates.boundaries or fact.type not in _STEPS:
            return
        name, step = _column(fact, year), _STEPS[fact.type]
        beside = f"({self.chance.index(f'beside {name}', 3)} - 1) * {step}"
        numbers = [one for one in self.near.get(f".{fact.id}" if item else fact.id, ()) if _fits(fact, one, step)]
        if numbers:
            yield f"{self.chance.pick(f'which {name}', [f'{one}::DECIMAL(18, 6)' for one in numbers])} + {beside}"
        for pair, shares in self.near.items() if quotients and not item else ():
            over, _, under = pair.partition("/")
            if over == fact.id and under in self.facts:
                whole = self._value(self.facts[under], year, quotients=False)
                share = self.chance.pick(f"which {name} of {under}", [f"{one}::DECIMAL(9, 6)" for one in shares])
                yield f"greatest(0, round({whole} * {share}, 2) + {beside})"


def _fits(fact: Fact, number: Decimal, step: Decimal) -> bool:
    """Whether a boundary and its neighbours are values of the fact."""
    above = fact.minimum is None or number - step >= fact.minimum
    below = fact.maximum is None or number + step <= fact.maximum
    return above and below and abs(number) < 10**11


def _column(fact: Fact, year: int | None) -> str:
    return fact.id if year is None else f"{fact.id}@{year}"


def written(fact: Fact, cell: str) -> str:
    """A typed cell as text."""
    if fact.type is FactType.BOOLEAN:
        return f"CASE WHEN {cell} THEN '是' WHEN NOT ({cell}) THEN '否' END"
    return f"({cell})::VARCHAR"
