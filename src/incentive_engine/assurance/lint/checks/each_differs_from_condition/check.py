"""Items that are paid for and items that the condition asks for: `some p in X satisfies …` beside another `where`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.formulas import Formula
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Logic, Node, Quantified
from incentive_engine.policy.model import Measure

finding = partial(Finding, "each-differs-from-condition", Severity.WARNING)


def check(subject: Subject) -> Iterator[Finding]:
    """Each award per item, against the condition that some item of the same list meets."""
    for measure in subject.policy.measures:
        each = measure.award.each
        if each is None:
            continue
        asked = [
            (formula, node) for formula, node in _asked(subject, measure) if node.iterators[0][1] == each.within.tree
        ]
        if len(asked) != 1:
            continue
        formula, node = asked[0]
        wanted = _parts(node.body, node.iterators[0][0])
        paid = _parts(each.where.tree, each.item) if each.where is not None else {}
        place = each.where.place if each.where is not None else each.within.place
        for text in wanted.keys() - paid.keys():
            values = {"part": wanted[text], "label": formula.label}
            yield finding(place, "lint.each-differs-from-condition.unpaid", values, formula.owner)
        for text in paid.keys() - wanted.keys():
            values = {"part": paid[text], "label": formula.label}
            yield finding(formula.expression.place, "lint.each-differs-from-condition.unasked", values, formula.owner)


def _asked(subject: Subject, measure: Measure) -> Iterator[tuple[Formula, Quantified]]:
    for formula in subject.formulas:
        tree = formula.tree
        some = isinstance(tree, Quantified) and tree.op == "some" and len(tree.iterators) == 1
        if formula.measure is measure and formula.role == "test" and some and isinstance(tree, Quantified):
            yield formula, tree


def _parts(node: Node, item: str) -> dict[str, str]:
    """What is joined by `and`: each part with the item under one name, and as it is written."""
    parts = node.operands if isinstance(node, Logic) and node.op == "and" else (node,)
    return {_renamed(source(one), item): source(one) for one in parts}


def _renamed(text: str, item: str) -> str:
    return re.sub(rf"\b{re.escape(item)}\b(?=\.)", "item", text)
