"""And for or, all for any, one more or one less of those that must be met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, rewritten, written_as
from incentive_engine.feel.syntax import Logic, Node, Quantified
from incentive_engine.policy.model import AtLeast

NAME = "connective"

_OTHER = {"and": "or", "or": "and", "some": "every", "every": "some"}


def variants(spot: Spot) -> Iterator[Variant]:
    """Each connective and each quantifier for its opposite; each quorum one off."""
    if isinstance(spot.part, AtLeast):
        yield from _quorums(spot.part)
    else:
        yield from rewritten(spot, _other)


def _quorums(condition: AtLeast) -> Iterator[Variant]:
    number = len(condition.children)
    if number < 2:
        return
    if condition.written == "at_least":
        for count in (condition.count - 1, condition.count + 1):
            if 0 < count <= number:
                yield written_as(replace(condition, count=count), f"at_least {condition.count}", f"at_least {count}")
    elif condition.written == "all":
        yield written_as(replace(condition, count=1, written="any"), "all", "any")
    else:
        yield written_as(replace(condition, count=number, written="all"), "any", "all")


def _other(node: Node, _parent: Node | None) -> Iterator[Node]:
    if isinstance(node, (Logic, Quantified)):
        yield replace(node, op=_OTHER[node.op])
