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
    if declared:
        for measure in subject.policy.measures:
            if measure.category is None:
                yield finding(measure.place, "lint.category.missing", {"title": measure.title}, (measure.id,))
