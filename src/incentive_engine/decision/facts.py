"""What is known about one enterprise on one day, by name; what is not known is there too, with its reason.

Each value is worked out when it is first read, and once: a decision touches only what its policies name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from incentive_engine.feel.ternary import Unknown, missing
from incentive_engine.policy.model import Fact, FactType, Vocabulary
from incentive_engine.profile.facts import ESTABLISHED_ON
from incentive_engine.profile.series import series

if TYPE_CHECKING:
    from incentive_engine.decision.compiled import Compiled

Evaluator: TypeAlias = Callable[[Mapping[str, Any]], Any]
Reader: TypeAlias = "Callable[[Facts], Any]"


class Facts(dict[str, Any]):
    """The values by name that expressions are evaluated over; filled as they are read.

    `stated` is what an enterprise stated (`Profile.facts`), `constants` are parameter values and `as_of`.
    """

    __slots__ = ("_readers", "assessment_year", "stated")

    def __init__(
        self,
        compiled: Compiled,
        constants: Mapping[str, Any],
        stated: Mapping[str, Any],
        assessment_year: int,
    ) -> None:
        super().__init__(stated)
        for name in compiled.read:  # what these are is not what was stated
            self.pop(name, None)
        self.update(constants)
        self["assessment_year"] = Decimal(assessment_year)
        self.assessment_year = assessment_year
        self.stated = stated
        self._readers = compiled.readers

    def __missing__(self, name: str) -> Any:
        value = self[name] = self._readers[name](self)
        return value


def reader(fact: Fact, vocabulary: Vocabulary) -> Reader:
    """What reads a fact that an enterprise states, where it is not simply there as it was stated."""
    unknown = missing(fact.id)
    if fact.annual:
        return _annual(fact, dated=ESTABLISHED_ON in vocabulary.facts)
    if fact.type is FactType.LIST:
        return lambda facts: list(facts.stated[fact.id]) if fact.id in facts.stated else unknown
    return lambda _: unknown


def _annual(fact: Fact, *, dated: bool) -> Reader:
    nothing: Mapping[int, Any] = {}

    def read(facts: Facts) -> list[Any] | Unknown:
        figures = facts.stated.get(fact.id, nothing)
        return series(fact, figures, facts.assessment_year, facts[ESTABLISHED_ON] if dated else None)

    return read
