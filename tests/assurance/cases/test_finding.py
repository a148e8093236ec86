"""Cases are found by file, folder, policy and folder of rules; what cannot be read does not hide the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_files import DAMAGED, PASSES

from incentive_engine.assurance.cases.finding import find_cases


@pytest.mark.parametrize(
    "path",
    [
        "rules/town/awards/cases/growth.yaml",
        "rules/town/awards/cases",
        "rules/town/awards",
        "rules/town/awards/policy.yaml",
        "rules/town",
        "rules",
        ".",
    ],
)
def test_a_path_stands_for_the_cases_at_or_below_it(rules: Path, path: str) -> None:
    found = find_cases([path])
    assert [Path(one.document.file) for one in found.files] == [rules / "town/awards/cases/growth.yaml"]
    assert not found.mistakes


def test_a_policy_is_named_by_its_id(rules: Path) -> None:
    assert len(find_cases(["town/awards"], [rules]).files) == 1
    files = list((Path(__file__).parents[3] / "rules/yanfeng/incentives-20/cases").glob("*.yaml"))
    assert len(find_cases(["yanfeng/incentives-20"]).files) == len(files) > 20


def test_a_policy_that_is_not_there_is_told_with_the_nearest(rules: Path) -> None:
    found = find_cases(["town/award", rules], [rules])
    assert len(found.files) == 1
    assert [(one.code, one.place.file) for one in found.mistakes] == [("policy.no-such-policy", "town/award")]
    assert "town/awards" in found.mistakes[0].text()


def test_the_library_and_what_is_added_to_it_is_run_when_nothing_is_named(rules: Path) -> None:
    files = find_cases([], [rules]).files
    assert len(files) > 60
    assert "town/awards" in {one.policy.id for one in files}


def test_each_file_is_run_once(cases: Path) -> None:
    assert len(find_cases([cases, cases / "growth.yaml", cases.parent]).files) == 1


def test_a_file_elsewhere_is_about_the_policy_that_it_names(rules: Path) -> None:
    file = Path("mine.yaml")
    file.write_text(PASSES, encoding="utf-8")
    assert [one.policy.id for one in find_cases([file], [rules]).files] == ["town/awards"]
    unknown = find_cases([file]).mistakes
    assert [(one.code, str(one.place)) for one in unknown] == [("policy.no-such-policy", "mine.yaml:1:9")]


def test_cases_without_their_policy_are_about_the_one_that_they_name(rules: Path) -> None:
    (Path("apart") / "town/awards/cases").mkdir(parents=True)
    Path("apart/town/awards/cases/growth.yaml").write_text(PASSES, encoding="utf-8")
    assert [one.policy.id for one in find_cases(["apart"], [rules]).files] == ["town/awards"]


def test_what_is_no_file_of_cases_is_told_in_a_line(rules: Path) -> None:
    found = find_cases([rules / "vocabulary", rules / "town/awards/measures/01-growth.yaml", ""])
    assert [one.code for one in found.mistakes] == ["cases.no-path", *["policy.not-cases"] * 3]


def test_what_is_wrong_with_a_file_does_not_hide_the_others(cases: Path) -> None:
    (cases / "damaged.yaml").write_text(DAMAGED, encoding="utf-8")
    found = find_cases([cases, "nowhere.yaml"])
    assert [Path(one.document.file).name for one in found.files] == ["growth.yaml"]
    assert [(Path(one.place.file).name, one.place.line, one.code) for one in found.mistakes] == [
        ("damaged.yaml", 15, "policy.unknown-key"),
        ("damaged.yaml", 15, "policy.unknown-measure"),
        ("nowhere.yaml", 0, "policy.no-file"),
    ]


def test_what_is_wrong_with_a_policy_is_told_once(cases: Path) -> None:
    (cases / "more.yaml").write_text(PASSES, encoding="utf-8")
    measure = cases.parent / "measures/04-praise.yaml"
    measure.write_text(measure.read_text("utf-8").replace("test: strong", "test: storng"), encoding="utf-8")
    found = find_cases([cases])
    assert not found.files
    assert len(found.mistakes) == len({(one.place, one.code) for one in found.mistakes})
    assert "04-praise.yaml" in found.mistakes[0].place.file


def test_hidden_folders_and_environments_are_not_looked_into(rules: Path) -> None:
    rules.rename(".hidden")
    assert not find_cases(["."]).files
    Path("venv").mkdir()
    Path("venv/pyvenv.cfg").touch()
    Path(".hidden").rename("venv/rules")
    assert not find_cases(["."]).files
    assert find_cases(["venv/rules"]).files
