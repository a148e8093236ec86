"""Functions of dates (DMN 10.3.4.10) and of the clock (10.3.4.13, which policies may not ask)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TypeAlias

from incentive_engine.feel.functions.builtin import Catalogue
from incentive_engine.feel.temporal import WideDateTime
from incentive_engine.feel.temporal import dates as calendar
from incentive_engine.feel.temporal.dates import Date
from incentive_engine.feel.temporal.times import DateTime, date_part

CATALOGUE = Catalogue()
builtin = CATALOGUE.builtin

Day: TypeAlias = "Date | DateTime"

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@builtin("day of year(date: date | date and time) -> integer")
def day_of_year(day: Day) -> Decimal:
    """The number of the day in its year, from 1."""
    return Decimal(calendar.day_of_year(date_of(day)))


@builtin("day of week(date: date | date and time) -> text")
def day_of_week(day: Day) -> str:
    """The English name of the day, from `Monday`."""
    return WEEKDAYS[calendar.weekday(date_of(day)) - 1]


@builtin("month of year(date: date | date and time) -> text")
def month_of_year(day: Day) -> str:
    """The English name of the month, from `January`."""
    return MONTHS[date_of(day).month - 1]


@builtin("week of year(date: date | date and time) -> integer")
def week_of_year(day: Day) -> Decimal:
    """The number of the ISO 8601 week, from 1."""
    return Decimal(calendar.week_of_year(date_of(day)))


@builtin("now() -> date and time", clock=True)
def now() -> dt.datetime:
    """The date and time of the call, in the computer's zone."""
    return dt.datetime.now(dt.timezone.utc).astimezone()


@builtin("today() -> date", clock=True)
def today() -> dt.date:
    """The date of the call, in the computer's zone."""
    return now().date()


def date_of(day: Day) -> Date:
    """The date itself, or the date of a date and time."""
    return date_part(day) if isinstance(day, (dt.datetime, WideDateTime)) else day
