"""Reading dates and times as FEEL writes them: XML Schema's forms, longer years, and time zones after an `@`."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from incentive_engine.feel.temporal.dates import Date, date_of_days, days_of, make_date
from incentive_engine.feel.temporal.durations import DaysTimeDuration, YearsMonthsDuration, parse_duration
from incentive_engine.feel.temporal.times import DateTime, Time, make_date_time, make_time

_DATE = re.compile(r"(-?(?:[0-9]{4}|[1-9][0-9]{4,8}))-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?"
    r"(?:(Z)|([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?|@([A-Z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*))?"
)
LARGEST_OFFSET = 18 * 3600
"""Seconds. XML Schema stops at 14 hours; the engines that the TCK was written with at 18."""


def parse_date(text: str) -> Date:
    """The date of a text such as `2020-06-30`; ValueError for anything else."""
    found = _DATE.fullmatch(text)
    if not found or found[1] == "-0000":
        raise ValueError(f"not a date: {text!r}")
    return make_date(int(found[1]), int(found[2]), int(found[3]))


def parse_time(text: str) -> Time:
    """The time of a text such as `10:30:00+08:00` or `10:30:00@Asia/Shanghai`; ValueError for anything else."""
    return _time(text)[0]


def parse_date_time(text: str) -> DateTime:
    """The date and time of a text such as `2020-06-30T10:30:00Z`, or of a date alone, whose time is midnight."""
    day_text, separator, clock_text = text.partition("T")
    day = parse_date(day_text)
    if not separator:
        return make_date_time(day, dt.time())
    clock, end_of_day = _time(clock_text)
    return make_date_time(date_of_days(days_of(day) + 1) if end_of_day else day, clock)


def parse_literal(text: str) -> Date | Time | DateTime | YearsMonthsDuration | DaysTimeDuration:
    """The value of the literal `@"text"`; ValueError when the text is of none of these kinds."""
    if text.startswith(("P", "-P")):
        return parse_duration(text)
    if "T" in text.partition("@")[0]:
        return parse_date_time(text)
    return parse_time(text) if ":" in text else parse_date(text)


def zone_named(name: str) -> ZoneInfo:
    """The IANA time zone; ValueError for a name that is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:
        # OSError: the name of a folder of zones, such as "Europe".
        raise ValueError(f"no such time zone: {name!r}") from error


def offset_zone(seconds: int) -> dt.timezone:
    """The fixed offset from UTC; ValueError beyond 18 hours."""
    if abs(seconds) > LARGEST_OFFSET:
        raise ValueError(f"no such offset: {seconds} seconds")
    return dt.timezone(dt.timedelta(seconds=seconds)) if seconds else dt.timezone.utc


def _time(text: str) -> tuple[Time, bool]:
    """The time, and whether it was written as 24:00:00, the midnight that ends a day."""
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(f"not a time: {text!r}")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3])
    nanosecond = int((found[4] or "").ljust(9, "0"))
    end_of_day = (hour, minute, second, nanosecond) == (24, 0, 0, 0)
    return make_time(0 if end_of_day else hour, minute, second, nanosecond, _zone(found)), end_of_day


def _zone(found: re.Match[str]) -> dt.tzinfo | None:
    if found[5]:
        return dt.timezone.utc
    if found[10]:
        return zone_named(found[10])
    if not found[6]:
        return None
    minutes, seconds = int(found[8]), int(found[9] or 0)
    if minutes > 59 or seconds > 59:
        raise ValueError(f"no such offset: {found[0]!r}")
    offset = (int(found[7]) * 60 + minutes) * 60 + seconds
    return offset_zone(-offset if found[6] == "-" else offset)
