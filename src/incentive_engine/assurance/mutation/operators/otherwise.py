"""What is answered when nothing else applies: forgotten, or that of a case before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, left_out, rewritten, written_as
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import If, Node
from incentive_engine.policy.model import Table

NAME = "otherwise"


def variants(spot: Spot) -> Iterator[Variant]:
    """A table without its `otherwise`, or with the last row's answer; the branches of an `if` swapped."""
    table = spot.part
    if not isinstance(table, Table):
        yield from rewritten(spot, _swapped)
    elif table.otherwise is not None:
        otherwise, last = source(table.otherwise.tree), table.rows[-1].output
        yield left_out(replace(table, otherwise=None), f"otherwise {otherwise}")
        if source(last.tree) != otherwise:
            yield written_as(replace(table, otherwise=last), f"otherwise {otherwise}", f"otherwise {source(last.tree)}")


def _swapped(node: Node, _parent: Node | None) -> Iterator[Node]:
    if isinstance(node, If):
        yield replace(node, then=node.otherwise, otherwise=node.then)
