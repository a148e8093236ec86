"""Amounts per item: all items for those that qualify, one item for each of one matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, left_out
from incentive_engine.feel.source import source
from incentive_engine.policy.model import Each

NAME = "items"


def variants(spot: Spot) -> Iterator[Variant]:
    """`each` without its `where`, without its `keep`, without its `by`."""
    each = spot.part
    if not isinstance(each, Each):
        return
    if each.where is not None:
        yield left_out(replace(each, where=None), f"where {source(each.where.tree)}")
    if each.by is not None:
        yield left_out(replace(each, by=None, keep=None), f"keep: {each.keep}")
        yield left_out(replace(each, by=None), f"by {source(each.by.tree)}")
