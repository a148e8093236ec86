"""`and` where the label says 或者, `or` where it says 且; `all` where the clause says 之一, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.figures import figures
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.formulas import Formula
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Call, In, Logic, Name, Node, Quantified
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import AtLeast, Condition, Measure, Test

finding = partial(Finding, "connective-contradicts-label", Severity.WARNING)

_OR = re.compile(r"或者|或(?!有|许|然)|任一|之一")
_AND = re.compile(r"(?:并|，|、)?且(?!不|未)|均|同时")
_ONE_OF = re.compile(r"(?:条件|情形|情况|要求)[^，。；：]{0,6}之一|任意?一[项个]|其中[一1][项个]")
_ALL_OF = re.compile(r"(?:并)?同时(?:满足|符合|具备)|须?均(?:满足|符合|具备)")
_LISTED = re.compile(r"（[一二三四五六七八九十]+）|(?<!\d)\d[．.、](?!\d)")
_SO_MANY = re.compile(r"中(?:的|至少)*$")


def check(subject: Subject) -> Iterator[Finding]:
    """Each label against its test, then each clause against how its conditions are joined."""
    for formula in subject.formulas:
        if formula.role == "test":
            yield from _of_test(formula)
    elsewhere: dict[tuple[str, ...], AtLeast] = {}
    for measure in subject.policy.measures:
        yield from _of_clause(subject, measure)
        for one in conditions_in(measure.when):
            if (
                isinstance(one, AtLeast)
                and len(one.children) > 1
                and all(isinstance(part, Test) for part in one.children)
            ):
                other = elsewhere.setdefault(tuple(sorted(_test(part) for part in one.children)), one)
                if other.written != one.written:
                    values = {"written": one.written, "other": other.written, "line": other.place.line}
                    yield finding(one.place, "lint.connective-contradicts-label.elsewhere", values, (measure.id,))


def _of_test(formula: Formula) -> Iterator[Finding]:
    ops = {node.op for node in formula.tree.walk() if isinstance(node, Logic)}
    says_or, says_and = _OR.search(formula.label), _AND.search(formula.label)
    if says_or and not says_and and ops == {"and"} and not any(map(_chooses, formula.tree.walk())):
        code, word, written, wanted = "lint.connective-contradicts-label", says_or[0], "and", "or"
    elif says_and and not says_or and ops == {"or"} and not _denied(formula.tree):
        code, word, written, wanted = "lint.connective-contradicts-label", says_and[0], "or", "and"
    else:
        return
    values = {"word": word, "label": formula.label, "written": written, "wanted": wanted}
    yield finding(formula.expression.place, code, values, formula.owner)


def _of_clause(subject: Subject, measure: Measure) -> Iterator[Finding]:
    joined = [one for one in conditions_in(measure.when) if isinstance(one, AtLeast) and len(one.children) > 1]
    kinds = {one.written for one in joined}
    ors = any(isinstance(node, Logic) and node.op == "or" for node in _trees(subject, measure))
    one_of, all_of = _ONE_OF.search(measure.clause), _ALL_OF.search(measure.clause)
    place = measure.when.place
    listed = len(_LISTED.findall(measure.clause, one_of.end())) if one_of else 0
    widest = max((len(one.children) for one in joined if one.written != "all"), default=0)
    if one_of and (widest < listed if listed > 1 else not kinds & {"any", "at_least"} and not ors):
        yield finding(place, "lint.connective-contradicts-label.any", {"words": one_of[0]}, (measure.id,))
    if all_of and kinds and "all" not in kinds:
        yield finding(place, "lint.connective-contradicts-label.all", {"words": all_of[0]}, (measure.id,))
    said = [
        one
        for one in figures(measure.clause)
        if one.unit in ("项", "个") and one.bound == ">=" and _SO_MANY.search(measure.clause[: one.start])
    ]
    if len(said) == 1:
        counted = [one for one in joined if one.written == "at_least"]
        fits = any(one.count == said[0].value for one in counted) or (said[0].value == 1 and "any" in kinds)
        if not fits:
            at: Condition = counted[0] if counted else measure.when
            values = {"words": said[0].text + "以上"}
            yield finding(at.place, "lint.connective-contradicts-label.count", values, (measure.id,))


def _test(condition: Condition) -> str:
    return source(condition.expression.tree) if isinstance(condition, Test) else ""


def _trees(subject: Subject, measure: Measure) -> Iterator[Node]:
    for formula in subject.formulas:
        if formula.measure is measure and formula.role == "test":
            yield from formula.tree.walk()


def _chooses(node: Node) -> bool:
    """Whether a node takes any of several: a membership, or what one of the items does."""
    return isinstance(node, In) or (isinstance(node, Quantified) and node.op == "some")


def _denied(tree: Node) -> bool:
    return any(isinstance(node, Call) and node.function == Name("not") for node in tree.walk())
