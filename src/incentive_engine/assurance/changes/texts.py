"""Running text in two states, word by word: Chinese by the character, Latin words and numbers whole."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

KEPT, GONE, NEW = "=", "-", "+"

_WORD = re.compile(r"[A-Za-z]+|\d[\d,.]*%?|\s+|.", re.DOTALL)
_LEAST = 2
"""Fewer words than these between two differences are told as a part of them."""


def word_changes(before: str, after: str) -> list[tuple[str, str]]:
    """The text in stretches: (`=`, what is in both), (`-`, what is gone), (`+`, what is new)."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    told: list[tuple[str, str]] = []
    gone = added = ""
    for same, start, behind, first, last in _stretches(old, new):
        if same:
            told += [(GONE, gone), (NEW, added), (KEPT, "".join(old[start:behind]))]
            gone = added = ""
        else:
            gone += "".join(old[start:behind])
            added += "".join(new[first:last])
    told += [(GONE, gone), (NEW, added)]
    return [one for one in told if one[1]]


def _stretches(old: list[str], new: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Places in both: whether what is there is the same, and enough of it to be told apart."""
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    ends = {0, len(found) - 1}
    return [
        (tag == "equal" and (place in ends or behind - start >= _LEAST), start, behind, first, last)
        for place, (tag, start, behind, first, last) in enumerate(found)
    ]
