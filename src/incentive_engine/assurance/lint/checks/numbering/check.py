"""Numbers of measures with a gap: a clause that was left out, or a file that is lost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject

finding = partial(Finding, "numbering", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """The numbers from 1 to the last."""
    numbers = [0, *(measure.number for measure in subject.policy.measures)]
    for place, (before, number) in enumerate(pairwise(numbers)):
        if number > before + 1:
            yield _gap(before, number, subject, place)


def _gap(before: int, number: int, subject: Subject, at: int) -> Finding:
    measure = subject.policy.measures[at]
    missing = str(before + 1) if number == before + 2 else f"{before + 1}–{number - 1}"
    place = subject.place(measure.place.file, "number")
    return finding(place, "lint.numbering", {"missing": missing, "number": number}, (measure.id,))
