"""Two enterprises alike but for a number or a level, of which the second has more: asked for, tried, made smaller."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

from incentive_engine.assurance.symbolic.shrinking import shrunk
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.assurance.verification.differing import Difference, Facts, Pair
from incentive_engine.assurance.verification.readings import Bit, Reading
from incentive_engine.policy.rising import Rising

Compared: TypeAlias = Callable[[Facts, Facts], bool]

_HIGHER = "higher"
"""Where the second number or level stands while two enterprises are made smaller together."""

_MOST_TRIED = 400
_FACTORS = (Decimal("1.01"), Decimal("1.3"), Decimal(2), Decimal(10), Decimal(1000))


def rises(lower: Reading, higher: Reading, rising: Rising) -> Bit:
    """That the second enterprise has more of something."""
    if rising.is_level:
        levels = rising.above.items()
        return lower.some(
            *(
                lower.every(lower.level(rising, one), lower.some(*(higher.level(rising, other) for other in others)))
                for one, others in levels
            )
        )
    before, after = lower.figure(rising), higher.figure(rising)
    return lower.every(before.known, after.known, before.value < after.value)


def beside(world: World, differ: Difference) -> World:
    """A second enterprise with the first one's symbols but for one: what does not rest on it, is the same.

    The first one must have all its symbols already.
    """
    other = World(world.as_of, items=world.items, name="higher ", beside=world)
    other.symbols = {key: symbol for key, symbol in world.symbols.items() if key != differ.key}
    other.lists = dict(world.lists)
    other.own = dict(world.own)
    return other


def tried(differ: Difference, known: Iterable[Facts], compared: Compared) -> Pair | None:
    """Two enterprises that compare so, one of them known, the other with a higher level or a larger figure."""
    stated = [facts for one in known for facts in differ.turned(one)]
    pairs = _of_levels(differ, stated) if differ.rising.is_level else _larger(differ, stated)
    return next((pair for pair in islice(pairs, _MOST_TRIED) if compared(*pair)), None)


def _of_levels(differ: Difference, stated: Iterable[Facts]) -> Iterator[Pair]:
    above = differ.rising.above
    for facts in stated:
        yield from (differ.pair(facts, higher) for higher in above.get(str(differ.of(facts)), ()))


def _larger(differ: Difference, stated: Iterable[Facts]) -> Iterator[Pair]:
    """With a figure of another enterprise, or a multiple of the own one."""
    owned = [(facts, own) for facts in stated if isinstance(own := differ.of(facts), Decimal)]
    figures = sorted({own for _, own in owned})
    for facts, own in owned:
        candidates = (*[one for one in figures if one > own][:5], figures[-1] * 2)
        for higher in (*candidates, *(_cut(own * factor) for factor in _FACTORS)):
            if higher > own:
                yield differ.pair(facts, higher)


def _cut(figure: Decimal) -> Decimal:
    return figure.to_integral_value()


def smaller(differ: Difference, pair: Pair, compared: Compared) -> Pair:
    """Two enterprises made smaller together: as one that has a second number or level."""

    def apart(joint: Facts) -> Pair | None:
        higher = joint.get(_HIGHER)
        facts = {id_: value for id_, value in joint.items() if id_ != _HIGHER}
        if differ.of(facts) is None or not isinstance(higher, (Decimal, str)):
            return None
        return differ.pair(facts, higher)

    def holds(joint: Facts) -> bool:
        two = apart(joint)
        return two is not None and compared(*two)

    (joint,) = shrunk(({**pair[0], _HIGHER: differ.of(pair[1])},), holds, differ.day.year - 1)
    return apart(joint) or pair
