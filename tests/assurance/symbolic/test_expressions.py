"""Odd expressions as formulas: of any enterprise they say what the reference says, or that they have no formula."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from building import fact, measure, parameter, policy
from pinning import Pinned
from random_policies import AS_OF, FACTS, LATER, random_firm

from incentive_engine.assurance.symbolic.values import Untranslatable
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.decision import decide
from incentive_engine.decision.model import Verdict
from incentive_engine.policy.model import FactType, Policy
from incentive_engine.profile.model import Profile

TRUTHS = {Verdict.ELIGIBLE: True, Verdict.INELIGIBLE: False, Verdict.UNDETERMINED: None}

CONDITIONS = [
    "loan / sales[-1] > 1",
    "1 / (loan - 500) > 0",
    "loan / (loan - 500) <= 1 / 2",
    "(loan - sales[-1]) / (sales[-2] - research[-1]) >= 0.5",
    "loan / sales[-1] >= research[-1] / sales[-2]",
    "loan / sales[-1] - 1 > -0.5",
    "-loan < -500",
    "loan ** 2 > 1000000",
    "sales[1] > 500",
    "sales[3] > 500",
    "sales[-3] > 500",
    "sales[4] > 500",
    "count(sales) = 2",
    "sum(sales) > 1000",
    "mean(sales) > 400",
    "min(sales) < 500",
    "max(sales) >= 2500",
    "max(loan, sales[-1], 3) > 1000",
    "sum(for n in 1..count(sales) return sales[n] - research[n]) > 0",
    "count(for w in works return w.cost) > 1",
    "sum(append(for w in works return if w.level = \"省级\" then w.cost else 0, 0)) > 500",
    "every s in sales satisfies s > 100",
    "some s in sales satisfies s > 2000",
    "some w in works satisfies some v in works satisfies w.cost > v.cost",
    "every w in works satisfies w.done_on.year < 2021 or w.cost > loan",
    "count(works) > 1",
    "count(distinct values(for w in works return w.name)) >= 2",
    "count(works[cost > 500 and level != \"市级\"]) >= 1",
    "works[1].cost > 500",
    "works[-1].level = \"省级\"",
    "list contains(for w in works return w.level, \"国家级\")",
    "all(for w in works return w.cost > 0)",
    "any([flag1, flag2, loan > 5])",
    "if flag1 then flag2 else loan > 500",
    "if loan > 500 then 1 > 0 else 1 > 0",
    "(if flag1 then sales[-1] else loan) > 500",
    "(if flag1 then level else \"省级\") = \"省级\"",
    "level in (\"省级\", \"市级\")",
    "level != \"省级\"",
    "not(level = \"省级\") and flag1",
    "loan in (500..1000]",
    "loan in (< 500, >= 2500)",
    "loan in [sales[-1]..2000]",
    "loan between 500 and sales[-1]",
    "loan between sales[-1] and sales[-2]",
    "certified_on < established_on",
    "certified_on.month >= 7",
    "certified_on.day = 28",
    "certified_on + duration(\"P30D\") > as_of",
    "certified_on - duration(\"P1M\") <= date(2020, 2, 29)",
    "certified_on + duration(\"P1Y\") > established_on",
    "certified_on + duration(\"P40D\") > established_on",
    "(as_of - certified_on).days >= 365",
    "(certified_on - established_on).days > 100",
    "years and months duration(established_on, as_of).years >= 1",
    "years and months duration(certified_on, established_on).years = 0",
    "years and months duration(certified_on, established_on).months >= 3",
    "years and months duration(established_on, certified_on).months > -3",
    "modulo(staff[-1], 2) = 1",
    "modulo(loan, sales[-1] - 600) > 100",
    "modulo(-loan, 300) < 100",
    "established_on.year + 3 >= certified_on.year",
    "floor(loan / 300) = 1",
    "ceiling(loan / 300) = 2",
    "decimal(loan / 3, 0) = 167",
    "round half up(loan / 8, 2) > 62.5",
    "round up(loan / 7, 1) > 71.4",
    "round down(-loan / 7, 1) < -71.4",
    "abs(loan - 1000) < 1",
    "growth / loan > 0 or flag1",
    "intensity >= 0.5 and growth > 0",
    "score = 20",
    "not_yet > 3 or flag1",
    "later > 3 and flag1",
]  # fmt: skip
FIRMS = 60


def of(condition: str) -> Policy:
    return policy(
        measure(1, condition),
        facts=[*FACTS, fact("grade", FactType.NUMBER)],
        parameters=[parameter("not_yet", (date(2030, 1, 1), Decimal(1))), parameter("later", (LATER, Decimal(5)))],
    )


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions(condition: str) -> None:
    asked = of(condition)
    chance = Random(condition)
    world = World(AS_OF, items=3)
    verdict = world.policy(asked).verdict("m1")
    seen = set()
    for _ in range(FIRMS):
        firm: Profile = random_firm(chance)
        decided = decide(firm, [asked], as_of=AS_OF, engine="reference").policy(asked.id).measure("m1").verdict
        assert Pinned(world, firm.facts).truth(verdict) is TRUTHS[decided], firm.facts
        seen.add(decided)
    assert seen


@pytest.mark.parametrize(
    "condition",
    [
        "loan / 3 + loan / 3 + loan / 3 = loan",  # 34 digits of each third
        "loan / 3 * 3 = loan",
        "string length(level) > 2",
        "certified_on + staff[-1] * duration(\"P1Y\") > as_of",
        "day of week(as_of) = \"Monday\"",
        "matches(level, \"省\")",
    ],
)
def test_what_has_no_formula_says_what_and_where(condition: str) -> None:
    asked = of(condition)
    with pytest.raises(Untranslatable) as raised:
        World(AS_OF).policy(asked).verdict("m1")
    assert raised.value.what in condition
    assert raised.value.place == asked.measures[0].when.place
