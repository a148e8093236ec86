"""Files are read in the encodings that people here save them in, and from nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from incentive_engine.mistakes import InputError, Mistake
from incentive_engine.policy.source import encoding, read_yaml

TEXT = "标题: 雁峰区激励措施\r\n金额: 50万元\r\n"
VALUE = {"标题": "雁峰区激励措施", "金额": "50万元"}


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_the_usual_encodings_are_read(tmp_path: Path, name: str) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(TEXT.encode(name))
    document = read_yaml(file)
    assert document.value == VALUE
    assert document.place("金额").line == 2


def test_utf_16_is_read_in_either_byte_order(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    for order in ("le", "be"):
        file.write_bytes(("\ufeff" + TEXT).encode(f"utf-16-{order}"))
        assert read_yaml(file).value == VALUE


def test_old_line_ends_count_as_lines(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(b"a: 1\rb: 2\rc: 3")
    assert read_yaml(file).place("c").line == 3


def refused(path: Path) -> Mistake:
    with pytest.raises(InputError) as failure:
        read_yaml(path)
    (mistake,) = failure.value.mistakes
    assert mistake.place.file == str(path)
    assert mistake.text("zh")
    assert mistake.text("en")
    return mistake


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (TEXT.encode("utf-8")[:40] + b"\xff" + TEXT.encode("utf-8")[40:], "policy.damaged-utf8", 2),
        (b"a: \xff\xff\xff", "policy.encoding", 1),
        (b"\xff\xfea", "policy.encoding", 1),
        (TEXT.encode("utf-16-le"), "policy.control-character", 1),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "policy.control-character", 2),
        (b"a: 1\nb: \x00", "policy.control-character", 2),
        (b"", "policy.empty-file", 0),
        (b"\xef\xbb\xbf", "policy.empty-file", 0),
    ],
)
def test_other_bytes_are_refused(tmp_path: Path, data: bytes, code: str, line: int) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(data)
    mistake = refused(file)
    assert (mistake.code, mistake.place.line) == (code, line)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing.yaml").code == "policy.no-file"
    assert refused(tmp_path).code == "policy.is-folder"
    assert refused(tmp_path / "a\0b").code == "policy.unreadable"
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert refused(loop).code == "policy.unreadable"
    (tmp_path / "file").write_text("a: 1")
    assert refused(tmp_path / "file" / "below").code == "policy.unreadable"


def test_a_huge_file_is_refused_without_reading_it_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "LARGEST_FILE", 1000)
    file = tmp_path / "file.yaml"
    file.write_text("#" * 1000)
    assert refused(file).code == "policy.empty-file"
    file.write_text("#" * 1001)
    assert refused(file).code == "policy.too-large"
