"""Why a condition is what it is, in words: values, thresholds, what is short, who can answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

import pytest
from building import (
    LONG_AGO,
    all_of,
    any_of,
    at_least,
    decided,
    fact,
    flag,
    granted,
    listing,
    measure,
    negated,
    of_registry,
    only,
    parameter,
    policy,
    test,
)

from incentive_engine.decision.model import MeasureDecision
from incentive_engine.decision.proof import Proof
from incentive_engine.decision.spoken import spoken_value
from incentive_engine.feel.types import MONEY, RATIO, Type
from incentive_engine.policy.model import Answerer, Condition, FactType

FACTS = [
    fact("rd", label="研发费用", annual=True),
    fact("revenue", label="营业收入", annual=True),
    fact("intensity", FactType.RATIO, label="研发投入强度", formula="rd[-1] / revenue[-1]"),
    fact("growth", label="研发投入增量", formula="rd[-1] - rd[-2]"),
    fact("staff", FactType.INTEGER, label="职工人数", unit="人"),
    fact("debt_ratio", FactType.RATIO, label="资产负债率"),
    fact("kind", FactType.CHOICE, label="企业类型", choices=("工业", "建筑业", "服务业")),
    fact("founded", FactType.DATE, label="成立日期"),
    flag("dishonest", label="列入严重失信名单"),
    flag("claimed", label="已享受加计扣除"),
    of_registry(flag("registered", label="注册在本区")),
    flag("novel", label="技术先进", answered_by=Answerer.REVIEWER),
    replace(listing("works", level=FactType.TEXT), label="研发平台"),
]
GATE = replace(parameter("gate", (LONG_AGO, Decimal("0.03"))), label="强度门槛", type=RATIO)
FIRM: dict[str, Any] = {
    "rd": {2019: 300000, 2020: 210000},
    "revenue": {2019: 9000000, 2020: 10000000},
    "staff": 45,
    "debt_ratio": Decimal("0.62"),
    "kind": "服务业",
    "founded": date(2020, 5, 1),
    "dishonest": False,
    "works": [{"level": "省级"}, {"level": "市级"}],
}


def decision_on(when: str | Condition, **facts: Any) -> MeasureDecision:
    return only(policy(measure(1, when), facts=FACTS, parameters=[GATE]), **{**FIRM, **facts})


def proof_of(when: str | Condition, **facts: Any) -> Proof:
    proof = decision_on(when, **facts).proof
    assert proof is not None
    return proof.children[0]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("rd[-1] / revenue[-1] >= 0.03", "2020年研发费用 210,000 元，占2020年营业收入 2.1%，低于 3%，还差 90,000 元"),
        ("intensity >= gate", "2020年研发费用 210,000 元，占2020年营业收入 2.1%，低于强度门槛 3%，还差 90,000 元"),
        ("0.02 <= intensity", "2020年研发费用 210,000 元，占2020年营业收入 2.1%，不低于 2%"),
        ("revenue[-1] >= 20000000", "2020年营业收入 10,000,000 元，低于 20,000,000 元，还差 10,000,000 元"),
        (
            "rd[-1] > rd[-2]",
            "2020年研发费用 210,000 元，不高于 2019年研发费用 300,000 元，须再增加 90,000 元以上",
        ),
        ("rd[-1] > 210000", "2020年研发费用 210,000 元，等于 210,000 元"),
        (
            "growth > 0",
            "研发投入增量 -90,000 元（2020年研发费用 210,000 元 − 2019年研发费用 300,000 元），不高于 0 元，"
            "须再增加 90,000 元以上",
        ),
        ("staff <= 40", "职工人数 45 人，高于 40 人，超出 5 人"),
        ("not(debt_ratio > 0.6)", "资产负债率 62%，高于 60%，超出 2 个百分点"),
        ("debt_ratio < 0.7", "资产负债率 62%，低于 70%"),
        ("sum(rd) >= 1000000", "研发费用合计"),
        ('kind = "工业"', "企业类型应为“工业”，实为“服务业”"),
        ('kind in ("工业", "建筑业")', "企业类型应为“工业”或“建筑业”，实为“服务业”"),
        ('kind != "服务业"', "企业类型不得为“服务业”，实为“服务业”"),
        ('not(kind = "服务业")', "企业类型不得为“服务业”，实为“服务业”"),
        ('kind = "服务业"', "企业类型为“服务业”"),
        ("not(dishonest)", "列入严重失信名单：否"),
        ("dishonest = false", "列入严重失信名单：否"),
        ('founded <= date("2020-01-01")', "成立日期 2020年5月1日，晚于 2020年1月1日，晚了 121 天"),
        ("founded < as_of", "成立日期 2020年5月1日，早于核对日期 2021年3月31日"),
        ("founded.year < assessment_year", "成立日期的年份 2020年，即考核年度 2020年"),
        ("staff between 50 and 100", "职工人数 45 人，低于 50 人，还差 5 人"),
        ("staff in [10..50]", "职工人数 45 人，在 10 人 至 50 人 之间"),
        ("staff in (50..100]", "职工人数 45 人，不高于 50 人，须再增加 5 人以上"),
        ('count(works[level = "国家级"]) >= 1', "符合条件的研发平台数量 0，低于 1，还差 1"),
        ('some w in works satisfies w.level = "国家级"', "研发平台（2 项）中没有符合条件的"),
        ('every w in works satisfies w.level = "省级"', "研发平台（2 项）未全部符合条件"),
        (
            "staff > 50 and debt_ratio < 0.5",
            "职工人数 45 人，不高于 50 人，须再增加 5 人以上；资产负债率 62%，不低于 50%",
        ),
        ("staff > 50 or debt_ratio < 0.7", "资产负债率 62%，低于 70%"),
        ("if dishonest then false else staff > 5", "列入严重失信名单：否，职工人数 45 人，符合条件"),
    ],
)
def test_what_was_found_in_chinese(condition: str, said: str) -> None:
    facts = {"rd": {2018: 1, 2019: 300000, 2020: 210000}} if "sum" in condition else {}
    assert proof_of(condition, **facts).because().startswith(said)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (
            "intensity >= gate",
            "研发费用 2020 210,000 yuan, 2.1% of 营业收入 2020, below 强度门槛 3%; 90,000 yuan short",
        ),
        ('kind = "工业"', "企业类型 should be “工业”, but is “服务业”"),
        ("not(dishonest)", "列入严重失信名单: no"),
        ('founded <= date("2020-01-01")', "成立日期 2020-05-01, after 2020-01-01; 121 days too late"),
        ("revenue[-1] >= 20000000", "营业收入 2020 10,000,000 yuan, below 20,000,000 yuan; 10,000,000 yuan short"),
    ],
)
def test_what_was_found_in_english(condition: str, said: str) -> None:
    assert proof_of(condition).because("en") == said


def test_a_ratio_just_below_its_threshold_does_not_look_like_it() -> None:
    said = proof_of("debt_ratio >= 0.7", debt_ratio=Decimal("0.69999")).because()
    assert said == "资产负债率 69.999%，低于 70%，还差 0.001 个百分点"


def test_an_unknown_names_the_facts_and_who_can_answer() -> None:
    proof = proof_of("claimed and registered and novel")
    assert proof.because() == (
        "尚缺：已享受加计扣除（由企业填报）、注册在本区（由登记、税务、统计等部门核实）、技术先进（由评审专家认定）"
    )
    assert proof.because("en").startswith("not known: 已享受加计扣除 (the enterprise can say)")


def test_what_went_wrong_is_said() -> None:
    said = proof_of("rd[-1] / revenue[-1] > 0.03", revenue={2020: 0}).because()
    assert said.startswith("无法得出：") and "revenue[-1]" in said


def test_a_gate_names_the_children_that_decided_it() -> None:
    branch = any_of(test("claimed", label="加计扣除"), test("dishonest", label="失信"), label="其一")
    assert proof_of(branch, claimed=False).because() == "2 项条件无一满足"
    assert proof_of(branch, claimed=True).because() == "满足其中：“加计扣除”"
    assert proof_of(branch).because() == "尚不确定：“加计扣除”"
    several = at_least(2, "claimed", "dishonest", "novel")
    assert proof_of(several, claimed=True, novel=True).because() == "满足 2 项，要求至少 2 项"
    assert proof_of(several, claimed=True, novel=False).because() == "只满足 1 项，要求至少 2 项"


def test_a_gate_says_what_its_parts_without_a_label_found() -> None:
    pair = all_of(test("novel", label="首创"), negated(test("claimed", label="加计扣除")))
    open_ = proof_of(any_of(test("claimed", label="加计扣除"), pair), novel=True).because()
    assert open_ == "尚不确定：“加计扣除”；尚缺：已享受加计扣除（由企业填报）"
    assert proof_of(any_of(pair, label="其一"), novel=True, claimed=False).because() == "2 项条件均已满足"
    several = at_least(2, test("claimed", label="加计扣除"), test("novel", label="首创"), label="两项")
    assert proof_of(several, claimed=True).because() == "已满足 1 项，要求至少 2 项；尚不确定：“首创”"


# values


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (Decimal("123456789012345678901234567890.12"), MONEY, "123,456,789,012,345,678,901,234,567,890.12 元"),
        (Decimal("1e33"), RATIO, "100,000,000,000,000,000,000,000,000,000,000,000%"),
    ],
)
def test_a_value_is_written_with_all_its_digits_whatever_the_context(value: Decimal, kind: Type, said: str) -> None:
    with localcontext() as context:
        context.prec = 9
        assert spoken_value(value, "zh", kind) == said


def test_a_ratio_shows_as_many_digits_as_tell_it_from_its_bound() -> None:
    just_below = Decimal("0.2999999999999999999999999999999999")
    assert spoken_value(just_below, "zh", RATIO, unlike=Decimal("0.3")) == "29.99999999999999999999999999999999%"


def test_a_root_says_which_conditions_are_not_met() -> None:
    proof = decision_on(all_of(test("dishonest", label="失信"), test("staff > 1", label="人数"))).proof
    assert proof is not None and proof.because() == "未满足：“失信”"


def test_a_reference_shows_the_other_measures_verdict() -> None:
    written = policy(measure(1, "claimed", title="加计扣除奖"), measure(2, negated(granted("m1"))), facts=FACTS)
    proof = decided(written, claimed=True).measure("m2").proof
    assert proof is not None
    negation = proof.children[0]
    assert (negation.kind, negation.value, negation.children[0].kind) == ("not", False, "measure")
    assert negation.children[0].id == "m1"
    assert negation.because() == "“加计扣除奖”符合条件"


# the tree


def test_a_proof_holds_expression_facts_and_parameters() -> None:
    proof = proof_of("intensity >= gate and staff > 1")
    assert proof.test == "intensity >= gate and staff > 1"
    assert dict(proof.facts) == {"intensity": Decimal("0.021"), "staff": Decimal(45)}
    assert dict(proof.parameters) == {"gate": Decimal("0.03")}


def test_requirements_stand_first_and_are_marked() -> None:
    strict = policy(measure(1, all_of("claimed", "staff > 1")), facts=FACTS, requirements=[test("registered")])
    proof = only(strict, **FIRM).proof
    assert proof is not None
    assert [child.requirement for child in proof.children] == [True, False, False]


def test_a_proof_shows_what_kind_of_condition_it_is() -> None:
    when = any_of(at_least(2, "claimed", "novel", label="两项"), negated("dishonest"))
    proof = proof_of(when)
    assert proof.kind == "any"
    assert [(child.kind, child.count) for child in proof.children] == [("at_least", 2), ("not", None)]
