"""Policies at random, of every construct: all questions are answered, and no firm does what was proved away."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from random_policies import complete_firm, random_firm, random_policy

from incentive_engine.assurance.verification.answers import Status
from incentive_engine.assurance.verification.asking import questions_of
from incentive_engine.assurance.verification.decided import Decided
from incentive_engine.assurance.verification.questions import One
from incentive_engine.assurance.verification.running import verify

DAY = date(2021, 3, 31)


def broken(seed: int, firms: int) -> list[str]:
    """What is true of some firm though nobody should have been found, by proof or by fault."""
    policy = random_policy(Random(seed))
    (found,) = verify([policy], seconds=1.0)
    never = {one.question for one in found.answers if one.status is Status.PROVED}
    never |= {one.question for one in found.answers if one.status is Status.FAULT and not one.enterprises}
    claims = [
        (question.id, attempt)
        for question in questions_of(policy)
        if question.id in never
        for attempt in question.attempts
        if isinstance(attempt, One)
    ]
    chance = Random(seed)
    days = [DAY, *sorted({one.day for one in found.answers if one.day is not None})]
    wrong = []
    for number in range(firms):
        make = random_firm if number % 2 else complete_firm
        decided = Decided(policy, chance.choice(days), make(chance).facts)
        for id_, attempt in claims:
            if (attempt.measure is None or attempt.measure in decided.measures) and attempt.claim(decided):
                wrong.append(f"{id_} on {decided.as_of}: {dict(decided.stated)}")
    return wrong


@pytest.mark.parametrize("seed", [2, 21, 25])
def test_no_firm_does_what_was_proved_away(seed: int) -> None:
    assert not broken(seed, firms=60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 160))
def test_no_firm_of_many_does_what_was_proved_away(seed: int) -> None:
    assert not broken(seed, firms=500)
