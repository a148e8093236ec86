"""One label for two things: two conditions of a measure, two parameters or two groups of a policy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.mistakes import Place
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Test

finding = partial(Finding, "duplicate-label", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Each kind of thing by itself; measures by their titles."""
    policy = subject.policy
    yield from _twice((one.label, one.place, (one.id,)) for one in policy.parameters.values())
    yield from _twice((one.label, one.place, (one.id,)) for one in policy.groups.values())
    yield from _twice((one.title, one.place, (one.id,)) for one in policy.measures)
    for measure in policy.measures:
        tests = [one for one in conditions_in(measure.when) if isinstance(one, Test)]
        yield from _twice((one.label, one.place, (measure.id, one.id)) for one in tests)


def _twice(labelled: Iterable[tuple[str, Place, tuple[str, ...]]]) -> Iterator[Finding]:
    seen: dict[str, Place] = {}
    for label, place, about in labelled:
        if label in seen:
            yield finding(place, "lint.duplicate-label", {"label": label, "other": seen[label].line}, about)
        seen.setdefault(label, place)
