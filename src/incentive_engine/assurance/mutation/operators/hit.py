"""The wrong hit policy of a table: the sum for the first, the highest for the sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, written_as
from incentive_engine.feel.types import NumberType
from incentive_engine.policy.model import Table

NAME = "hit"

_OTHERS = {
    "first": ("collect sum", "collect max"),
    "collect sum": ("first", "collect max"),
    "collect max": ("first", "collect sum"),
    "collect min": ("first", "collect max"),
}


def variants(spot: Spot) -> Iterator[Variant]:
    """The table with other hit policies; sums and the highest only of numbers."""
    table = spot.part
    if isinstance(table, Table) and all(isinstance(row.output.type, NumberType) for row in table.rows):
        for hit in _OTHERS.get(table.hit, ()):
            yield written_as(replace(table, hit=hit), f"hit: {table.hit}", f"hit: {hit}")
