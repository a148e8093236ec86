"""The steps through a file, the same for YAML and JSON."""

from __future__ import annotations

from typing import NamedTuple, NoReturn

from incentive_engine.mistakes import InputError, Mistake, Place


class Event(NamedTuple):
    """One step: `{`, `[`, `end`, `scalar` or `alias`, where it stands (from 1) and the text it holds.

    A plain scalar (not quoted, no block) may be a number, a boolean or nothing; any other is text.
    """

    kind: str
    line: int
    column: int
    text: str = ""
    plain: bool = False
    anchor: str | None = None


def refuse(file: str, line: int, column: int, code: str, **values: object) -> NoReturn:
    """Raise the InputError of a mistake that ends the reading of a file."""
    raise InputError([Mistake(Place(file, line, column), code, values)])
