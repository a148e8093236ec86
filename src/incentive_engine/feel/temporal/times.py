"""Times of day and points in time, with or without an offset or a time zone.

`datetime.time` and `datetime.datetime` hold what they can; fractions finer than a microsecond and years
beyond Python's are a `WideTime` and a `WideDateTime`. Whatever makes a value makes the narrower one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias
from zoneinfo import ZoneInfo

from incentive_engine.feel.temporal.dates import Date, date_of_days, date_text, days_of
from incentive_engine.feel.temporal.durations import DAY, NANOSECONDS, fraction_text


@dataclass(frozen=True, slots=True)
class WideTime:
    """A time of day to the nanosecond."""

    hour: int
    minute: int
    second: int
    nanosecond: int
    tzinfo: dt.tzinfo | None = None

    def __str__(self) -> str:
        return time_text(self)


Time: TypeAlias = "dt.time | WideTime"


@dataclass(frozen=True, slots=True)
class WideDateTime:
    """A date and time of which Python's `datetime` cannot hold the date or the time."""

    date: Date
    time: Time

    def __str__(self) -> str:
        return date_time_text(self)


DateTime: TypeAlias = "dt.datetime | WideDateTime"


def make_time(hour: int, minute: int, second: int, nanosecond: int = 0, zone: dt.tzinfo | None = None) -> Time:
    """The time of day; ValueError when there is none."""
    micro, nano = divmod(nanosecond, 1000)
    narrow = dt.time(hour, minute, second, micro, zone)
    return WideTime(hour, minute, second, nanosecond, zone) if nano else narrow


def time_of_nanoseconds(nanoseconds: int, zone: dt.tzinfo | None) -> Time:
    """The time of day that many nanoseconds after midnight, past midnight as often as need be."""
    seconds, fraction = divmod(nanoseconds % DAY, NANOSECONDS)
    minutes, second = divmod(seconds, 60)
    return make_time(*divmod(minutes, 60), second, fraction, zone)


def make_date_time(day: Date, clock: Time) -> DateTime:
    """The date and time; its offset or zone is that of the time."""
    if type(day) is dt.date and type(clock) is dt.time:
        return dt.datetime.combine(day, clock)
    return WideDateTime(day, clock)


def date_part(moment: DateTime) -> Date:
    """The date of a date and time."""
    return moment.date() if isinstance(moment, dt.datetime) else moment.date


def time_part(moment: DateTime) -> Time:
    """The time of a date and time, with its offset or zone."""
    return moment.timetz() if isinstance(moment, dt.datetime) else moment.time


def zone_of(value: Time | DateTime) -> dt.tzinfo | None:
    """The offset or the time zone of a value; None for a local one."""
    return value.time.tzinfo if isinstance(value, WideDateTime) else value.tzinfo


def nanosecond_of_day(clock: Time) -> int:
    """The nanoseconds from midnight to a time, whatever its zone."""
    fraction = clock.microsecond * 1000 if isinstance(clock, dt.time) else clock.nanosecond
    return ((clock.hour * 60 + clock.minute) * 60 + clock.second) * NANOSECONDS + fraction


def local_nanoseconds(moment: DateTime) -> int:
    """The nanoseconds from 1970-01-01T00:00:00 to a date and time, both on the clock of its own zone."""
    return days_of(date_part(moment)) * DAY + nanosecond_of_day(time_part(moment))


def offset_of(value: Time | DateTime) -> int | None:
    """The offset from UTC in seconds; None for a local value.

    A time of day in a zone that has summer time takes the offset of 1970-01-01, so that an answer never
    depends on the day on which the question is asked.
    """
    zone = zone_of(value)
    if zone is None:
        return None
    if isinstance(value, dt.datetime):
        moment = value
    elif isinstance(value, WideDateTime):
        moment = _stand_in(days_of(value.date)) + dt.timedelta(seconds=nanosecond_of_day(value.time) // NANOSECONDS)
    else:
        moment = dt.datetime.combine(dt.date(1970, 1, 1), dt.time(value.hour, value.minute, value.second))
    offset = zone.utcoffset(moment.replace(tzinfo=zone))
    return None if offset is None else int(offset.total_seconds())


def instant(moment: DateTime) -> tuple[int, bool]:
    """Nanoseconds since 1970 on the UTC clock and True; for a local date and time those on its own clock and False."""
    offset = offset_of(moment)
    return local_nanoseconds(moment) - (offset or 0) * NANOSECONDS, offset is not None


def instant_of_time(clock: Time) -> tuple[int, bool]:
    """As `instant`, of a time of day: nanoseconds since midnight, not wrapped around it."""
    offset = offset_of(clock)
    return nanosecond_of_day(clock) - (offset or 0) * NANOSECONDS, offset is not None


def shift(moment: DateTime, nanoseconds: int) -> DateTime:
    """`moment` that much later, in the same zone: time really passed, also where clocks were put forward or back."""
    zone = zone_of(moment)
    if not isinstance(zone, ZoneInfo):
        return _at(local_nanoseconds(moment) + nanoseconds, zone)
    later = instant(moment)[0] + nanoseconds
    days, rest = divmod(later, DAY)
    utc = _stand_in(days) + dt.timedelta(seconds=rest // NANOSECONDS)
    local = zone.fromutc(utc.replace(tzinfo=zone))
    ahead = local.replace(tzinfo=None) - utc
    shifted = _at(later + int(ahead.total_seconds()) * NANOSECONDS, zone)
    return shifted.replace(fold=local.fold) if isinstance(shifted, dt.datetime) else shifted


def _at(local: int, zone: dt.tzinfo | None) -> DateTime:
    days, rest = divmod(local, DAY)
    return make_date_time(date_of_days(days), time_of_nanoseconds(rest, zone))


def _stand_in(days: int) -> dt.datetime:
    """A day in Python's range for which a zone has the same rules: the calendar repeats every 400 years."""
    ordinal = days + dt.date(1970, 1, 1).toordinal()
    if ordinal > dt.date(9998, 12, 31).toordinal():
        ordinal = dt.date(2400, 1, 1).toordinal() + (ordinal - dt.date(2400, 1, 1).toordinal()) % 146_097
    elif ordinal < dt.date(2, 1, 1).toordinal():
        ordinal = dt.date(2, 1, 1).toordinal() + (ordinal - dt.date(2, 1, 1).toordinal()) % 146_097
    return dt.datetime.fromordinal(ordinal)


def time_text(clock: Time) -> str:
    """The time as FEEL writes it, e.g. `10:30:00.5+01:00` or `10:30:00@Europe/Paris`."""
    fraction = clock.microsecond * 1000 if isinstance(clock, dt.time) else clock.nanosecond
    return f"{clock.hour:02d}:{clock.minute:02d}:{clock.second:02d}{fraction_text(fraction)}{zone_text(clock)}"


def date_time_text(moment: DateTime) -> str:
    """The date and time as FEEL writes it."""
    clock = time_part(moment)
    zone = zone_text(moment)
    return f"{date_text(date_part(moment))}T{time_text(clock).removesuffix(zone_text(clock))}{zone}"


def zone_text(value: Time | DateTime) -> str:
    """The offset (`Z`, `+01:00`) or the zone (`@Europe/Paris`) as it is written after a time; empty for a local one."""
    zone = zone_of(value)
    if isinstance(zone, ZoneInfo):
        return f"@{zone.key}"
    offset = offset_of(value)
    if not offset:
        return "" if offset is None else "Z"
    minutes, seconds = divmod(abs(offset), 60)
    text = f"{'-' if offset < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
    return f"{text}:{seconds:02d}" if seconds else text
