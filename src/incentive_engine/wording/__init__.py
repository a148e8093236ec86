"""Every sentence that the engine says to a person, in Chinese and English, each told once.

Code elsewhere names a sentence by its code and passes the values; only this package holds prose. A room of the
house has its own catalogue (`feel.py`, `policy.py`, …): a mapping from code to the Chinese and the English template.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Literal

Language = Literal["zh", "en"]
Catalogue = Mapping[str, tuple[str, str]]

_ROOMS = (
    *("feel", "policy", "profile", "decision", "screening", "reading", "backends", "results", "report", "cli"),
    *("cases", "coverage", "suggestions", "symbolic", "mutation"),
)


def say(code: str, lang: Language = "zh", /, **values: object) -> str:
    """The sentence `code` in `lang`, its placeholders filled from `values`.

    A code is `room.sentence` (`feel.unknown-name`). Raises KeyError for a code that no catalogue holds, or for a
    placeholder without a value: both are faults of the program, found by the test that says every sentence.
    """
    chinese, english = _catalogue(code.partition(".")[0])[code]
    return (chinese if lang == "zh" else english).format(**values)


@cache
def _catalogue(room: str) -> Catalogue:
    if room not in _ROOMS:
        raise KeyError(f"no catalogue {room!r}")
    texts: Catalogue = import_module(f"{__name__}.{room}").TEXTS
    return texts
