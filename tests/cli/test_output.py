"""Where results go: whole or not at all, and nothing that is there is harmed."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest
from invoking import Incentive

from incentive_engine.cli import output as output_module
from incentive_engine.cli.output import write_result


def test_a_file_is_there_whole_with_the_usual_permissions(tmp_path: Path) -> None:
    target = tmp_path / "报告.txt"
    before = os.umask(0o022)
    try:
        write_result("研发\n", target)
    finally:
        os.umask(before)
    assert target.read_bytes() == "研发\n".encode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert [one.name for one in tmp_path.iterdir()] == ["报告.txt"]


def test_a_failure_half_way_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("as it was", encoding="utf-8")

    def full(*_: object) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_result("new", target)
    assert target.read_text(encoding="utf-8") == "as it was"
    assert [one.name for one in tmp_path.iterdir()] == ["report.txt"]


def test_an_interruption_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_result("new", tmp_path / "report.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_result("new", link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_a_half_character_from_a_json_file_does_not_stop_the_report(tmp_path: Path) -> None:
    write_result("a\ud800b", tmp_path / "report.json", document=True)
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == "a\\ud800b"


@pytest.mark.parametrize("place", ["no/such/folder/report.txt", "file/report.txt", "folder"])
def test_a_place_that_cannot_be_written_is_told(check: Incentive, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    run = check("-o", tmp_path / place)
    assert run.status == 2
    assert run.out == ""
    assert run.err.startswith(f"无法写入 {tmp_path / place}：")
    assert run.err.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_device_is_written_to_and_never_replaced(check: Incentive) -> None:
    run = check("-o", "/dev/full")
    assert run.status == 2
    assert "无法写入 /dev/full" in run.err
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
    assert check("-o", "/dev/null").status == 0


def test_a_page_is_as_wide_as_the_terminal_within_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns, expected in (("60", 60), ("80", 80), ("400", 100), ("5", 40)):
        monkeypatch.setenv("COLUMNS", columns)
        assert output_module.terminal_page().columns == expected
    assert output_module.terminal_page(to_file=True).columns == 80
    assert not output_module.terminal_page().colour
