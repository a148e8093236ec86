"""Dates, times, dates and times, and durations as FEEL has them (DMN 10.3.2.3.3 to 10.3.2.3.7).

Python's own classes hold what they can; the `Wide…` classes hold the rest: years beyond 1 to 9999 and
fractions finer than a microsecond.
"""

from incentive_engine.feel.temporal.dates import Date, WideDate, make_date
from incentive_engine.feel.temporal.durations import DaysTimeDuration, YearsMonthsDuration, parse_duration
from incentive_engine.feel.temporal.texts import parse_date, parse_date_time, parse_literal, parse_time
from incentive_engine.feel.temporal.times import (
    DateTime,
    Time,
    WideDateTime,
    WideTime,
    make_date_time,
    make_time,
)

__all__ = [
    "Date",
    "DateTime",
    "DaysTimeDuration",
    "Time",
    "WideDate",
    "WideDateTime",
    "WideTime",
    "YearsMonthsDuration",
    "make_date",
    "make_date_time",
    "make_time",
    "parse_date",
    "parse_date_time",
    "parse_duration",
    "parse_literal",
    "parse_time",
]
