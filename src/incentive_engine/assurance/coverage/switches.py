"""Days on which rules change, and whether rule cases look at the day before, that day and the day after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from incentive_engine.assurance.coverage.watching import tests_of
from incentive_engine.decision.reading import expressions_of, facts_behind
from incentive_engine.policy.cases import RuleCases
from incentive_engine.policy.model import Expression, Measure, Period, Policy

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Switch:
    """The first day of something new in a policy: a period that begins or is over, a parameter's next value.

    A case looks at it when it expects something of one of `measures`.
    """

    policy: str
    what: str
    day: date
    measures: frozenset[str]

    def __str__(self) -> str:
        return f"{self.policy}: {self.what} {self.day}"

    def days(self) -> tuple[date, date, date]:
        """The day before, the day itself, and the day after."""
        return self.day - _DAY, self.day, self.day + _DAY


def switches(policy: Policy) -> Iterator[Switch]:
    """Every switch of a policy."""
    everything = frozenset(measure.id for measure in policy.measures)
    for what, day in _ends(policy.in_force):
        yield Switch(policy.id, what, day, everything)
    for measure in policy.measures:
        for what, day in _ends(measure.in_force):
            yield Switch(policy.id, f"{measure.id} {what}", day, frozenset((measure.id,)))
    for parameter in policy.parameters.values():
        readers = frozenset(one.id for one in policy.measures if parameter.id in _names_behind(policy, one))
        for day, _ in parameter.values[1:]:
            yield Switch(policy.id, parameter.id, day, readers)


def days_not_looked_at(policy: Policy, files: Iterable[RuleCases]) -> dict[Switch, list[date]]:
    """The switches around which no case asks on some day, with these days."""
    asked = {(case.as_of, one.measure) for file in files for case in file.cases for one in case.expect}
    found = {
        switch: [day for day in switch.days() if not any((day, one) in asked for one in switch.measures)]
        for switch in switches(policy)
    }
    return {switch: days for switch, days in found.items() if days}


def _ends(period: Period) -> Iterator[tuple[str, date]]:
    if period.start is not None:
        yield "begins", period.start
    if period.end is not None:
        yield "is over", period.end + _DAY


def _names_behind(policy: Policy, measure: Measure) -> set[str]:
    """The names that decide a measure's verdict and amount: facts and parameters."""
    names: set[str] = set()
    for expression in _expressions(policy, measure):
        names |= expression.reads
    return names


def _expressions(policy: Policy, measure: Measure) -> Iterator[Expression]:
    award = measure.award
    yield from (test.expression for test in tests_of(policy, measure))
    if award.amount is not None:
        yield from expressions_of(award.amount)
    yield from (step.amount for step in award.steps)
    if award.each is not None:
        yield from (one for one in (award.each.within, award.each.where, award.each.by) if one is not None)
    for id_ in facts_behind(policy, measure, with_award=True):
        formula = policy.vocabulary.facts[id_].formula
        if formula is not None:
            yield from expressions_of(formula)
