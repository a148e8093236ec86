"""An enterprise made as small as a claim about it allows: fewer stated facts, fewer entries, rounder numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from incentive_engine.feel.ternary import Unknown, missing

MOST_DECISIONS = 600
"""How often the reference evaluator is asked at most."""

Facts: TypeAlias = Mapping[str, Any]
_ROUND = tuple(Decimal(10**power) for power in (4, 5, 6, 7, 8))


class _Tired(Exception):  # noqa: N818 - the end of the search, no error
    """The evaluator was asked often enough."""


def shrunk(
    enterprises: tuple[Facts, ...], holds: Callable[..., bool], year: int | None = None
) -> tuple[Facts, ...]:
    """The smallest enterprises found for which the claim still `holds`, as it does for these.

    Dates are brought near to the assessment year `year`, where one is said.
    """
    search = _Search(list(enterprises), holds, year)
    try:
        while search.improved():
            pass
    except _Tired:
        pass
    return tuple(search.enterprises)


class _Search:
    def __init__(self, enterprises: list[Facts], holds: Callable[..., bool], year: int | None) -> None:
        self.enterprises = enterprises
        self._holds = holds
        self._year = year
        self._left = MOST_DECISIONS

    def improved(self) -> bool:
        """Try to make every fact simpler once; whether one became so."""
        better = False
        for at in range(len(self.enterprises)):
            for id_ in sorted(self.enterprises[at]):
                for candidate in _simpler(id_, self.enterprises[at][id_], self._year):
                    if self._accepted(at, id_, candidate):
                        better = True
                        break
        return better

    def _accepted(self, at: int, id_: str, candidate: Any) -> bool:
        if not self._left:
            raise _Tired
        self._left -= 1
        facts = {name: value for name, value in self.enterprises[at].items() if name != id_}
        if candidate is not None:
            facts = {name: candidate if name == id_ else value for name, value in self.enterprises[at].items()}
        tried = [facts if number == at else one for number, one in enumerate(self.enterprises)]
        if not self._holds(*tried):
            return False
        self.enterprises = tried
        return True


def _simpler(id_: str, value: Any, recent: int | None) -> Iterator[Any]:
    """Values to try in its place, the simplest first; None for no statement at all."""
    yield None
    if isinstance(value, Mapping):
        for year in value:
            for candidate in (None, *_simpler_scalar(value[year], recent)):
                figures = {at: candidate if at == year else one for at, one in value.items()}
                yield {at: one for at, one in figures.items() if one is not None}
    elif isinstance(value, tuple):
        yield from _simpler_list(id_, value, recent)
    else:
        yield from _simpler_scalar(value, recent)


def _simpler_list(id_: str, items: tuple[Any, ...], recent: int | None) -> Iterator[Any]:
    if items:
        yield ()
    size = len(items) // 2
    while size:
        for at in range(0, len(items), size):
            yield items[:at] + items[at + size :]
        size //= 2
    unknown = missing(id_)
    for item in _different(items):
        for column, value in item.items():
            if not isinstance(value, Unknown):
                for candidate in (unknown, *_simpler_scalar(value, recent)):
                    changed = {**item, column: candidate}
                    yield tuple(changed if one == item else one for one in items)


def _different(items: tuple[Any, ...]) -> list[Any]:
    """The items, each once: copies are changed together."""
    found: list[Any] = []
    for item in items:
        if item not in found:
            found.append(item)
    return found


def _simpler_scalar(value: Any, recent: int | None) -> Iterator[Any]:
    if value is True:
        yield False
    elif isinstance(value, Decimal):
        yield from _rounder(value)
    elif isinstance(value, date):
        years = [recent - ago for ago in (*range(6), 10)] if recent is not None else []
        days = [date(year, 1, 1) for year in (*years, value.year)]
        days += [date(year, value.month, 1) for year in (*years[:3], value.year)]
        yield from (day for day in days if _trouble(day, recent) < _trouble(value, recent))


def _trouble(day: date, recent: int | None) -> tuple[int, int]:
    """How far a date is from the beginning of a month or a year, then from the years that one looks at."""
    return (day.day != 1) + (day.day != 1 or day.month != 1), 0 if recent is None else abs(day.year - recent)


def _rounder(value: Decimal) -> Iterator[Decimal]:
    """Rounder numbers, the roundest first; none where the number is as round as they get."""
    tried = {value}
    for candidate in (Decimal(0), Decimal(1), *_ROUND, *_to_digits(value)):
        if candidate in tried or _effort(candidate) >= _effort(value):
            continue
        tried.add(candidate)
        yield candidate


def _to_digits(value: Decimal) -> Iterator[Decimal]:
    for digits in (1, 2, 3, 4, 6):
        step = Decimal(1).scaleb(value.adjusted() - digits + 1)
        below = value // step * step
        yield from (written_out(below), written_out(below + step))


def written_out(value: Decimal) -> Decimal:
    """The number without an exponent and without zeros that say nothing: 1100000, not 1.1E+6; 0.1, not 0.1000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _effort(value: Decimal) -> tuple[int, Decimal]:
    """How much it takes to write a number down: its digits but for the zeros at either end, then its size."""
    if not value:
        return 0, Decimal(0)
    return len(value.normalize().as_tuple().digits), abs(value)
