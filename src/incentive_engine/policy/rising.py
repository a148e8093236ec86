"""What there can be more of: a number or a level that is stated for a fact, or in an entry of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from incentive_engine.policy.model import Fact, FactType
from incentive_engine.policy.ranks import above

NUMBERS = frozenset({FactType.MONEY, FactType.NUMBER, FactType.INTEGER, FactType.RATIO})
"""The types of facts that are numbers."""


@dataclass(frozen=True, slots=True)
class Rising:
    """A number or a level; `fact` states it itself, or is the list in whose entries `column` does."""

    fact: Fact
    column: Fact | None = None

    @property
    def name(self) -> str:
        """What properties and questions call it: `revenue`, `platforms.level`."""
        return self.fact.id if self.column is None else f"{self.fact.id}.{self.column.id}"

    @property
    def label(self) -> str:
        """What people call it."""
        return self.fact.label if self.column is None else f"{self.fact.label} · {self.column.label}"

    @property
    def stated(self) -> Fact:
        """What is declared of the number or the level itself."""
        return self.column or self.fact

    @property
    def is_level(self) -> bool:
        """Whether it is one of several tiers, not a number."""
        return self.stated.type is FactType.CHOICE

    @property
    def above(self) -> Mapping[str, tuple[str, ...]]:
        """Of each level the higher ones, where there are any."""
        return above(self.stated.choices)


def rising(facts: Mapping[str, Fact], name: str) -> Rising | None:
    """What rises by this name; None where nothing of the kind does."""
    id_ = name.partition(".")[0]
    return next((one for one in risings(facts[id_]) if one.name == name), None) if id_ in facts else None


def risings(fact: Fact) -> Iterator[Rising]:
    """What there can be more of in a fact: itself, or columns of its entries. Nothing that is derived."""
    if fact.formula is not None:
        return
    if fact.type is FactType.LIST:
        yield from (Rising(fact, column) for column in fact.item if _can_rise(column))
    elif _can_rise(fact):
        yield Rising(fact)


def _can_rise(stated: Fact) -> bool:
    return stated.type in NUMBERS or (stated.type is FactType.CHOICE and bool(above(stated.choices)))
