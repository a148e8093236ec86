"""Application windows that end before they begin, or lie outside the days on which a measure is in force."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject

finding = partial(Finding, "window", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Each measure with a window of days of the year."""
    for measure in subject.policy.measures:
        window = measure.apply.window
        if window is not None and window[0] > window[1]:
            first, last = ("-".join(f"{part:02d}" for part in day) for day in window)
            place = subject.place(measure.place.file, "apply", "window")
            yield finding(place, "lint.window", {"first": first, "last": last}, (measure.id,))
