"""Durations of both kinds: their texts, and that they are exact."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel.temporal import DaysTimeDuration, YearsMonthsDuration, parse_duration

MONTHS = st.integers(-(10**9), 10**9).map(YearsMonthsDuration)
DAYS = st.integers(-(10**24), 10**24).map(DaysTimeDuration)


@given(MONTHS | DAYS)
def test_a_duration_can_be_read_from_its_text(duration: YearsMonthsDuration | DaysTimeDuration) -> None:
    assert parse_duration(str(duration)) == duration


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("P1Y27M", "P3Y3M"),
        ("-P100M", "-P8Y4M"),
        ("P0Y", "P0M"),
        ("-P0M", "P0M"),
        ("PT36H", "P1DT12H"),
        ("P2DT100M", "P2DT1H40M"),
        ("-PT0.5S", "-PT0.5S"),
        ("PT0.S", "PT0S"),
        ("PT0.000000001S", "PT0.000000001S"),
        ("P0D", "PT0S"),
    ],
)
def test_a_duration_is_written_in_its_greatest_units(text: str, written: str) -> None:
    assert str(parse_duration(text)) == written


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1DT", "P1Y1D", "P1H", "1D", "P1W", "P-1D", "PT1.5H", "PT0.0000000001S", "P１D"]
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a duration"):
        parse_duration(text)


def test_a_duration_of_days_knows_its_seconds_exactly() -> None:
    assert DaysTimeDuration.of(days=1, hours=2, minutes=3, seconds=4).total_seconds == 93784
    assert DaysTimeDuration(1).total_seconds == Decimal("1E-9")
    assert abs(-DaysTimeDuration(1)) == DaysTimeDuration(1)
    assert abs(-YearsMonthsDuration(1)) == YearsMonthsDuration(1)
