"""Dates: the calendar in all its years, months that end early, weeks."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel.temporal import WideDate, YearsMonthsDuration, make_date, parse_date
from incentive_engine.feel.temporal.dates import (
    add_months,
    date_of_days,
    date_text,
    day_of_year,
    days_of,
    months_between,
    week_of_year,
    weekday,
)

DAYS = st.integers(-365_000_000_000, 365_000_000_000)
DATES = DAYS.map(date_of_days)
MONTHS = st.integers(-3000, 3000).map(YearsMonthsDuration)


@given(st.dates())
def test_days_are_counted_as_python_counts_them(day: dt.date) -> None:
    assert days_of(day) == (day - dt.date(1970, 1, 1)).days
    assert days_of(WideDate(day.year, day.month, day.day)) == days_of(day)
    assert (weekday(day), week_of_year(day), day_of_year(day)) == (
        day.isoweekday(), day.isocalendar()[1], day.timetuple().tm_yday,
    )  # fmt: skip


@given(DAYS)
def test_a_count_of_days_names_one_date_in_every_era(days: int) -> None:
    assert days_of(date_of_days(days)) == days


@given(DATES)
def test_a_date_can_be_read_from_its_text(day: dt.date | WideDate) -> None:
    assert parse_date(date_text(day)) == day


def test_python_holds_the_dates_that_it_can() -> None:
    assert type(make_date(9999, 12, 31)) is type(make_date(1, 1, 1)) is dt.date
    assert make_date(10_000, 1, 1) == WideDate(10_000, 1, 1)
    assert date_of_days(days_of(dt.date.max) + 1) == WideDate(10_000, 1, 1)
    assert date_of_days(days_of(dt.date.min) - 1) == WideDate(0, 12, 31)
    assert str(WideDate(-44, 3, 15)) == "-0044-03-15"


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2020-01-31", 1, "2020-02-29"),
        ("2019-01-31", 1, "2019-02-28"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-03-31", -1, "2020-02-29"),
        ("2020-12-15", 1, "2021-01-15"),
        ("9999-12-31", 1, "10000-01-31"),
    ],
)
def test_a_day_that_the_month_lacks_becomes_its_last(start: str, months: int, end: str) -> None:
    assert date_text(add_months(parse_date(start), YearsMonthsDuration(months))) == end


@given(DATES, MONTHS)
def test_months_later_is_the_same_day_or_the_end_of_the_month(
    day: dt.date | WideDate, months: YearsMonthsDuration
) -> None:
    later = add_months(day, months)
    assert later.day == day.day or (later.day < day.day and add_days(later, 1).day == 1)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months.months


def add_days(day: dt.date | WideDate, days: int) -> dt.date | WideDate:
    return date_of_days(days_of(day) + days)


@given(st.dates(), st.dates())
def test_the_months_between_two_dates_fit_between_them_and_one_more_does_not(start: dt.date, end: dt.date) -> None:
    months = months_between(start, end)
    assert months_between(end, start) == -months
    if start <= end:
        anniversary = make_date(*divmod_month(start, months.months), 1)
        assert (anniversary.year, anniversary.month) <= (end.year, end.month)
        if start.day <= 28:
            assert add_months(start, months) <= end < add_months(start, YearsMonthsDuration(months.months + 1))


def divmod_month(day: dt.date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


@pytest.mark.parametrize(
    "text", ["2020-2-1", "2020-02-30", "20200201", "-0000-01-01", "02020-01-01", "+2020-01-01", "２０２０-01-01"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|date|month"):
        parse_date(text)
