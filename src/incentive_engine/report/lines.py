"""Lines of text for a terminal: how wide a text is, and where Chinese and Latin text may be broken.

Widths follow Unicode's East Asian Width (UAX 11), ambiguous characters counted as narrow, as terminals do.
Breaks follow the rules of Chinese setting (GB/T 15834): no line begins with a closing mark or ends with an
opening one.
"""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

_NOT_FIRST = frozenset("，。、；：？！）》」』】〉”’…—～·%‰,.;:?!)]}※℃")
_NOT_LAST = frozenset("（《「『【〈“‘([{￥$#")
_HIDDEN = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff")


def inert(text: str) -> str:
    """The text on one line and without power over a terminal: no control codes, no reversal of direction."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char.isspace():
        return "\u3000" if char == "\u3000" else " "
    return "\ufffd" if char in _HIDDEN or category(char) in ("Cc", "Cs") else char


def width(text: str) -> int:
    """The number of terminal columns that the text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if char.isascii():
        return 1
    if combining(char) or category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def pad(text: str, columns: int) -> str:
    """The text filled up with spaces to `columns`; never cut."""
    return text + " " * max(0, columns - width(text))


def align_right(text: str, columns: int) -> str:
    """The text moved to the right end of `columns`; never cut."""
    return " " * max(0, columns - width(text)) + text


def wrap(text: str, columns: int) -> list[str]:
    """The text as lines of at most `columns` (two at the least, where one character may need both)."""
    lines: list[str] = []
    line, used = "", 0
    for unit in _units(text):
        size = width(unit.rstrip(" "))
        if line and used + size > columns:
            lines.append(line.rstrip(" "))
            line, used = "", 0
        while size > columns:
            head = _head(unit, columns)
            lines.append(head)
            unit = unit[len(head) :]
            size = width(unit.rstrip(" "))
        line += unit
        used += width(unit)
    if line or not lines:
        lines.append(line.rstrip(" "))
    return lines


def _head(text: str, columns: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += _columns(char)
        if used > columns:
            return text[: max(index, 1)]
    return text


def _units(text: str) -> list[str]:
    """The text cut at every place where a line may end."""
    units: list[str] = []
    start = 0
    for index in range(1, len(text)):
        if _may_break(text, index):
            units.append(text[start:index])
            start = index
    units.append(text[start:])
    return units


def _may_break(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if before == " ":
        return not (index > 1 and text[index - 2].isdigit() and _is_wide(after))  # a number stays with its unit
    return _is_wide(before) or _is_wide(after)


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF"
