"""Why a value is refused, before it is known where it stood."""

from __future__ import annotations

from decimal import Decimal

from incentive_engine.mistakes import tame

_LONGEST = 40


class ReadError(ValueError):
    """A value that cannot be taken; `code` and `values` name its sentence (`wording.profile`)."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code, values)


def shown(raw: object) -> str:
    """A raw value as a message quotes it: one line, cut short, nothing in it that a terminal would obey."""
    if isinstance(raw, bool):
        text = "true" if raw else "false"
    elif isinstance(raw, Decimal) and -_LONGEST < raw.adjusted() < _LONGEST:
        text = f"{raw:f}"
    else:
        text = str(raw)[: 2 * _LONGEST]
    return tame(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
