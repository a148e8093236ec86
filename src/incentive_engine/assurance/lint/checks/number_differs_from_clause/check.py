"""Figures that a clause states and its rule does not know, and parameters that the clause does not state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.figures import MONEY, RATIO, Figure, figures
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.numbers import numbers_of, unit_of
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import AtLeast, Measure, Parameter

finding = partial(Finding, "number-differs-from-clause", Severity.ERROR)

_COUNTED = ("人", "分", "年", "天")


def check(subject: Subject) -> Iterator[Finding]:
    """Each clause against the numbers of its rule, both ways; a pair that belongs together is told once."""
    silent = list(_not_in_clause(subject))
    for measure in subject.policy.measures:
        strange = _not_in_rule(subject, measure)
        mine = [one for one in silent if subject.readers[one[0].id] == (measure,)]
        if len({one.value for one in strange}) == 1 and len(mine) == 1 and strange[0].unit == unit_of(mine[0][0]):
            (parameter, day, value), figure = mine[0], strange[0]
            silent.remove(mine[0])
            values = {"parameter": parameter.label, "value": value, "figure": figure.text, "number": measure.number}
            place = subject.value_place(parameter, day)
            yield finding(place, "lint.number-differs-from-clause", values, (measure.id, parameter.id))
            continue
        for figure in strange:
            values = {"figure": figure.text, "number": measure.number}
            place = subject.in_clause(measure, figure.start)
            yield finding(place, "lint.number-differs-from-clause.unknown", values, (measure.id,))
    for parameter, day, value in silent:
        numbers = "、".join(str(one.number) for one in subject.readers[parameter.id])
        values = {"parameter": parameter.label, "value": value, "numbers": numbers}
        place = subject.value_place(parameter, day)
        yield finding(place, "lint.number-differs-from-clause.unsaid", values, (parameter.id,))


def _not_in_rule(subject: Subject, measure: Measure) -> list[Figure]:
    """The figures of a clause that are no number of its rule."""
    known = _numbers(subject, measure)
    strange = []
    for one in figures(measure.clause):
        if one.unit not in (MONEY, RATIO, *_COUNTED) or one.value in known:
            continue
        beyond = one.unit in _COUNTED and one.bound == ">" and one.value + 1 in known  # 超过70分 of whole numbers
        fraction = "分之" in one.text and any(a / b == one.value for a in known for b in known if b)
        if not beyond and not fraction:
            strange.append(one)
    return strange


def _numbers(subject: Subject, measure: Measure) -> set[Decimal]:
    """Every number that a rule knows, with how many of some conditions must be met, and what it is rounded to."""
    policy = subject.policy
    parts = (measure.when, measure.award, policy.groups.get(measure.group or ""), policy.requirements, policy.limits)
    known = {Decimal(0), Decimal(1), *(one.value for one in figures(measure.award.benefit or ""))}
    known |= numbers_of(subject, parts, measure)
    known |= {Decimal(one.count) for one in conditions_in(measure.when) if isinstance(one, AtLeast)}
    return known | {measure.award.rounding.to} if measure.award.rounding.to >= 1 else known


def _not_in_clause(subject: Subject) -> Iterator[tuple[Parameter, date, str]]:
    """The values of parameters that no clause states of the measures that rest on them: since when, as written."""
    for parameter in subject.policy.parameters.values():
        measures = subject.readers.get(parameter.id, ())
        unit = unit_of(parameter)
        if unit is None or not any(figures(one.clause) for one in measures):
            continue
        for measure in measures:
            said = {figure.value for one in measures for figure in figures(one.clause) if figure.unit == unit}
            for day, value in subject.values(parameter, measure):
                if isinstance(value, Decimal) and value and value not in said:
                    file = parameter.place.file
                    written = subject.document(file).written("parameters", parameter.id, "values", day.isoformat())
                    yield parameter, day, written or str(value)
            break
