"""Categories without measures, measures without a category, and categories out of the order of the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject

finding = partial(Finding, "category", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """The categories that the policy declares, against those that its measures name."""
    declared = subject.policy.categories
    named = {measure.category for measure in subject.policy.measures}
    for number, category in enumerate(declared):
        if category not in named:
            place = subject.place(subject.policy_file, "categories", number)
            yield finding(place, "lint.category.unused", {"category": category}, (category,))
    yield from _out_of_order(subject)
    if declared:
        for measure in subject.policy.measures:
            if measure.category is None:
                yield finding(measure.place, "lint.category.missing", {"title": measure.title}, (measure.id,))


def _out_of_order(subject: Subject) -> Iterator[Finding]:
    """One measure alone that stands in an earlier category than those before it, in a text that keeps the order."""
    declared = subject.policy.categories
    reached, odd = 0, []
    for measure in subject.policy.measures:
        at = declared.index(measure.category) if measure.category in declared else reached
        if at < reached:
            odd.append((measure, declared[reached]))
        reached = max(reached, at)
    if len(odd) == 1:
        measure, before = odd[0]
        place = subject.place(measure.place.file, "category")
        values = {"category": measure.category, "before": before, "number": measure.number}
        yield finding(place, "lint.category.order", values, (measure.id,))
