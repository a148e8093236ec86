"""Facts that a run is told to assume."""

from __future__ import annotations

from decimal import Decimal

import pytest

from incentive_engine.mistakes import InputError
from incentive_engine.policy.model import Vocabulary
from incentive_engine.profile import assume_fact, assume_facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("dishonest=false", {"dishonest": False}),
        ("失信记录=否", {"dishonest": False}),
        (" dishonest = 否 ", {"dishonest": False}),
        ("revenue@2020=500万元", {"revenue": {2020: Decimal(5_000_000)}}),
        (
            "revenue={2019: 400万元, 2020: '1,000.5'}",
            {"revenue": {2019: Decimal(4_000_000), 2020: Decimal("1000.5")}},
        ),
        ("staff=1,200人", {"staff": Decimal(1200)}),
        ("registered_district=a=b", {"registered_district": "a=b"}),
        ("rd_platforms=[]", {"rd_platforms": ()}),
        ("tech_staff_share=12%", {"tech_staff_share": Decimal("0.12")}),
    ],
)
def test_a_fact_is_assumed_as_it_would_be_stated(
    vocabulary: Vocabulary, text: str, facts: dict[str, object]
) -> None:
    assert assume_fact(text, vocabulary) == facts


def test_items_are_assumed_in_yaml_or_json(vocabulary: Vocabulary) -> None:
    for text in ("rd_platforms=[{name: 甲, level: 省级}]", '研发平台=[{"平台名称": "甲", "级别": "省级"}]'):
        (item,) = assume_fact(text, vocabulary)["rd_platforms"]
        assert (item["name"], item["level"]) == ("甲", "省级")


def test_the_figures_of_a_fact_may_be_assumed_one_by_one(vocabulary: Vocabulary) -> None:
    assert assume_facts(["revenue@2019=1", "营业收入@2020=2", "staff=3"], vocabulary) == {
        "revenue": {2019: 1, 2020: 2},
        "staff": 3,
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dishonest", "assume-shape"),
        ("=false", "assume-shape"),
        ("", "assume-shape"),
        ("dishonest=", "assume-nothing"),
        ("dishonest=未知", "assume-nothing"),
        ("dishonset=false", "unknown-fact"),
        ("dishonest@2020=false", "no-years"),
        ("revenue@20=5", "not-a-year"),
        ("revenue@2020=很多", "not-an-amount"),
        ("revenue=500万元", "needs-years"),
        ("rd_intensity=5%", "computed"),
        ("rd_platforms=省级", "needs-items"),
        ("name=甲", "unknown-fact"),
    ],
)
def test_a_wrong_assumption_is_refused_and_quoted(vocabulary: Vocabulary, text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        assume_fact(text, vocabulary)
    (found,) = caught.value.mistakes
    assert found.code == f"profile.{code}"
    assert found.place.file == f"--assume {text}"
    assert found.text("zh")
    assert found.text("en")


@pytest.mark.parametrize(
    "text", ["rd_platforms=[{name: 甲", "revenue={2020: 1, 2020: 2}", "revenue={2020: 1\x00}"]
)
def test_yaml_that_cannot_be_read_is_refused_as_the_assumption_that_it_stands_in(
    vocabulary: Vocabulary, text: str
) -> None:
    with pytest.raises(InputError) as caught:
        assume_fact(text, vocabulary)
    assert caught.value.mistakes[0].place.file.startswith("--assume re") or "rd_platforms" in str(
        caught.value
    )


def test_all_wrong_assumptions_are_told_at_once_also_those_made_twice(vocabulary: Vocabulary) -> None:
    with pytest.raises(InputError) as caught:
        assume_facts(
            ["dishonest=否", "失信记录=是", "staff=x", "revenue@2020=1", "revenue@2020=2"], vocabulary
        )
    assert sorted(one.code for one in caught.value.mistakes) == [
        "profile.not-an-amount",
        "profile.stated-twice",
        "profile.stated-twice",
    ]
