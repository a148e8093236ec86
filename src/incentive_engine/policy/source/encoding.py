"""The text of a file that a person wrote: which encoding it is in, and what no text should hold."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from incentive_engine.mistakes import InputError, Mistake, Place

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes that a rule file or a profile of one enterprise may have."""

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def read_text(path: Path | str) -> str:
    """The text of a file in UTF-8 (with or without a byte order mark), UTF-16 with one, or GB18030.

    Raises InputError when the file cannot be read, is larger than `LARGEST_FILE`, or is in another encoding.
    Line ends become `\\n`.
    """
    return decode(read_bytes(path), str(path))


def decode(data: bytes, file: str) -> str:
    """The text that the bytes of `file` stand for; raises InputError like `read_text`."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decoded(data, "utf-16", file)
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            if is_damaged_utf8(data):
                line = data.count(b"\n", 0, error.start) + 1
                raise InputError([Mistake(Place(file, line), "policy.damaged-utf8")]) from None
            text = _decoded(data, "gb18030", file)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_unwanted(text: str, file: str) -> None:
    """Raise InputError at the first character that no text should hold: a control character, a lone surrogate."""
    found = _UNWANTED.search(text)
    if found:
        start = text.rfind("\n", 0, found.start()) + 1
        place = Place(file, text.count("\n", 0, start) + 1, found.start() - start + 1)
        character = f"U+{ord(found[0]):04X}"
        raise InputError([Mistake(place, "policy.control-character", {"character": character})])


def read_bytes(path: Path | str) -> bytes:
    """The bytes of a file. Raises InputError when it cannot be read or is larger than `LARGEST_FILE`."""
    place = Place(str(path))
    try:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise InputError([Mistake(place, "policy.no-file")]) from None
    except IsADirectoryError:
        raise InputError([Mistake(place, "policy.is-folder")]) from None
    except (OSError, ValueError) as error:  # ValueError: a path that holds a NUL character
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError([Mistake(place, "policy.unreadable", {"reason": reason})]) from None
    if len(data) > LARGEST_FILE:
        raise InputError([Mistake(place, "policy.too-large", {"most": LARGEST_FILE // 1024 // 1024})])
    return data


def _decoded(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError([Mistake(Place(file, line), "policy.encoding")]) from None


def is_damaged_utf8(data: bytes) -> bool:
    """Whether this is UTF-8 with some broken bytes, which would read as quite another text in GB18030."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(character > "\u07ff" for character in text) - broken
    return sound > broken
