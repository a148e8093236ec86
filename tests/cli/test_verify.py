"""`incentive verify`: what is proved, what is found, and what it says of wrong use."""

from __future__ import annotations

import json
import re
import sys
from importlib import util
from pathlib import Path

import jsonschema
import pytest
from invoking import Incentive
from small_policy import FACTS, LEVEL, POLICY, SPENDING, write

from incentive_engine.assurance import verification
from incentive_engine.report.lines import width

SCHEMA = json.loads((Path(verification.__file__).with_name("verification.schema.json")).read_text(encoding="utf-8"))
GAP = {LEVEL: (", ['\"省级\"', 40万元]", "")}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The folder of a small policy in which nothing is wrong."""
    write(tmp_path / "rules")
    return tmp_path / "rules"


def test_where_nothing_is_wrong_the_exit_status_is_0(incentive: Incentive, rules: Path) -> None:
    run = incentive("verify", "town/awards", "--rules", rules, "-j", 1)
    assert (run.status, run.err) == (0, "")
    assert run.out.endswith("没有发现错误\n")
    places = [line for line in run.out.splitlines() if line.startswith("        见 ")]
    assert places
    assert all(re.fullmatch(r" +见 .*/rules/town/awards/[\w/-]+\.yaml:\d+", line) for line in places)  # never broken
    assert max(width(line) for line in run.out.splitlines() if line not in places) <= 80


def test_a_fault_is_told_with_an_enterprise_and_the_exit_status_is_1(incentive: Incentive, tmp_path: Path) -> None:
    write(tmp_path, GAP)
    run = incentive("verify", "town/awards", "--rules", tmp_path, "--question", "table", "-j", 1)
    assert run.status == 1
    assert "level/table/gap" in run.out
    assert "示例级别：省级" in run.out
    english = incentive("verify", "town/awards", "--rules", tmp_path, "--question", "table", "-j", 1, "--lang", "en")
    assert "the table has a gap" in english.out


def test_several_processes_find_the_same(incentive: Incentive, rules: Path) -> None:
    asked = ("verify", "town/awards", "--rules", rules, "--format", "json", "--question", "condition")
    assert incentive(*asked, "-j", 2).out == incentive(*asked, "-j", 1).out


def test_the_document_is_as_its_schema_says(incentive: Incentive, tmp_path: Path) -> None:
    write(tmp_path, {**GAP, SPENDING: ("'size = \"中\"'", "'size = \"小\"'")})
    run = incentive("verify", "town/awards", "--rules", tmp_path, "--format", "json", "-j", 1)
    document = json.loads(run.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    (policy,) = document["policies"]
    answers = {one["id"]: one for one in policy["questions"]}
    assert answers["level/table/gap"]["status"] == "fault"
    assert len(answers["spending/cliff/staff"]["enterprises"]) == 2
    assert document["found"] is True
    assert sum(policy["counts"].values()) == len(answers)


def test_the_report_is_written_as_markdown_by_the_name_of_the_file(incentive: Incentive, tmp_path: Path) -> None:
    write(tmp_path / "rules", GAP)
    file = tmp_path / "report.md"
    run = incentive("verify", "town/awards", "--rules", tmp_path / "rules", "--question", "table", "-o", file, "-j", 1)
    assert (run.status, run.out) == (1, "")
    assert "- **错误** 2\\. 级别奖励" in file.read_text(encoding="utf-8")


def test_what_a_policy_says_is_no_markup_in_the_report(incentive: Incentive, tmp_path: Path) -> None:
    write(tmp_path / "rules", {POLICY: ("title: 示例奖励", "title: 示例<b>*奖*励")})
    asked = ("verify", "town/awards", "--rules", tmp_path / "rules", "--question", "table", "-j", 1)
    run = incentive(*asked, "--format", "markdown")
    assert "示例&#60;b&#62;\\*奖\\*励" in run.out


def test_enterprises_are_written_as_profiles_with_the_command_that_decides_them(
    incentive: Incentive, tmp_path: Path
) -> None:
    write(tmp_path / "rules", GAP)
    run = incentive(
        "verify", "town/awards", "--rules", tmp_path / "rules", "--question", "table", "-j", 1,
        "--profiles", tmp_path / "found",
    )  # fmt: skip
    (file,) = (tmp_path / "found").iterdir()
    assert run.err.startswith(f"incentive check {file} -p town/awards --as-of 2020-01-01 --measure level --rules")
    assert incentive("check", file, "-p", "town/awards", "--rules", tmp_path / "rules").status == 0


def test_what_takes_too_long_is_undecided_and_says_so(
    incentive: Incentive, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from incentive_engine.assurance.symbolic.answers import Undecided
    from incentive_engine.assurance.verification import answering

    monkeypatch.setattr(answering, "ask", lambda *_: Undecided("symbolic.time-out", {"seconds": "0.01"}))
    run = incentive("verify", "town/awards", "--rules", rules, "--question", "property", "--timeout", "0.01", "-j", 1)
    assert run.status == 1
    assert "未能判定：性质“失信不奖”成立" in run.out.replace("\n", "").replace("        ", "")
    assert "0.01 秒" in run.out


def test_without_the_solver_it_says_what_to_install(
    incentive: Incentive, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = util.find_spec
    monkeypatch.setattr(
        "incentive_engine.assurance.symbolic.find_spec", lambda name: None if name == "z3" else found(name)
    )
    run = incentive("verify", "town/awards", "--rules", rules)
    assert run.status == 2
    assert "incentive-engine[verify]" in run.err


def test_every_kind_of_question_can_be_asked_for() -> None:
    from incentive_engine.assurance.verification.questions import KINDS
    from incentive_engine.cli import verify

    assert verify._KINDS == KINDS


def test_z3_is_not_loaded_by_other_commands() -> None:
    import subprocess

    modules = "incentive_engine.cli.verify, incentive_engine.assurance.verification.asking"
    code = f"import sys, {modules}; print('z3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    "words",
    [
        ("--timeout", "0"),
        ("--timeout", "soon"),
        ("-j", "0"),
        ("-j", "many"),
        ("--question", "gaps"),
        ("--format", "html"),
    ],
)
def test_wrong_options_are_refused(incentive: Incentive, rules: Path, words: tuple[str, str]) -> None:
    run = incentive("verify", "town/awards", "--rules", rules, *words)
    assert run.status == 2
    assert words[1] in run.err
    assert "Traceback" not in run.err


def test_a_property_that_does_not_parse_is_told_at_its_place(incentive: Incentive, tmp_path: Path) -> None:
    write(tmp_path)
    file = tmp_path / POLICY
    file.write_text(file.read_text(encoding="utf-8").replace("not(honest)", "not(honset)"), encoding="utf-8")
    run = incentive("verify", "town/awards", "--rules", tmp_path)
    assert run.status == 2
    assert f"{file}:" in run.err
    assert "honest" in run.err


def test_a_folder_for_profiles_that_is_a_file_is_refused_before_the_work(
    incentive: Incentive, rules: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    run = incentive("verify", "town/awards", "--rules", rules, "--profiles", tmp_path / "file")
    assert run.status == 2
    assert str(tmp_path / "file") in run.err


def test_facts_of_a_table_are_asked_about_too(incentive: Incentive, tmp_path: Path) -> None:
    write(tmp_path, {FACTS: ("'[20..300)'", "'[20..300]'")})
    run = incentive("verify", "town/awards", "--rules", tmp_path, "--question", "table", "-j", 1)
    assert "fact:size/table/overlap" in run.out
    assert "示例人数：300" in run.out
