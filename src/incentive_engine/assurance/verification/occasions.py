"""Days that stand for all others: the first of every period in which the rules are the same.

Rules change with the dates of a policy and its measures, with the values of parameters, and from one assessment year to
another where an expression compares the year with a number (`assessment_year >= 2023`, `rd_first_year`). What rests on
the distance of two days (`recognized_on + duration("P3Y") > as_of`) moves with the day, and is the same on each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from incentive_engine.feel.syntax import Literal
from incentive_engine.policy.model import Expression, Measure, Policy
from incentive_engine.policy.reads import expressions_in, names_behind, reads_of

_ANY_DAY = date(2020, 1, 1)
"""Stands for all days of a policy that never changes."""
_YEARS = range(1990, 2100)
"""Numbers that are taken for years where the year is read."""


def occasions(policy: Policy, measure: str | None) -> tuple[date, ...]:
    """The days that stand for all on which a measure is in force; without one, any measure of the policy."""
    measures = policy.measures if measure is None else (policy.measure(measure),)
    parts = (measures, policy.requirements, policy.groups, policy.limits)
    names = names_behind(reads_of(parts), policy.vocabulary.facts)
    changes = {day for id_ in names & policy.parameters.keys() for day, _ in policy.parameters[id_].values}
    changes |= {start for one in measures if (start := _start(policy, one)) is not None}
    first = min(filter(None, (_start(policy, one) for one in measures)), default=min(changes, default=_ANY_DAY))
    changes |= {date(year + after, 1, 1) for year in _years(policy, parts, names) for after in (0, 1, 2)}
    days = sorted({max(day, first) for day in (first, *changes)})
    return tuple(day for day in days if any(_in_force(policy, one, day) for one in measures))


def _start(policy: Policy, measure: Measure) -> date | None:
    days = [day for day in (policy.in_force.start, measure.in_force.start) if day is not None]
    return max(days, default=None)


def _in_force(policy: Policy, measure: Measure, day: date) -> bool:
    return day in policy.in_force and day in measure.in_force


def _years(policy: Policy, parts: object, names: frozenset[str]) -> Iterator[int]:
    """The years that expressions may compare the year with: numbers in those that read it, and parameters."""
    facts = policy.vocabulary.facts
    formulas = tuple(facts[name].formula for name in sorted(names) if name in facts)
    reading = [one for one in expressions_in((parts, formulas)) if one.reads & {"assessment_year", "as_of"}]
    for value in (*_literals(reading), *_constants(policy, reading)):
        if isinstance(value, Decimal) and value in _YEARS:
            yield int(value)


def _literals(expressions: Iterable[Expression]) -> Iterator[object]:
    return (node.value for one in expressions for node in one.tree.walk() if isinstance(node, Literal))


def _constants(policy: Policy, expressions: Iterable[Expression]) -> Iterator[object]:
    names = frozenset[str]().union(*(one.reads for one in expressions)) & policy.parameters.keys()
    return (value for name in sorted(names) for _, value in policy.parameters[name].values)
