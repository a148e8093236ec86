"""Years out of place: an earlier year that stands alone, a difference the wrong way round, an index from the front."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.formulas import Formula
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Arithmetic, Filter, Literal, Name, Negate, Node

finding = partial(Finding, "year-index", Severity.WARNING)

_SOME_YEARS = re.compile(r"[两二三四五\d]\s*年")
_YEAR_END = re.compile(r"截至(?:上年|年)末|上年度?末")
_EARLIER = re.compile(r"前[一两二三]年|前年|以前年度|上上年|再上")


def check(subject: Subject) -> Iterator[Finding]:
    """Every expression that picks years of an annual fact."""
    for formula in subject.formulas:
        picked = list(_picked(subject, formula.tree))
        for name, index, _ in picked:
            if index > 0:
                yield _finding(formula, "front", subject, name, index)
        for name in sorted({name for name, _, _ in picked}):
            latest = max(index for other, index, _ in picked if other == name)
            if latest < -1 and not _EARLIER.search(formula.label):
                yield _finding(formula, "alone", subject, name, latest)
        if _YEAR_END.search(formula.label) and formula.expression.reads & {"as_of", "assessment_year"} == {"as_of"}:
            values = {"expression": formula.expression.text}
            yield finding(formula.expression.place, "lint.year-index.year-end", values, formula.owner)
        yield from _differences(subject, formula)


def _differences(subject: Subject, formula: Formula) -> Iterator[Finding]:
    """What is taken off a year is an earlier one; growth is from one year to the next unless the label says so."""
    for node in formula.tree.walk():
        if not isinstance(node, Arithmetic) or node.op != "-":
            continue
        left, right = list(_picked(subject, node.left)), list(_picked(subject, node.right))
        if len(left) == len(right) == 1 and left[0][0] == right[0][0]:
            name, later, earlier = left[0][0], left[0][1], right[0][1]
            if later < earlier:
                yield _finding(formula, "backwards", subject, name, later)
            elif later == earlier:
                yield _finding(formula, "same", subject, name, later)
            elif later - earlier > 1 and not _SOME_YEARS.search(formula.label):
                yield _finding(formula, "apart", subject, name, earlier)


def _picked(subject: Subject, tree: Node) -> Iterator[tuple[str, int, Node]]:
    """The years that an expression picks: of which annual fact, and the index."""
    facts = subject.policy.vocabulary.facts
    for node in tree.walk():
        if isinstance(node, Filter) and isinstance(node.base, Name):
            fact = facts.get(node.base.name)
            index = _index(node.condition)
            if fact is not None and fact.annual and index is not None:
                yield fact.id, index, node


def _index(node: Node) -> int | None:
    if isinstance(node, Negate):
        inner = _index(node.operand)
        return None if inner is None else -inner
    if isinstance(node, Literal) and isinstance(node.value, Decimal):
        return int(node.value)
    return None


def _finding(formula: Formula, kind: str, subject: Subject, name: str, index: int) -> Finding:
    fact = subject.policy.vocabulary.facts[name]
    values = {"fact": fact.label, "index": index, "expression": formula.expression.text}
    return finding(formula.expression.place, f"lint.year-index.{kind}", values, (*formula.owner, name))
