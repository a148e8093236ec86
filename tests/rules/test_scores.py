"""The scores of 高新技术企业 and 科技型中小企业, and the tier of R&D, by the engine and by a second computation.

Random firms (`random_firms.py`) are put to both; `scores_anew.py` is written from the tables alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from random_firms import hnte_firm, sme_firm
from scores_anew import AS_OF, Firm, hnte_expected, sme_expected

from incentive_engine.decision import Proof, decide
from incentive_engine.feel.ternary import Unknown
from incentive_engine.policy import load_policy
from incentive_engine.profile import Profile

RULES = Path(__file__).parents[2] / "rules"
SEED = 20160622


@cache
def policy(name: str) -> Any:
    return load_policy(RULES / "national" / name)


def found(proof: Proof, values: dict[str, Any]) -> dict[str, Any]:
    """The truth of every test by its id, and the derived facts that tests read; an unknown is None."""
    if proof.id:
        values[proof.id] = proof.value
    values.update(proof.facts)
    for child in proof.children:
        found(child, values)
    return values


def verdict(truths: Sequence[bool | None]) -> str:
    return "ineligible" if False in truths else "undetermined" if None in truths else "eligible"


def compare(
    name: str,
    measure: str,
    firm_of: Callable[[Random], Firm],
    expected_of: Callable[[Firm], dict[str, Any]],
    count: int,
) -> set[str]:
    """Put `count` firms to both; the verdicts that occurred."""
    verdicts = set()
    for number in range(count):
        firm = firm_of(Random(f"{SEED} {name} {number}"))
        expected = expected_of(firm)
        decision = decide(Profile(None, None, firm), [policy(name)], as_of=AS_OF, engine="reference")
        decided = decision.policy(f"national/{name}").measure(measure)
        assert decided.proof is not None
        values = found(decided.proof, {})
        values = {key: None if isinstance(value, Unknown) else value for key, value in values.items()}
        about = f"seed {SEED}, {name} firm {number}: {firm}"
        assert {key: values[key] for key in expected} == expected, about
        truths = [one for one in expected.values() if one is None or isinstance(one, bool)]
        assert decided.verdict.value == verdict(truths), about
        verdicts.add(decided.verdict.value)
    return verdicts


COUNTS = [500, pytest.param(10_000, marks=pytest.mark.slow)]


@pytest.mark.parametrize("count", COUNTS)
def test_innovation_score_and_rd_tier_of_a_high_tech_enterprise(count: int) -> None:
    assert compare("hnte", "recognition", hnte_firm, hnte_expected, count) == {"eligible", "ineligible", "undetermined"}


@pytest.mark.parametrize("count", COUNTS)
def test_score_of_a_technology_based_small_or_medium_enterprise(count: int) -> None:
    assert compare("tech-sme", "evaluation", sme_firm, sme_expected, count) == {"eligible", "ineligible"}
