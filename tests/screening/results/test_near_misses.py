"""Who is one condition short, and by how much."""

from __future__ import annotations

from decimal import Decimal

import pytest

from incentive_engine.policy.model import Policy
from incentive_engine.screening.results import near_misses
from incentive_engine.screening.results.near_misses import NearMisses, may_be_near
from incentive_engine.screening.results.screened import Screened
from incentive_engine.screening.results.summary import MeasureSummary, summarize
from incentive_engine.screening.results.words import near_count


def near(screened: Screened, measure: str, most: int = 200) -> NearMisses:
    summary = summarize(screened, nearest=most)
    return next(one.near for policy in summary.policies for one in policy.measures if one.measure.id == measure)


def test_the_nearest_comes_first_with_how_much_is_short(screened: Screened) -> None:
    found = near(screened, "growth").found
    assert [one.name for one in found] == ["丙食品", "乙仪表"]
    assert [one.distance for one in found] == [Decimal("0.01"), Decimal("0.1")]
    assert "还差 100,000 元" in found[0].because
    assert found[0].condition == "销售额达到门槛"


def test_who_fails_what_the_policy_asks_of_all_is_not_near(screened: Screened) -> None:
    assert "丁材料" not in [one.name for one in near(screened, "research").found]


def test_alternatives_none_of_which_is_met_are_one_condition(screened: Screened) -> None:
    (firm,) = [one for one in near(screened, "research").found if one.name == "乙仪表"]
    assert firm.condition == "持有证书的企业 或 上市企业"


def test_another_measure_that_must_not_be_granted_counts_as_a_condition(screened: Screened) -> None:
    names = [one.name for one in near(screened, "expert").found]
    assert names == ["丙食品", "甲电缆"]  # 60 of 80 points; granted the first measure


def test_only_so_many_are_looked_at_and_the_others_counted(screened: Screened) -> None:
    few = near(screened, "growth", most=1)
    assert (few.candidates, few.examined, few.complete) == (2, 1, False)
    assert [one.name for one in few.found] == ["乙仪表"]  # the first of the input
    assert near(screened, "growth").complete


def test_of_few_enterprises_all_are_looked_at_of_many_some(
    screened: Screened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(near_misses, "MOST", 1)
    assert _growth(screened).complete
    monkeypatch.setattr(near_misses, "FEW", screened.enterprises - 1)
    assert _growth(screened).examined == 1
    assert near_count(_growth_measure(screened), "zh") == "至多 2"
    assert near_count(_growth_measure(screened), "en") == "at most 2"


def _growth(screened: Screened) -> NearMisses:
    return _growth_measure(screened).near


def _growth_measure(screened: Screened) -> MeasureSummary:
    return next(one for one in summarize(screened).policies[0].measures if one.measure.id == "growth")


@pytest.mark.parametrize(
    ("measure", "failed", "expected"),
    [
        ("growth", ("big",), True),
        ("growth", ("big", "here"), False),
        ("growth", ("here",), False),
        ("research", ("certificate", "listing"), True),
        ("research", ("certificate", "listing", "spends"), False),
        ("research", ("spends",), True),
        ("expert", ("growth",), True),
        ("expert", ("growth", "panel"), False),
    ],
)
def test_the_failed_conditions_tell_who_may_be_near(
    growth: Policy, measure: str, failed: tuple[str, ...], expected: bool
) -> None:
    assert may_be_near(growth, growth.measure(measure), failed) is expected
