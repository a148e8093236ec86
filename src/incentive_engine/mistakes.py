"""What is wrong with something a person wrote: where it is, what it is, and what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from incentive_engine.wording import Language, say

_LONGEST_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text was written: a file, and a line and column counted from 1 (0: not known)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number)]
        return ":".join(parts)

    def from_here(self) -> Place:
        """The place with its file named from the current folder where it lies below that, `/` between the names."""
        path = Path(self.file)
        try:
            file = path.resolve().relative_to(Path.cwd().resolve()).as_posix()
        except (OSError, ValueError):
            file = path.as_posix()
        return Place(file if self.file else "", self.line, self.column)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: its place, the code of its sentence, the values that the sentence names."""

    place: Place
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: Language = "zh") -> str:
        """The mistake in one line: `file:line:column: what is wrong`."""
        values = {name: tame(one) if isinstance(one, str) else one for name, one in self.values.items()}
        return f"{self.place}: {say(self.code, lang, **values)}"


def tame(text: str) -> str:
    """What a file held, as a message quotes it: not too long, and nothing in it that a terminal obeys."""
    text = text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in text)


class InputError(Exception):
    """Files that a person wrote cannot be used; `mistakes` holds all of them, by place."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=_by_place))
        super().__init__(self.mistakes)

    def __str__(self) -> str:
        return "\n".join(mistake.text("en") for mistake in self.mistakes)


def _by_place(mistake: Mistake) -> tuple[str, int, int]:
    return mistake.place.file, mistake.place.line, mistake.place.column


class Names(tuple[str, ...]):
    """Names for a sentence to list. As a placeholder it brings its own words, and says nothing when it is
    empty: `{nearest:；最接近的是 %s}` or `{nearest:; the nearest are %s}`.
    """

    __slots__ = ()

    def __format__(self, words: str) -> str:
        listed = (", " if words.isascii() else "、").join(self)
        return (words or "%s").replace("%s", listed) if self else ""


def nearest(name: str, known: Iterable[str], most: int = 3) -> Names:
    """The known names most like `name`, best first; empty when none is close."""
    return Names(get_close_matches(name, list(known), n=most, cutoff=0.5))
