"""What may follow the dot after a date, a time, a duration or a range (DMN table 53)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from incentive_engine.feel.temporal.dates import weekday
from incentive_engine.feel.temporal.durations import DAY, NANOSECONDS, DaysTimeDuration
from incentive_engine.feel.temporal.times import date_part, nanosecond_of_day, offset_of, time_part, zone_of
from incentive_engine.feel.values import Range

Property = Callable[[Any], Any]


def _offset(value: Any) -> DaysTimeDuration | None:
    seconds = offset_of(value)
    return None if seconds is None else DaysTimeDuration.of(seconds=seconds)


def _zone(value: Any) -> str | None:
    zone = zone_of(value)
    return zone.key if isinstance(zone, ZoneInfo) else None


def _part(nanoseconds: int, unit: int, limit: int) -> Decimal:
    """So many whole units, without those that make up the next greater unit; a backward duration's are
    negative.
    """
    count = abs(nanoseconds) // unit % limit
    return Decimal(-count if nanoseconds < 0 else count)


def _seconds(nanoseconds: int) -> Decimal:
    seconds = Decimal(abs(nanoseconds) % (60 * NANOSECONDS)).scaleb(-9).normalize() + 0
    return -seconds if nanoseconds < 0 else seconds


def _after(part: Property, of: Property) -> Property:
    return lambda value: of(part(value))


_CALENDAR: Mapping[str, Property] = {
    "year": lambda day: Decimal(day.year),
    "month": lambda day: Decimal(day.month),
    "day": lambda day: Decimal(day.day),
    "weekday": lambda day: Decimal(weekday(day)),
}
_CLOCK: Mapping[str, Property] = {
    "hour": lambda clock: Decimal(clock.hour),
    "minute": lambda clock: Decimal(clock.minute),
    "second": lambda clock: _seconds(nanosecond_of_day(clock)),
    "time offset": _offset,
    "timezone": _zone,
}
_MOMENT: Mapping[str, Property] = {
    **{name: _after(date_part, of) for name, of in _CALENDAR.items()},
    **{name: _after(time_part, of) for name, of in _CLOCK.items()},
    "time offset": _offset,
    "timezone": _zone,
}
_MONTHS: Mapping[str, Property] = {
    "years": lambda duration: _part(duration.months, 12, duration.months or 1),
    "months": lambda duration: _part(duration.months, 1, 12),
}
_DAYS: Mapping[str, Property] = {
    "days": lambda duration: _part(duration.nanoseconds, DAY, abs(duration.nanoseconds) or 1),
    "hours": lambda duration: _part(duration.nanoseconds, 3600 * NANOSECONDS, 24),
    "minutes": lambda duration: _part(duration.nanoseconds, 60 * NANOSECONDS, 60),
    "seconds": lambda duration: _seconds(duration.nanoseconds),
}
_RANGE: Mapping[str, Property] = {
    "start": lambda interval: interval.low if isinstance(interval, Range) else None,
    "end": lambda interval: interval.high if isinstance(interval, Range) else None,
    "start included": lambda interval: isinstance(interval, Range) and interval.low_closed,
    "end included": lambda interval: isinstance(interval, Range) and interval.high_closed,
}

PROPERTIES: Mapping[tuple[str, str], Property] = {
    (kind, name): of
    for kind, properties in (
        ("date", _CALENDAR),
        ("time", _CLOCK),
        ("date and time", _MOMENT),
        ("years and months duration", _MONTHS),
        ("days and time duration", _DAYS),
        ("range", _RANGE),
    )
    for name, of in properties.items()
}
"""The properties, by the kind of value (`values.kind_of`) and the name."""
