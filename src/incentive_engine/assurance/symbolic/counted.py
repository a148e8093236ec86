"""Which list facts a policy counts the entries of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from incentive_engine.assurance.symbolic.parts import of_policy
from incentive_engine.feel.syntax import Call, Comparison, Literal, Name, Node
from incentive_engine.policy.model import FactType, Policy

_COUNTING = (Name("count"), Name("distinct values"))
_FEW = 1
"""Whether a list has more entries than this is seen without copies of any."""


def lists_counted(policy: Policy) -> set[str]:
    """The ids of the list facts of which a policy counts the entries, other than to see whether there are a few."""
    facts = policy.vocabulary.facts
    return {
        name.name
        for expression in of_policy(policy)
        for call in _counts(expression.tree)
        for name in call.walk()
        if isinstance(name, Name) and name.name in facts and facts[name.name].type is FactType.LIST
    }


def _counts(tree: Node) -> Iterator[Node]:
    few = {
        id(side)
        for node in tree.walk()
        if isinstance(node, Comparison)
        for side, other in ((node.left, node.right), (node.right, node.left))
        if isinstance(other, Literal) and isinstance(other.value, Decimal) and other.value <= _FEW
    }
    for node in tree.walk():
        if isinstance(node, Call) and node.function in _COUNTING and id(node) not in few:
            yield node

