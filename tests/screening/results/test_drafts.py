"""Files that are there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from incentive_engine.screening.results.drafts import Drafts


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_nothing_appears_until_everything_is_published(tmp_path: Path) -> None:
    result, beside = tmp_path / "r.csv", tmp_path / "r.rejects.csv"
    with Drafts(result) as drafts:
        drafts.draft(result).write_text("results")
        drafts.draft(beside).write_text("rejects")
        assert not result.exists() and not beside.exists()
        drafts.publish()
    assert (result.read_text(), beside.read_text()) == ("results", "rejects")
    assert names(tmp_path) == ["r.csv", "r.rejects.csv"]


def test_a_failure_leaves_what_was_there_before(tmp_path: Path) -> None:
    result = tmp_path / "r.csv"
    result.write_text("old")
    with pytest.raises(RuntimeError), Drafts(result) as drafts:
        drafts.draft(result).write_text("half")
        raise RuntimeError
    assert result.read_text() == "old"
    assert names(tmp_path) == ["r.csv"]


def test_what_a_dead_run_left_is_removed_and_a_living_one_is_left_alone(tmp_path: Path) -> None:
    result = tmp_path / "r.csv"
    dead = tmp_path / ".r.csv.abc.drafts"
    dead.mkdir()
    (dead / "lock").touch()
    (dead / "r.csv").write_text("half")
    (tmp_path / ".r.csv.empty.drafts").mkdir()
    with Drafts(result) as living:
        assert not dead.exists()
        with Drafts(result) as other:
            assert living.folder.exists() and living.folder != other.folder
    assert names(tmp_path) == []


def test_a_file_of_an_earlier_run_that_no_longer_holds_goes_with_the_publication(tmp_path: Path) -> None:
    result, stale = tmp_path / "r.csv", tmp_path / "r.rejects.csv"
    stale.write_text("old")
    with Drafts(result) as drafts:
        drafts.draft(result).write_text("new")
        drafts.discard(stale)
        assert stale.exists()
        drafts.publish()
    assert not stale.exists()


def test_a_link_keeps_leading_to_the_result(tmp_path: Path) -> None:
    place = tmp_path / "archive"
    place.mkdir()
    (place / "real.csv").write_text("old")
    link = tmp_path / "r.csv"
    link.symlink_to(place / "real.csv")
    with Drafts(link) as drafts:
        drafts.draft(link).write_text("new")
        drafts.publish()
    assert link.is_symlink() and (place / "real.csv").read_text() == "new"


def test_a_folder_that_is_not_there_is_named_as_it_was_written(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught, Drafts(tmp_path / "nowhere" / "r.csv"):
        pass
    assert caught.value.filename == str(tmp_path / "nowhere" / "r.csv")
