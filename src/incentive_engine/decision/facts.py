"""What is known about one enterprise on one day, by name; what is not known is there too, with its reason.

Each value is worked out when it is first read, and once: a decision touches only what its policies name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from incentive_engine.feel.ternary import missing
from incentive_engine.policy.model import Fact, FactType
from incentive_engine.profile.facts import ESTABLISHED_ON
from incentive_engine.profile.series import series

if TYPE_CHECKING:
    from incentive_engine.decision.program import Program

Evaluator = Callable[[Mapping[str, Any]], Any]


class Facts(dict[str, Any]):
    """The values by name that expressions are evaluated over; filled as they are read."""

    __slots__ = ("_assessment_year", "_program", "_stated")

    def __init__(self, program: Program, stated: Mapping[str, Any], assessment_year: int) -> None:
        super().__init__(program.constants)
        self["assessment_year"] = Decimal(assessment_year)
        self._program = program
        self._stated = stated
        self._assessment_year = assessment_year

    def __missing__(self, name: str) -> Any:
        compiled = self._program.compiled
        derive = compiled.derived(name)
        value = self[name] = self._read(compiled.facts[name]) if derive is None else derive(self)
        return value

    def _read(self, fact: Fact) -> Any:
        stated = self._stated.get(fact.id)
        if fact.annual:
            established = self[ESTABLISHED_ON] if self._program.compiled.has_founding_day else None
            return series(fact, stated or {}, self._assessment_year, established)
        if stated is None:
            return missing(fact.id)
        return list(stated) if fact.type is FactType.LIST else stated
