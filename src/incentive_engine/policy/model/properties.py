"""Properties: what a policy promises of every enterprise, to be proved; and what its author accepts as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from incentive_engine.mistakes import Place
from incentive_engine.policy.model.expressions import Expression

EACH = "each"
"""Stands for every measure of the policy that is in force."""

TOTAL = "total"
"""Stands for what the policy pays in all."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a property promises of `measure` (an id, `EACH` or `TOTAL`): one of some verdicts, amounts that meet tests.

    An amount that is not known yet breaks no promise.
    """

    measure: str
    place: Place = field(compare=False)
    verdicts: tuple[str, ...] = ()
    gross: Expression | None = None
    payable: Expression | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """For every enterprise of which `when` is true (None: for all), what is expected holds."""

    id: str
    label: str
    when: Expression | None
    expect: tuple[Expected, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class NeverFalls:
    """Of two enterprises alike in all but a higher `rises`, the one with more gets no worse verdict and no less money.

    `measures` are ids, `EACH` or `TOTAL`; `when` (None: always) is true of both.
    """

    id: str
    label: str
    when: Expression | None
    rises: str
    measures: tuple[str, ...]
    place: Place = field(compare=False)


Property: TypeAlias = "Promise | NeverFalls"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding of a check that the author of a policy accepts as it is, with the reason."""

    finding: str
    reason: str
    place: Place = field(compare=False)
