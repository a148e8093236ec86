"""Conditions that do not say what proves them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Test

finding = partial(Finding, "evidence-missing", Severity.NOTE)


def check(subject: Subject) -> Iterator[Finding]:
    """Tests that read a fact, of requirements and measures."""
    policy = subject.policy
    roots = [((), one) for one in policy.requirements] + [((one.id,), one.when) for one in policy.measures]
    for outer, root in roots:
        for one in conditions_in(root):
            if isinstance(one, Test) and not one.evidence and one.expression.reads & policy.vocabulary.facts.keys():
                yield finding(one.place, "lint.evidence-missing", {"label": one.label}, (*outer, one.id))
