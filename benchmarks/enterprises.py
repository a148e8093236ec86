"""What the benchmarks decide: the shipped policy, about random enterprises that state all of its facts."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from incentive_engine import Policy, Profile, load_policy, load_profile
from incentive_engine.policy.model import Fact, FactType

POLICY = "yanfeng/incentives-20"
AS_OF = date(2021, 3, 31)
EXAMPLE = Path(__file__).parent.parent / "examples" / "profiles" / "cable-maker.yaml"

MEETING_REQUIREMENTS = {
    **dict.fromkeys(("registered_district", "tax_district", "statistics_district"), "雁峰区"),
    **dict.fromkeys(("dishonest", "research_misconduct", "false_declaration"), False),
    "independent_legal_person": True,
    "serious_incidents": (),
}


@cache
def policy() -> Policy:
    """激励20条."""
    return load_policy(POLICY)


@cache
def cable_maker() -> Profile:
    """The listed cable maker of the examples, which gets 15 of the 20 measures."""
    return load_profile(EXAMPLE)


def enterprises(policy: Policy, count: int) -> list[Profile]:
    """The same enterprises on every run, each stating every fact that can be stated.

    Every second one meets the policy's requirements and mostly says yes, so that awards are computed too.
    """
    chance = random.Random(20)
    return [Profile(facts=_facts(policy, chance, willing=bool(one % 2))) for one in range(count)]


def _facts(policy: Policy, chance: random.Random, *, willing: bool) -> dict[str, Any]:
    facts = {
        id_: _value(fact, chance, willing)
        for id_, fact in policy.vocabulary.facts.items()
        if fact.formula is None
    }
    return {**facts, "established_on": date(2012, 5, 1), **(MEETING_REQUIREMENTS if willing else {})}


def _value(fact: Fact, chance: random.Random, willing: bool) -> Any:
    if fact.type is FactType.LIST:
        items = range(chance.randint(0, 2))
        return tuple({part.id: _single(part, chance, willing) for part in fact.item} for _ in items)
    if fact.annual:
        years = range(AS_OF.year - fact.years, AS_OF.year)
        return {year: _single(fact, chance, willing) for year in years}
    return _single(fact, chance, willing)


def _single(fact: Fact, chance: random.Random, willing: bool) -> Any:
    if fact.type is FactType.BOOLEAN:
        return chance.random() < (0.8 if willing else 0.5)
    if fact.type is FactType.DATE:
        first = date(AS_OF.year - 1 if willing else 2010, 1, 1)
        return first + timedelta(days=chance.randrange(365 if willing else 4000))
    if fact.type is FactType.CHOICE:
        return chance.choice(fact.choices)
    if fact.type is FactType.TEXT:
        return chance.choice(("甲", "乙", "丙"))
    scale = {FactType.RATIO: Decimal("0.01"), FactType.MONEY: Decimal(100_000)}.get(fact.type, Decimal(1))
    return chance.randrange(100) * scale
