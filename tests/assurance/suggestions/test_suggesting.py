"""Suggested cases: found by the solver, read back by the loader, counting for nothing before they are confirmed."""

from __future__ import annotations

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("z3")

from incentive_engine.assurance.cases.finding import find_cases
from incentive_engine.assurance.cases.running import Outcome, case_facts, run_cases
from incentive_engine.assurance.coverage.coverage import Coverage, cover
from incentive_engine.assurance.suggestions.suggesting import Suggestions, Wanted, suggest
from incentive_engine.assurance.suggestions.writing import cases_file
from incentive_engine.cli import main
from incentive_engine.policy import load_policy

SAMPLE = Path(__file__).parents[2] / "policy" / "sample"
LIBRARY = Path(__file__).parents[3] / "rules"
POLICY = "town/awards"


@pytest.fixture
def policy_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample policy, without cases."""
    shutil.copytree(SAMPLE, tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    folder = Path("rules") / POLICY
    shutil.rmtree(folder / "cases")
    (folder / "cases").mkdir()
    return folder


def covered(folder: Path) -> Coverage:
    return cover([load_policy(folder)], find_cases([folder]).files)


def suggested(folder: Path, **wanted: object) -> Suggestions:
    found = find_cases([folder])
    assert not found.mistakes
    (one,) = suggest([load_policy(folder)], found.files, **wanted)  # type: ignore[arg-type]
    return one


def confirm(file: Path) -> None:
    """What a person does who has checked every expectation."""
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^ *to_confirm: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")


def test_cases_are_suggested_loaded_run_and_count_once_confirmed(policy_folder: Path) -> None:
    before = covered(policy_folder)
    assert before.outcomes.covered == 0
    found = suggested(policy_folder, wanted=Wanted(measures=frozenset({"growth"})))
    assert found.cases
    file = policy_folder / "cases" / "suggested.yaml"
    file.write_text(cases_file(found), encoding="utf-8")
    read = find_cases([policy_folder])
    assert not read.mistakes
    rans = list(run_cases(read.chosen()))
    assert {ran.outcome for ran in rans} == {Outcome.TO_CONFIRM}
    assert not any(ran.differences for ran in rans)
    assert covered(policy_folder).outcomes.covered == 0
    confirm(file)
    rans = list(run_cases(find_cases([policy_folder]).chosen()))
    assert {ran.outcome for ran in rans} == {Outcome.PASSED}
    after = covered(policy_folder)
    lacking = [one for one in after.uncovered() if one.point.owner == "growth"]
    unshown = {(one.uncovered.point, one.uncovered.outcome) for one in (*found.unreachable, *found.open)}
    assert {(one.point, one.outcome) for one in lacking} <= unshown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("policy", "dropped"),
    [("yanfeng/incentives-20", "07-*.yaml"), ("zhuzhou/makerspace", "*.yaml"), ("hengyang/talent", "*.yaml")],
)
def test_what_cases_of_the_library_showed_is_shown_again(tmp_path: Path, policy: str, dropped: str) -> None:
    shutil.copytree(LIBRARY, tmp_path / "rules")
    folder = tmp_path / "rules" / policy
    before = covered(folder)
    for file in (folder / "cases").glob(dropped):
        file.unlink()
    assert covered(folder).outcomes.covered < before.outcomes.covered
    file = folder / "cases" / "suggested.yaml"
    file.write_text(cases_file(suggested(folder)), encoding="utf-8")
    confirm(file)
    assert {ran.outcome for ran in run_cases(find_cases([file]).chosen())} == {Outcome.PASSED}
    after = covered(folder)
    assert (after.outcomes, after.mcdc) == (before.outcomes, before.mcdc)


def test_what_is_written_is_what_was_found(policy_folder: Path) -> None:
    found = suggested(policy_folder, wanted=Wanted(measures=frozenset({"contract", "praise"})))
    file = policy_folder / "cases" / "suggested.yaml"
    file.write_text(cases_file(found), encoding="utf-8")
    (read,) = find_cases([file]).files
    numbers = {measure.id: measure.number for measure in read.policy.measures}
    in_order = sorted(found.cases, key=lambda one: numbers[one.question.measure])
    assert [case_facts(read, case).keys() for case in read.cases] == [one.facts.keys() for one in in_order]
    assert not any(ran.differences for ran in run_cases([(read, case) for case in read.cases]))
    assert [case.as_of for case in read.cases] == [one.question.as_of for one in in_order]


def test_a_boundary_has_cases_just_below_on_and_just_above_it(policy_folder: Path) -> None:
    found = suggested(policy_folder, wanted=Wanted("rd_growth > 0"))
    growth = {}
    for one in found.cases:
        for shown in one.shows:
            figures = one.facts.get("rd_expense")
            if shown.point.kind.value == "comparison" and shown.point.text == "rd_growth > 0":
                last = one.question.year
                growth[shown.outcome] = figures[last] - figures[last - 1]
    assert growth == {"below": Decimal("-0.01"), "at": 0, "above": Decimal("0.01")}


def test_the_same_is_suggested_again(policy_folder: Path) -> None:
    wanted = Wanted(measures=frozenset({"praise"}))
    texts = {cases_file(suggested(policy_folder, wanted=wanted), lang) for _ in range(2) for lang in ("zh", "en")}  # type: ignore[arg-type]
    assert len(texts) == 2


def test_what_waits_for_a_person_is_not_suggested_again(policy_folder: Path) -> None:
    wanted = Wanted(measures=frozenset({"praise"}))
    first = suggested(policy_folder, wanted=wanted)
    (policy_folder / "cases" / "suggested.yaml").write_text(cases_file(first), encoding="utf-8")
    again = suggested(policy_folder, wanted=wanted)
    assert not again.cases
    assert {(one.point, one.outcome) for one in again.waiting} == {
        (one.point, one.outcome) for case in first.cases for one in case.shows
    }


def test_what_no_enterprise_can_show_is_proved_and_listed(policy_folder: Path) -> None:
    measure = policy_folder / "measures/04-praise.yaml"
    text = measure.read_text("utf-8")
    measure.write_text(text.replace("test: strong}", "test: 'strong and staff < 0'}"), encoding="utf-8")
    found = suggested(policy_folder, wanted=Wanted(measures=frozenset({"praise"})))
    proved = {(one.uncovered.point.text, one.uncovered.outcome) for one in found.unreachable}
    assert ("strong and staff < 0", "true") in proved
    assert all(one.days and one.measures == ("praise",) for one in found.unreachable)
    text = cases_file(found)
    assert "已证明不可能出现" in text
    (policy_folder / "cases" / "suggested.yaml").write_text(text, encoding="utf-8")
    assert not find_cases([policy_folder]).mistakes


def test_a_day_of_change_is_asked_about_before_on_and_after(policy_folder: Path) -> None:
    found = suggested(policy_folder, wanted=Wanted("2021-01-01: growth_rate value"))
    assert {one.question.as_of for one in found.cases} == {
        date(2020, 12, 31), date(2021, 1, 1), date(2021, 1, 2)
    }  # fmt: skip


def test_usual_facts_are_taken_over_from_existing_cases(policy_folder: Path) -> None:
    (policy_folder / "cases" / "praise.yaml").write_text(
        "policy: town/awards\nas_of: 2021-06-30\n"
        "base: {district: 某镇, dishonest: false, revenue: {2020: 1000万元}}\n"
        "cases:\n"
        "  - {name: 强度够, facts: {rd_expense: {2020: 50万元}}, expect: {praise: {verdict: eligible}}}\n",
        encoding="utf-8",
    )
    found = suggested(policy_folder, wanted=Wanted("strong", frozenset({"praise"})))
    assert found.cases
    for one in found.cases:
        assert one.question.as_of == date(2021, 6, 30)
        assert one.facts["district"] == "某镇"


def test_the_command_writes_a_file_that_is_there_whole_and_never_replaced(
    policy_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["suggest-cases", str(policy_folder), "--measure", "praise", "--limit", "1"]
    assert main([*words, "-o", "suggested.yaml"]) == 0
    captured = capsys.readouterr()
    assert "建议 1 个案例" in captured.err
    assert "写入 suggested.yaml" in captured.err
    assert not captured.out
    assert main([*words, "-o", "suggested.yaml"]) == 2
    assert "已存在" in capsys.readouterr().err
    assert main([*words, "-o", "folder"]) == 0
    assert [file.name for file in Path("folder").iterdir()] == ["town-awards.yaml"]
    capsys.readouterr()
    assert main([*words, "--lang", "en"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("# Cases suggested for")
    assert "suggested 1, to show" in captured.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--measure", "prase"], "praise"),
        (["--limit", "0"], "“0”不是大于 0 的整数"),
        (["--limit", "few"], "“few”不是大于 0 的整数"),
        (["--timeout", "-1"], "“-1”不是大于 0 的秒数"),
        (["town/nowhere"], "没有这个政策"),
        (["national/tech-sme", "-o", "one.yaml"], "-o 应为文件夹"),
    ],
)
def test_wrong_usage_is_told(
    policy_folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    assert main(["suggest-cases", str(policy_folder), *words]) == 2
    assert told in capsys.readouterr().err


def test_without_the_solver_the_command_says_what_to_install(
    policy_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("incentive_engine.assurance.symbolic.prover_installed", lambda: False)
    assert main(["suggest-cases", str(policy_folder)]) == 2
    assert "incentive-engine[verify]" in capsys.readouterr().err
