"""How a backend says that it cannot go on."""

from __future__ import annotations

from incentive_engine.mistakes import InputError, Mistake, Place

_LONGEST = 500


def failure(where: str, code: str, **values: object) -> InputError:
    """The error that says `code` of something that a person named: an option, a table, a server."""
    return InputError([Mistake(Place(where), code, values)])


def first_line(error: object) -> str:
    """What an engine says is wrong, without the traces that it adds."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0][:_LONGEST] if lines else type(error).__name__
