"""`incentive lint`: statuses, forms, and what it says to wrong words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from invoking import Incentive

from incentive_engine.policy import library

SOUND = Path(__file__).parents[1] / "assurance" / "lint" / "library"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the library in which lint finds nothing, in place of the shipped one."""
    import shutil

    folder = tmp_path / "rules"
    shutil.copytree(SOUND, folder)
    monkeypatch.setattr(library, "_shipped", lambda: (folder,))
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def lint(incentive: Incentive, monkeypatch: pytest.MonkeyPatch, town: Path) -> Incentive:
    """Runs `incentive lint` with the town's rules alone."""
    monkeypatch.delenv("INCENTIVE_RULES")
    return lambda *words: incentive("lint", *words)


def damage(town: Path, file: str, old: str, new: str) -> None:
    path = town / "town" / "awards" / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_nothing_found_is_status_0(lint: Incentive) -> None:
    run = lint()
    assert (run.status, run.err) == (0, "")
    assert "没有发现问题" in run.out


def test_a_finding_is_status_1_when_it_is_severe_enough(lint: Incentive, town: Path) -> None:
    damage(town, "measures/02-project.yaml", ", evidence: [验收意见]", "")
    assert lint().status == 0, "a note"
    assert lint("--fail-on", "note").status == 1
    damage(town, "measures/01-rd-growth.yaml", "[03-01, 04-30]", "[04-30, 03-01]")
    assert lint().status == 1, "a warning"
    assert lint("--fail-on", "error").status == 0


def test_a_policy_that_does_not_load_is_status_2_and_its_mistakes_are_told(lint: Incentive, town: Path) -> None:
    damage(town, "measures/02-project.yaml", "max: project_ceiling", "max: no_such_ceiling")
    run = lint("town/awards", "--lang", "en")
    assert run.status == 2
    assert "02-project.yaml" in run.out
    assert "[load]" in run.out
    assert "do not load" in run.out


def test_only_the_checks_that_are_named_are_run(lint: Incentive, town: Path) -> None:
    damage(town, "measures/01-rd-growth.yaml", "[03-01, 04-30]", "[04-30, 03-01]")
    assert lint("--check", "numbering").status == 0
    assert lint("--check", "numbering", "--check", "window").status == 1


def test_the_form_follows_the_file(lint: Incentive, town: Path) -> None:
    damage(town, "measures/01-rd-growth.yaml", "[03-01, 04-30]", "[04-30, 03-01]")
    assert lint("-o", "found.json").status == 1
    assert json.loads(Path("found.json").read_text("utf-8"))["totals"]["warning"] == 1
    lint("-o", "found.sarif")
    assert json.loads(Path("found.sarif").read_text("utf-8"))["version"] == "2.1.0"
    run = lint("--format", "json")
    assert json.loads(run.out)["findings"][0]["check"] == "window"


def test_a_check_is_explained(lint: Incentive) -> None:
    run = lint("--explain", "window", "--lang", "en")
    assert run.status == 0
    assert run.out.startswith("# window\n")
    assert "## Why" in run.out
    assert "为什么" in lint("--explain", "window").out


def test_quotations_are_compared_with_texts(lint: Incentive, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "rule.txt").write_text("第一条 按增量的10%给予奖励。", "utf-8")
    run = lint("--sources", "texts", "--check", "quotation", "--lang", "en")
    assert run.status == 1
    assert "does not stand in rule.txt" in run.out
    assert "were not compared" not in run.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["town/award"], "town/awards"),
        (["--check", "windw"], "window"),
        (["--explain", "nothing-of-the-kind"], "nothing-of-the-kind"),
        (["--fail-on", "never"], "never"),
        (["--format", "xml"], "xml"),
        (["--sources", "nowhere"], "nowhere"),
    ],
)
def test_wrong_words_are_status_2_with_a_sentence(lint: Incentive, words: list[str], said: str) -> None:
    run = lint(*words)
    assert run.status == 2
    assert said in run.err
    assert run.out == ""
