"""Two states of a small folder of rules, and `incentive` to compare them with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from states import LIBRARY, Run, States

from incentive_engine.cli import main


@pytest.fixture
def states(tmp_path: Path) -> States:
    """Two copies of the sample rules; what is written into the second is the change."""
    for name in ("old", "new"):
        shutil.copytree(LIBRARY, tmp_path / name)
    return States(tmp_path / "old", tmp_path / "new")


@pytest.fixture
def without_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if z3 were not installed."""
    monkeypatch.setattr("incentive_engine.assurance.changes.proofs.prover_installed", lambda: False)


@pytest.fixture
def incentive(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> object:
    """Runs the command line, 80 columns wide, in Chinese."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("INCENTIVE_LANG", raising=False)

    def run(*words: object) -> Run:
        status = main([str(word) for word in words])
        captured = capfd.readouterr()
        assert "Traceback" not in captured.err
        return Run(status, captured.out, captured.err)

    return run
