"""A negation forgotten, or one too many."""

from __future__ import annotations

from collections.abc import Iterator

from incentive_engine.assurance.mutation.spots import Spot, condition_name
from incentive_engine.assurance.mutation.variants import Variant, left_out, rewritten, written_as
from incentive_engine.feel.syntax import Call, Comparison, Logic, Name, Node
from incentive_engine.policy.model import Granted, Not, Test

NAME = "negation"

_NOT = Name("not")


def variants(spot: Spot) -> Iterator[Variant]:
    """Each condition, and each truth value that an expression names, taken for its opposite."""
    part = spot.part
    if isinstance(part, Not):
        yield left_out(part.child, "not")
    elif isinstance(part, Granted) or (isinstance(part, Test) and not _turned_elsewhere(part.expression.tree)):
        name = condition_name(part)
        yield written_as(Not(part, part.place), name, f"not({name})")
    else:
        yield from rewritten(spot, _without)
        if not isinstance(part, Test):
            yield from rewritten(spot, _with)


def _turned_elsewhere(tree: Node) -> bool:
    """Whether another change says the same: a comparison turned round, a `not` left out."""
    return isinstance(tree, Comparison) or _negated(tree)


def _negated(node: Node) -> bool:
    return isinstance(node, Call) and node.function == _NOT


def _without(node: Node, _parent: Node | None) -> Iterator[Node]:
    if isinstance(node, Call) and node.function == _NOT and len(node.arguments) == 1:
        yield node.arguments[0]


def _with(node: Node, parent: Node | None) -> Iterator[Node]:
    if isinstance(parent, Logic) and not isinstance(node, (Comparison, Logic)) and not _negated(node):
        yield Call(_NOT, (node,))
