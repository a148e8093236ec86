"""Functions that make a value of another (DMN 10.3.4.1)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions.builtin import Catalogue
from incentive_engine.feel.functions.dates import Day, date_of
from incentive_engine.feel.functions.numbers import whole
from incentive_engine.feel.temporal import (
    Date,
    DateTime,
    DaysTimeDuration,
    Time,
    WideDateTime,
    WideTime,
    YearsMonthsDuration,
    make_date,
    make_date_time,
    make_time,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
)
from incentive_engine.feel.temporal.dates import months_between
from incentive_engine.feel.temporal.durations import NANOSECONDS
from incentive_engine.feel.temporal.texts import offset_zone
from incentive_engine.feel.temporal.times import time_part
from incentive_engine.feel.values import CONTEXT, Range, to_string

CATALOGUE = Catalogue()
builtin = CATALOGUE.builtin
Value = TypeVar("Value")


@builtin("string(from: any) -> text")
def string(value: Any) -> str | None:
    """The text of a value; null for null."""
    return None if value is None else to_string(value)


_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")


@builtin(
    "number(from: text) -> number",
    "number(from: text, grouping separator: text | null, decimal separator: text | null) -> number",
)
def number(text: str, grouping: str | None = None, point: str | None = None) -> Decimal:
    """The number that a text writes: `number("1.234,5", ".", ",")` is 1234.5."""
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", ".") or (point and grouping == point):
        raise FeelError("feel.number-separators")
    before, separator, after = text.partition(point or ".")
    if grouping == (point or "."):
        before, separator, after = text, "", ""
    plain = before.replace(grouping or "", "") + ("." if separator else "") + after
    if not _NUMBER.fullmatch(plain):
        raise FeelError("feel.no-number", text=text)
    return CONTEXT.create_decimal(plain)


@builtin("date(from: text | date | date and time) -> date")
def date(value: str | Day) -> Date:
    """The date that a text writes, or of a date and time."""
    return _read("feel.no-date", parse_date, value) if isinstance(value, str) else date_of(value)


@builtin("date(year: number, month: number, day: number) -> date")
def date_of_parts(year: Decimal, month: Decimal, day: Decimal) -> Date:
    """The date of a year, a month and a day."""
    try:
        return make_date(whole(year), whole(month), whole(day))
    except (ValueError, OverflowError):
        raise FeelError("feel.no-such-date") from None


@builtin("time(from: text | time | date and time | date) -> time")
def time(value: str | Time | Day) -> Time:
    """The time that a text writes, or of a date and time; of a date, midnight in UTC."""
    if isinstance(value, str):
        return _read("feel.no-time", parse_time, value)
    if isinstance(value, (dt.time, WideTime)):
        return value
    if isinstance(value, (dt.datetime, WideDateTime)):
        return time_part(value)
    return dt.time(tzinfo=dt.timezone.utc)


@builtin(
    "time(hour: number, minute: number, second: number, offset?: days and time duration | null) -> time",
)
def time_of_parts(hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTimeDuration | None = None) -> Time:
    """The time of hour, minute and second, which may have a fraction, and an offset from UTC."""
    seconds, fraction = divmod(int(second * NANOSECONDS), NANOSECONDS)
    try:
        zone = None if offset is None else offset_zone(int(offset.total_seconds))
        return make_time(whole(hour), whole(minute), seconds, fraction, zone)
    except (ValueError, OverflowError):
        raise FeelError("feel.no-such-time") from None


@builtin("date and time(from: text) -> date and time")
def date_and_time(text: str) -> DateTime:
    """The date and time that a text writes."""
    return _read("feel.no-date-and-time", parse_date_time, text)


@builtin("date and time(date: date | date and time, time: time) -> date and time")
def date_and_time_of_parts(day: Day, clock: Time) -> DateTime:
    """The date of one, with the time of the other and its offset or zone."""
    return make_date_time(date_of(day), clock)


@builtin("duration(from: text | duration) -> duration")
def duration(value: str | YearsMonthsDuration | DaysTimeDuration) -> YearsMonthsDuration | DaysTimeDuration:
    """The duration that a text writes."""
    return _read("feel.no-duration", parse_duration, value) if isinstance(value, str) else value


@builtin(
    "years and months duration(from: date | date and time, to: date | date and time) -> years and months duration",
)
def years_and_months_duration(start: Day, end: Day) -> YearsMonthsDuration:
    """The whole months between two dates, whatever the time of day."""
    return months_between(date_of(start), date_of(end))


@builtin("range(from: text) -> range<any>")
def range_of(text: str) -> Range:
    """The range that a text writes, its ends literals: `[1..5)`, `(@"2020-01-01"..@"2020-12-31"]`."""
    from incentive_engine.feel.functions.range_texts import (
        parse_range,  # needs the parser: not at every start
    )

    return parse_range(text)


def _read(code: str, parse: Callable[[str], Value], text: str) -> Value:
    try:
        return parse(text)
    except (ValueError, OverflowError):
        raise FeelError(code, text=text) from None
