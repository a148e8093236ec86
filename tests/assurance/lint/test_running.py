"""Linting: policies that do not load, what lint.yaml leaves as it is, and which policies and facts are looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from incentive_engine.assurance.lint import Finding, Severity, check_names, lint
from incentive_engine.assurance.lint.running import module_of
from incentive_engine.mistakes import InputError

AWARDS = "town/awards"


def damage(rules: Path, file: str, old: str, new: str) -> None:
    path = rules / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def ignore(folder: Path, text: str) -> None:
    (folder / "lint.yaml").write_text(f"ignore:\n{text}", "utf-8")


def named(findings: list[Finding]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.check, one.about) for one in findings]


@pytest.fixture
def faulty(rules: Path) -> Path:
    """The library with one fault: a `>` under 以上."""
    damage(rules, "town/awards/measures/04-step.yaml", ">= staff_floor", "> staff_floor")
    return rules


def test_nothing_is_wrong_with_the_shipped_library() -> None:
    found = lint()
    assert [(str(one.place), one.text("en")) for one in found.findings] == []
    assert not found.unreadable


def test_every_check_has_a_module_with_a_function() -> None:
    assert len(check_names()) >= 20
    for name in check_names():
        module = module_of(name)
        assert hasattr(module, "check") or hasattr(module, "check_library")
        assert module.finding.args[0] == name  # type: ignore[attr-defined]
    with pytest.raises(KeyError):
        module_of("no-such-check")


def test_a_finding_knows_its_place(faulty: Path) -> None:
    (finding,) = lint([AWARDS]).findings
    assert finding.severity is Severity.ERROR
    assert finding.place.file.endswith("04-step.yaml")
    text = Path(finding.place.file).read_text("utf-8").splitlines()[finding.place.line - 1]
    assert text[finding.place.column - 1 :].startswith("'employees[-1] > staff_floor'")


def test_the_mistakes_of_a_policy_that_does_not_load_are_findings(rules: Path) -> None:
    damage(rules, "town/awards/measures/04-step.yaml", ">= staff_floor", ">= no_such_floor")
    found = lint()
    assert found.unreadable
    assert {one.check for one in found.findings} == {"load"}
    assert all(one.severity is Severity.ERROR and one.text("zh") and one.text("en") for one in found.findings)
    assert found.policies == []


def test_what_is_ignored_with_a_reason_is_counted_and_not_told(faulty: Path) -> None:
    ignore(faulty / AWARDS, "  - {check: operator-contradicts-wording, at: step/staff, reason: 试行}\n")
    found = lint()
    assert (found.findings, found.ignored) == ([], 1)


@pytest.mark.parametrize("at", ["step", "staff", "step/staff", "[no-such, staff]"])
def test_an_entry_names_what_the_finding_is_about(faulty: Path, at: str) -> None:
    ignore(faulty / AWARDS, f"  - {{check: operator-contradicts-wording, at: {at}, reason: 试行}}\n")
    found = lint(checks=["operator-contradicts-wording"])
    assert found.ignored == 1
    assert named(found.findings) == ([("unused-ignore", ("operator-contradicts-wording",))] if "no-such" in at else [])


def test_an_entry_that_nothing_needs_is_found(rules: Path) -> None:
    ignore(rules / AWARDS, "  - {check: operator-contradicts-wording, at: step, reason: 试行}\n")
    (finding,) = lint().findings
    assert finding.check == "unused-ignore"
    assert (finding.place.line, finding.severity) == (2, Severity.WARNING)
    assert lint(checks=["numbering"]).findings == [], "an entry of a check that was not run may be needed"


def test_an_entry_needs_a_reason_and_a_check_that_there_is(rules: Path) -> None:
    ignore(rules / AWARDS, "  - {check: numbering}\n")
    found = lint()
    assert found.unreadable
    assert [one.code for one in found.findings] == ["policy.missing-key"]
    ignore(rules / AWARDS, "  - {check: numberin, reason: 试行}\n")
    (finding,) = lint().findings
    assert finding.code == "lint.no-such-check"
    assert "numbering" in finding.text("en")


def test_facts_are_ignored_beside_the_vocabulary(rules: Path) -> None:
    spare = "  spare: {label: 闲置, type: text, source: 表, ask: 请填写}\n"
    damage(rules, "vocabulary/town.yaml", "  profit:", f"{spare}  profit:")
    assert named(lint().findings) == [("unused-fact", ("spare",))]
    ignore(rules, "  - {check: unused-fact, at: spare, reason: 备用}\n")
    found = lint()
    assert (found.findings, found.ignored) == ([], 1)


def test_a_fact_that_another_policy_uses_is_used(rules: Path) -> None:
    other = rules / "town" / "other"
    (other / "measures").mkdir(parents=True)
    policy = (rules / AWARDS / "policy.yaml").read_text("utf-8")
    (other / "policy.yaml").write_text(policy.split("derived:")[0].replace("town/awards", "town/other"), "utf-8")
    measure = (rules / AWARDS / "measures" / "02-project.yaml").read_text("utf-8")
    measure = measure.split("award:")[0].replace("number: 2", "number: 1") + "award: {benefit: 支持}\n"
    (other / "measures" / "01-project.yaml").write_text(measure, "utf-8")
    found = lint(["town/other"], checks=["unused-fact"])
    assert named(found.findings) == []


def test_a_policy_in_a_folder_is_linted_by_its_path(faulty: Path) -> None:
    assert named(lint([str(faulty / AWARDS)]).findings) == [("operator-contradicts-wording", ("step", "staff"))]


def test_a_policy_that_is_not_there_is_wrong_input(rules: Path) -> None:
    with pytest.raises(InputError):
        lint(["town/nothing"])
    with pytest.raises(InputError):
        lint(sources=rules / "nowhere")


def test_layout_changes_nothing(faulty: Path) -> None:
    before = named(lint().findings)
    path = faulty / "town/awards/measures/04-step.yaml"
    text = path.read_text("utf-8").replace("'employees[-1] > staff_floor'", '"employees[ -1 ]   >   staff_floor"')
    path.write_text("# 备注\n\n" + text, "utf-8")
    assert named(lint().findings) == before


def test_findings_come_out_in_the_same_order_each_time(faulty: Path) -> None:
    damage(faulty, "town/awards/policy.yaml", "values: {2020-01-01: 20%}", "values: {2020-01-01: 2%}")
    first, second = lint().findings, lint().findings
    assert first == second == sorted(first, key=lambda one: one.order)


def test_a_folder_of_rules_stands_for_all_policies_in_it(faulty: Path) -> None:
    for folder in (faulty, faulty / "town"):
        assert named(lint([str(folder)]).findings) == [("operator-contradicts-wording", ("step", "staff"))]


def test_cases_that_cannot_be_read_are_told(rules: Path) -> None:
    (rules / AWARDS / "cases" / "damaged.yaml").write_bytes(b"\xff\xfe\x00")
    found = lint(checks=["clause-without-cases"]).findings
    assert [Path(one.place.file).name for one in found] == ["damaged.yaml"]
