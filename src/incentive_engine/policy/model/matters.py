"""Matters: what several policies pay for, each at its own level."""

from __future__ import annotations

from dataclasses import dataclass, field

from incentive_engine.mistakes import Place
from incentive_engine.policy.model.measures import Basis, Source


@dataclass(frozen=True, slots=True)
class Matter:
    """What `measures` of the policy `policy` pay for and `others` (policy, measure) of other policies too.

    `keep` is `highest` (only the highest of all of them is paid), or `top_up` (the measures pay their amount less
    what the others pay).
    """

    policy: str
    id: str
    label: str
    keep: str
    measures: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    basis: Basis
    place: Place = field(compare=False)
    sources: tuple[Source, ...] = ()
