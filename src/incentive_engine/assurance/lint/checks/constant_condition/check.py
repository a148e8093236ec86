"""Tests that come out the same whatever an enterprise states: `true`, a number with itself, two constants."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.formulas import comparisons
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Literal

finding = partial(Finding, "constant-condition", Severity.ERROR)


def check(subject: Subject) -> Iterator[Finding]:
    """Conditions that read no fact, and comparisons of a thing with itself."""
    facts = subject.policy.vocabulary.facts
    for formula in subject.formulas:
        expression = formula.expression
        if formula.role in ("test", "where") and not expression.reads & (facts.keys() | {"as_of", "assessment_year"}):
            items = any(one.role == "in" and one.owner == formula.owner for one in subject.formulas)
            if formula.role == "test" or isinstance(expression.tree, Literal) or not items:
                yield finding(expression.place, "lint.constant-condition", {"test": expression.text}, formula.owner)
                continue
        for left, op, right, _ in comparisons(expression.tree, formula.tested):
            if left is not None and left == right and formula.role != "cell":
                values = {"test": expression.text, "operator": op}
                yield finding(expression.place, "lint.constant-condition.itself", values, formula.owner)
