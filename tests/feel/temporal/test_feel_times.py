"""Times and dates and times: zones, summer time, fractions finer than Python's, years beyond Python's."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel.temporal import (
    DateTime,
    WideDateTime,
    WideTime,
    make_date,
    make_date_time,
    make_time,
    parse_date_time,
    parse_literal,
    parse_time,
)
from incentive_engine.feel.temporal.dates import date_of_days
from incentive_engine.feel.temporal.durations import NANOSECONDS
from incentive_engine.feel.temporal.times import date_time_text, instant, offset_of, shift, time_text

HOUR = 3600 * NANOSECONDS
ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Paris", "Australia/Melbourne", "America/St_Johns", "Etc/UTC"]).map(
    ZoneInfo
)
OFFSETS = st.integers(-18 * 60, 18 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
CLOCKS = st.builds(
    make_time, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59), st.integers(0, NANOSECONDS - 1),
    st.none() | ZONES | OFFSETS,
)  # fmt: skip
DATES = st.integers(-(10**11), 10**11).map(date_of_days)
MOMENTS = st.builds(make_date_time, DATES | st.dates(), CLOCKS)


@given(MOMENTS)
def test_a_date_and_time_can_be_read_from_its_text(moment: DateTime) -> None:
    assert parse_date_time(date_time_text(moment)) == moment
    assert date_time_text(parse_literal(date_time_text(moment))) == date_time_text(moment)


@given(CLOCKS)
def test_a_time_can_be_read_from_its_text(clock: dt.time | WideTime) -> None:
    assert parse_time(time_text(clock)) == clock


@given(MOMENTS, st.integers(-(10**20), 10**20))
def test_a_shift_moves_the_instant_by_just_as_much(moment: DateTime, nanoseconds: int) -> None:
    later = shift(moment, nanoseconds)
    assert instant(later)[0] - instant(moment)[0] == nanoseconds
    assert instant(later)[1] == instant(moment)[1]


@given(st.datetimes(timezones=ZONES, min_value=dt.datetime(1900, 1, 1), max_value=dt.datetime(2100, 1, 1)))
def test_instants_are_pythons_where_python_has_them(moment: dt.datetime) -> None:
    elapsed = moment - dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
    assert instant(moment)[0] == (elapsed // dt.timedelta(microseconds=1)) * 1000


def test_python_holds_what_it_can() -> None:
    assert type(parse_date_time("2020-01-01T00:00:00.123456Z")) is dt.datetime
    assert type(parse_date_time("2020-01-01T00:00:00.1234567Z")) is WideDateTime
    assert type(parse_date_time("10000-01-01T00:00:00")) is WideDateTime
    assert parse_date_time("2020-01-01T10:00:00@Asia/Shanghai").tzinfo is ZoneInfo("Asia/Shanghai")
    assert str(WideTime(1, 2, 3, 4)) == "01:02:03.000000004"
    assert str(WideDateTime(make_date(-1, 1, 1), dt.time())) == "-0001-01-01T00:00:00"


def test_an_hour_is_an_hour_also_when_the_clocks_are_put_forward() -> None:
    before = parse_date_time("2021-03-28T01:30:00@Europe/Paris")
    assert date_time_text(shift(before, HOUR)) == "2021-03-28T03:30:00@Europe/Paris"
    assert offset_of(before) == 3600
    assert offset_of(shift(before, HOUR)) == 7200


def test_of_two_equal_clock_times_in_autumn_the_later_one_is_kept_apart() -> None:
    first = parse_date_time("2021-10-31T02:30:00@Europe/Paris")
    second = shift(first, HOUR)
    assert date_time_text(second) == date_time_text(first)
    assert instant(second)[0] - instant(first)[0] == HOUR


def test_the_rules_of_a_zone_hold_far_beyond_pythons_years() -> None:
    summer, winter = (parse_date_time(f"99999-{month}-01T12:00:00@Europe/Paris") for month in ("07", "01"))
    assert (offset_of(summer), offset_of(winter)) == (7200, 3600)
    assert offset_of(parse_date_time("-99999-07-01T12:00:00@Etc/UTC")) == 0


def test_the_offset_of_a_time_alone_does_not_depend_on_the_day_of_the_question() -> None:
    assert offset_of(parse_time("12:00:00@Europe/Paris")) == 3600
    assert offset_of(parse_time("12:00:00")) is None


NO_TIMES = """
10:00 24:00:01 10:60:00 10:00:60 10:00:00z 10:00:00+8:00 10:00:00+18:01 10:00:00+08:00:61 10:00:00. T10:00:00
10:00:00.0123456789 10:00:00@Nowhere 10:00:00@Europe 10:00:00@posix/Europe/Paris
"""


@pytest.mark.parametrize("text", NO_TIMES.split())
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a time|no such|must be in"):
        parse_time(text)


@pytest.mark.parametrize(
    "text", ["foo", "", "P", "2020-01-01T", "2020-01-01T10:00:00+01:00@Europe/Paris", "2020-01-01 10:00:00"]
)
def test_what_is_no_literal_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        parse_literal(text)
