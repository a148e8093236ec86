"""Application windows that were probably written the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject

finding = partial(Finding, "window", Severity.WARNING)

_LONGEST = 183
"""Days of a window that may lie across the end of the year: 11-01 to 02-28 does, 04-30 to 03-01 hardly."""


def check(subject: Subject) -> Iterator[Finding]:
    """Each measure with a window of days of the year."""
    for measure in subject.policy.measures:
        window = measure.apply.window
        if window is not None and window[0] > window[1]:
            first, last = ("-".join(f"{part:02d}" for part in day) for day in window)
            place = subject.place(measure.place.file, "apply", "window")
            values = {"first": first, "last": last}
            if _across_the_year(*window) > _LONGEST:
                yield finding(place, "lint.window", values, (measure.id,))
            else:
                across = finding(place, "lint.window.across", values, (measure.id,))
                yield replace(across, severity=Severity.NOTE)


def _across_the_year(first: tuple[int, int], last: tuple[int, int]) -> int:
    """The days from one of a year to one of the next."""
    return (date(2001, *last if last != (2, 29) else (2, 28)) - date(2000, *first)).days
