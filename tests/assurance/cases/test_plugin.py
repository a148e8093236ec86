"""The pytest plugin, tried in processes of its own, by its entry point as well as where none is installed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from case_files import DAMAGED, FAILS, PASSES, TO_CONFIRM, UNREADABLE

import incentive_engine

MODULE = "incentive_engine.assurance.cases.plugin"
SOURCE = Path(incentive_engine.__file__).parents[1]
INSTALLED = any(one.value == MODULE for one in entry_points(group="pytest11"))


def run(*words: str, plugin: bool = True) -> subprocess.CompletedProcess[str]:
    """`pytest` in the working directory, with the plugin as it is installed, or else named."""
    named = ("-p", MODULE) if plugin and not INSTALLED else ()
    environment = {name: one for name, one in os.environ.items() if not name.startswith(("PYTEST_", "INCENTIVE_RULES"))}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *named, "-p", "no:cacheprovider", *words],
        env={**environment, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_every_case_is_an_item_named_after_its_file_and_itself(cases: Path) -> None:
    listed = run("--collect-only", "-q", "rules").stdout.splitlines()
    assert listed[:2] == [f"{cases}/growth.yaml::按增量的12%计", f"{cases}/growth.yaml::持平不算增长"]


def test_cases_that_pass(rules: Path) -> None:
    done = run("-q", str(rules))
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


def test_one_case_is_chosen_by_its_id_or_by_a_word(cases: Path) -> None:
    assert "1 passed" in run("-q", f"{cases}/growth.yaml::持平不算增长").stdout
    assert "1 passed, 1 deselected" in run("-q", str(cases), "-k", "持平").stdout


def test_a_case_that_fails_says_why_without_a_traceback(cases: Path) -> None:
    (cases / "growth.yaml").write_text(FAILS, encoding="utf-8")
    done = run("-v", str(cases))
    assert done.returncode == 1
    assert "应付      应为 600,000 元，实为 500,000 元（少 100,000 元）" in done.stdout
    assert f"{cases}/growth.yaml:13:5" in done.stdout
    assert f"FAILED {cases}/growth.yaml::到上限 - growth 应付 应为 600,000 元" in done.stdout
    assert "Traceback" not in done.stdout
    assert "plugin.py" not in done.stdout


def test_a_case_to_confirm_is_skipped_with_its_reason(cases: Path) -> None:
    (cases / "later.yaml").write_text(TO_CONFIRM, encoding="utf-8")
    done = run("-rs", str(cases))
    assert "2 passed, 1 skipped" in done.stdout
    assert re.search(r"SKIPPED \[1\] .*later\.yaml:13:5: 待确认（增长的边界）", done.stdout), done.stdout


def test_a_file_that_cannot_be_read_is_a_collection_error_with_places(cases: Path) -> None:
    (cases / "damaged.yaml").write_text(DAMAGED, encoding="utf-8")
    (cases / "unreadable.yaml").write_text(UNREADABLE, encoding="utf-8")
    done = run(str(cases), "--continue-on-collection-errors")
    assert f"{cases}/damaged.yaml:15:23: " in done.stdout
    assert f"{cases}/damaged.yaml:15:43: " in done.stdout
    assert f"{cases}/unreadable.yaml:14:13: 没有名为“rd_expens”的事实" in done.stdout
    assert "1 failed, 2 passed, 1 error" in done.stdout
    assert "Traceback" not in done.stdout


def test_cases_run_in_parallel_in_a_fixed_order(cases: Path) -> None:
    for number in range(4):
        (cases / f"more-{number}.yaml").write_text(PASSES, encoding="utf-8")
    done = run("-q", "-n", "2", str(cases))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 passed" in done.stdout
    ids = [run("--collect-only", "-q", str(cases)).stdout.splitlines()[:10] for _ in range(2)]
    assert ids[0] == ids[1] == sorted(ids[0], key=lambda one: one.partition("::")[0])


def test_the_engine_and_more_rules_can_be_chosen(cases: Path) -> None:
    elsewhere = Path("cases")
    elsewhere.mkdir()
    (elsewhere / "mine.yaml").write_text(PASSES, encoding="utf-8")
    assert "没有这个政策" in run("cases").stdout
    assert "2 passed" in run("cases", "--incentive-rules", "rules", "--incentive-engine", "reference").stdout
    Path("pytest.ini").write_text("[pytest]\nincentive_rules = rules\nincentive_engine = reference\n", encoding="utf-8")
    assert "2 passed" in run("cases").stdout
    assert "invalid choice: 'retee'" in run("cases", "--incentive-engine", "retee").stderr


def test_a_file_anywhere_is_collected_when_it_is_named(rules: Path) -> None:
    Path("mine.yaml").write_text(PASSES, encoding="utf-8")
    assert "2 passed" in run("mine.yaml", "--incentive-rules", "rules").stdout


def test_other_yaml_files_are_left_alone(rules: Path) -> None:
    for folder in ("cases", "other"):
        Path(folder).mkdir()
        (Path(folder) / "any.yaml").write_text("policy: x\nvalues: []\n", encoding="utf-8")
    assert "no tests ran" in run("cases", "other").stdout


def test_english_is_spoken_where_it_is_asked_for(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INCENTIVE_LANG", "en")
    (cases / "growth.yaml").write_text(FAILS, encoding="utf-8")
    assert "expected 600,000 yuan, decided 500,000 yuan (100,000 yuan less)" in run(str(cases)).stdout


def test_a_run_without_cases_pays_for_none_of_it(rules: Path) -> None:
    Path("test_none.py").write_text(
        "import sys\n"
        "def test_none():\n"
        "    ours = {name for name in sys.modules if name.startswith('incentive_engine.')}\n"
        "    assert not {name for name in ours if name.split('.')[1] not in ('assurance', 'wording')}, ours\n"
        "    assert 'pydantic' not in sys.modules\n",
        encoding="utf-8",
    )
    done = run("-q", "test_none.py")
    assert done.returncode == 0, done.stdout


def test_the_entry_point_names_the_plugin(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation is stood in for by its metadata alone, as an installer writes it from pyproject.toml."""
    declared = re.search(
        r'^\[project\.entry-points\.pytest11\]\n(\S+) = "(.*)"$',
        (SOURCE.parent / "pyproject.toml").read_text("utf-8"),
        re.MULTILINE,
    )
    assert declared is not None
    assert declared[2] == MODULE
    metadata = Path("site/incentive_engine_stand_in-0.dist-info")
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: incentive-engine-stand-in\nVersion: 0\n", "utf-8")
    (metadata / "entry_points.txt").write_text(f"[pytest11]\n{declared[1]} = {declared[2]}\n", "utf-8")
    starter = (
        "import sys, pytest; sys.path[:0] = sys.argv[1:3]; "
        "sys.exit(pytest.main(['-q', '-p', 'no:cacheprovider', sys.argv[3]]))"
    )
    words = [sys.executable, "-c", starter, str(metadata.parent), str(SOURCE), str(cases)]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert "2 passed" in done.stdout, done.stdout + done.stderr
