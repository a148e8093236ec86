"""The wrong sign: plus for minus, times for divided by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, rewritten
from incentive_engine.feel.syntax import Arithmetic, Node

NAME = "arithmetic"

_OTHER = {"+": "-", "-": "+", "*": "/", "/": "*"}


def variants(spot: Spot) -> Iterator[Variant]:
    """Each operation for its inverse."""
    return rewritten(spot, _other)


def _other(node: Node, _parent: Node | None) -> Iterator[Node]:
    if isinstance(node, Arithmetic) and node.op in _OTHER:
        yield replace(node, op=_OTHER[node.op])
