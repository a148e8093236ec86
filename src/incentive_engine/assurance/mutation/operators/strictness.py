"""Inclusive for exclusive, and the other way round: 以上 read as 超过."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, rewritten
from incentive_engine.feel.syntax import Comparison, Interval, Node, UnaryTest

NAME = "strictness"

_OTHER = {">": ">=", ">=": ">", "<": "<=", "<=": "<"}


def variants(spot: Spot) -> Iterator[Variant]:
    """Each comparison and each end of a range with its bound taken in or left out."""
    return rewritten(spot, _other)


def _other(node: Node, _parent: Node | None) -> Iterator[Node]:
    if isinstance(node, (Comparison, UnaryTest)) and node.op in _OTHER:
        yield replace(node, op=_OTHER[node.op])
    elif isinstance(node, Interval):
        if node.low is not None:
            yield replace(node, low_closed=not node.low_closed)
        if node.high is not None:
            yield replace(node, high_closed=not node.high_closed)
