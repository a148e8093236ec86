"""Ceilings that cut what the rows of the same award give, floors above them, limits below a single award."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.constants import constant, days_of_change, most
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.model import Expression, Measure, Table

finding = partial(Finding, "cap-below-award", Severity.ERROR)


def check(subject: Subject) -> Iterator[Finding]:
    """Each ceiling of a measure, then the yearly limits, against the fixed amounts below them."""
    for measure in subject.policy.measures:
        for step in measure.award.steps:
            if step.kind == "max":
                yield from _below(subject, measure, step.amount, "lint.cap-below-award")
    for limit in subject.policy.limits:
        for measure in subject.policy.measures:
            if not limit.measures or measure.id in limit.measures:
                yield from _below(subject, measure, limit.maximum, "lint.cap-below-award.limit")


def _below(subject: Subject, measure: Measure, cap: Expression, code: str) -> Iterator[Finding]:
    for day in days_of_change(subject.policy, cap.tree):
        ceiling = constant(subject.policy, cap.tree, day)
        given = _amounts(subject, measure, day)
        if ceiling is None or not given:
            continue
        text, amount = max(given, key=lambda one: one[1])
        if amount > ceiling:
            values = {"cap": cap.text, "award": text, "title": measure.title}
            yield finding(cap.place, code, values, (measure.id,))
            return


def _amounts(subject: Subject, measure: Measure, day: date) -> list[tuple[str, Decimal]]:
    """The fixed amounts that a measure gives at most in one go: its rows, its floor."""
    amount = measure.award.amount
    expressions = [row.output for row in amount.rows] if isinstance(amount, Table) else [amount] if amount else []
    expressions += [step.amount for step in measure.award.steps if step.kind == "min"]
    known = [(one.text, most(subject.policy, one.tree, day)) for one in expressions]
    return [(text, value) for text, value in known if value is not None]
