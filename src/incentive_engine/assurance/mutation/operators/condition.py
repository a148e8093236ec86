"""A condition that was forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot, condition_name
from incentive_engine.assurance.mutation.variants import Variant, left_out, rewritten
from incentive_engine.feel.syntax import Logic, Node
from incentive_engine.policy.model import AtLeast, Condition, Measure

NAME = "condition"


def variants(spot: Spot) -> Iterator[Variant]:
    """Each condition left out: of those that are joined, of the requirements, of an `and` or an `or`."""
    part = spot.part
    if isinstance(part, AtLeast):
        yield from _joined(part)
    elif isinstance(part, Measure) and not isinstance(part.when, AtLeast):
        nothing = AtLeast(0, (), "all", part.when.place)
        yield left_out(replace(part, when=nothing), condition_name(part.when))
    elif spot.owner.id == "requirements" and isinstance(part, tuple):
        for number, one in enumerate(part):
            yield left_out((*part[:number], *part[number + 1 :]), condition_name(one))
    else:
        yield from rewritten(spot, _without)


def _joined(condition: AtLeast) -> Iterator[Variant]:
    for number, child in enumerate(condition.children):
        rest: tuple[Condition, ...] = (*condition.children[:number], *condition.children[number + 1 :])
        count = len(rest) if condition.written == "all" else condition.count
        if count <= len(rest):
            yield left_out(replace(condition, children=rest, count=count), condition_name(child))


def _without(node: Node, _parent: Node | None) -> Iterator[Node]:
    if isinstance(node, Logic):
        for number in range(len(node.operands)):
            rest = (*node.operands[:number], *node.operands[number + 1 :])
            yield rest[0] if len(rest) == 1 else replace(node, operands=rest)
