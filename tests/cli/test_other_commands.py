"""`incentive policies`, `show`, `facts` and `template`."""

from __future__ import annotations

import json
from pathlib import Path

from invoking import LIBRARY, Incentive

from incentive_engine.report.lines import width


def test_policies_are_listed(incentive: Incentive) -> None:
    run = incentive("policies")
    assert run.status == 0
    assert "district/sample\n  示例区创新激励措施（激励8条）" in run.out


def test_policies_are_listed_as_json(incentive: Incentive, tmp_path: Path) -> None:
    document = json.loads(incentive("policies", "--format", "json").out)
    assert {"policy", "title", "basis", "in_force"} <= set(document["policies"][0])
    incentive("policies", "--format", "json", "-o", tmp_path / "list.json")
    assert json.loads((tmp_path / "list.json").read_text(encoding="utf-8")) == document


def test_a_policy_is_shown_whole_or_one_measure_of_it(incentive: Incentive) -> None:
    whole, one = incentive("show", "district/sample"), incentive("show", "district/sample#rd")
    assert whole.status == one.status == 0
    assert "发放创新券" in whole.out
    assert "发放创新券" not in one.out
    assert incentive("show", "district/sample#1").out == one.out
    assert max(map(width, whole.out.split("\n"))) <= 80


def test_a_policy_is_shown_from_its_folder(incentive: Incentive) -> None:
    assert incentive("show", LIBRARY / "district" / "sample").out == incentive("show", "district/sample").out


def test_a_policy_that_is_not_there_is_told_with_the_nearest(incentive: Incentive) -> None:
    run = incentive("show", "district/sampel")
    assert run.status == 2
    assert "district/sample" in run.err


def test_facts_are_listed_for_the_policies_that_are_asked_about(incentive: Incentive) -> None:
    run = incentive("facts", "-p", "district/sample")
    assert "年营业额；金额，逐年（3 年）；部门核实" in run.out
    assert max(map(width, run.out.split("\n"))) <= 80


def test_a_fact_is_looked_up_by_id_or_label(incentive: Incentive) -> None:
    by_id = incentive("facts", "laboratories", "-p", "district/sample")
    by_label = incentive("facts", "实验平台", "-p", "district/sample")
    assert by_id.out == by_label.out
    assert "district/sample#platform" in by_id.out


def test_a_blank_profile_states_nothing_and_can_be_checked(incentive: Incentive, tmp_path: Path) -> None:
    blank = tmp_path / "blank.yaml"
    assert incentive("template", "-p", "district/sample", "--year", "2020", "-o", blank).status == 0
    text = blank.read_text(encoding="utf-8")
    assert "年营业额" in text
    assert "2018:" in text
    assert "2020:" in text
    run = incentive("check", blank, "-p", "district/sample", "--as-of", "2021-03-31")
    assert run.status == 0
    assert "待补充（5 项）" in run.out


def test_a_blank_profile_in_english_has_ids(incentive: Incentive) -> None:
    run = incentive("template", "-p", "district/sample", "--lang", "en")
    assert "\nturnover:" in run.out
