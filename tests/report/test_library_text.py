"""The list of policies, and facts looked up."""

from __future__ import annotations

import json
from pathlib import Path

from incentive_engine.policy import available_policies
from incentive_engine.policy.model import Policy
from incentive_engine.report.library_text import facts_list, facts_text, policies_document, policies_text
from incentive_engine.report.page import Page

LIBRARY = Path(__file__).parent / "library"


def test_a_policy_is_listed_with_its_issuer_days_and_basis() -> None:
    text = policies_text(available_policies([LIBRARY]), "zh", Page())
    listed = text.partition("district/sample\n")[2]
    assert "示例区创新激励措施（激励8条）" in listed
    assert "示例区；2020-01-01 至 2025-12-31；据公开报道，未见正式文本" in listed


def test_the_list_is_plain_values_too() -> None:
    document = json.loads(json.dumps(policies_document(available_policies([LIBRARY]))))
    (sample,) = [one for one in document["policies"] if one["policy"] == "district/sample"]
    assert sample["in_force"] == {"from": "2020-01-01", "to": "2025-12-31"}
    assert sample["basis"] == "reported"


def test_facts_are_listed_with_label_type_and_who_answers(policy: Policy) -> None:
    facts = policy.vocabulary.facts
    text = facts_list([facts["turnover"], facts["research_intensity"]], "zh", Page())
    assert "年营业额；金额，逐年（3 年）；部门核实" in text
    assert "研发支出强度；比例；由其他事实推算" in text


def test_a_fact_is_told_with_its_item_fields_question_and_users(policy: Policy) -> None:
    facts = policy.vocabulary.facts
    text = facts_text([facts["laboratories"], facts["research"]], [policy], "zh", Page())
    assert "level  级别；选项；国家级、省级、市级" in text
    assert "面积；数（平方米）" in text
    assert "district/sample#platform  2 支持实验平台提档升级" in text
    assert "请填写近三个会计年度的研发支出" in text
    assert "district/sample#rd  1 鼓励企业加大研发投入" in text  # also by way of the derived intensity


def test_a_fact_without_a_source_has_no_line_for_one(policy: Policy) -> None:
    text = facts_text([policy.vocabulary.facts["home_district"]], [policy], "en", Page())
    assert "registry" in text
    assert "Found in" not in text


def test_a_fact_names_the_measures_that_use_it_by_way_of_another_measure(policy: Policy) -> None:
    text = facts_text([policy.vocabulary.facts["advanced"]], [policy], "zh", Page())
    assert "district/sample#status  4 壮大创新主体\n" in text
    assert "district/sample#newcomer  5 支持未享受其他扶持的企业（间接）" in text
    assert "#rd" not in text


def test_a_fact_that_the_policy_asks_of_every_measure_says_so_once(policy: Policy) -> None:
    text = facts_text([policy.vocabulary.facts["home_district"]], [policy], "zh", Page())
    assert "district/sample  总要求（每项措施都须满足）" in text
    assert "#" not in text
