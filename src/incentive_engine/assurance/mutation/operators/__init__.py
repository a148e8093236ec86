"""The ways in which people err: a module each, with its `NAME` and the `variants` of a spot."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from incentive_engine.assurance.mutation.operators import (
    arithmetic,
    bound,
    condition,
    connective,
    day,
    direction,
    group,
    history,
    hit,
    items,
    limit,
    negation,
    otherwise,
    rounding,
    row,
    strictness,
    threshold,
    unit,
    year,
)
from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant

_MODULES = (
    strictness,
    direction,
    threshold,
    unit,
    connective,
    condition,
    negation,
    row,
    hit,
    otherwise,
    bound,
    group,
    limit,
    items,
    day,
    history,
    year,
    arithmetic,
    rounding,
)

OPERATORS: Mapping[str, Callable[[Spot], Iterator[Variant]]] = {one.NAME: one.variants for one in _MODULES}
"""By name, in the order in which they are tried at a spot."""
