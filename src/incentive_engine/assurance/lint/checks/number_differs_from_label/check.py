"""Figures in the label of a condition that its test does not compare with, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.figures import MONEY, RATIO, figures
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.formulas import Formula
from incentive_engine.assurance.lint.numbers import numbers_of, unit_of
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Call, Name

finding = partial(Finding, "number-differs-from-label", Severity.ERROR)

_COMPARED = (MONEY, RATIO, "分", "人", "项")
_LENGTHS = ("年", "个月", "天")


def check(subject: Subject) -> Iterator[Finding]:
    """Each condition's label against the numbers of its test, those behind derived facts included."""
    for formula in subject.formulas:
        if formula.role == "test":
            yield from _of_test(subject, formula)


def _of_test(subject: Subject, formula: Formula) -> Iterator[Finding]:
    lengths = any(isinstance(node, Call) and node.function == Name("duration") for node in formula.tree.walk())
    compared = (*_COMPARED, *_LENGTHS) if lengths else _COMPARED  # 近三年 may lie in what the fact means
    said = [one for one in figures(formula.label) if one.unit in compared]
    if not said:
        return
    known = numbers_of(subject, (formula.expression,), formula.measure) | {Decimal(0), Decimal(1)}
    for one in said:
        beyond = one.bound == ">" and one.value + 1 in known
        if one.value not in known and not beyond:
            values = {"figure": one.text, "label": formula.label, "test": formula.expression.text}
            yield finding(formula.expression.place, "lint.number-differs-from-label", values, formula.owner)
            return
    for name in sorted(formula.expression.reads & subject.policy.parameters.keys()):
        parameter = subject.policy.parameters[name]
        unit = unit_of(parameter)
        figures_alike = {one.value for one in said if one.unit == unit}
        if figures_alike and not any(value in figures_alike for _, value in subject.values(parameter, formula.measure)):
            values = {"parameter": parameter.label, "label": formula.label}
            yield finding(
                formula.expression.place, "lint.number-differs-from-label.parameter", values, (*formula.owner, name)
            )
