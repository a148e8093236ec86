"""Figures are read from Chinese clauses as a person reads them: exact, with their units and their bounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from incentive_engine.assurance.lint.figures import days_in, figures, han_number


def read(text: str) -> list[tuple[str, str, str | None]]:
    return [(f"{one.value.normalize():f}", one.unit, one.bound) for one in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("最高50万元", [("500000", "元", "<=")]),
        ("奖励0.25万元", [("2500", "元", None)]),
        ("1,234.5元、５００元", [("1234.5", "元", None), ("500", "元", None)]),
        ("1亿元、5亿元以上的", [("100000000", "元", ">="), ("500000000", "元", ">=")]),
        ("奖 5、10、20 万元", [("50000", "元", None), ("100000", "元", None), ("200000", "元", None)]),
        ("5000万至2亿元", [("50000000", "元", None), ("200000000", "元", None)]),
        ("10—15元", [("10", "元", None), ("15", "元", None)]),
        ("按10%给予", [("0.1", "%", None)]),
        ("三分之二的部分", [("0.6666666666666666666666666667", "%", None)]),
        ("四分之一", [("0.25", "%", None)]),
        ("参与的减半", [("0.5", "%", None)]),
        ("不低于3%", [("0.03", "%", ">=")]),
        ("300万元以上不足1000万元的", [("3000000", "元", ">="), ("10000000", "元", "<")]),
        ("超过100万元不超过300万元的", [("1000000", "元", ">"), ("3000000", "元", "<=")]),
        ("70分以上（不含70分）", [("70", "分", ">")]),
        ("小于5000万元（含）的", [("50000000", "元", "<=")]),
        ("5000万元至2亿元（含）的", [("50000000", "元", None), ("200000000", "元", "<=")]),
        ("服务满2年", [("2", "年", ">=")]),
        ("近三年", [("3", "年", None)]),
        ("两项以上", [("2", "项", ">=")]),
        ("排在前三名", [("3", "名", "<=")]),
        ("不足百元的部分", [("100", "元", "<")]),
        ("一百五十人", [("150", "人", None)]),
    ],
)
def test_a_figure_is_read(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "第十条第二款",
        "（一）属于",
        "2021年7月1日起",
        "2016、2017年度",
        "国科发火〔2016〕32号",
        "一次性奖励",
        "四舍五入",
        "一等奖",
        "省“百人计划”人才",
        "按50:50分担",
        "同一企业任一项之一",
    ],
)
def test_ordinals_days_and_turns_of_phrase_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_a_figure_knows_where_it_stands() -> None:
    text = "按增量的10%给予奖励，最高50万元。"
    assert [text[one.start : one.end] for one in figures(text)] == ["10%", "50万元"]
    assert [one.is_ceiling for one in figures(text)] == [False, True]


def test_days_are_read() -> None:
    assert days_in("2021年7月1日起，至2022-06-30；2021年2月30日没有") == [
        (date(2021, 7, 1), "2021年7月1日"),
        (date(2022, 6, 30), "2022-06-30"),
    ]


@pytest.mark.parametrize(("text", "number"), [("十", 10), ("十二", 12), ("两百", 200), ("三千零五", 3005)])
def test_chinese_numerals_are_read(text: str, number: int) -> None:
    assert han_number(text) == Decimal(number)
