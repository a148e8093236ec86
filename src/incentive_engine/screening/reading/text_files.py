"""Files of text of any size: in which encoding they are, and what no register can be read from, found in one pass."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.source.encoding import is_damaged_utf8

LONGEST_LINE = 2_000_000
"""Bytes of a line from which a file is refused: a quotation mark that is not closed, or no table at all."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text in UTF-8 (`path`), perhaps a copy of what was given; `regular` when no line is blank."""

    path: Path
    regular: bool


def fault(file: str, code: str, **values: object) -> InputError:
    """That a file as a whole cannot be read."""
    return InputError([Mistake(Place(file), code, values)])


def beginning(path: Path, most: int) -> bytes:
    """The first bytes of a file. Raises InputError for a file that cannot be read or is empty."""
    file = str(path)
    try:
        with path.open("rb") as opened:
            head = opened.read(most)
    except FileNotFoundError:
        raise fault(file, "policy.no-file") from None
    except IsADirectoryError:
        raise fault(file, "policy.is-folder") from None
    except (OSError, ValueError) as error:
        raise fault(file, "policy.unreadable", reason=getattr(error, "strerror", None) or str(error)) from None
    if not head:
        raise fault(file, "reading.empty-file")
    return head


def examine(path: Path, scratch: Path) -> TextFile:
    """The text of a file in UTF-8, UTF-16 with a byte order mark, or GB 18030, the latter as a copy in `scratch`.

    Raises InputError when the file cannot be read, is empty, holds NUL bytes, has a line longer than LONGEST_LINE, or
    is in another encoding.
    """
    file = str(path)
    head = beginning(path, 4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        path = _copied(path, "utf-16", scratch, file)
    encoding, regular = _scanned(path, file)
    if encoding != "utf-8":
        path = _copied(path, encoding, scratch, file)
    return TextFile(path, regular)


def _scanned(path: Path, file: str) -> tuple[str, bool]:
    """The encoding, UTF-8 or GB 18030, and whether there are no blank lines."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, regular, length, before = "utf-8", True, 0, b""
    with path.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            if b"\0" in chunk:
                raise fault(file, "reading.binary")
            last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            length = length + len(chunk) if last < 0 else len(chunk) - last
            if length > LONGEST_LINE:
                raise fault(file, "reading.long-line", most=LONGEST_LINE // 1_000_000)
            if regular:
                seam = before + chunk
                regular = not any(blank in seam for blank in (b"\n\n", b"\n\r\n", b"\r\r"))
                before = chunk[-2:]
            if encoding == "utf-8":
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    if is_damaged_utf8(chunk):
                        raise fault(file, "policy.damaged-utf8") from None
                    encoding = "gb18030"
    return encoding, regular


def _copied(path: Path, encoding: str, scratch: Path, file: str) -> Path:
    """A copy in UTF-8."""
    copy = scratch / f"{len(list(scratch.iterdir()))}.utf8"
    try:
        with path.open(encoding=encoding, newline="") as text, copy.open("w", encoding="utf-8", newline="") as written:
            while chunk := text.read(_CHUNK):
                written.write(chunk)
    except UnicodeError:
        raise fault(file, "policy.encoding") from None
    return copy
