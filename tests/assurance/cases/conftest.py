"""A folder of rules with cases."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from case_files import PASSES, SAMPLE


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of rules, below the working directory; the policy has one file of cases, which pass."""
    shutil.copytree(SAMPLE, tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    (Path("rules") / "town/awards/cases/growth.yaml").write_text(PASSES, encoding="utf-8")
    return Path("rules")


@pytest.fixture
def cases(rules: Path) -> Path:
    """The folder of the policy's cases."""
    return rules / "town/awards/cases"
