"""Days on which rules change, and whether rule cases look at the day before, that day, the day after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from incentive_engine.assurance.coverage.points import DAYS, Kind, Point, Points
from incentive_engine.assurance.coverage.watching import tests_of
from incentive_engine.decision.reading import expressions_of, facts_behind
from incentive_engine.policy.model import Expression, Measure, Period, Policy

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Switch:
    """The first day of something new in a policy; a case looks at it when it expects something of one of `measures`.

    `change` is `begins` or `over` (the period of the measure `subject`; of the policy where that is empty), or `value`
    (the parameter `subject` has another).
    """

    policy: str
    change: str
    subject: str
    day: date
    measures: frozenset[str]

    def __str__(self) -> str:
        return f"{self.day}: {self.subject} {self.change}" if self.subject else f"{self.day}: {self.change}"

    def days(self) -> tuple[date, date, date]:
        """The day before, the day itself, and the day after."""
        return self.day - _DAY, self.day, self.day + _DAY


def switches(policy: Policy) -> list[Switch]:
    """Every switch of a policy, in the order of their days."""
    return sorted(_switches(policy), key=lambda one: (one.day, one.subject, one.change))


def _switches(policy: Policy) -> Iterator[Switch]:
    everything = frozenset(measure.id for measure in policy.measures)
    for change, day in _ends(policy.in_force):
        yield Switch(policy.id, change, "", day, everything)
    for measure in policy.measures:
        for change, day in _ends(measure.in_force):
            yield Switch(policy.id, change, measure.id, day, frozenset((measure.id,)))
    for parameter in policy.parameters.values():
        readers = frozenset(one.id for one in policy.measures if parameter.id in _names_behind(policy, one))
        for day, _ in parameter.values[1:]:
            yield Switch(policy.id, "value", parameter.id, day, readers)


class Switches:
    """The points of the days on which a policy changes."""

    def __init__(self, policy: Policy, points: Points) -> None:
        self._points = points
        self._asked: dict[tuple[str, date], list[tuple[Point, str]]] = {}
        for switch in switches(policy):
            point = Point(policy.id, "switches", Kind.SWITCH, str(switch), about=switch)
            points.want(point, DAYS)
            for measure in switch.measures:
                for outcome, day in zip(DAYS, switch.days(), strict=True):
                    self._asked.setdefault((measure, day), []).append((point, outcome))

    def note(self, day: date, measure: str) -> None:
        """Note that a case asks about a measure on a day."""
        for point, outcome in self._asked.get((measure, day), ()):
            self._points.see(point, outcome)


def _ends(period: Period) -> Iterator[tuple[str, date]]:
    if period.start is not None:
        yield "begins", period.start
    if period.end is not None:
        yield "over", period.end + _DAY


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
