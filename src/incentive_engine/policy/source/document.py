"""The values of one file, and where each of them was written."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, TypeAlias

from incentive_engine.mistakes import Place

Route: TypeAlias = "tuple[str | int, ...]"

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")


class Mark(NamedTuple):
    """Where a key and its value begin, from 1 (an item of a list is its own key), and how a scalar was written."""

    key_line: int
    key_column: int
    line: int
    column: int
    written: str | None


class Document:
    """The values of one file (`value` holds them all); a path is the keys and (0-based) indexes to a value."""

    def __init__(self, file: str, text: str, value: Any, root: Mark, marks: dict[int, dict[str | int, Mark]]) -> None:
        self.file = file
        self.text = text
        self.value = value
        self._root = root
        self._marks = marks

    def place(self, *path: str | int) -> Place:
        """Where the value at `path` begins; for a path that leads nowhere, the last place on the way."""
        mark = self._mark(path)
        return Place(self.file, mark.line, mark.column)

    def key_place(self, *path: str | int) -> Place:
        """Where the key of the value at `path` begins; for an item of a list, where the item does."""
        mark = self._mark(path)
        return Place(self.file, mark.key_line, mark.key_column)

    def written(self, *path: str | int) -> str | None:
        """The scalar at `path` as it was written (`007`, `1.50`, `yes`); None for a list or a mapping."""
        return self._mark(path).written

    def place_within(self, path: Route, offset: int) -> Place:
        """Where the character at `offset` of the text at `path` stands: for a mistake inside an expression.

        Counted over the characters that are not white space, so that folding and indentation do not matter.
        """
        mark = self._mark(path)
        wanted = sum(not character.isspace() for character in (mark.written or "")[:offset])
        for at in range(self._content_start(mark), len(self.text)):
            if self.text[at].isspace():
                continue
            if wanted == 0:
                line_start = self.text.rfind("\n", 0, at) + 1
                return Place(self.file, self.text.count("\n", 0, at) + 1, at - line_start + 1)
            wanted -= 1
        return Place(self.file, mark.line, mark.column)

    def _content_start(self, mark: Mark) -> int:
        """The offset in the file where the characters of a scalar begin: after an anchor, a quote, a `|` or `>`."""
        start = 0
        for _ in range(mark.line - 1):
            start = self.text.find("\n", start) + 1
        properties = _PROPERTIES.match(self.text, start + mark.column - 1)
        start = properties.end() if properties else start
        first = self.text[start : start + 1]
        if first in ("|", ">"):
            return self.text.find("\n", start) + 1 or start
        return start + 1 if first in ("'", '"') else start

    def _mark(self, path: Route) -> Mark:
        mark, value = self._root, self.value
        for step in path:
            found = self._marks.get(id(value), {}).get(step)
            if found is None:
                break
            mark, value = found, value[step]
        return mark
