"""A value as a file states it: raw, and knowing where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from incentive_engine.mistakes import Mistake, Place
from incentive_engine.policy.source import Document


@dataclass(frozen=True, slots=True)
class Stated:
    """The raw `value` at `path` of a document: dict, list, str, bool, Decimal or None."""

    document: Document
    value: Any
    path: tuple[str | int, ...] = ()

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return self.document.place(*self.path)

    @property
    def key_place(self) -> Place:
        """Where the key of the value begins, or the item of a list."""
        return self.document.key_place(*self.path)

    @property
    def key(self) -> str:
        """The key that the value was given under."""
        return str(self.path[-1]) if self.path else self.document.file

    @property
    def text(self) -> object:
        """The value as written, where a file takes it for a number or a boolean: `007`, `1.50`, `true`."""
        if isinstance(self.value, (Decimal, bool)):
            return self.document.written(*self.path) or self.value
        return self.value

    def __getitem__(self, step: str | int) -> Stated:
        return Stated(self.document, self.value[step], (*self.path, step))

    def mistake(self, code: str, **values: object) -> Mistake:
        """What is wrong with the value."""
        return Mistake(self.place, code, values)

    def mistaken_key(self, code: str, **values: object) -> Mistake:
        """What is wrong with the key."""
        return Mistake(self.key_place, code, values)
