"""The sample rules: a small folder of rules with one of everything."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SAMPLE = Path(__file__).with_name("sample")
LIBRARY = Path(__file__).parents[2] / "rules"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample rules, to be changed."""
    return shutil.copytree(SAMPLE, tmp_path / "rules")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the rules that ship with the package, to be changed."""
    return shutil.copytree(LIBRARY, tmp_path / "library")
