"""Screening says of everybody what the reference says of each: the library's policies, and random ones.

The enterprises are made of the rule cases' facts, mixed, nudged across thresholds and with gaps; each test's seed is in
its name.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from perturbed_cases import Mixed, cases_of
from populations import decided, differences, screened, stated_facts
from random_policies import AS_OF, random_firm, random_policy

from incentive_engine.policy import load_policy
from incentive_engine.policy.model import Policy
from incentive_engine.profile.model import Profile

RULES = Path(__file__).parents[3] / "rules"
LIBRARY = sorted(str(path.parent.relative_to(RULES)) for path in RULES.glob("*/*/policy.yaml"))
CHUNKS, CHUNK = 5, 20_000
"""Of each policy of the library, how many enterprises are compared, in how many tests."""


@cache
def pools(id_: str) -> tuple[Policy, list[tuple[tuple[date, int], Any]]]:
    policy = load_policy(id_)
    return policy, cases_of(policy, RULES / id_ / "cases")


def differing(policies: list[Policy], profiles: list[Profile], as_of: date, year: int) -> list[tuple[Any, Any]]:
    _, rows = screened(profiles, policies, as_of, year)
    assert len(rows) == len(profiles) * sum(len(one.measures) for one in policies)
    return differences(rows, decided(profiles, policies, as_of, year))[:3]


def population(policies: list[Policy], pool: Any, count: int, seed: int) -> list[Profile]:
    mixed, random = Mixed(stated_facts(policies), pool), Random(seed)
    return [mixed.profile(random, number) for number in range(count)]


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("id_", LIBRARY)
def test_policies_of_the_library(id_: str, place: int) -> None:
    policy, every = pools(id_)
    asked, pool = every[min(place, len(every) - 1)]
    assert not differing([policy], population([policy], pool, 300, place), *asked)


@pytest.mark.parametrize("seed", range(8))
def test_random_policies(seed: int) -> None:
    for number in range(5):
        assert not random_differences(seed * 5 + number)


def random_differences(seed: int) -> list[tuple[Any, Any]]:
    random = Random(seed)
    policy = random_policy(random)
    profiles = [Profile(f"E{place}", "企业", random_firm(random).facts) for place in range(60)]
    return differing([policy], profiles, AS_OF, AS_OF.year - 1)


def test_policies_that_one_enterprise_may_ask_for_together() -> None:
    ids = [id_ for id_ in LIBRARY if not id_.startswith("zhuzhou")]
    policies = [pools(id_)[0] for id_ in ids]
    random = Random(1)
    pool = [{k: v for id_ in ids for k, v in random.choice(pools(id_)[1][0][1]).items()} for _ in range(200)]
    assert not differing(policies, population(policies, pool, 300, 1), date(2024, 5, 31), 2023)


@pytest.mark.slow
@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("id_", LIBRARY)
def test_a_hundred_thousand_enterprises(id_: str, chunk: int) -> None:
    policy, every = pools(id_)
    asked, pool = every[0] if chunk < CHUNKS - 1 else every[min(1, len(every) - 1)]
    assert not differing([policy], population([policy], pool, CHUNK, 1_000 + chunk), *asked)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1_000, 1_400, 20))
def test_four_hundred_random_policies(start: int) -> None:
    for seed in range(start, start + 20):
        assert not random_differences(seed), seed
