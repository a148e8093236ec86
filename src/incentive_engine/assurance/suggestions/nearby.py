"""Enterprises a step away from one: a fen, a person, a day more or less, an entry more or fewer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from incentive_engine.assurance.symbolic.limits import is_allowed
from incentive_engine.policy.model import Fact, FactType

STEPS = {
    FactType.MONEY: Decimal("0.01"),
    FactType.INTEGER: Decimal(1),
    FactType.NUMBER: Decimal(1),
    FactType.RATIO: Decimal("0.0001"),
}
"""The smallest step of a fact of each type that a person would write down."""

_DAY = timedelta(days=1)

Facts = Mapping[str, Any]


def a_step_away(facts: Facts, known: Mapping[str, Fact], first: Collection[str]) -> Iterator[dict[str, Any]]:
    """The enterprises that differ in one value by one step; those that differ in the facts `first` come first."""
    for id_ in sorted(facts, key=lambda one: (one not in first, one)):
        fact = known.get(id_)
        if fact is not None:
            for value in _of_fact(facts[id_], fact):
                yield {**facts, id_: value}


def _of_fact(value: Any, fact: Fact) -> Iterator[Any]:
    if fact.type is FactType.LIST:
        yield from _of_list(value, fact)
    elif fact.annual:
        for year in sorted(value, reverse=True):
            for other in _of_value(value[year], fact):
                yield {**value, year: other}
    else:
        yield from _of_value(value, fact)


def _of_value(value: Any, fact: Fact) -> Iterator[Any]:
    if isinstance(value, Decimal):
        step = STEPS.get(fact.type, Decimal(1))
        for other in (value - step, value + step):
            if is_allowed(other, fact):
                yield other
    elif isinstance(value, date):
        yield from (value - _DAY, value + _DAY)


def _of_list(items: tuple[Any, ...], fact: Fact) -> Iterator[Any]:
    columns = {column.id: column for column in fact.item}
    for at, item in enumerate(items):
        for id_, value in item.items():
            for other in _of_value(value, columns[id_]):
                yield (*items[:at], {**item, id_: other}, *items[at + 1 :])
    if items:
        yield items[:-1]
        last = {id_: f"{value}+" if isinstance(value, str) and not columns[id_].choices else value
                for id_, value in items[-1].items()}  # fmt: skip
        yield (*items, last)
        yield (*items, items[-1])
