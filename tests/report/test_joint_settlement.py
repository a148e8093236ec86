"""What two levels of government pay for the same matter, as every form of report tells it.

The district pays 200,000 less the 50,000 that the province pays: 150,000, together 200,000.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from incentive_engine.decision import Decision, Verdict, decide, document
from incentive_engine.decision.document import to_document
from incentive_engine.policy import load_policy
from incentive_engine.profile import profile_of
from incentive_engine.report.html import html_report
from incentive_engine.report.markdown import markdown_report
from incentive_engine.report.policy_text import policy_text
from incentive_engine.report.text import text_report

LEVELS = Path(__file__).parent / "levels"
REASON = "高新技术企业认定奖励：补差，扣除“省级办法”第 3 条“高新技术企业认定”给予的 50,000 元"


def decided(*ids: str, **facts: object) -> Decision:
    policies = [load_policy(id_, rules=[LEVELS]) for id_ in ids]
    stated = {"enterprise_kind": "工业", "hnte_certified": True, **facts}
    profile = profile_of({k: v for k, v in stated.items() if v is not None}, policies[0].vocabulary)
    return decide(profile, policies, as_of=date(2021, 3, 31), engine="reference")


@pytest.fixture(scope="module")
def joint() -> Decision:
    return decided("district/top-up", "province/innovation")


def test_the_text_tells_the_total_and_each_reduction(joint: Decision) -> None:
    report = "".join(line.strip() for line in text_report(joint).splitlines())
    assert "合并结算  可享受 200,000 元" in report
    assert f"“区级办法”第 1 条“认定奖励”：-50,000 元：{REASON}" in report
    assert "上级已奖励的，区级补足差额" in report


@pytest.mark.parametrize("form", [markdown_report, html_report])
def test_the_other_forms_tell_the_same(joint: Decision, form: Callable[[Decision], str]) -> None:
    report = form(joint)
    assert "合并结算" in report
    assert "可享受 200,000 元" in report
    assert REASON in report


def test_the_document_tells_the_same(joint: Decision) -> None:
    schema = json.loads(Path(document.__file__).with_name("decision.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(to_document(joint))
    assert to_document(joint)["joint"] == {
        "payable": "200000.00",
        "tax_relief": "0.00",
        "complete": True,
        "adjustments": [
            {
                "policy": "district/top-up",
                "measure": "recognition",
                "step": "across",
                "amount": "-50000.00",
                "because": REASON,
                "matter": "高新技术企业认定奖励",
                "declared_by": "district/top-up",
                "basis": "enacted",
                "source": [
                    {"title": "珠晖区奖励办法", "ref": "虚构文件", "quote": "上级已奖励的，区级补足差额"},
                ],
            }
        ],
    }


def test_a_total_that_may_change_says_so() -> None:
    report = text_report(decided("district/top-up", "province/innovation", hnte_certified=None))
    assert "合并结算  可享受 200,000 元（另有金额未定或暂定）" in report
    assert "200,000 元（暂定）" in report


def test_one_policy_alone_has_nothing_to_settle_with_others() -> None:
    alone = decided("district/top-up")
    assert "合并结算" not in text_report(alone)
    nothing = {"tax_relief": "0.00", "complete": True, "adjustments": []}
    assert to_document(alone)["joint"] == {"payable": "200000.00", **nothing}


def test_tax_that_is_not_charged_is_not_added_to_money_handed_out() -> None:
    both = decided("district/top-up", "state/tax-relief")
    assert (both.joint.payable, both.joint.tax_relief) == (200_000, 30_000)
    report = "".join(line.strip() for line in text_report(both).splitlines())
    assert "合并结算  可享受 200,000 元可少缴税款 30,000 元" in report
    assert "少缴税款 30,000 元" in text_report(decided("state/tax-relief"))
    assert "可少缴税款" in html_report(both)
    assert "可少缴税款 30,000 元" in markdown_report(both)
    schema = json.loads(Path(document.__file__).with_name("decision.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(to_document(both))
    assert [one["pays"] for one in to_document(both)["policies"]] == ["grant", "tax_relief"]
    assert "少缴的税款，不是拨付的资金" in policy_text(load_policy("state/tax-relief", rules=[LEVELS]))


def test_a_policy_shows_its_matters() -> None:
    shown = policy_text(load_policy("district/top-up", rules=[LEVELS]))
    assert "跨政策叠加规则" in shown
    assert "高新技术企业认定奖励：补差，扣除其他政策所给的" in shown
    assert "本政策第 1 条，与 province/innovation#recognized" in shown


@pytest.mark.parametrize("form", [text_report, markdown_report, html_report])
def test_wider_levels_are_told_first_whatever_the_order_they_are_given_in(form: Callable[[Decision], str]) -> None:
    report = form(decided("district/top-up", "province/innovation", "state/tax-relief"))
    widest_first = ("state/tax-relief", "province/innovation", "district/top-up")
    told = [decided(id_).policies[0].policy.title for id_ in widest_first]
    places = [report.rindex(title) for title in told]
    assert places == sorted(places)


@pytest.mark.parametrize("form", [text_report, markdown_report, html_report])
def test_a_policy_of_which_nothing_is_in_force_has_one_line_beside_others(form: Callable[..., str]) -> None:
    both = decided("district/top-up", "province/innovation")
    district = both.policy("district/top-up")
    sleeping = replace(
        district, measures=tuple(replace(one, verdict=Verdict.NOT_IN_FORCE, trail=None) for one in district.measures)
    )
    decision = replace(both, policies=(sleeping, both.policy("province/innovation")))
    assert "不在有效期：区级办法" in form(decision)
    assert district.policy.title not in form(decision)
    assert district.policy.title in form(decision, verbose=True)
    assert district.policy.title in form(replace(both, policies=(sleeping,)))
