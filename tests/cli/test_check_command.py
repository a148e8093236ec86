"""`incentive check`: one enterprise, from a file to a report."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from invoking import Incentive


def test_the_report_goes_to_standard_output_in_chinese(check: Incentive) -> None:
    run = check()
    assert run.status == 0
    assert run.err == ""
    assert run.out.startswith("惠企政策核对报告\n")
    assert "如符合：80,000 元 ※" in run.out  # whether the firm is blacklisted is not known yet
    assert "黑名单记录（blacklisted）" in run.out


def test_an_assumption_settles_what_it_is_about_and_is_told(check: Incentive) -> None:
    run = check("--assume", "blacklisted=否", "--assume", "评审得分=60")
    assert "80,000 元 ※" in run.out
    assert "黑名单记录＝否；评审得分＝60" in run.out


def test_the_day_and_the_year_can_be_chosen(check: Incentive) -> None:
    run = check("--assume", "blacklisted=否", "--as-of", "2023年5月1日", "--year", "2020")
    assert "核对日期  2023-05-01" in run.out
    assert "考核年度  2020 年" in run.out
    assert "80,000 元 ※" in run.out  # 12 % of the increment, and the ceiling


def test_json_is_the_decision_as_a_document(check: Incentive) -> None:
    document = json.loads(check("--format", "json", "--engine", "reference").out)
    assert document["schema"] == "incentive-engine/decision/1"
    assert document["engine"] == "reference"
    assert [one["policy"] for one in document["policies"]] == ["district/sample"]


def test_the_same_question_gives_the_same_bytes(check: Incentive) -> None:
    assert check("--format", "json").out == check("--format", "json").out


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("out.html", "<!doctype html>"), ("out.md", "# "), ("out.json", "{"), ("out.txt", "惠企政策核对报告")],
)
def test_the_file_s_extension_chooses_the_form(check: Incentive, tmp_path: Path, name: str, beginning: str) -> None:
    output = tmp_path / name
    run = check("-o", output)
    assert (run.status, run.out, run.err) == (0, "", "")
    assert output.read_text(encoding="utf-8").startswith(beginning)


def test_a_form_that_is_asked_for_goes_before_the_extension(check: Incentive, tmp_path: Path) -> None:
    output = tmp_path / "out.html"
    check("-o", output, "--format", "json")
    assert json.loads(output.read_text(encoding="utf-8"))


def test_the_full_report_has_the_proofs(check: Incentive) -> None:
    assert "判定过程" in check("-v").out
    assert "判定过程" not in check().out


def test_one_measure_can_be_looked_at_by_id_or_number(check: Incentive) -> None:
    by_id, by_number = check("--measure", "rd"), check("--measure", "1")
    assert by_id.out == by_number.out
    assert "鼓励企业加大研发投入" in by_id.out
    assert "支持实验平台" not in by_id.out
    assert "判定过程" in by_id.out


def test_an_unknown_measure_is_told_with_the_nearest(check: Incentive) -> None:
    run = check("--measure", "platfrom")
    assert run.status == 2
    assert "没有“platfrom”这项措施；最接近的是 platform" in run.err


def test_a_policy_named_twice_is_checked_once(check: Incentive) -> None:
    assert check("-p", "district/sample").out == check().out


def test_without_a_policy_all_that_there_are_are_checked(incentive: Incentive, firm: Path) -> None:
    run = incentive("check", firm, "--as-of", "2021-03-31", "--format", "json")
    policies = [one["policy"] for one in json.loads(run.out)["policies"]]
    assert "district/sample" in policies
    assert len(policies) > 1


def test_an_unknown_policy_is_told_with_the_nearest(incentive: Incentive, firm: Path) -> None:
    run = incentive("check", firm, "-p", "district/simple", "-p", "nowhere/at-all")
    assert run.status == 2
    assert run.out == ""
    assert "district/simple" in run.err
    assert "district/sample" in run.err
    assert "nowhere/at-all" in run.err
    assert run.err.endswith("共 2 处错误\n")


def test_every_mistake_of_a_profile_is_told_on_its_own_line_and_counted(incentive: Incentive, tmp_path: Path) -> None:
    profile = tmp_path / "bad.yaml"
    profile.write_text("advanced: 也许\nresearch: {2020: 五百}\nlaboratries: []\n", encoding="utf-8")
    run = incentive("check", profile, "-p", "district/sample")
    lines = run.err.strip().split("\n")
    assert run.status == 2
    assert run.out == ""
    assert [re.sub(r".*bad\.yaml:(\d+).*", r"\1", line) for line in lines[:3]] == ["1", "2", "3"]
    assert "laboratories" in lines[2]
    assert lines[3] == "共 3 处错误"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"- a\n- b\n", b"name: [", b"\x00", b"name: &a [*a]", b"[]"])
def test_no_file_whatever_brings_a_traceback(incentive: Incentive, tmp_path: Path, content: bytes) -> None:
    profile = tmp_path / "odd.yaml"
    profile.write_bytes(content)
    run = incentive("check", profile, "-p", "district/sample")
    assert run.status in (0, 2)
    assert "Traceback" not in run.err
    assert "内部错误" not in run.err


@pytest.mark.parametrize("what", ["missing.yaml", "."])
def test_a_profile_that_is_not_there_is_told(incentive: Incentive, tmp_path: Path, what: str) -> None:
    run = incentive("check", tmp_path / what, "-p", "district/sample")
    assert run.status == 2
    assert str(tmp_path) in run.err
    assert "共 1 处错误" in run.err


def test_a_folder_of_rules_that_is_not_there_is_told(check: Incentive, tmp_path: Path) -> None:
    run = check("--rules", tmp_path / "none")
    assert run.status == 2
    assert "none" in run.err


def test_a_damaged_policy_is_told_with_file_and_line(incentive: Incentive, firm: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "district" / "broken"
    (folder / "measures").mkdir(parents=True)
    (tmp_path / "rules" / "vocabulary").mkdir()
    (folder / "policy.yaml").write_text("policy: district/broken\ntitel: x\n", encoding="utf-8")
    run = incentive("check", firm, "--rules", tmp_path / "rules", "-p", "district/broken")
    assert run.status == 2
    assert "policy.yaml:2" in run.err


def test_assumptions_that_cannot_be_used_are_told(check: Incentive) -> None:
    run = check("--assume", "blacklisted", "--assume", "blacklistd=否", "--assume", "advanced=也许")
    assert run.status == 2
    assert run.err.endswith("共 3 处错误\n")


def test_the_profile_is_not_overwritten_by_its_own_report(check: Incentive, firm: Path) -> None:
    before = firm.read_bytes()
    run = check("-o", firm)
    assert run.status == 2
    assert "会将其覆盖" in run.err
    assert firm.read_bytes() == before


def test_in_english(check: Incentive, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check("--lang", "en").out.startswith("Incentive check\n")
    monkeypatch.setenv("INCENTIVE_LANG", "en_US.UTF-8")
    assert check().out.startswith("Incentive check\n")
    assert check("--lang=zh").out.startswith("惠企政策核对报告\n")


def test_a_look_at_one_measure_sums_up_that_measure_alone(check: Incentive) -> None:
    document = json.loads(check("--measure", "status", "--assume", "blacklisted=否", "--format", "json").out)
    (policy,) = document["policies"]
    assert [one["measure"] for one in policy["measures"]] == ["status"]
    assert policy["totals"]["eligible"] == 1
    assert policy["totals"]["payable"] == "0.00"


def test_a_profile_may_state_what_any_folder_of_rules_declares_by_any_of_its_labels(
    incentive: Incentive, tmp_path: Path
) -> None:
    (tmp_path / "own/vocabulary").mkdir(parents=True)
    (tmp_path / "own/vocabulary/own.yaml").write_text(
        "facts:\n"
        "  enterprise_kind: {label: 所属行业, type: choice, choices: [工业, 建筑业, 服务业, 农业]}\n"
        "  revenue_step: {label: 自报台阶, type: integer}\n",  # the district's policy derives something by this name
        "utf-8",
    )
    policy = ("-p", "yanfeng/incentives-20", "--as-of", "2021-03-31", "--rules", tmp_path / "own", "--format", "json")
    decisions = []
    for stated in ("企业类型: 工业", "所属行业: 工业\n自报台阶: 7", "enterprise_kind: 工业", "dishonest: 否"):
        (tmp_path / "firm.yaml").write_text(f"{stated}\n营业收入: {{2020: 3亿元}}", "utf-8")
        run = incentive("check", tmp_path / "firm.yaml", *policy)
        assert (run.status, run.err) == (0, "")
        decisions.append(run.out)
    assert decisions[0] == decisions[1] == decisions[2] != decisions[3]
