"""What a question to the prover is answered with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from incentive_engine.mistakes import Place
from incentive_engine.wording import Language, say


@dataclass(frozen=True, slots=True)
class Found:
    """An enterprise for which the claim holds: the reference evaluator said so.

    `enterprises` are its stated facts, in the shape of `Profile.facts`; several where the question was about several.
    `day` is when, where the question was about several days.
    """

    enterprises: tuple[Mapping[str, Any], ...]
    day: date | None = None

    @property
    def facts(self) -> Mapping[str, Any]:
        """The stated facts of the one enterprise, or of the first."""
        return self.enterprises[0]


@dataclass(frozen=True, slots=True)
class Never:
    """Proved: the claim holds for no enterprise. `items` is how many different entries a list may have in it, None
    where the proof is about lists of any length, or about none; `days` are the days that it was proved for, where the
    question was about several.
    """

    items: int | None = None
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither shown nor proved; `code` and `values` say why, `place` where, if it is one construct's doing."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    place: Place | None = None

    def text(self, lang: Language = "zh") -> str:
        """The reason as one sentence, behind the place if there is one."""
        reason = say(self.code, lang, **self.values)
        return f"{self.place}: {reason}" if self.place else reason


Answer: TypeAlias = "Found | Never | Undecided"


def untranslatable(what: str, place: Place | None) -> Undecided:
    """That a construct has no formula."""
    return Undecided("symbolic.untranslatable", {"what": what}, place)
