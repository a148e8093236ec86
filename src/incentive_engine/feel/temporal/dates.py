"""Dates of the proleptic Gregorian calendar, and the count of days behind them.

A date that `datetime.date` can hold is one; years before 1 or after 9999 (up to nine digits, as FEEL allows)
are a `WideDate`. Whatever makes a date makes the narrower of the two, so that equal dates are equal objects.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from incentive_engine.feel.temporal.durations import YearsMonthsDuration

LAST_YEAR = 999_999_999
_EPOCH = dt.date(1970, 1, 1).toordinal()
_LAST_ORDINAL = dt.date.max.toordinal()
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True, order=True)
class WideDate:
    """A date outside the years 1 to 9999; year 0 is 1 BC."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return date_text(self)


Date: TypeAlias = "dt.date | WideDate"


def make_date(year: int, month: int, day: int) -> Date:
    """The date; ValueError when there is none, or the year has more than nine digits."""
    if 1 <= year <= 9999:
        return dt.date(year, month, day)
    if abs(year) > LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        raise ValueError(f"no such date: {year}-{month}-{day}")
    return WideDate(year, month, day)


def days_in_month(year: int, month: int) -> int:
    """How many days the month has."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if leap else _LENGTHS[month - 1]


def days_of(day: Date) -> int:
    """The days from 1970-01-01 to `day`, negative before it."""
    if type(day) is dt.date:
        return day.toordinal() - _EPOCH
    # Years are counted from March, so that the leap day is the last of its year (Hinnant, days_from_civil).
    year = day.year - (day.month <= 2)
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((day.month - 3) % 12) + 2) // 5 + day.day - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468


def date_of_days(days: int) -> Date:
    """The date that many days after 1970-01-01; ValueError beyond nine-digit years."""
    if 1 <= days + _EPOCH <= _LAST_ORDINAL:
        return dt.date.fromordinal(days + _EPOCH)
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = (shifted + 2) % 12 + 1
    return make_date(era * 400 + year_of_era + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1)


def add_months(day: Date, duration: YearsMonthsDuration) -> Date:
    """`day` some months later; a day that the month does not have becomes its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + duration.months, 12)
    return make_date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def months_between(start: Date, end: Date) -> YearsMonthsDuration:
    """The whole months from `start` to `end`, negative when `end` is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return YearsMonthsDuration(months)


def weekday(day: Date) -> int:
    """The day of the week, from 1 for Monday to 7 for Sunday (ISO 8601)."""
    return (days_of(day) + 3) % 7 + 1


def day_of_year(day: Date) -> int:
    """The number of the day in its year, from 1."""
    return days_of(day) - days_of(make_date(day.year, 1, 1)) + 1


def week_of_year(day: Date) -> int:
    """The number of the week in its year (ISO 8601: weeks begin on Monday, week 1 holds the first Thursday)."""
    thursday = date_of_days(days_of(day) - weekday(day) + 4)
    return (day_of_year(thursday) - 1) // 7 + 1


def date_text(day: Date) -> str:
    """The date as FEEL writes it: at least four digits of the year, a minus sign before Christ."""
    return f"{'-' if day.year < 0 else ''}{abs(day.year):04d}-{day.month:02d}-{day.day:02d}"
