"""The days that stand for all others: the first of each period in which nothing a measure rests on changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from incentive_engine.assurance.symbolic.parts import of_measure
from incentive_engine.decision.network import in_force
from incentive_engine.decision.reading import expressions_of, facts_behind
from incentive_engine.feel.syntax import Literal
from incentive_engine.policy.model import Expression, Measure, Period, Policy

_DAY = timedelta(days=1)
_YEARS = range(1980, 2090)
_ANY_DAY = date(2000, 1, 1)
"""The day asked about where nothing ever changes."""


def days_of(policy: Policy, measure_id: str, *, settled: bool = True) -> tuple[date, ...]:
    """The first day of every period in which a measure is in force and no parameter that it rests on changes.

    Where groups and limits settle it together with other measures, what these rest on counts too, unless what is
    paid does not matter (not `settled`). Years that expressions compare with begin a period each, as the year in
    question and as the year before.
    """
    measure = policy.measure(measure_id)
    beside = _settled_with(policy, measure) if settled else []
    periods = [policy.in_force, *(one.in_force for one in (measure, *beside))]
    names = {name for one in (measure, *beside) for name in _names_behind(policy, one)}
    changes = {day for period in periods for day in _changes(period)}
    changes |= {day for name in names & policy.parameters.keys() for day, _ in policy.parameters[name].values}
    changes |= {day for one in (measure, *beside) for day in _days_named(policy, one)}
    before_all = min(changes) - _DAY if changes else _ANY_DAY
    return tuple(day for day in sorted({before_all, *changes}) if in_force(policy, measure, day))


def _settled_with(policy: Policy, measure: Measure) -> list[Measure]:
    """The measures whose amounts bear on what is paid on this one."""
    limited = [limit for limit in policy.limits if not limit.measures or measure.id in limit.measures]
    return [
        one
        for one in policy.measures
        if one is not measure
        and (
            (one.group is not None and one.group == measure.group)
            or any(not limit.measures or one.id in limit.measures for limit in limited)
        )
    ]


def _changes(period: Period) -> Iterator[date]:
    if period.start is not None:
        yield period.start
    if period.end is not None:
        yield period.end + _DAY


def _names_behind(policy: Policy, measure: Measure) -> set[str]:
    """The names that decide a measure's verdict and amount: facts and parameters."""
    return {name for expression in _expressions_behind(policy, measure) for name in expression.reads}


def _days_named(policy: Policy, measure: Measure) -> Iterator[date]:
    """The days on which something changes because expressions or parameters name a year or a day."""
    names = _names_behind(policy, measure)
    constants = [
        node.value
        for expression in _expressions_behind(policy, measure)
        for node in expression.tree.walk()
        if isinstance(node, Literal)
    ]
    for name in names & policy.parameters.keys():
        constants += [value for _, value in policy.parameters[name].values]
    for value in constants:
        if isinstance(value, date):
            yield from (value, value + _DAY)
        elif isinstance(value, Decimal) and value in _YEARS and value == int(value):
            # The year in question is the one before the day.
            yield from (date(int(value) + later, 1, 1) for later in (0, 1, 2))


def _expressions_behind(policy: Policy, measure: Measure) -> Iterator[Expression]:
    yield from of_measure(policy, measure)
    for id_ in facts_behind(policy, measure, with_award=True):
        formula = policy.vocabulary.facts[id_].formula
        if formula is not None:
            yield from expressions_of(formula)

