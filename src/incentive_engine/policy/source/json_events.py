"""JSON (RFC 8259) as the events that `source` builds values from: numbers as written, places for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # the C scanner of the standard library
from typing import NoReturn

from incentive_engine.policy.source.events import Event, refuse

_SPACE = re.compile(r"[ \t\n]*")
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9.])|(?:true|false|null)\b")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CLOSING = {"{": "}", "[": "]"}


def json_events(text: str, file: str) -> Iterator[Event]:
    """The events of one JSON text, its line ends `\\n`. Raises InputError at the first character out of place."""
    return _Scanner(text, file).events()


class _Scanner:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.at = 0
        self.line = 1
        self.line_start = 0

    def events(self) -> Iterator[Event]:
        open_: list[str] = []
        self.skip_space()
        while True:
            first = self.next()
            yield self.start(first) if first in _CLOSING else self.scalar(first)
            self.skip_space()
            if first in _CLOSING:
                open_.append(_CLOSING[first])
                if self.next() != open_[-1]:
                    if first == "{":
                        yield self.key()
                    continue
            while open_ and self.next() == open_[-1]:
                yield Event("end", *self.place())
                self.at += 1
                self.skip_space()
                open_.pop()
            if not open_:
                break
            self.pass_over(",", f"`,` `{open_[-1]}`")
            if open_[-1] == "}":
                yield self.key()
        if self.at < len(self.text):
            refuse(self.file, *self.place(), "policy.json-after-end", found=self.text[self.at])

    def start(self, first: str) -> Event:
        event = Event(first, *self.place())
        self.at += 1
        return event

    def scalar(self, first: str) -> Event:
        place = self.place()
        if first == '"':
            return Event("scalar", *place, self.string())
        match = _PLAIN.match(self.text, self.at)
        if match is None:
            self.unexpected('`{` `[` `"` 0-9 true false null')
        self.at = match.end()
        return Event("scalar", *place, match[0], True)

    def key(self) -> Event:
        if self.next() != '"':
            self.unexpected('`"`')
        event = Event("scalar", *self.place(), self.string())
        self.skip_space()
        self.pass_over(":", "`:`")
        return event

    def string(self) -> str:
        try:
            value, end = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError as error:
            self.at = min(error.pos, len(self.text))
            refuse(self.file, *self.place(), "policy.json-string")
        if _SURROGATE.search(value):
            refuse(self.file, *self.place(), "policy.json-string")
        self.at = end
        return str(value)

    def pass_over(self, wanted: str, expected: str) -> None:
        if self.next() != wanted:
            self.unexpected(expected)
        self.at += 1
        self.skip_space()

    def next(self) -> str:
        return self.text[self.at : self.at + 1]

    def place(self) -> tuple[int, int]:
        return self.line, self.at - self.line_start + 1

    def skip_space(self) -> None:
        end = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # matches the empty text
        lines = self.text.count("\n", self.at, end)
        if lines:
            self.line += lines
            self.line_start = self.text.rfind("\n", self.at, end) + 1
        self.at = end

    def unexpected(self, expected: str) -> NoReturn:
        if self.at >= len(self.text):
            refuse(self.file, *self.place(), "policy.json-ends", expected=expected)
        refuse(self.file, *self.place(), "policy.json-syntax", found=self.text[self.at], expected=expected)
