"""Ceilings that cut what the rows of the same award give, floors above them, limits below a single award."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.constants import constant, days_of_change, most
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.model import Expression, Measure, Step, Table

finding = partial(Finding, "cap-below-award", Severity.ERROR)

_CEILING = re.compile(r"上限|最高|封顶|限额")
_FLOOR = re.compile(r"下限|最低|保底|起点|起补")


def check(subject: Subject) -> Iterator[Finding]:
    """Each ceiling of a measure, then the yearly limits, against the fixed amounts below them."""
    for measure in subject.policy.measures:
        for step in measure.award.steps:
            yield from _of_role(subject, measure, step)
            if step.kind == "max":
                yield from _below(subject, measure, step.amount, "lint.cap-below-award")
    for limit in subject.policy.limits:
        for measure in subject.policy.measures:
            if not limit.measures or measure.id in limit.measures:
                yield from _below(subject, measure, limit.maximum, "lint.cap-below-award.limit")


def _of_role(subject: Subject, measure: Measure, step: Step) -> Iterator[Finding]:
    """A ceiling that is a floor by its label, or a floor that is a ceiling."""
    policy = subject.policy
    labels = [policy.parameters[name].label for name in sorted(step.amount.reads & policy.parameters.keys())]
    labels += [
        policy.vocabulary.facts[name].label for name in sorted(step.amount.reads & policy.vocabulary.facts.keys())
    ]
    own, other = (_CEILING, _FLOOR) if step.kind == "max" else (_FLOOR, _CEILING)
    wrong = [label for label in labels if other.search(label) and not own.search(label)]
    if wrong and step.kind != "less":
        values = {"label": wrong[0], "kind": step.kind}
        yield finding(step.amount.place, "lint.cap-below-award.role", values, (measure.id,))


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
    for name in sorted(set().union(*(step.amount.reads for step in measure.award.steps if step.kind == "min"))):
        fact = subject.policy.vocabulary.facts.get(name)
        if fact is not None and isinstance(fact.formula, Table):
            expressions += [row.output for row in fact.formula.rows]
    known = [(one.text, most(subject.policy, one.tree, day)) for one in expressions]
    return [(text, value) for text, value in known if value is not None]
