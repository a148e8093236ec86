"""Values of parameters that hold on no day of the policy, or that change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject

finding = partial(Finding, "parameter-history", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Each value with the day from which it holds."""
    for parameter in subject.policy.parameters.values():
        in_time = {day for day, _ in subject.values(parameter)}
        for day, _ in parameter.values:
            if day not in in_time:
                values = {"parameter": parameter.label, "day": day}
                yield finding(
                    subject.value_place(parameter, day), "lint.parameter-history.idle", values, (parameter.id,)
                )
        for (_, before), (day, value) in pairwise(parameter.values):
            if before == value:
                values = {"parameter": parameter.label, "day": day}
                yield finding(
                    subject.value_place(parameter, day), "lint.parameter-history.same", values, (parameter.id,)
                )
        begins = subject.policy.in_force.start
        first = parameter.values[0][0] if parameter.values else None
        if begins is not None and first is not None and first < begins and first in in_time:
            values = {"parameter": parameter.label, "day": first, "start": begins}
            yield finding(
                subject.value_place(parameter, first), "lint.parameter-history.early", values, (parameter.id,)
            )
