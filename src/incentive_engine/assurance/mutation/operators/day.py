"""Days one off: when something begins or ends, since when a figure holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, rewritten, written_as
from incentive_engine.feel.syntax import Literal, Node
from incentive_engine.policy.model import Parameter, Period

NAME = "day"

_DAY = timedelta(days=1)


def variants(spot: Spot) -> Iterator[Variant]:
    """Each day that a policy names one earlier and one later, where it is in force on a day that this changes."""
    part = spot.part
    if isinstance(part, Period):
        yield from _ends(part)
    elif isinstance(part, Parameter):
        yield from _beginnings(part, spot.policy.in_force)
    else:
        yield from rewritten(spot, _beside)


def _ends(period: Period) -> Iterator[Variant]:
    for name in ("start", "end"):
        day = getattr(period, name)
        if day is not None:
            for other in (day - _DAY, day + _DAY):
                yield written_as(replace(period, **{name: other}), day, other)


def _beginnings(parameter: Parameter, period: Period) -> Iterator[Variant]:
    for number, (since, value) in enumerate(parameter.values):
        for other in (since - _DAY, since + _DAY):
            if min(since, other) in period:  # the one day on which another value holds
                values = (*parameter.values[:number], (other, value), *parameter.values[number + 1 :])
                yield written_as(replace(parameter, values=values), since, other)


def _beside(node: Node, _parent: Node | None) -> Iterator[Node]:
    if isinstance(node, Literal) and isinstance(node.value, date) and not isinstance(node.value, datetime):
        yield from (Literal(node.value - _DAY), Literal(node.value + _DAY))
