"""A neighbouring threshold: the parameter of the next tier, a number one step off, the choice next to the right one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from incentive_engine.assurance.mutation.spots import Spot
from incentive_engine.assurance.mutation.variants import Variant, rewritten
from incentive_engine.feel.syntax import Arithmetic, Filter, Literal, Name, Node
from incentive_engine.policy.model import Fact, Parameter

NAME = "threshold"

_ZERO = Decimal(0)


def variants(spot: Spot) -> Iterator[Variant]:
    """Each parameter, number and choice with its neighbours instead."""

    def neighbours(node: Node, parent: Node | None) -> Iterator[Node]:
        if isinstance(node, Name) and node.name in spot.policy.parameters:
            yield from map(Name, _next_to(spot, spot.policy.parameters[node.name]))
        elif isinstance(node, Literal) and isinstance(node.value, Decimal):
            if not isinstance(parent, Filter) and not (node.value == 0 and isinstance(parent, Arithmetic)):
                step = Decimal(1).scaleb(min(int(node.value.as_tuple().exponent), 0))
                yield from (Literal(node.value + step), Literal(node.value - step))
        elif isinstance(node, Literal) and isinstance(node.value, str):
            yield from map(Literal, _next_choices(spot, node.value))

    return rewritten(spot, neighbours)


def _next_to(spot: Spot, parameter: Parameter) -> Iterator[str]:
    """The parameters of the same type just before and behind it in the policy that are as large as it could be."""
    alike = [one.id for one in spot.policy.parameters.values() if one.type == parameter.type]
    place = alike.index(parameter.id)
    values = {one.id: one.values for one in spot.policy.parameters.values()}
    for id_ in (*alike[max(place - 1, 0) : place], *alike[place + 1 : place + 2]):
        if values[id_] != parameter.values:
            yield id_


def _next_choices(spot: Spot, text: str) -> Iterator[str]:
    """The choices before and behind a text, in the fact that the expression most likely speaks of."""
    for fact in _spoken_of(spot):
        if text in fact.choices:
            place = fact.choices.index(text)
            yield from fact.choices[max(place - 1, 0) : place]
            yield from fact.choices[place + 1 : place + 2]
            return


def _spoken_of(spot: Spot) -> Iterator[Fact]:
    """The facts with choices: those that the expression reads, their columns, then all others."""
    facts = spot.policy.vocabulary.facts
    read = [facts[name] for name in sorted(spot.part.reads) if name in facts]
    yield from read
    yield from (column for fact in read for column in fact.item)
    for fact in facts.values():
        yield fact
        yield from fact.item
