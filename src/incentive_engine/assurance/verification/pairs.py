"""Two enterprises that are alike but for one figure, of which the second has more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, TypeAlias

from incentive_engine.assurance.symbolic.shrinking import shrunk
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.assurance.verification.profiles import plain
from incentive_engine.assurance.verification.readings import Bit, Reading

Facts: TypeAlias = Mapping[str, Any]
Pair: TypeAlias = tuple[Facts, Facts]
Compared: TypeAlias = Callable[[Facts, Facts], bool]

_HIGHER = "higher"
"""Where the second figure stands while two enterprises are made smaller together."""

_MOST_TRIED = 400
_FACTORS = (Decimal("1.01"), Decimal("1.3"), Decimal(2), Decimal(10), Decimal(1000))


@dataclass(frozen=True, slots=True)
class Figure:
    """The number stated for a fact; of an annual one, for the assessment year."""

    fact: str
    day: date
    annual: bool

    @property
    def key(self) -> tuple[Any, ...]:
        """What a world finds its symbols by."""
        return (self.fact, self.day.year - 1) if self.annual else (self.fact,)

    def of(self, facts: Facts) -> Decimal | None:
        """The figure of an enterprise; None where it states none."""
        stated = facts.get(self.fact)
        figure = stated.get(self.day.year - 1) if isinstance(stated, Mapping) else stated
        return figure if isinstance(figure, Decimal) else None

    def pair(self, facts: Facts, higher: Decimal) -> Pair:
        """An enterprise, and the same one with another figure."""
        stated = facts.get(self.fact)
        risen = {**stated, self.day.year - 1: higher} if isinstance(stated, Mapping) else higher
        return facts, {**facts, self.fact: risen}

    def alike(self, one: Facts, two: Facts) -> bool:
        """Whether two enterprises state the same but for the figure."""
        higher = self.of(two)
        return higher is not None and plain(self.pair(one, higher)[1]) == plain(two)


def rises(lower: Reading, higher: Reading, fact: str) -> Bit:
    """That the second enterprise has more of a fact."""
    before, after = lower.figure(fact), higher.figure(fact)
    return lower.every(before.known, after.known, before.value < after.value)


def beside(world: World, figure: Figure) -> World:
    """A second enterprise with the first one's symbols but for the figure: what does not rest on it, is the same.

    The first one must have all its symbols already.
    """
    other = World(world.as_of, items=world.items, name="higher ", beside=world)
    other.symbols = {key: symbol for key, symbol in world.symbols.items() if key != figure.key}
    other.lists = dict(world.lists)
    other.own = dict(world.own)
    return other


def tried(figure: Figure, known: Iterable[Facts], compared: Compared) -> Pair | None:
    """Two enterprises that compare so, one of them known, the other with a larger figure: of others, or a multiple."""
    stated = [facts for facts in known if figure.of(facts) is not None]
    figures = sorted({one for facts in stated if (one := figure.of(facts)) is not None})
    for pair in islice(_larger(figure, stated, figures), _MOST_TRIED):
        if compared(*pair):
            return pair
    return None


def _larger(figure: Figure, stated: Iterable[Facts], figures: list[Decimal]) -> Iterator[Pair]:
    for facts in stated:
        own = figure.of(facts) or Decimal(0)
        candidates = (*[one for one in figures if one > own][:5], figures[-1] * 2)
        for higher in (*candidates, *(_cut(own * factor) for factor in _FACTORS)):
            if higher > own:
                yield figure.pair(facts, higher)


def _cut(figure: Decimal) -> Decimal:
    return figure.to_integral_value()


def smaller(figure: Figure, pair: Pair, compared: Compared) -> Pair:
    """Two enterprises made smaller together: as one that has a second figure."""

    def apart(joint: Facts) -> Pair | None:
        higher = joint.get(_HIGHER)
        facts = {id_: value for id_, value in joint.items() if id_ != _HIGHER}
        return figure.pair(facts, higher) if isinstance(higher, Decimal) else None

    def holds(joint: Facts) -> bool:
        two = apart(joint)
        return two is not None and compared(*two)

    (joint,) = shrunk(({**pair[0], _HIGHER: figure.of(pair[1])},), holds, figure.day.year - 1)
    return apart(joint) or pair
