"""A ceiling, a floor or a deduction forgotten, or one taken for the other: 不低于 for 最高."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, left_out, rewritten, written_as
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Call, Name, Node
from incentive_engine.policy.model import Award, Step

NAME = "bound"

_OTHER = {"min": "max", "max": "min"}


def variants(spot: Spot) -> Iterator[Variant]:
    """Each step of an award left out or turned round; each `min` and `max` that is called turned round."""
    part = spot.part
    if isinstance(part, Award):
        for number, step in enumerate(part.steps):
            rest = (*part.steps[:number], *part.steps[number + 1 :])
            yield left_out(replace(part, steps=rest), f"{step.kind} {source(step.amount.tree)}")
    elif isinstance(part, Step):
        if part.kind in _OTHER:
            kind = _OTHER[part.kind]
            yield written_as(replace(part, kind=kind), part.kind, kind)
    else:
        yield from rewritten(spot, _turned)


def _turned(node: Node, _parent: Node | None) -> Iterator[Node]:
    if isinstance(node, Call) and isinstance(node.function, Name) and node.function.name in _OTHER:
        yield replace(node, function=Name(_OTHER[node.function.name]))
