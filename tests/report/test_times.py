"""Application windows and periods in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.policy.model import Application, Period
from incentive_engine.report.times import period, window_on

SPRING = Application(window=((3, 1), (4, 30)))
OVER_NEW_YEAR = Application(window=((11, 1), (2, 29)))


@pytest.mark.parametrize(
    ("application", "day", "standing"),
    [
        (SPRING, date(2021, 2, 28), "（1 天后开始）"),
        (SPRING, date(2021, 3, 1), "（受理中，剩 60 天）"),
        (SPRING, date(2021, 4, 30), "（受理中，剩 0 天）"),
        (SPRING, date(2021, 5, 1), "（本年度已截止）"),
        (OVER_NEW_YEAR, date(2021, 12, 31), "（受理中，剩 59 天）"),
        (OVER_NEW_YEAR, date(2024, 2, 29), "（受理中，剩 0 天）"),
        (OVER_NEW_YEAR, date(2023, 2, 28), "（受理中，剩 0 天）"),
        (OVER_NEW_YEAR, date(2023, 3, 1), "（245 天后开始）"),
    ],
)
def test_a_window_says_how_it_stands_on_the_day(application: Application, day: date, standing: str) -> None:
    assert window_on(application, day, "zh").endswith(standing)


def test_a_window_is_told_in_both_languages() -> None:
    assert window_on(SPRING, date(2021, 4, 29), "zh") == "受理期 3月1日至4月30日（受理中，剩 1 天）"
    assert window_on(SPRING, date(2021, 4, 29), "en") == "open 1 Mar to 30 Apr (open now, 1 days left)"


def test_no_window_says_nothing() -> None:
    assert window_on(Application(), date(2021, 1, 1), "zh") == ""


MONTH_DAYS = st.dates(date(2020, 1, 1), date(2020, 12, 31)).map(lambda day: (day.month, day.day))


@given(MONTH_DAYS, MONTH_DAYS, st.dates())
def test_any_window_can_be_told_on_any_day(opens: tuple[int, int], closes: tuple[int, int], day: date) -> None:
    text = window_on(Application(window=(opens, closes)), day, "zh")
    assert "-" not in text
    if (day.month, day.day) in (opens, closes):
        assert "受理中" in text


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_one_day_later_one_day_less_is_left(day: date) -> None:
    def left(on: date) -> int | None:
        text = window_on(SPRING, on, "zh")
        return int(text.partition("剩 ")[2].partition(" 天")[0]) if "剩" in text else None

    today, tomorrow = left(day), left(day + timedelta(days=1))
    if today:
        assert tomorrow == today - 1


def test_a_period_with_open_ends() -> None:
    start, end = date(2020, 4, 9), date(2022, 12, 31)
    assert period(Period(start, end), "zh") == "2020-04-09 至 2022-12-31"
    assert period(Period(start), "en") == "from 2020-04-09"
    assert period(Period(end=end), "zh") == "至 2022-12-31 止"
    assert period(Period(), "en") == "not stated"
