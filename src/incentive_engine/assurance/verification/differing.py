"""What two enterprises differ in: a number or a level, of which the second has more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from incentive_engine.assurance.verification.profiles import plain
from incentive_engine.policy.rising import Rising

Facts: TypeAlias = Mapping[str, Any]
Pair: TypeAlias = tuple[Facts, Facts]


@dataclass(frozen=True, slots=True)
class Difference:
    """The number or level stated for a fact; of an annual one, for the assessment year; of a list, in its first entry.

    That it is the first entry is no restriction: `turned` brings each to the front.
    """

    rising: Rising
    day: date

    @property
    def key(self) -> tuple[Any, ...]:
        """What a world finds its symbols by."""
        fact, column = self.rising.fact, self.rising.column
        if column is not None:
            return fact.id, 0, column.id
        return (fact.id, self.day.year - 1) if fact.annual else (fact.id,)

    def of(self, facts: Facts) -> Decimal | str | None:
        """The number or level of an enterprise; None where it states none."""
        stated = facts.get(self.rising.fact.id)
        if self.rising.column is not None:
            stated = stated[0].get(self.rising.column.id) if stated else None
        elif isinstance(stated, Mapping):
            stated = stated.get(self.day.year - 1)
        return stated if isinstance(stated, (Decimal, str)) else None

    def pair(self, facts: Facts, higher: Decimal | str) -> Pair:
        """An enterprise that states it, and the same one with another number or level."""
        id_ = self.rising.fact.id
        risen: Any = higher
        if self.rising.column is not None:
            first, *rest = facts[id_]
            risen = ({**first, self.rising.column.id: higher}, *rest)
        elif isinstance(facts.get(id_), Mapping):
            risen = {**facts[id_], self.day.year - 1: higher}
        return facts, {**facts, id_: risen}

    def alike(self, one: Facts, two: Facts) -> bool:
        """Whether two enterprises state the same but for it."""
        higher = self.of(two)
        if higher is None or self.of(one) is None:
            return False
        return bool(plain(self.pair(one, higher)[1]) == plain(two))

    def turned(self, facts: Facts) -> Iterator[Facts]:
        """An enterprise that states it; of a list, with each of its different entries in turn as the first."""
        id_ = self.rising.fact.id
        if self.rising.column is None:
            yield from (facts,) if self.of(facts) is not None else ()
            return
        tried = []
        entries = facts.get(id_, ())
        for at, entry in enumerate(entries):
            if entry not in tried:
                tried.append(entry)
                yield {**facts, id_: (entry, *entries[:at], *entries[at + 1 :])}
