"""Yearly limits: one forgotten, a measure left out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot, Words
from incentive_engine.assurance.mutation.variants import Variant, left_out
from incentive_engine.policy.model import Limit

NAME = "limit"


def variants(spot: Spot) -> Iterator[Variant]:
    """The policy without the limit; the limit without each of the measures that it names."""
    limit = spot.part
    if not isinstance(limit, Limit):
        return
    nothing = replace(limit, measures=("",))  # covers no measure
    yield replace(left_out(nothing, "limit"), change=Words("limit-left-out"))
    if len(limit.measures) > 1:
        for number, measure in enumerate(limit.measures):
            rest = (*limit.measures[:number], *limit.measures[number + 1 :])
            yield left_out(replace(limit, measures=rest), measure)
