"""Annual facts in SQL: the last years' figures, as far back as the enterprise is old."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from building import fact, measure, policy
from comparing import payables, said, verdicts

from incentive_engine.policy.model import FactType, Policy

REVENUE = fact("revenue", annual=True, years=3)
ESTABLISHED = fact("established_on", FactType.DATE)
FULL = {"revenue": {2018: 10, 2019: 20, 2020: 40}}
YOUNG = {"revenue": {2020: 40}, "established_on": date(2020, 2, 1)}
GAP = {"revenue": {2018: 10, 2020: 40}}


def asks(text: str) -> Policy:
    return policy(measure(1, text), facts=(REVENUE, ESTABLISHED))


def gives(text: str) -> Policy:
    return policy(measure(1, gives=text), facts=(REVENUE, ESTABLISHED))


def test_years_are_counted_from_the_assessment_year_back() -> None:
    assert payables(gives("revenue[-1] - revenue[-2]"), FULL, GAP, {}) == [Decimal(20), None, None]


def test_a_year_before_the_establishment_is_not_there() -> None:
    old, young, gap = said(asks("revenue[-2] > 0"), FULL, YOUNG, GAP)
    assert (old.verdict, young.verdict, gap.verdict) == ("eligible", "undetermined", "undetermined")
    assert (young.missing, gap.missing) == ([], ["revenue"])


def test_the_sum_is_of_the_years_since_the_establishment() -> None:
    assert payables(gives("sum(revenue)"), FULL, YOUNG, GAP, {"established_on": date(2019, 1, 1)}) == [
        Decimal(70),
        Decimal(40),
        None,
        None,
    ]


def test_the_count_is_known_without_figures_once_the_establishment_is() -> None:
    stated = [FULL, YOUNG, GAP, {"established_on": date(2019, 12, 31)}, {"established_on": date(2021, 1, 1)}]
    assert payables(gives("count(revenue) * 100"), *stated) == [
        Decimal(300),
        Decimal(100),
        Decimal(300),
        Decimal(200),
        Decimal(0),
    ]


def test_neither_figures_nor_establishment_leave_the_count_open() -> None:
    (one,) = said(asks("count(revenue) >= 1"), {})
    assert (one.verdict, one.missing) == ("undetermined", ["revenue", "established_on"])


def test_a_year_beyond_the_window_is_never_known() -> None:
    full, nothing = said(asks("revenue[-4] > 0"), FULL, {"revenue": {}, "established_on": date(2001, 1, 1)})
    assert (full.verdict, full.missing) == ("undetermined", [])
    assert (nothing.verdict, nothing.missing) == ("undetermined", [])


def test_an_enterprise_established_after_the_window_has_no_sum() -> None:
    (one,) = said(asks("sum(revenue) >= 0"), {"established_on": date(2021, 1, 1)})
    assert (one.verdict, one.missing) == ("undetermined", [])


def test_growth_is_compared_exactly() -> None:
    by = asks("(revenue[-1] - revenue[-2]) / revenue[-2] >= 0.20")
    stated = [{"revenue": {2019: Decimal("0.05"), 2020: one}} for one in (Decimal("0.06"), Decimal("0.05"))]
    assert verdicts(by, *stated) == ["e", "i"]
