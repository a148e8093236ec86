"""The expressions that a measure or a whole policy is made of."""

from __future__ import annotations

from collections.abc import Iterator

from incentive_engine.assurance.coverage.watching import tests_of
from incentive_engine.decision.reading import expressions_of
from incentive_engine.policy.model import Award, Expression, Measure, Policy


def of_award(award: Award) -> Iterator[Expression]:
    """Those of an award: its amount, its items, its steps."""
    if award.amount is not None:
        yield from expressions_of(award.amount)
    yield from (step.amount for step in award.steps)
    if award.each is not None:
        yield from (one for one in (award.each.within, award.each.where, award.each.by) if one is not None)


def of_measure(policy: Policy, measure: Measure) -> Iterator[Expression]:
    """Those of a measure: its conditions and the policy's, its award, its group and the limits."""
    yield from (test.expression for test in tests_of(policy, measure))
    yield from of_award(measure.award)
    yield from (limit.maximum for limit in policy.limits)
    group = policy.groups.get(measure.group or "")
    if group is not None and group.received is not None:
        yield group.received


def of_policy(policy: Policy) -> Iterator[Expression]:
    """Those of all measures and derived facts."""
    for measure in policy.measures:
        yield from of_measure(policy, measure)
    for fact in policy.vocabulary.facts.values():
        if fact.formula is not None:
            yield from expressions_of(fact.formula)
