"""A `not` too many or too few: the label denies what the test demands, or demands what it denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.formulas import Formula
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Call, Name, Node
from incentive_engine.policy.model import FactType

finding = partial(Finding, "negation-contradicts-label", Severity.ERROR)

_DENIAL = re.compile(
    r"未(?!来)|无(?!形|线|人)|没有|非(?!税|遗|公)|不(?!含|同|动产|锈|良|限于|足|超过|低于|少于|高于|包括|征税)"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Each condition that is one yes-or-no fact or its denial."""
    for formula in subject.formulas:
        if formula.role != "test":
            continue
        denied, name = _fact_in(formula.tree)
        fact = subject.policy.vocabulary.facts.get(name or "")
        if fact is None or fact.type is not FactType.BOOLEAN:
            continue
        if (_denials(formula.label) + _denials(fact.label)) % 2 != denied:
            yield _finding(formula, fact.label, bool(denied))


def _finding(formula: Formula, fact: str, denied: bool) -> Finding:
    code = "lint.negation-contradicts-label" + (".denied" if denied else "")
    values = {"label": formula.label, "fact": fact, "test": formula.expression.text}
    return finding(formula.expression.place, code, values, formula.owner)


def _fact_in(tree: Node) -> tuple[int, str | None]:
    """How many times a fact is denied in a test, from none to one, and which; None when it is another kind of test."""
    if isinstance(tree, Call) and tree.function == Name("not") and len(tree.arguments) == 1:
        denied, name = _fact_in(tree.arguments[0])
        return 1 - denied, name
    return 0, tree.name if isinstance(tree, Name) else None


def _denials(label: str) -> int:
    return len(_DENIAL.findall(label))
