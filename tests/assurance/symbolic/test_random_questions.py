"""Random questions about random policies: what is found is confirmed, and no random enterprise contradicts a proof."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from building import measure
from random_policies import AS_OF, complete_firm, random_condition, random_firm, random_policy

from incentive_engine.assurance.symbolic.answers import Answer, Found, Never, Undecided
from incentive_engine.assurance.symbolic.equivalence import equivalent
from incentive_engine.decision import decide
from incentive_engine.decision.model import Verdict
from incentive_engine.policy.model import Measure, Policy
from incentive_engine.profile.model import Profile

ATTACKS = 150


def outcome(policy: Policy, firm: Profile) -> object:
    one = decide(firm, [policy], as_of=AS_OF, engine="reference").policy(policy.id).measure("m1")
    verdict = Verdict.INELIGIBLE if one.verdict is Verdict.NOT_IN_FORCE else one.verdict
    return verdict, one.gross, one.payable


def asked(chance: Random) -> tuple[Policy, Policy]:
    """A policy, and the same with another condition of its first measure, or with another award."""
    old = random_policy(chance)
    other: Measure = random_policy(chance).measures[0]
    first = old.measures[0]
    changed = chance.choice(
        (
            replace(first, award=other.award),
            replace(first, when=measure(1, random_condition(chance, [], depth=1)).when),
            first,
        )
    )
    return old, replace(old, measures=(changed, *old.measures[1:]))


def questions(seed: int, count: int) -> list[Answer]:
    chance = Random(seed)
    answers = []
    for _ in range(count):
        old, new = asked(chance)
        answer = equivalent(old, new, "m1", (AS_OF,), items=3, seconds=120)
        answers.append(answer)
        if isinstance(answer, Found):
            firm = Profile(facts=answer.facts)
            assert outcome(old, firm) != outcome(new, firm)
        elif isinstance(answer, Never):
            for _ in range(ATTACKS):
                firm = chance.choice((random_firm, complete_firm))(chance)
                assert outcome(old, firm) == outcome(new, firm), firm.facts
    return answers


@pytest.mark.parametrize("seed", range(2))
def test_random_questions(seed: int) -> None:
    answers = questions(seed, 12)
    assert any(isinstance(one, Found) for one in answers)
    assert any(isinstance(one, Never) for one in answers)
    assert not any(isinstance(one, Undecided) for one in answers), answers


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 14))
def test_random_questions_at_length(seed: int) -> None:
    answers = questions(seed, 100)
    undecided = [one for one in answers if isinstance(one, Undecided)]
    assert len(undecided) <= 5, undecided
