"""A small folder of rules of which some mutants survive, and the command line at work on a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from incentive_engine.assurance.mutation.mutating import Trials
from incentive_engine.assurance.mutation.suite import Suite
from incentive_engine.cli import main
from incentive_engine.policy import library, load_policy
from incentive_engine.policy.cases import load_cases

RULES = Path(__file__).with_name("rules")


@dataclass(frozen=True)
class Run:
    """Exit status, standard output, standard error."""

    status: int
    out: str
    err: str


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the rules, to be changed; what is kept of it is kept beside it."""
    monkeypatch.setenv("INCENTIVE_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(library, "_shipped", tuple)  # no other policies than these
    return shutil.copytree(RULES, tmp_path / "rules")


@pytest.fixture
def trials(rules: Path) -> Callable[..., Trials]:
    """The trials of policies in the copy, as its files stand now."""

    def read(*ids: str) -> Trials:
        suites = []
        for id_ in ids:
            policy = load_policy(rules / id_)
            files = sorted((rules / id_ / "cases").glob("*.yaml"))
            suites.append(Suite(policy, [load_cases(file, policy) for file in files]))
        return Trials(suites)

    return read


@pytest.fixture
def mutate(rules: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """`incentive mutate` on policies of the copy, in English, one process."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(rules)

    def run(*words: object, lang: str = "en") -> Run:
        status = main(["mutate", *(str(word) for word in words), "--rules", str(rules), "--jobs", "1", "--lang", lang])
        captured = capfd.readouterr()
        return Run(status, captured.out, captured.err)

    return run
