"""Groups in which there is nothing to settle: one measure alone, that nothing is taken off."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject

finding = partial(Finding, "group-of-one", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Each group but those that take off what was received before."""
    for group in subject.policy.groups.values():
        members = [measure for measure in subject.policy.measures if measure.group == group.id]
        if len(members) == 1 and group.keep != "top_up":
            values = {"group": group.label, "title": members[0].title}
            yield finding(group.place, "lint.group-of-one", values, (group.id, members[0].id))
