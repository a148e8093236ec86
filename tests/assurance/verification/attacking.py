"""Proofs under attack: enterprises at random, mixed from rule cases, none of which may do what was proved away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from perturbed_cases import Mixed, cases_of

from incentive_engine.assurance.verification.answers import Status, Verification
from incentive_engine.assurance.verification.asking import questions_of
from incentive_engine.assurance.verification.decided import Decided
from incentive_engine.assurance.verification.differing import Difference, Facts
from incentive_engine.assurance.verification.pairs import rises
from incentive_engine.assurance.verification.questions import One, Question, Two
from incentive_engine.policy.model import Policy
from incentive_engine.policy.rising import rising

_LONGEST = 5
"""Lists of more different entries are beyond some of the proofs."""


def attack(
    policy: Policy, folder: Path, verification: Verification, firms: int, seed: int = 1
) -> tuple[int, list[str]]:
    """How many claims were tried on so many firms, and what was true though it was proved to be of nobody."""
    gone = {answer.question for answer in verification.answers if answer.status in (Status.PROVED, Status.BOUNDED)}
    proved = [question for question in questions_of(policy) if question.id in gone and not question.wanted]
    tried, broken = 0, []
    for number, (random, day, facts) in enumerate(_firms(policy, folder, firms, seed)):
        decided = Decided(policy, day, facts)
        comparisons = [one for question in proved for one in _comparisons(question)]
        for question in proved:
            for attempt in question.attempts:
                if isinstance(attempt, One) and (attempt.measure is None or attempt.measure in decided.measures):
                    tried += 1
                    if attempt.claim(decided):
                        broken.append(f"{question.id}: firm {number} on {day}: {dict(facts)}")
        if comparisons:
            id_, two = random.choice(comparisons)
            tried += 1
            if _falls(policy, two, decided, random):
                broken.append(f"{id_}: firm {number} on {day}: {dict(facts)}")
    return tried, broken


def _comparisons(question: Question) -> list[tuple[str, Two]]:
    return [(question.id, attempt) for attempt in question.attempts if isinstance(attempt, Two)]


def _firms(policy: Policy, folder: Path, firms: int, seed: int) -> Iterator[tuple[Random, date, Mapping[str, Any]]]:
    random = Random(seed)
    pools = [
        (day, Mixed(policy.vocabulary.facts, pool))
        for (day, year), pool in cases_of(policy, folder)
        if year == day.year - 1
    ]
    weights = [len(mixed.pool) for _, mixed in pools]
    made = 0
    while made < firms:
        ((day, mixed),) = random.choices(pools, weights)
        facts = mixed.profile(random, made).facts
        if all(len(value) <= _LONGEST for value in facts.values() if isinstance(value, tuple)):
            made += 1
            yield random, day, facts


def _falls(policy: Policy, attempt: Two, decided: Decided, random: Random) -> bool:
    risen = rising(policy.vocabulary.facts, attempt.rises)
    assert risen is not None
    differ = Difference(risen, decided.as_of)
    stated = list(differ.turned(decided.stated))
    if not stated or (attempt.measure is not None and attempt.measure not in decided.measures):
        return False
    firm = random.choice(stated)
    more = _more(differ, firm, random)
    if more is None:
        return False
    lower, higher = (Decided(policy, decided.as_of, facts) for facts in differ.pair(firm, more))
    return bool(rises(lower, higher, risen) and attempt.claim(lower, higher))


def _more(differ: Difference, firm: Facts, random: Random) -> Decimal | str | None:
    own = differ.of(firm)
    if isinstance(own, Decimal):
        step = random.choice(
            (Decimal("0.01"), Decimal(1), own * random.choice((1, 2, 10)), Decimal(random.randrange(10**9)))
        )
        return own + max(step, Decimal("0.01"))
    above = differ.rising.above.get(own or "", ())
    return random.choice(above) if above else None
