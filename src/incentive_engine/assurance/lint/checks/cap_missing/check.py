"""Clauses that name the most that is paid, over a rule without such a ceiling; and ceilings that no clause names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.constants import constant, days_of_change
from incentive_engine.assurance.lint.figures import figures
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Call, Comparison, Interval, Name, Node, UnaryTest
from incentive_engine.policy.model import Measure
from incentive_engine.policy.reads import expressions_in, names_behind, reads_of

finding = partial(Finding, "cap-missing", Severity.ERROR)


_NO_MORE_THAN = re.compile(
    r"(?:补助|补贴|奖励|资助)(?:额|金额)?(?:不超过|以)(?:其)?实际[^，。；0-9]{1,8}(?:费用?|金额|支出|额)(?:为限)?"
)


def check(subject: Subject) -> Iterator[Finding]:
    """Each 最高 or 不超过 with an amount: it must be a ceiling, or a bound of a tier, of the rule."""
    for measure in subject.policy.measures:
        if measure.award.benefit is not None:
            continue
        yield from _of_facts(subject, measure)
        caps = set(_caps(subject, measure))
        said = {one.value for one in figures(measure.clause)}
        steps = [step.amount.tree for step in measure.award.steps if step.kind == "max"]
        if any(value not in said for tree in steps for value in _constants(subject, tree)):
            continue  # there is a ceiling, of another amount: told by number-differs-from-clause
        for one in figures(measure.clause):
            if one.is_ceiling and one.value not in caps:
                values = {"figure": one.text, "words": one.words, "number": measure.number}
                yield finding(subject.in_clause(measure, one.start), "lint.cap-missing", values, (measure.id,))


def _of_facts(subject: Subject, measure: Measure) -> Iterator[Finding]:
    """不超过实际费用: what is paid is held below something that the enterprise states."""
    match = _NO_MORE_THAN.search(measure.clause)
    if match is None or any(step.kind == "max" for step in measure.award.steps):
        return
    facts = subject.policy.vocabulary.facts
    names = names_behind(reads_of(measure.award), facts)
    formulas = tuple(facts[name].formula for name in names if name in facts)
    nodes = (node for one in expressions_in((measure.award, formulas)) for node in one.tree.walk())
    if not any(isinstance(node, Call) and node.function == Name("min") for node in nodes):
        values = {"words": match[0]}
        yield finding(subject.in_clause(measure, match.start()), "lint.cap-missing.fact", values, (measure.id,))


def _caps(subject: Subject, measure: Measure) -> Iterator[Decimal]:
    """The numbers that bound something in a rule: a ceiling, a limit, an argument of min, a comparison, a slice."""
    policy = subject.policy
    for formula in subject.formulas:
        if formula.measure is measure and formula.role in ("max", "over"):
            yield from _constants(subject, formula.tree)
            for node in formula.tree.walk():
                yield from _constants(subject, node)
            for name in formula.expression.reads:
                fact = policy.vocabulary.facts.get(name)
                for expression in expressions_in(fact.formula) if fact else ():
                    for node in expression.tree.walk():
                        yield from _constants(subject, node)
        elif formula.role == "limit":
            yield from _constants(subject, formula.tree)
    names = names_behind(reads_of((measure.when, measure.award)), policy.vocabulary.facts)
    derived = [policy.vocabulary.facts[name].formula for name in names if name in policy.vocabulary.facts]
    for expression in expressions_in((measure.when, measure.award, tuple(derived))):
        for node in expression.tree.walk():
            if isinstance(node, Call) and node.function == Name("min"):
                for argument in node.arguments:
                    yield from _constants(subject, argument)
            elif isinstance(node, (Comparison, Interval, UnaryTest)):
                for child in node.children():
                    yield from _constants(subject, child)
    yield from _rows(subject, measure)


def _rows(subject: Subject, measure: Measure) -> Iterator[Decimal]:
    """The amounts of a table: 每人最高30万元 may be the highest of its rows."""
    for formula in subject.formulas:
        if formula.measure is measure and formula.role == "output":
            yield from _constants(subject, formula.tree)


def _constants(subject: Subject, node: Node) -> Iterator[Decimal]:
    for day in days_of_change(subject.policy, node):
        value = constant(subject.policy, node, day)
        if value is not None:
            yield value
