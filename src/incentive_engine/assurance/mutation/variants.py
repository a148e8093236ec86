"""What a spot can be instead: one change each, and in expressions one node."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from incentive_engine.assurance.mutation.spots import Spot, Words
from incentive_engine.feel.checker import check, check_unary_tests
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Node, UnaryTest, UnaryTests
from incentive_engine.policy.model import Expression
from incentive_engine.policy.names import free_names

Vary: TypeAlias = "Callable[[Node, Node | None], Iterator[Node]]"
"""What a node could be instead, given the node that it stands in (None for the whole)."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another part for a spot: the change in words, and `detail`, which tells it from the operator's other changes."""

    part: Any
    change: Words
    detail: str


def left_out(part: Any, what: str) -> Variant:
    """The variant that lacks something."""
    return Variant(part, Words("left-out", {"what": what}), f"without {what}")


def written_as(part: Any, before: object, after: object) -> Variant:
    """The variant that says one thing for another."""
    return Variant(part, Words("written-as", {"before": before, "after": after}), f"{before} → {after}")


def rewritten(spot: Spot, vary: Vary) -> Iterator[Variant]:
    """The expression with one of its nodes changed; what the loader would refuse is left out."""
    if not isinstance(spot.part, Expression):
        return
    for before, after, whole in _with_another(spot.part.tree, vary, None):
        expression = _loaded(spot, whole)
        if expression is not None:
            yield written_as(expression, _text(before), _text(after))


def _text(node: Node) -> str:
    return source(UnaryTests((node,)) if isinstance(node, UnaryTest) else node)


def _with_another(node: Any, vary: Vary, parent: Node | None) -> Iterator[tuple[Node, Node, Any]]:
    """A node and what it could be, with the whole that holds this instead."""
    if isinstance(node, tuple):
        for number, one in enumerate(node):
            for before, after, new in _with_another(one, vary, parent):
                yield before, after, (*node[:number], new, *node[number + 1 :])
    elif isinstance(node, Node):
        for new in vary(node, parent):
            yield node, new, new
        parts: tuple[str, ...] = type(node).__match_args__
        for name in parts:
            value = getattr(node, name)
            if name != "function" and isinstance(value, (Node, tuple)):
                for before, after, new in _with_another(value, vary, node):
                    yield before, after, replace(node, **{name: new})


def _loaded(spot: Spot, tree: Node) -> Expression | None:
    """The expression as a policy would load it; None where it says the same, or has mistakes."""
    names = {**spot.names, **spot.item} if spot.item else spot.names
    text = source(tree)
    if text == source(spot.part.tree):
        return None
    if isinstance(tree, UnaryTests):
        checked = check_unary_tests(tree, spot.tested or spot.part.type, names)
    else:
        checked = check(tree, names, expected=spot.expected)
    if checked.problems:
        return None
    return Expression(text, tree, checked.type, free_names(tree, checked.types), spot.part.place)
