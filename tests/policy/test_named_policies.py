from __future__ import annotations

from pathlib import Path

import pytest

from incentive_engine.policy.cache import ENVIRONMENT, kept, nothing_kept
from incentive_engine.policy.library import policies_named

SAMPLE = Path(__file__).parent / "sample"


def test_a_folder_of_rules_stands_for_the_policies_in_it() -> None:
    assert policies_named([str(SAMPLE)]) == [str(SAMPLE / "town/awards")]
    assert policies_named([str(SAMPLE / "town")]) == [str(SAMPLE / "town/awards")]


def test_any_other_name_stands_for_itself(tmp_path: Path) -> None:
    for name in ("town/awards", str(SAMPLE / "town/awards"), str(tmp_path), "nowhere"):
        assert policies_named([name]) == [name]


def test_what_is_compiled_from_files_that_will_be_gone_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "cache"))
    with nothing_kept():
        assert kept("thing", {tmp_path / "a": b"1"}, lambda: "made") == "made"
    assert not (tmp_path / "cache").exists()
    assert kept("thing", {tmp_path / "b": b"1"}, lambda: "made") == "made"
    assert len(list((tmp_path / "cache").iterdir())) == 1
