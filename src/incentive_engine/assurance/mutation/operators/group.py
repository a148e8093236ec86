"""Groups: the sum for the highest, a measure that does not belong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot, Words
from incentive_engine.assurance.mutation.variants import Variant, left_out, written_as
from incentive_engine.policy.model import Group, Measure

NAME = "group"

_OTHERS = {"highest": ("sum",), "sum": ("highest",), "top_up": ("highest", "sum")}


def variants(spot: Spot) -> Iterator[Variant]:
    """Each group settled otherwise, each measure taken out of its group."""
    part = spot.part
    if isinstance(part, Group):
        for keep in _OTHERS[part.keep]:
            yield written_as(replace(part, keep=keep), f"keep: {part.keep}", f"keep: {keep}")
    elif isinstance(part, Measure) and part.group is not None:
        values = {"group": part.group}
        yield replace(left_out(replace(part, group=None), f"group {part.group}"), change=Words("out-of-group", values))
