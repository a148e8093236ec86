"""The list that an annual fact is to a policy (semantics, section 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.feel.ternary import OpenSeries, Unknown, missing
from incentive_engine.mistakes import Place
from incentive_engine.policy.model import Fact, FactType
from incentive_engine.profile import series

REVENUE = Fact("revenue", "营业收入", FactType.MONEY, Place("vocabulary"), annual=True)
OLD = date(1999, 1, 1)
FULL = {2017: Decimal(1), 2018: Decimal(2), 2019: Decimal(3), 2020: Decimal(4), 2021: Decimal(5)}


def test_the_window_ends_with_the_assessment_year() -> None:
    assert series(REVENUE, FULL, 2020, OLD) == [2, 3, 4]
    assert series(REVENUE, FULL, 2019, OLD) == [1, 2, 3]


def test_the_window_is_as_long_as_the_fact_says() -> None:
    assert series(replace(REVENUE, years=1), FULL, 2020, OLD) == [4]
    assert series(replace(REVENUE, years=4), FULL, 2020, OLD) == [1, 2, 3, 4]


def test_years_before_the_enterprise_existed_are_not_in_the_list() -> None:
    assert series(REVENUE, {2019: Decimal(3), 2020: Decimal(4)}, 2020, date(2019, 12, 31)) == [3, 4]
    assert series(REVENUE, {2020: Decimal(4)}, 2020, date(2020, 1, 1)) == [4]
    assert series(REVENUE, {}, 2020, date(2021, 1, 1)) == []


def test_a_year_without_a_figure_is_an_unknown_that_waits_for_the_fact() -> None:
    first, second, third = series(REVENUE, {2018: Decimal(2), 2020: Decimal(4)}, 2020, OLD)  # type: ignore[misc]
    assert (first, third) == (2, 4)
    assert isinstance(second, Unknown)
    assert second.missing == {"revenue"}


@pytest.mark.parametrize("established_on", [None, missing("established_on")])
def test_without_a_day_of_establishment_every_stated_year_of_the_window_counts(
    established_on: Unknown | None,
) -> None:
    assert series(REVENUE, FULL, 2020, established_on) == [2, 3, 4]


@pytest.mark.parametrize("established_on", [None, missing("established_on")])
def test_without_a_day_of_establishment_a_window_that_begins_empty_is_open(
    established_on: Unknown | None,
) -> None:
    open_ = series(REVENUE, {2019: Decimal(3), 2020: Decimal(4)}, 2020, established_on)
    assert isinstance(open_, OpenSeries)
    assert open_.missing == {"revenue", "established_on"}
    assert open_.elements[1:] == (3, 4)
    assert isinstance(open_.elements[0], Unknown)


def test_nothing_stated_is_open_at_both_ends() -> None:
    open_ = series(REVENUE, {}, 2020, None)
    assert isinstance(open_, OpenSeries)
    assert [one.missing for one in open_.elements] == [{"revenue"}] * 3


@settings(deadline=None)
@given(
    st.dictionaries(st.integers(2000, 2030), st.decimals(0, 10**6, places=2)),
    st.integers(2000, 2030),
    st.integers(1, 6),
    st.dates(date(1990, 1, 1), date(2035, 12, 31)),
)
def test_the_list_is_the_years_from_establishment_to_assessment(
    figures: dict[int, Decimal], year: int, years: int, day: date
) -> None:
    elements = series(replace(REVENUE, years=years), figures, year, day)
    assert isinstance(elements, list)
    assert len(elements) == max(0, min(years, year - day.year + 1))
    for back, element in enumerate(reversed(elements)):
        assert element == figures[year - back] if year - back in figures else isinstance(element, Unknown)
