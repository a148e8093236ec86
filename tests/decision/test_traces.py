"""What an amount passed through: its formula with values, its row, its slices, its items."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from building import LONG_AGO, award, each_of, fact, feel, flag, listing, measure, only, parameter, policy, table

from incentive_engine.decision.model import Trace
from incentive_engine.feel.types import MONEY, RATIO
from incentive_engine.policy.model import Award, Brackets, FactType

FACTS = [
    fact("rd", label="研发费用", annual=True),
    fact("contract", label="合同额"),
    fact("level", FactType.CHOICE, label="级别", choices=("国家级", "省级")),
    flag("first", label="首次认定"),
    listing("works", name=FactType.TEXT, level=FactType.TEXT),
    fact("estimate", label="测算额", formula="if first then (rd[-1] - rd[-2]) * rate else growth"),
    fact("growth", label="增量", formula="rd[-1] - rd[-2]"),
    fact("weighed", label="加权额", formula='500 + sum(for w in works return if w.level = "省级" then 1 else 2)'),
]
RATE = replace(parameter("rate", (LONG_AGO, Decimal("0.1"))), label="奖励比例", type=RATIO)


def traced(written: Award | str, **facts: Any) -> tuple[Trace, ...]:
    return only(policy(measure(1, "true", written), facts=FACTS, parameters=[RATE]), **facts).amount_trace


def said(written: Award | str, **facts: Any) -> list[str]:
    return [line.text() for line in traced(written, **facts)]


def test_a_formula_shows_names_and_values() -> None:
    assert said("(rd[-1] - rd[-2]) * rate", rd={2019: 100000, 2020: 180000}) == [
        "按公式计算：（2020年研发费用 180,000 元 − 2019年研发费用 100,000 元） × 奖励比例 10% = 8,000 元"
    ]


def test_a_formula_shows_the_branch_that_was_taken_and_the_lower_of_two() -> None:
    assert said("if first then min(contract, 500) else 0", contract=800, first=True) == [
        "按公式计算：（合同额 800 元、500 中较低者） = 500 元"
    ]


def test_a_formula_that_only_names_a_derived_fact_shows_how_that_is_made_up() -> None:
    rd = {2019: 100000, 2020: 180000}
    growth = "按公式计算：2020年研发费用 180,000 元 − 2019年研发费用 100,000 元 = 80,000 元"
    assert said("growth", rd=rd) == [growth]
    assert said("estimate", rd=rd, first=True) == [
        "按公式计算：（2020年研发费用 180,000 元 − 2019年研发费用 100,000 元） × 奖励比例 10% = 8,000 元"
    ]
    assert said("estimate", rd=rd, first=False) == [growth]
    assert said("growth * rate", rd=rd) == ["按公式计算：增量 80,000 元 × 奖励比例 10% = 8,000 元"]


def test_a_derived_fact_whose_formula_is_no_calculation_keeps_its_name() -> None:
    works = [{"name": "甲中心", "level": "省级"}, {"name": "乙中心", "level": "国家级"}]
    assert said("weighed", works=works) == ["按公式计算：加权额 503 元 = 503 元"]


def test_a_table_shows_its_row_and_its_inputs() -> None:
    rows = table(["level", "first"], ['"国家级"', "-", "900"], ['"省级"', "true", "500"], otherwise="0")
    (line,) = traced(award(rows), level="省级", first=True)
    assert (line.kind, line.rows, line.amount) == ("row", (2,), 500)
    assert line.text() == "按分档表第 2 行计算：级别 “省级”、首次认定：是，得 500 元"
    (otherwise,) = traced(award(rows), level="省级", first=False)
    assert otherwise.kind == "otherwise"


def test_rows_that_are_collected_are_all_shown() -> None:
    rows = table(["contract"], [">= 100", "5"], [">= 200", "7"], hit="collect sum", otherwise="0")
    (line,) = traced(award(rows), contract=300)
    assert (line.kind, line.rows, line.amount) == ("rows", (1, 2), 12)


def test_brackets_show_each_slice_that_was_reached() -> None:
    slices = ((feel("0", MONEY), feel("0.05")), (feel("1000", MONEY), feel("0.03")), (feel("9000", MONEY), feel("0")))
    text = "max(min(contract, 1000), 0) * 0.05 + max(min(contract, 9000) - 1000, 0) * 0.03"
    written = replace(award(text), brackets=Brackets(feel("contract", MONEY), slices))
    lines = traced(written, contract=3000)
    assert [(line.kind, line.rows, line.amount) for line in lines] == [("slice", (1,), 50), ("slice", (2,), 60)]
    assert lines[1].text() == "合同额 3,000 元，其中超过 1,000 元的一档 2,000 元 × 3% = 60 元"


def test_each_item_has_its_own_line() -> None:
    rows = table(["w.level"], ['"国家级"', "900"], ['"省级"', "500"])
    written = award(rows, each=each_of("w", "works"))
    works = [{"name": "甲中心", "level": "省级"}, {"name": "乙中心", "level": "国家级"}]
    assert said(written, works=works) == [
        "甲中心：按分档表第 2 行计算：level “省级”，得 500 元",
        "乙中心：按分档表第 1 行计算：level “国家级”，得 900 元",
    ]


def test_english() -> None:
    (line,) = traced("contract * rate", contract=70)
    assert line.text("en") == "by the formula: 合同额 70 yuan × 奖励比例 10% = 7 yuan"


def test_nothing_is_traced_where_nothing_is_paid() -> None:
    assert traced(award(benefit="优先推荐")) == ()
    assert traced("contract") == ()
    assert only(policy(measure(1, "first", "100"), facts=FACTS), first=False).amount_trace == ()
