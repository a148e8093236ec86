"""Operators that put a number on the other side than 以上, 不超过, 超过 or 不足 do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from incentive_engine.assurance.lint.constants import constant, days_of_change
from incentive_engine.assurance.lint.figures import MONEY, RATIO, Figure, figures
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.formulas import MIRRORED, Formula, comparisons, factors
from incentive_engine.assurance.lint.numbers import unit_of
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Arithmetic, Call, Comparison, Literal, Name, Node

finding = partial(Finding, "operator-contradicts-wording", Severity.ERROR)

_LENGTH = re.compile(r"P(\d+)([YMD])")
_STRICT = re.compile(
    r"(?<!不)(?:超过|高于|大于|多于|低于|不足|少于|小于)|首次达到|较上年(?:度)?增长|以前成立|未达到|未满"
)
_INCLUSIVE = re.compile(r"不低于|不少于|不超过|不高于|(?<!首次)(?<!未)达到|(?<![级奖等])以上|以下|以内|至少|至多")
_GROWTH = re.compile(r"(?<!负)增长|新增|增加")
_BEFORE = re.compile(r"(?<!及)以前(?:成立|设立|注册)")
_YEAR = re.compile(r"(\d{4})年(?:度)?(?:以后|起)")
_CEILING = re.compile(r"上限$")
_FLOOR = re.compile(r"(?:下限|门槛|起点)$")
_ABOVE = frozenset({">=", "<"})
"""The operators whose number belongs to what lies above it: 以上, and 不足 as its complement."""


def check(subject: Subject) -> Iterator[Finding]:
    """Each comparison with a constant against the label that it stands under, then against the clauses it serves."""
    for formula in subject.formulas:
        if formula.role not in ("test", "where", "cell", "formula"):
            continue
        yield from _by_words(formula)
        for left, op, right, _ in comparisons(formula.tree, formula.tested):
            for bound, operator in ((right, op), (left, MIRRORED.get(op, op))):
                if bound is None or operator in ("=", "!="):
                    continue
                yield from _compared(subject, formula, bound, operator)


def _compared(subject: Subject, formula: Formula, bound: Node, operator: str) -> Iterator[Finding]:
    yield from _by_year(subject, formula, bound, operator)
    numbers = dict(_numbers(subject, bound))
    length = _length(subject, bound)
    if length is not None:
        numbers = {length[0]: length[1]}
    if not numbers:
        return
    place = formula.expression.place
    said = [one for one in figures(formula.label) if formula.role == "test" and _is(one, numbers)]
    told = [one for one in said if one.bound is not None]
    if told and not _negated(formula):
        if all(one.bound != operator for one in told):
            values = {"words": _quoted(formula.label, told[0]), "operator": operator, "wanted": told[0].bound}
            yield finding(place, "lint.operator-contradicts-wording.label", values, formula.owner)
        return
    yield from _by_name(subject, formula, bound, operator)
    if _is_ceiling(subject, bound):
        return
    measures = [formula.measure] if formula.measure else list(subject.readers.get(formula.owner[0], ()))
    clause_figures = [
        (measure, one)
        for measure in measures
        for one in figures(measure.clause)
        if _is(one, numbers) and numbers[one.value] is not None
    ]
    if length is not None and any(one.bound is None for _, one in clause_figures):
        return  # 近三年 beside 三年以上: which of them is meant, the clause does not say
    clause_figures = [(measure, one) for measure, one in clause_figures if one.bound is not None]
    above = operator in _ABOVE
    if clause_figures and all((one.bound in _ABOVE) != above for _, one in clause_figures):
        measure, one = clause_figures[0]
        wanted = next(op for op in (">=", ">", "<=", "<") if op[0] == operator[0] and (op in _ABOVE) != above)
        values = {"words": _quoted(measure.clause, one), "operator": operator, "wanted": wanted}
        about = (*formula.owner, measure.id)
        yield finding(place, "lint.operator-contradicts-wording.clause", {**values, "number": measure.number}, about)


def _by_year(subject: Subject, formula: Formula, bound: Node, operator: str) -> Iterator[Finding]:
    """A test from a year on, which 以后 and 起 include."""
    parameter = subject.policy.parameters.get(bound.name) if isinstance(bound, Name) else None
    match = _YEAR.search(formula.label) if parameter is not None and formula.role == "test" else None
    if match is None or parameter is None or operator == ">=":
        return
    if any(value == int(match[1]) for _, value in parameter.values):
        values = {"words": match[0], "operator": operator, "wanted": ">="}
        yield finding(formula.expression.place, "lint.operator-contradicts-wording.label", values, formula.owner)


def _by_name(subject: Subject, formula: Formula, bound: Node, operator: str) -> Iterator[Finding]:
    """A test that something is above what is called a ceiling, or below what is called a floor."""
    parameter = subject.policy.parameters.get(bound.name) if isinstance(bound, Name) else None
    if parameter is None or formula.role != "test" or _negated(formula):
        return
    match = _FLOOR.search(parameter.label) if operator[0] == "<" else _CEILING.search(parameter.label)
    if match is not None:
        values = {"words": parameter.label, "operator": operator, "wanted": ">=" if operator[0] == "<" else "<="}
        about = (*formula.owner, parameter.id)
        yield finding(formula.expression.place, "lint.operator-contradicts-wording.label", values, about)


def _by_words(formula: Formula) -> Iterator[Finding]:
    """A test of two things that an enterprise states, under a label that compares them in words alone."""
    tree = formula.tree
    if formula.role != "test" or not isinstance(tree, Comparison) or tree.op not in MIRRORED or tree.op in ("=", "!="):
        return
    directed = _directed(formula.label, tree)
    if directed is not None and tree.op != directed[1]:
        values = {"words": directed[0], "operator": tree.op, "wanted": directed[1]}
        yield finding(formula.expression.place, "lint.operator-contradicts-wording.label", values, formula.owner)
        return
    strict, inclusive = _STRICT.search(formula.label), _INCLUSIVE.search(formula.label)
    if any(one.bound for one in figures(formula.label)) or (strict is None) == (inclusive is None):
        return
    word = strict or inclusive
    wanted = tree.op[0] if strict else f"{tree.op[0]}="
    if word is not None and tree.op != wanted:
        values = {"words": word[0], "operator": tree.op, "wanted": wanted}
        yield finding(formula.expression.place, "lint.operator-contradicts-wording.label", values, formula.owner)


def _directed(label: str, tree: Comparison) -> tuple[str, str] | None:
    """Words that say which side is the greater, of something compared with nothing, or with the year that counts."""
    if tree.right == Literal(Decimal(0)) and (match := _GROWTH.search(label)):
        return match[0], ">"
    if tree.right in (Name("assessment_year"), Name("as_of")) and (match := _BEFORE.search(label)):
        return match[0], "<"
    return None


def _numbers(subject: Subject, bound: Node) -> Iterator[tuple[Decimal, str | None]]:
    """The numbers that stand at a bound: its own value, or the constants that it is a product of, with their units."""
    for part in [bound, *factors(bound)] if isinstance(bound, Arithmetic) else [bound]:
        for day in days_of_change(subject.policy, part):
            value = constant(subject.policy, part, day)
            if value is not None and value not in (0, 1):
                yield value, _unit(subject, part)


def _length(subject: Subject, bound: Node) -> tuple[Decimal, str] | None:
    """The length of time that is added to a day: `since + duration("P2Y")` is compared with another day."""
    for node in bound.walk():
        if isinstance(node, Call) and node.function == Name("duration") and isinstance(node.arguments[0], Literal):
            match = _LENGTH.fullmatch(str(node.arguments[0].value))
            if match is None or not isinstance(bound, Arithmetic) or bound.op != "+":
                return None
            times = [one for day in days_of_change(subject.policy, bound) for one in _times(subject, bound, day)]
            return Decimal(match[1]) * (times[-1] if times else 1), {"Y": "年", "M": "个月", "D": "天"}[match[2]]
    return None


def _times(subject: Subject, bound: Node, day: date) -> Iterator[Decimal]:
    """What a length of time is multiplied by: a number of years that a parameter holds."""
    for node in bound.walk():
        if isinstance(node, Name) and (value := constant(subject.policy, node, day)) is not None:
            yield value


def _is_ceiling(subject: Subject, bound: Node) -> bool:
    """Whether a number caps an award too: then 不超过 in the clause speaks of the award."""
    caps = {name for one in subject.formulas if one.role in ("max", "limit") for name in one.expression.reads}
    return any(isinstance(one, Name) and one.name in caps for one in bound.walk())


def _unit(subject: Subject, part: Node) -> str | None:
    """The unit of a constant: of money, of a ratio, or the one that its parameter names; None when it has none."""
    parameters = [
        subject.policy.parameters[one.name]
        for one in part.walk()
        if isinstance(one, Name) and one.name in subject.policy.parameters
    ]
    units = {unit_of(one) or one.unit for one in parameters}
    return units.pop() if len(units) == 1 else None


def _is(figure: Figure, numbers: dict[Decimal, str | None]) -> bool:
    """Whether a figure is one of the numbers: equal, and money for money."""
    if figure.value not in numbers:
        return False
    unit = numbers[figure.value]
    return figure.unit == unit if unit else figure.unit not in (MONEY, RATIO, "年", "个月", "天")


def _negated(formula: Formula) -> bool:
    tree = formula.tree
    return isinstance(tree, Call) and tree.function == Name("not")


def _quoted(text: str, figure: Figure) -> str:
    """The figure with the words around it that state its bound."""
    start = text.rfind(figure.words, max(0, figure.start - 8), figure.start)
    if start >= 0:
        return text[start : figure.end]
    end = text.find(figure.words, figure.end, figure.end + 40)
    return text[figure.start : end + len(figure.words)] if end >= 0 else figure.text
