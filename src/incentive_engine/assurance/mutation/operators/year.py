"""Figures of the wrong year: last year's for this year's, the year of assessment one off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, rewritten
from incentive_engine.feel.syntax import Arithmetic, Filter, Literal, Name, Node

NAME = "year"

_OTHERS = {-1: (-2,), -2: (-1, -3), -3: (-2,)}
_YEAR = Name("assessment_year")
_ONE = Literal(Decimal(1))


def variants(spot: Spot) -> Iterator[Variant]:
    """Each year of an annual fact for its neighbours; each mention of the year of assessment one off."""
    facts = spot.policy.vocabulary.facts

    def others(node: Node, parent: Node | None) -> Iterator[Node]:
        if isinstance(node, Filter) and isinstance(node.condition, Literal) and isinstance(node.base, Name):
            fact = facts.get(node.base.name)
            if fact is not None and fact.annual and isinstance(node.condition.value, Decimal):
                for index in _OTHERS.get(int(node.condition.value), ()):
                    if -index <= fact.years:
                        yield replace(node, condition=Literal(Decimal(index)))
        elif node == _YEAR and not isinstance(parent, Arithmetic):
            yield from (Arithmetic("-", node, _ONE), Arithmetic("+", node, _ONE))

    return rewritten(spot, others)
