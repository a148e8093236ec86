"""The same test twice in one measure, or once more what the policy requires of every measure anyway."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Logic, Node
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Condition, Test

finding = partial(Finding, "duplicate-condition", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Tests as written in one way; then what is joined by `and` or `or` inside one test."""
    required: dict[str, Test] = {}
    for text, one in (pair for root in subject.policy.requirements for pair in _tests(root)):
        if text in required:
            values = {"label": one.label, "other": required[text].label, "test": text}
            yield finding(one.place, "lint.duplicate-condition", values, (one.id,))
        required.setdefault(text, one)
    for measure in subject.policy.measures:
        seen: dict[str, Test] = {}
        for text, one in _tests(measure.when):
            other = seen.get(text) or required.get(text)
            if other is not None:
                values = {"label": one.label, "other": other.label, "test": text}
                yield finding(one.place, "lint.duplicate-condition", values, (measure.id, one.id))
            seen.setdefault(text, one)
    for formula in subject.formulas:
        for node in formula.tree.walk():
            if isinstance(node, Logic) and len(set(map(_written, node.operands))) < len(node.operands):
                again = next(text for text in map(_written, node.operands) if _count(node, text) > 1)
                yield finding(
                    formula.expression.place, "lint.duplicate-condition.within", {"test": again}, formula.owner
                )


def _tests(root: Condition) -> Iterator[tuple[str, Test]]:
    for one in conditions_in(root):
        if isinstance(one, Test):
            yield _written(one.expression.tree), one


def _written(node: Node) -> str:
    return source(node)


def _count(node: Logic, text: str) -> int:
    return sum(_written(one) == text for one in node.operands)
