"""A policy's region that is not the place its requirements ask for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Comparison, Literal, Name
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Test

finding = partial(Finding, "region-differs", Severity.ERROR)

_PLACES = ("_province", "_city", "_district")


def check(subject: Subject) -> Iterator[Finding]:
    """Each requirement that a place be one by name, against `region`."""
    region = subject.policy.region
    tests = [one for root in subject.policy.requirements for one in conditions_in(root) if isinstance(one, Test)]
    for one in tests:
        tree = one.expression.tree
        if not isinstance(tree, Comparison) or not isinstance(tree.left, Name) or not isinstance(tree.right, Literal):
            continue
        if tree.op == "=" and tree.left.name.endswith(_PLACES) and region is not None and tree.right.value != region:
            values = {"label": one.label, "place": tree.right.value, "region": region}
            yield finding(one.expression.place, "lint.region-differs", values, (one.id,))
