"""Formulas say of an enterprise what the reference says: verdict, gross and payable, unknowns included.

The enterprises are random ones for random policies, and for the library's the facts of its rule cases, mixed, nudged
across thresholds and with gaps.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from perturbed_cases import Mixed, cases_of
from pinning import VERDICTS, Pinned, formulas_of, money
from populations import stated_facts
from random_policies import AS_OF, random_firm, random_policy

from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.decision import decide
from incentive_engine.policy import load_policy
from incentive_engine.policy.model import Policy
from incentive_engine.profile.model import Profile

RULES = Path(__file__).parents[3] / "rules"
LIBRARY = sorted(str(path.parent.relative_to(RULES)) for path in RULES.glob("*/*/policy.yaml"))


def compare(policy: Policy, firms: list[Profile], as_of: date, year: int, items: int) -> None:
    world = World(as_of, year, items=items)
    rules = world.policy(policy)
    formulas = formulas_of(rules)
    for number, firm in enumerate(firms):
        pinned = Pinned(world, firm.facts)
        decided = decide(firm, [policy], as_of=as_of, assessment_year=year, engine="reference").policy(policy.id)
        total = 0
        for measure in decided.measures:
            verdict, gross, payable = formulas[measure.measure.id]
            said = f"{measure.measure.id} of firm {number}: {firm.facts}"
            assert measure.verdict in VERDICTS[pinned.truth(verdict)], said
            assert pinned.number(gross) == money(measure.gross), said
            assert pinned.number(payable) == money(measure.payable), said
            total += money(measure.payable) or 0
        assert pinned.number(rules.total()) == total


def most_items(firms: list[Profile]) -> int:
    return max((len(value) for firm in firms for value in firm.facts.values() if isinstance(value, tuple)), default=1)


def of_library(id_: str, place: int, count: int) -> None:
    policy = load_policy(id_)
    pools = cases_of(policy, RULES / id_ / "cases")
    (as_of, year), pool = pools[min(place, len(pools) - 1)]
    mixed, chance = Mixed(stated_facts([policy]), pool), Random(place)
    firms = [mixed.profile(chance, number) for number in range(count)]
    firms = [firm for firm in firms if most_items([firm]) <= 6]
    compare(policy, firms, as_of, year, most_items(firms))


def at_random(seed: int, policies: int, firms: int) -> None:
    chance = Random(seed)
    for _ in range(policies):
        compare(random_policy(chance), [random_firm(chance) for _ in range(firms)], AS_OF, AS_OF.year - 1, 3)


@pytest.mark.parametrize("id_", LIBRARY)
def test_policies_of_the_library(id_: str) -> None:
    of_library(id_, 0, 40)


@pytest.mark.parametrize("seed", range(4))
def test_random_policies(seed: int) -> None:
    at_random(seed, 10, 10)


@pytest.mark.slow
@pytest.mark.parametrize("place", [1, 2])
@pytest.mark.parametrize("id_", LIBRARY)
def test_policies_of_the_library_at_length(id_: str, place: int) -> None:
    of_library(id_, place, 1000)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 104))
def test_random_policies_at_length(seed: int) -> None:
    at_random(seed, 100, 20)
