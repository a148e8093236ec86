"""Groups and limits: do they come to bear, and is what they say true of what is paid?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from incentive_engine.assurance.verification.amounts import own_amount
from incentive_engine.assurance.verification.questions import One, Question, eligible, titled
from incentive_engine.assurance.verification.readings import Bit, Claim, Reading
from incentive_engine.policy.model import Group, Limit, Measure, Policy

_NOTHING = Decimal(0)


def settlement_questions(policy: Policy) -> Iterator[Question]:
    """Of the policy's groups and limits."""
    for group in policy.groups.values():
        members = [one for one in policy.measures if one.group == group.id and one.award.amount is not None]
        if len(members) > 1:
            yield from _of_group(group, members)
    for number, limit in enumerate(policy.limits, 1):
        yield from _of_limit(policy, limit, number)


def _of_group(group: Group, members: list[Measure]) -> Iterator[Question]:
    values = {"label": group.label}
    for member in members:
        others = [one for one in members if one is not member]
        attempts = tuple(One(_both_due(member, one), member.id) for one in others)
        yield Question(
            f"group:{group.id}/{member.id}/meets", "group", True, attempts, "verification.meets", group.place,
            {**values, **titled(member)}, fault=False,
        )  # fmt: skip
    paid = tuple(One(_both_paid(*pair), pair[0].id, paid=True) for pair in combinations(members, 2))
    if group.keep == "sum":
        yield Question(
            f"group:{group.id}/together", "group", True, paid, "verification.together", group.place, values, fault=False
        )
    else:
        yield Question(f"group:{group.id}/one", "group", False, paid, "verification.one-paid", group.place, values)


def _both_due(one: Measure, other: Measure) -> Claim:
    def claim(reading: Reading) -> Bit:
        return reading.every(_due(reading, one), _due(reading, other))

    return claim


def _due(reading: Reading, measure: Measure) -> Bit:
    own = own_amount(reading, measure)
    return reading.every(eligible(reading, measure.id), own.known, own.value > _NOTHING)


def _both_paid(one: Measure, other: Measure) -> Claim:
    def claim(reading: Reading) -> Bit:
        return reading.every(_paid(reading, one), _paid(reading, other))

    return claim


def _paid(reading: Reading, measure: Measure) -> Bit:
    payable = reading.payable(measure.id)
    return reading.every(eligible(reading, measure.id), payable.known, payable.value > _NOTHING)


def _of_limit(policy: Policy, limit: Limit, number: int) -> Iterator[Question]:
    values = {"label": limit.label}
    covered = [one for one in policy.measures if not limit.measures or one.id in limit.measures]
    covered = [one for one in covered if one.award.amount is not None]
    keeping = {one.id for one in policy.groups.values() if one.keep != "sum"}
    free = [one for one in covered if one.group not in keeping]
    binds = tuple(One(_cut(one), one.id) for one in reversed(free))
    binds += tuple(One(_cut_winner(one), one.id) for one in reversed(covered) if one.group in keeping)
    yield Question(f"limit:{number}/binds", "limit", True, binds, "verification.binds", limit.place, values)
    exceeds = (One(_exceeds(limit, covered)),)
    yield Question(f"limit:{number}/holds", "limit", False, exceeds, "verification.holds", limit.place, values)


def _cut(measure: Measure) -> Claim:
    """That a measure that stands in no group is paid less than its award gives."""

    def claim(reading: Reading) -> Bit:
        own, payable = own_amount(reading, measure), reading.payable(measure.id)
        return reading.every(eligible(reading, measure.id), own.known, payable.known, payable.value < own.value)

    return claim


def _cut_winner(measure: Measure) -> Claim:
    """That a measure is paid, but less than its award gives: in a group that keeps the highest, by a limit."""

    def claim(reading: Reading) -> Bit:
        return reading.every(_cut(measure)(reading), reading.payable(measure.id).value > _NOTHING)

    return claim


def _exceeds(limit: Limit, covered: list[Measure]) -> Claim:
    """That what is paid for the measures that a limit covers is more than it allows."""

    def claim(reading: Reading) -> Bit:
        most = reading.value(limit.maximum)
        payments = [reading.payable(one.id) for one in covered]
        known = [one.known for one in payments]
        total = sum((one.value for one in payments), _NOTHING)
        return reading.every(most.known, *known, total > reading.larger(most.value, _NOTHING))

    return claim
