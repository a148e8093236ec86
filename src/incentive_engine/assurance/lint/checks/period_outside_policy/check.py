"""Measures that are said to be in force before their policy is, or after."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject

finding = partial(Finding, "period-outside-policy", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Each measure with days of its own."""
    policy = subject.policy.in_force
    for measure in subject.policy.measures:
        own = measure.in_force
        if own.start is not None and policy.start is not None and own.start < policy.start:
            place = subject.place(measure.place.file, "in_force", "from")
            values = {"day": own.start, "policy": policy.start}
            yield finding(place, "lint.period-outside-policy.early", values, (measure.id,))
        if own.end is not None and policy.end is not None and own.end > policy.end:
            place = subject.place(measure.place.file, "in_force", "to")
            values = {"day": own.end, "policy": policy.end}
            yield finding(place, "lint.period-outside-policy.late", values, (measure.id,))
