"""Measures that no case expects anything of, or none of which is ever expected to be granted or refused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject

finding = partial(Finding, "clause-without-cases", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Each measure: one case that gets it and one that does not, at the least."""
    for mistake in subject.unreadable_cases:
        yield Finding("clause-without-cases", Severity.ERROR, mistake.place, mistake.code, mistake.values)
    for measure in subject.policy.measures:
        verdicts = subject.expected.get(measure.id)
        if verdicts is None:
            yield finding(measure.place, "lint.clause-without-cases", {"title": measure.title}, (measure.id,))
            continue
        if measure.award.benefit is None and "amount" not in verdicts:
            values = {"title": measure.title}
            yield finding(measure.place, "lint.clause-without-cases.amount", values, (measure.id,))
        for verdict in ("eligible", "ineligible"):
            if verdict not in verdicts:
                values = {"title": measure.title}
                yield finding(measure.place, f"lint.clause-without-cases.{verdict}", values, (measure.id,))
