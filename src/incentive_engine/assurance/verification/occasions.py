"""Days that stand for all: on each the rules are what they are until the next one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from incentive_engine.policy.model import Measure, Policy
from incentive_engine.policy.reads import names_behind, reads_of


_ANY_DAY = date(2020, 1, 1)
"""Stands for all days of a policy that never changes."""


def occasions(policy: Policy, measure: str | None) -> tuple[date, ...]:
    """The first day of every period in which what a measure rests on is the same: its dates, and its parameters.

    Without a measure: what any measure of the policy rests on.
    """
    measures = policy.measures if measure is None else (policy.measure(measure),)
    names = _names(policy, measures)
    changes = {day for id_ in names & policy.parameters.keys() for day, _ in policy.parameters[id_].values}
    starts = {start for one in measures if (start := _start(policy, one)) is not None}
    ends = {_end(policy, one) for one in measures}
    last = date.max if None in ends else max(day for day in ends if day is not None)
    first = min(starts, default=min(changes, default=_ANY_DAY))
    days = {max(day, first) for day in starts | changes | {first}}
    return tuple(day for day in sorted(days) if day <= last and any(_in_force(policy, one, day) for one in measures))


def _names(policy: Policy, measures: tuple[Measure, ...]) -> frozenset[str]:
    shared = (policy.requirements, policy.groups, policy.limits)
    return names_behind(reads_of((measures, shared)), policy.vocabulary.facts)


def _start(policy: Policy, measure: Measure) -> date | None:
    days = [day for day in (policy.in_force.start, measure.in_force.start) if day is not None]
    return max(days, default=None)


def _end(policy: Policy, measure: Measure) -> date | None:
    days = [day for day in (policy.in_force.end, measure.in_force.end) if day is not None]
    return min(days, default=None)


def _in_force(policy: Policy, measure: Measure, day: date) -> bool:
    return day in policy.in_force and day in measure.in_force


def periods(policy: Policy) -> Iterator[tuple[date, tuple[str, ...]]]:
    """The days that stand for all, each with the measures in force."""
    for day in occasions(policy, None):
        yield day, tuple(one.id for one in policy.measures if _in_force(policy, one, day))
