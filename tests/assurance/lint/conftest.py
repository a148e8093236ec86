"""A small library of rules in which lint finds nothing, to be damaged."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from incentive_engine.policy import library

SOUND = Path(__file__).parent / "library"


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sound library, which stands for the shipped one."""
    folder = tmp_path / "rules"
    shutil.copytree(SOUND, folder)
    monkeypatch.setattr(library, "_shipped", lambda: (folder,))
    monkeypatch.delenv("INCENTIVE_RULES", raising=False)
    return folder
