"""A policy as an official reads it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from incentive_engine.feel.parser import parse_expression
from incentive_engine.feel.types import ANY, MONEY
from incentive_engine.mistakes import Place
from incentive_engine.policy.model import Basis, Expression, Limit, Policy, Rounding
from incentive_engine.report.expressions import in_words
from incentive_engine.report.lines import width
from incentive_engine.report.page import Page
from incentive_engine.report.policy_text import policy_text


def flat(text: str) -> str:
    return "".join(text.split())


def test_clauses_stand_in_their_order_under_their_categories(policy: Policy) -> None:
    text = policy_text(policy)
    order = ["促进技术创新", "鼓励企业加大研发投入", "支持实验平台", "打造双创环境", "壮大创新主体", "发放创新券"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_conditions_and_awards_are_told_in_the_labels_of_their_facts(policy: Policy) -> None:
    text = flat(policy_text(policy))
    assert "·研发支出较上年增长研发支出（考核年度）>研发支出（上一年）佐证材料：辅助账" in text
    assert "(研发支出（考核年度）-研发支出（上一年）)×奖励比例最高奖励上限" in text
    assert '级别"国家级"：200,000' in text
    assert "平台名称相同的取最高一项" in text
    assert "不得有下列情形·已符合本政策“壮大创新主体”" in text
    assert "以下满足任意一项" in text


def test_a_parameter_comes_with_its_history_its_unit_and_where_it_is_from(policy: Policy) -> None:
    text = flat(policy_text(policy))
    assert "奖励比例：10%（2020-01-01起）；12%（2023-01-01起）※" in text
    assert "rate；重构，未见正式文本；取值依据：邻区同类条款" in text
    assert "奖励上限：80,000元（2020-01-01起）ceiling；据公开报道" in text


def test_what_is_derived_is_told_with_its_formula(policy: Policy) -> None:
    assert "研发支出强度：研发支出（考核年度） / 年营业额（考核年度）" in policy_text(policy)


def test_one_measure_comes_with_only_what_it_reads(policy: Policy) -> None:
    text = policy_text(policy, only=[policy.measure("platform")])
    assert "支持实验平台提档升级" in text
    assert "鼓励企业加大研发投入" not in text
    assert "奖励上限" not in text


def test_a_reconstructed_figure_is_marked_beside_the_measure_that_reads_it(policy: Policy) -> None:
    lines = policy_text(policy).split("\n")
    marked = [line for line in lines if line.endswith("※")]
    assert any("鼓励企业加大研发投入" in line for line in marked)
    assert not any("支持实验平台" in line for line in marked)


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_page(policy: Policy, lang: str, columns: int) -> None:
    text = policy_text(policy, lang, page=Page(columns))  # type: ignore[arg-type]
    assert max(map(width, text.split("\n"))) <= columns


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("research[-1] >= 10000", "研发支出（考核年度） ≥ 10,000"),
        ('count(laboratories[level = "国家级"]) > 0', '实验平台（限于 级别 = "国家级"）的数量 > 0'),
        ("turnover[-3] != 0", "年营业额（前两年） ≠ 0"),
        ('home_district = "a * b >= [-1]"', '落户地 = "a * b >= [-1]"'),
        (
            "some p in laboratories satisfies p.recognized_on.year = assessment_year",
            "实验平台中至少有一项满足：认定日期的年份 = 考核年度",
        ),
        ('count(laboratories[item.level = "省级"]) > 1', '实验平台（限于 级别 = "省级"）的数量 > 1'),
        (
            'every p in laboratories satisfies (p.level = "省级" or p.area > 1) and advanced',
            '实验平台中每一项均满足：(级别 = "省级" 或 面积 > 1) 且 高成长企业',
        ),
        ("not(advanced) and small_firm = true", "并非（高成长企业） 且 小微创新企业 = 是"),
        ("min(turnover[-1] * rate, ceiling)", "（年营业额（考核年度） × 奖励比例 与 奖励上限 中较低者）"),
        ("sum(turnover) between 10000 and 20000", "年营业额合计 在 10,000 至 20,000 之间"),
        ("if advanced and small_firm then 1 else 2", "if 高成长企业 and 小微创新企业 then 1 else 2"),
        ("2 ** 3 * rate", "2 ** 3 × 奖励比例"),
    ],
)
def test_an_expression_is_told_in_labels_and_printed_signs(policy: Policy, text: str, words: str) -> None:
    tree = parse_expression(text)
    expression = Expression(text, tree, ANY, frozenset(), Place("test"))
    assert in_words(policy, expression, "zh") == words


@pytest.mark.parametrize(
    ("to", "mode", "words"),
    [
        ("1", "half up", "以 1 元为单位，四舍五入"),
        ("100", "down", "以 100 元为单位，不足部分舍去"),
        ("10000", "up", "以 10,000 元为单位，不足部分进位"),
        ("0.01", "half even", "以 0.01 元为单位，四舍六入五成双"),
    ],
)
def test_the_rounding_of_an_award_is_told_between_its_formula_and_its_ceiling(
    policy: Policy, to: str, mode: str, words: str
) -> None:
    measure = policy.measure("rd")
    assert "为单位" not in policy_text(policy, only=[measure])  # to the fen, as every amount
    rounded = replace(measure, award=replace(measure.award, rounding=Rounding(Decimal(to), mode)))
    text = flat(policy_text(policy, only=[rounded]))
    assert text.index("奖励比例") < text.index(flat(words)) < text.index("最高奖励上限")


def test_a_benefit_that_is_no_money_does_not_rest_on_a_ceiling(policy: Policy) -> None:
    rate = next(one for one in policy.parameters.values() if one.basis is Basis.RECONSTRUCTED)
    maximum = Expression(rate.id, parse_expression(rate.id), MONEY, frozenset({rate.id}), policy.place)
    limited = replace(policy, limits=(Limit("年度总额", maximum, policy.place),))
    marked = [line for line in policy_text(limited).split("\n") if line.endswith("※")]
    assert any("支持实验平台" in line for line in marked)
    assert not any("壮大创新主体" in line for line in marked)
