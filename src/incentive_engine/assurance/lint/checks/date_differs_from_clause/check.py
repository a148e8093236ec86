"""Days in a clause on which nothing changes in the rule, and changes on days that the clause does not name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.figures import days_in
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.model import Measure

finding = partial(Finding, "date-differs-from-clause", Severity.ERROR)

_DAY = timedelta(days=1)


def check(subject: Subject) -> Iterator[Finding]:
    """Days in clauses, sources of parameters and conditions, against the days that rules know."""
    for measure in subject.policy.measures:
        yield from _of_clause(subject, measure)
    for parameter in subject.policy.parameters.values():
        yield from _of_source(subject, parameter.id)


def _of_clause(subject: Subject, measure: Measure) -> Iterator[Finding]:
    said = days_in(measure.clause)
    for day, words in said:
        begins = f"自{words}起" in measure.clause and measure.in_force.start is not None
        known = _days(subject, measure, years=not begins)
        if day not in known and day - _DAY not in known and day + _DAY not in known:
            place = subject.in_clause(measure, measure.clause.find(words))
            values = {"day": words, "number": measure.number}
            yield finding(place, "lint.date-differs-from-clause", values, (measure.id,))
        elif day not in known:
            place = subject.in_clause(measure, measure.clause.find(words))
            values = {"day": words, "number": measure.number, "near": min(known, key=lambda one: abs(one - day))}
            yield finding(place, "lint.date-differs-from-clause.near", values, (measure.id,))


def _of_source(subject: Subject, id_: str) -> Iterator[Finding]:
    """The days in a parameter's source from which it takes a value: 2021年7月1日起."""
    parameter = subject.policy.parameters[id_]
    source = parameter.source or ""
    for day, words in days_in(source):
        starts = source[source.find(words) + len(words) :].startswith(("起", "（起", "以后", "通知"))
        values = {since for since, _ in parameter.values} | {one for _, year in parameter.values for one in _year(year)}
        if starts and day not in values:
            place = subject.place(parameter.place.file, "parameters", id_, "source")
            told = {"day": words, "parameter": parameter.label}
            yield finding(place, "lint.date-differs-from-clause.source", told, (id_,))


def _days(subject: Subject, measure: Measure, *, years: bool) -> set[date]:
    """The days on which something begins or ends for a measure; with `years`, the years that parameters hold too."""
    periods = (measure.in_force, subject.policy.in_force)
    days = {day for period in periods for day in (period.start, period.end) if day is not None}
    names = subject.names_behind(measure)
    for name in names & subject.policy.parameters.keys():
        days |= {day for day, _ in subject.policy.parameters[name].values}
        days |= {value for _, value in subject.policy.parameters[name].values if isinstance(value, date)}
        if years:
            days |= {day for _, value in subject.policy.parameters[name].values for day in _year(value)}
    return days


def _year(value: object) -> Iterator[date]:
    """The first day of the year that a value is."""
    if isinstance(value, Decimal) and value == value.to_integral_value() and 1900 < value < 2200:
        yield date(int(value), 1, 1)
