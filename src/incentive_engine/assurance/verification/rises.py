"""Rises: does an enterprise that has more of something get less? Two enterprises alike in all else are compared.

A cliff is told of a measure's own award: that another measure of its group is paid in its stead takes nothing away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from incentive_engine.assurance.verification.amounts import own_amount
from incentive_engine.assurance.verification.lists import granted_with, names_in
from incentive_engine.assurance.verification.questions import Question, Two, eligible, facts_of, titled
from incentive_engine.assurance.verification.readings import Amount, Bit, Comparison, Reading
from incentive_engine.policy.model import Measure, Policy
from incentive_engine.policy.reads import names_behind, reads_of
from incentive_engine.policy.rising import risings


def cliff_questions(policy: Policy, measure: Measure) -> Iterator[Question]:
    """Of each number and level that a measure rests on: does its verdict or what it gives fall when that rises?

    What is only taken off is not asked about: there, more is meant to give less. Nor are numbers in entries of lists.
    """
    taken_off = _only_taken_off(policy, measure)
    named = names_in(policy, measure.id)
    for id_ in facts_of(policy, (measure.id,)):
        for one in risings(policy.vocabulary.facts[id_]):
            is_read = one.column is None or (one.is_level and one.column.id in named)
            if is_read and id_ not in taken_off:
                yield Question(
                    f"{measure.id}/cliff/{one.name}",
                    "cliff",
                    False,
                    (Two(_award_falls(measure), one.name, measure.id),),
                    "verification.level-rises" if one.is_level else "verification.rises",
                    measure.place,
                    {**titled(measure), "fact": one.label},
                    fault=False,
                    measure=measure.id,
                )


def _only_taken_off(policy: Policy, measure: Measure) -> frozenset[str]:
    """The facts of which a measure knows only what was received already."""
    award = measure.award
    less = tuple(step for step in award.steps if step.kind == "less")
    others = replace(award, steps=tuple(step for step in award.steps if step.kind != "less"))
    group = policy.groups.get(measure.group or "")
    facts = policy.vocabulary.facts
    taken_off = names_behind(reads_of((less, group.received if group else None)), facts)
    conditions = tuple(one.when for one in granted_with(policy, measure.id))
    return taken_off - names_behind(reads_of((policy.requirements, conditions, others)), facts)


def _award_falls(measure: Measure) -> Comparison:
    """That the second enterprise is refused what the first gets, or its award is less, before groups and limits."""

    def claim(lower: Reading, higher: Reading) -> Bit:
        if measure.award.amount is None:
            return _refused(lower, higher, measure.id)
        before, after = own_amount(lower, measure), own_amount(higher, measure)
        both = lower.every(eligible(lower, measure.id), eligible(higher, measure.id))
        less = lower.every(both, before.known, after.known, after.value < before.value)
        return lower.some(_refused(lower, higher, measure.id), lower.every(less, _cause(lower, higher, measure)))

    return claim


def _cause(lower: Reading, higher: Reading, measure: Measure) -> Bit:
    """What must be so where an award falls: its formula gives less, not yet rounded, or one of its steps takes more.

    Rounding and the steps never turn more into less. Saying so spares the solver from finding it out.
    """
    award = measure.award
    if award.each is not None or award.amount is None:
        return lower.every()
    causes = [lower.gross_of(award.amount).value > higher.gross_of(award.amount).value]
    for step in award.steps:
        before, after = lower.value(step.amount).value, higher.value(step.amount).value
        causes.append(before < after if step.kind == "less" else before > after)
    return lower.some(*causes)


def _refused(lower: Reading, higher: Reading, measure: str) -> Bit:
    return lower.every(eligible(lower, measure), higher.verdict(measure, "ineligible"))


def falls(policy: Policy, measure: str) -> Comparison:
    """That the second enterprise is refused what the first gets, or is paid less of it."""

    def claim(lower: Reading, higher: Reading) -> Bit:
        before, after = lower.payable(measure), higher.payable(measure)
        both = lower.every(eligible(lower, measure), eligible(higher, measure))
        less = lower.every(both, before.known, after.known, after.value < before.value)
        return lower.some(
            _refused(lower, higher, measure), lower.every(less, _cause_of_payment(lower, higher, policy, measure))
        )

    return claim


def _cause_of_payment(lower: Reading, higher: Reading, policy: Policy, measure: str) -> Bit:
    """What must be so where a payment falls: the award does, or something else is otherwise that it is settled with."""
    causes = [_cause(lower, higher, policy.measure(measure))]
    for other in policy.measures:
        if other.id != measure and other.id in lower.measures and other.award.amount is not None:
            verdicts = (eligible(lower, other.id), eligible(higher, other.id))
            causes += [
                *_differ(lower, *verdicts),
                *_amounts_differ(lower, own_amount(lower, other), own_amount(higher, other)),
            ]
    shared = [limit.maximum for limit in policy.limits]
    shared += [group.received for group in policy.groups.values() if group.received is not None]
    for expression in shared:
        causes += _amounts_differ(lower, lower.value(expression), higher.value(expression))
    return lower.some(*causes)


def _differ(reading: Reading, one: Bit, other: Bit) -> tuple[Bit, Bit]:
    return reading.every(one, reading.no(other)), reading.every(other, reading.no(one))


def _amounts_differ(reading: Reading, one: Amount, other: Amount) -> tuple[Bit, ...]:
    return *_differ(reading, one.known, other.known), one.value < other.value, other.value < one.value


def total_falls(lower: Reading, higher: Reading) -> Bit:
    """That the second enterprise is paid less in all, where nothing about either is open."""
    return lower.every(settled(lower), settled(higher), higher.total().value < lower.total().value)


def settled(reading: Reading) -> Bit:
    """That every amount of the policy is known."""
    return reading.every(*(reading.payable(measure).known for measure in reading.measures))
