"""Findings: what a check has to say of one place in a policy's files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from incentive_engine.mistakes import Place, tame
from incentive_engine.wording import Language, say


class Severity(IntEnum):
    """How sure a finding is to be a fault: the text and the rule disagree; something is amiss; worth knowing."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: its check, its place, the code of its sentence and the values that this names.

    `about` are the ids that it concerns, from the outside in (a measure and its condition, a parameter, a fact).
    """

    check: str
    severity: Severity
    place: Place
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    about: tuple[str, ...] = ()

    def text(self, lang: Language = "zh") -> str:
        """What is wrong, in one sentence."""
        values = {name: tame(one) if isinstance(one, str) else one for name, one in self.values.items()}
        return say(self.code, lang, **values)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Where it stands in a report: by place, then by check."""
        return self.place.file, self.place.line, self.place.column, self.check, str(sorted(self.values.items()))
