"""An amount of which nothing is left says why beside the 0, and one that would cost something says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from building import TODAY, award, firm, flag, group, limit, matter, measure, policy

from incentive_engine.decision import decide
from incentive_engine.policy.model import Award, Policy
from incentive_engine.report.amounts import gain
from incentive_engine.report.entries import Entry, sections

FACTS = [flag("accepted")]
PROVINCE = policy(measure(3, gives="60"), id_="p/one", regions=("湖南省",))


def district(*gives: str | Award, of: str | None = None, **more: Any) -> Policy:
    """A policy whose measures give these amounts, in the group `of`."""
    measures = [measure(number, gives=one, group=of) for number, one in enumerate(gives, start=1)]
    return policy(*measures, id_="a/one", regions=("湖南省", "雁峰区"), facts=FACTS, **more)


def last_entry(*policies: Policy) -> Entry:
    """The last measure of the narrowest policy, as a report tells it."""
    return sections(decide(firm(), policies, as_of=TODAY, engine="reference"))[-1].entries[-1]


TOP_UP = matter("top_up", "a/one#m1", "p/one#m3")
HIGHEST = matter("highest", "a/one#m1", "p/one#m3")


@pytest.mark.parametrize(
    ("policies", "chinese", "english"),
    [
        ([district("90", "60", of="g", groups=[group("g")])], "已按第 1 条给予", "paid under number 1"),
        ([district("60", of="g", groups=[group("g", "top_up", "60")])], "此前已获", "received before"),
        ([district("90", "60", limits=[limit("90")])], "已到年度上限", "the yearly limit is reached"),
        ([district(award("60", steps=[("less", "60")]))], "上级已给予", "granted already"),
        (
            [PROVINCE, district("60", matters=[TOP_UP])],
            "已按“试行办法”第 3 条给予",
            "paid under number 3 of “试行办法”",
        ),
        (
            [PROVINCE, district("50", matters=[HIGHEST])],
            "已按“试行办法”第 3 条给予",
            "paid under number 3 of “试行办法”",
        ),
    ],
)
def test_nothing_is_left_and_says_why(policies: Sequence[Policy], chinese: str, english: str) -> None:
    entry = last_entry(*policies)
    assert gain(entry, "zh") == f"0 元 ※（{chinese}）"
    assert gain(entry, "en") == f"0 yuan ※ ({english})"


def test_what_is_left_says_nothing_of_it() -> None:
    assert gain(last_entry(PROVINCE, district("61", matters=[TOP_UP])), "zh") == "1 元 ※"
    assert gain(last_entry(district("0")), "zh") == "0 元 ※"


def test_a_measure_that_would_cost_more_than_it_gives_says_what_the_total_would_lose() -> None:
    """It would win its group, and what another policy pays for its matter would leave nothing of it."""
    own = policy(
        measure(1, "accepted", "60", group="g"),
        measure(2, gives="40", group="g"),
        id_="a/one",
        regions=("湖南省", "雁峰区"),
        facts=FACTS,
        groups=[group("g")],
        matters=[TOP_UP],
    )
    entry = sections(decide(firm(), [PROVINCE, own], as_of=TODAY, engine="reference"))[-1].entries[0]
    assert gain(entry, "zh") == "如符合：60 元 ※（合计减少 40 元）"
    assert gain(entry, "en") == "if met: 60 yuan ※ (takes 40 yuan off the total)"
