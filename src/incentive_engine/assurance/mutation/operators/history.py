"""A figure of the wrong year: the one before it, or the one that came later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, written_as
from incentive_engine.policy.model import Parameter

NAME = "history"


def variants(spot: Spot) -> Iterator[Variant]:
    """Each value of a parameter with that before it and that behind it instead."""
    parameter = spot.part
    if not isinstance(parameter, Parameter):
        return
    values = parameter.values
    for number, (since, value) in enumerate(values):
        for _, other in (*values[max(number - 1, 0) : number], *values[number + 1 : number + 2]):
            if other != value:
                new = (*values[:number], (since, other), *values[number + 1 :])
                yield written_as(replace(parameter, values=new), f"{since}: {_text(value)}", _text(other))


def _text(value: object) -> str:
    return format(value, "f") if not isinstance(value, (str, bool)) and hasattr(value, "as_tuple") else str(value)
