"""A comparison the wrong way round: 不低于 read as 不超过, equal for unequal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, rewritten
from incentive_engine.feel.syntax import Comparison, Node, UnaryTest

NAME = "direction"

_OTHER = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "!=", "!=": "="}


def variants(spot: Spot) -> Iterator[Variant]:
    """Each comparison turned round."""
    return rewritten(spot, _other)


def _other(node: Node, _parent: Node | None) -> Iterator[Node]:
    if isinstance(node, (Comparison, UnaryTest)) and node.op in _OTHER:
        yield replace(node, op=_OTHER[node.op])
