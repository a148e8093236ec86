"""Mutants: a policy with one change each, as a person could have written it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from incentive_engine.assurance.mutation.operators import OPERATORS
from incentive_engine.assurance.mutation.parts import spots_of
from incentive_engine.assurance.mutation.reach import Reach
from incentive_engine.assurance.mutation.spots import Owner, Spot, Words
from incentive_engine.assurance.mutation.variants import Variant
from incentive_engine.mistakes import Place
from incentive_engine.policy.model import Policy
from incentive_engine.policy.reads import reads_of

SHARED = "vocabulary"
"""What stands for a policy's id in the mutants of facts that policies share."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of a policy: what was changed where, and `make`, which makes the policy as changed.

    `id` is the same as long as the changed part is the same, whatever stands around it. `policy` is the policy's id,
    or `vocabulary` for a fact that policies share. `measures` are those that read what was changed; `names` are the
    facts and parameters in it.
    """

    id: str
    policy: str
    owner: Owner
    operator: str
    place: Place
    where: Words
    change: Words
    measures: tuple[str, ...]
    names: frozenset[str]
    make: Callable[[], Policy] = field(compare=False, repr=False)


def mutants_of(policy: Policy) -> list[Mutant]:
    """Every mutant of a policy and of the derived facts that it reads, in the order of its parts."""
    reach = Reach(policy)
    numbered: dict[str, int] = {}
    found = []
    for one in _mutants(policy, reach):
        times = numbered[one.id] = numbered.get(one.id, 0) + 1
        found.append(one if times == 1 else replace(one, id=f"{one.id} #{times}"))
    return found


def shared_facts(policy: Policy) -> frozenset[str]:
    """The derived facts that the policy reads and that belong to no policy."""
    return frozenset(id_ for id_ in Reach(policy).derived if policy.vocabulary.facts[id_].policy is None)


def _mutants(policy: Policy, reach: Reach) -> Iterator[Mutant]:
    met: set[tuple[Any, ...]] = set()
    for spot in spots_of(policy, reach.derived):
        measures = reach.readers(spot.owner)
        if not measures:
            continue
        shared = spot.owner.kind == "fact" and policy.vocabulary.facts[spot.owner.id].policy is None
        names = reads_of(spot.part)
        for operator, variants in OPERATORS.items():
            for variant in variants(spot):
                same = (spot.owner.kind, spot.owner.id, spot.key, str(spot.words), _meaning(variant))
                if same in met:
                    continue
                met.add(same)
                yield Mutant(
                    _id(spot, operator, variant),
                    SHARED if shared else policy.id,
                    spot.owner,
                    operator,
                    spot.place,
                    spot.words,
                    variant.change,
                    measures,
                    names,
                    _maker(spot, variant),
                )


def _maker(spot: Spot, variant: Variant) -> Callable[[], Policy]:
    return lambda: spot.put(variant.part)


def _meaning(variant: Variant) -> object:
    """What tells variants of one spot apart, whichever operator makes them."""
    return getattr(variant.part, "text", None) or variant.detail


def _id(spot: Spot, operator: str, variant: Variant) -> str:
    owner = spot.owner.id if spot.owner.kind in ("measure", "policy") else f"{spot.owner.kind} {spot.owner.id}"
    return f"{owner}/{spot.key}/{operator}: {variant.detail}".replace("//", "/")
