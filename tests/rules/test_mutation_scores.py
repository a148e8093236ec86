"""Rules that are changed as people err are noticed by their cases: at least 95 of 100 mutants of every policy."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from incentive_engine.assurance.mutation.explained import check_explanations, explanations
from incentive_engine.assurance.mutation.mutants import SHARED
from incentive_engine.assurance.mutation.mutating import Trials, mutate
from incentive_engine.assurance.mutation.scores import scored
from incentive_engine.assurance.mutation.suite import Suite
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import load_cases

RULES = Path(__file__).parents[2] / "rules"
LEAST = Decimal(95)


@pytest.mark.slow
def test_the_cases_notice_nearly_every_mistake_and_the_explanations_are_about_survivors() -> None:
    policies = [load_policy(file.parent) for file in sorted(RULES.glob("*/*/policy.yaml"))]
    suites = [
        Suite(policy, [load_cases(file, policy) for file in sorted((RULES / policy.id).glob("cases/*.yaml"))])
        for policy in policies
    ]
    trials = Trials(suites)
    explained = explanations(policies, [RULES])
    results = mutate(trials)
    check_explanations(explained, results, trials.mutants)
    scores = {part.id: part.score for part in scored(policies, SHARED, results, explained)}
    assert set(scores) == {*(policy.id for policy in policies), SHARED}
    assert not {id_: str(score.per_cent) for id_, score in scores.items() if score.per_cent < LEAST}
