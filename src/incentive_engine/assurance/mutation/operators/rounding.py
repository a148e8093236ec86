"""Rounding in another way: down for 四舍五入, to other multiples, not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, written_as
from incentive_engine.policy.model import Rounding

NAME = "rounding"

_MODES = {"half up": ("down", "up"), "half even": ("half up", "down"), "down": ("half up", "up"),
          "up": ("half up", "down")}  # fmt: skip


def variants(spot: Spot) -> Iterator[Variant]:
    """The rounding that a policy prescribes in other modes and to other multiples."""
    rounding = spot.part
    if not isinstance(rounding, Rounding):
        return
    for mode in _MODES[rounding.mode]:
        yield written_as(replace(rounding, mode=mode), f"mode: {rounding.mode}", f"mode: {mode}")
    for to in sorted({Rounding().to, rounding.to * 10} - {rounding.to}):
        yield written_as(replace(rounding, to=to), f"to: {rounding.to:f}", f"to: {to:f}")
