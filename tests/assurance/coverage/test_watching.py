"""Watching changes nothing: what a watched policy decides is what the policy decides."""

from __future__ import annotations

from decimal import localcontext
from pathlib import Path

import pytest

from incentive_engine.assurance.cases.running import decide_case
from incentive_engine.assurance.coverage.points import Points
from incentive_engine.assurance.coverage.watching import WatchedPolicy
from incentive_engine.decision.model import Verdict
from incentive_engine.decision.program import Program
from incentive_engine.feel.ternary import Truth, Unknown
from incentive_engine.feel.values import CONTEXT
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import load_cases

RULES = Path(__file__).parents[3] / "rules"


def _plain(truth: Truth) -> object:
    return (truth.by_true, truth.by_false, truth.failures) if isinstance(truth, Unknown) else truth


@pytest.mark.parametrize("policy_id", ["yanfeng/incentives-20", "national/tech-sme", "hunan/instrument-sharing"])
def test_a_watched_policy_decides_as_the_policy_itself(policy_id: str) -> None:
    policy = load_policy(RULES / policy_id)
    watched = WatchedPolicy(policy, Points())
    for file in sorted((RULES / policy_id / "cases").glob("*.yaml")):
        cases = load_cases(file, policy)
        for case in cases.cases[::5]:
            decision = decide_case(cases, case, engine="reference")
            program = Program(watched, case.as_of, case.parameters)
            with localcontext(CONTEXT):
                facts = program.facts(decision.profile.facts, decision.assessment_year)
                for one in decision.policy(policy.id).measures:
                    if one.trail is not None:
                        leaves = one.trail.truths[: len(program.conditions)]
                        assert list(map(_plain, program.leaves(facts))) == list(map(_plain, leaves)), case.name
                    if one.verdict is Verdict.ELIGIBLE:
                        grant = program.grant(one.measure, facts)
                        assert (grant.gross, grant.items) == (one.gross, one.items), case.name
