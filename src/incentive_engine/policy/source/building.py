"""Values made of events, without recursion, so that no depth of nesting can exhaust the stack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.source.document import Document, Mark
from incentive_engine.policy.source.events import Event, refuse

LARGEST_TREE = 200_000
"""Values in a file once each alias is counted as what it stands for: where the growth of alias bombs ends."""

DEEPEST = 60
"""Lists and mappings within one another."""

_LARGEST_EXPONENT = 6144
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_HEXADECIMAL_OR_OCTAL = re.compile(r"0x[0-9a-fA-F]{1,28}|0o[0-7]{1,36}")


def build(events: Iterable[Event], text: str, file: str) -> Document:
    """The document that the events of a file make up. Raises InputError.

    Refused: no value at all, repeated keys, keys that are no text, aliases of nothing or of themselves, more
    than `LARGEST_TREE` values, more than `DEEPEST` levels.
    """
    builder = _Builder(file)
    for event in events:
        builder.take(event)
    if builder.root is None or builder.root[0] is None:
        refuse(file, 0, 0, "policy.empty-file")
    if builder.mistakes:
        raise InputError(builder.mistakes)
    value, mark = builder.root
    return Document(file, text, value, mark, builder.marks)


class _Level:
    """A mapping or list that is being filled: where it began, the key that waits for a value, its size so far."""

    __slots__ = ("began", "container", "key", "marks", "size")

    def __init__(self, began: Event) -> None:
        self.began = began
        self.container: dict[str, Any] | list[Any] = {} if began.kind == "{" else []
        self.marks: dict[str | int, Mark] = {}
        self.key: Event | None = None
        self.size = 1


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.levels: list[_Level] = []
        self.anchors: dict[str, tuple[Any, int, str | None]] = {}
        self.marks: dict[int, dict[str | int, Mark]] = {}
        self.mistakes: list[Mistake] = []
        self.root: tuple[Any, Mark] | None = None

    def take(self, event: Event) -> None:
        kind = event.kind
        if kind == "scalar":
            if self.key_is_due():
                self.key(event)
            else:
                self.put(self.resolved(event) if event.plain else event.text, event, event.text, 1)
        elif kind == "end":
            level = self.levels.pop()
            self.marks[id(level.container)] = level.marks
            self.put(level.container, level.began, None, level.size)
        elif kind == "alias":
            self.alias(event)
        elif self.key_is_due():
            self.refuse(event, "policy.key-not-text")
        elif len(self.levels) >= DEEPEST:
            self.refuse(event, "policy.too-deep", deepest=DEEPEST)
        else:
            self.levels.append(_Level(event))

    def key_is_due(self) -> bool:
        return bool(self.levels) and self.levels[-1].began.kind == "{" and self.levels[-1].key is None

    def key(self, event: Event) -> None:
        level = self.levels[-1]
        if event.plain and event.text in _NULL:
            self.note(event, "policy.key-not-text")
        if event.text in level.marks:
            self.note(event, "policy.duplicate-key", key=event.text, first=level.marks[event.text].key_line)
        if event.anchor:
            self.anchors[event.anchor] = (event.text, 1, event.text)
        level.key = event

    def alias(self, event: Event) -> None:
        if event.text not in self.anchors:
            self.refuse(event, "policy.unknown-anchor", anchor=event.text)
        value, size, written = self.anchors[event.text]
        if not self.key_is_due():
            self.put(value, event, written, size)
        elif written is None:
            self.refuse(event, "policy.key-not-text")
        else:
            self.key(event._replace(text=written, anchor=None))

    def put(self, value: Any, began: Event, written: str | None, size: int) -> None:
        """Hand a finished value to the mapping or list that waits for it."""
        if began.anchor:
            self.anchors[began.anchor] = (value, size, written)
        line, column = began.line, began.column
        if not self.levels:
            self.root = (value, Mark(line, column, line, column, written))
            return
        level = self.levels[-1]
        level.size += size
        if level.size > LARGEST_TREE:
            self.refuse(began, "policy.too-many-values", most=LARGEST_TREE)
        container = level.container
        if isinstance(container, list):
            level.marks[len(container)] = Mark(line, column, line, column, written)
            container.append(value)
        elif level.key is not None:
            key, level.key = level.key, None
            if key.text not in level.marks:
                level.marks[key.text] = Mark(key.line, key.column, line, column, written)
                container[key.text] = value

    def resolved(self, event: Event) -> Any:
        """A plain scalar by the core schema of YAML 1.2, its numbers exact."""
        text = event.text
        if text in _NULL:
            return None
        if text in _BOOLEANS:
            return _BOOLEANS[text]
        if _NUMBER.fullmatch(text):
            number = Decimal(text)
            if abs(number.adjusted()) > _LARGEST_EXPONENT:
                self.note(event, "policy.number-too-large", text=text)
            return number
        if _HEXADECIMAL_OR_OCTAL.fullmatch(text):
            return Decimal(int(text, 0))
        return text

    def note(self, event: Event, code: str, **values: object) -> None:
        self.mistakes.append(Mistake(Place(self.file, event.line, event.column), code, values))

    def refuse(self, event: Event, code: str, **values: object) -> None:
        refuse(self.file, event.line, event.column, code, **values)
