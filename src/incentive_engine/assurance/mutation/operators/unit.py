"""A unit off: 万元 for 元, a percentage without its sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, rewritten, written_as
from incentive_engine.feel.syntax import Literal, Node
from incentive_engine.feel.types import MONEY, RATIO, Type
from incentive_engine.policy.model import Expression, Parameter

NAME = "unit"

_FACTORS: Mapping[Type, Decimal] = {MONEY: Decimal(10_000), RATIO: Decimal(100)}


def variants(spot: Spot) -> Iterator[Variant]:
    """Each amount of money too large and too small by 万, each ratio by a hundred."""
    if isinstance(spot.part, Parameter):
        yield from _values(spot.part)
    elif isinstance(spot.part, Expression) and isinstance(spot.part.tree, Literal):
        type_ = spot.expected or spot.part.type

        def off(node: Node, _parent: Node | None) -> Iterator[Node]:
            if isinstance(node, Literal) and isinstance(node.value, Decimal):
                yield from map(Literal, _off(node.value, type_))

        yield from rewritten(spot, off)


def _values(parameter: Parameter) -> Iterator[Variant]:
    for number, (since, value) in enumerate(parameter.values):
        if isinstance(value, Decimal):
            for other in _off(value, parameter.type):
                values = (*parameter.values[:number], (since, other), *parameter.values[number + 1 :])
                yield written_as(replace(parameter, values=values), f"{since}: {value:f}", f"{other:f}")


def _off(value: Decimal, type_: Type) -> Iterator[Decimal]:
    factor = _FACTORS.get(type_)
    if factor is not None and value:
        yield from (value * factor, value / factor)
