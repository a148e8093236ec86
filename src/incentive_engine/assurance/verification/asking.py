"""All questions about a policy, by whom they are about: what is answered together."""

from __future__ import annotations

from collections.abc import Iterator

from incentive_engine.assurance.verification.amounts import award_questions
from incentive_engine.assurance.verification.conditions import condition_questions, requirement_questions
from incentive_engine.assurance.verification.promises import property_questions
from incentive_engine.assurance.verification.questions import KINDS, Question
from incentive_engine.assurance.verification.rises import cliff_questions
from incentive_engine.assurance.verification.settlement import settlement_questions
from incentive_engine.assurance.verification.tables import award_table_questions, fact_table_questions
from incentive_engine.policy.model import Policy


def questions_of(policy: Policy) -> list[Question]:
    """Every question about a policy: of each measure in order, then of what they share, then of its properties."""
    found = list(_questions(policy))
    return sorted(found, key=lambda one: (_place(policy, one), KINDS.index(one.kind)))


def _questions(policy: Policy) -> Iterator[Question]:
    for measure in policy.measures:
        yield from award_questions(policy, measure)
        yield from condition_questions(policy, measure)
        yield from award_table_questions(policy, measure)
        yield from cliff_questions(policy, measure)
    yield from requirement_questions(policy)
    yield from fact_table_questions(policy)
    yield from settlement_questions(policy)
    yield from property_questions(policy)


def _place(policy: Policy, question: Question) -> int:
    """Where a question stands: with its measure, or after all of them."""
    numbers = {measure.id: number for number, measure in enumerate(policy.measures)}
    return len(numbers) if question.measure is None else numbers[question.measure]
