"""Labels that speak of one fact over a test that reads another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.formulas import Formula, comparisons
from incentive_engine.assurance.lint.subject import Subject
from incentive_engine.feel.syntax import Filter, Name, Node
from incentive_engine.policy.model import Fact, FactType
from incentive_engine.policy.reads import names_behind

finding = partial(Finding, "label-names-another-fact", Severity.WARNING)

_ASIDE = re.compile(r"（[^（）]*）")


def check(subject: Subject) -> Iterator[Finding]:
    """Conditions and derived facts: what their labels name must be among what they read."""
    facts = subject.policy.vocabulary.facts
    named = {_core(fact.label): fact for fact in facts.values() if len(_core(fact.label)) >= 3}
    for formula in subject.formulas:
        if formula.role in ("test", "formula"):
            yield from _compared(subject, formula, named)
            yield from _of_parameter(subject, formula)


def _compared(subject: Subject, formula: Formula, named: dict[str, Fact]) -> Iterator[Finding]:
    facts = subject.policy.vocabulary.facts
    read = names_behind(formula.expression.reads, facts) & facts.keys()
    if not read:
        return
    said = _longest([core for core, fact in named.items() if core in formula.label and _covers(fact, formula.label)])
    others = [named[core] for core in said if named[core].id != formula.owner[-1]]
    if not others or any(one.id in read for one in others):
        return
    alike = [facts[name] for name in sorted(formula.expression.reads & facts.keys()) if _alike(facts[name], others[0])]
    if alike and not any(_core(one.label) in formula.label for one in alike):
        values = {"label": formula.label, "named": others[0].label, "read": alike[0].label}
        yield finding(formula.expression.place, "lint.label-names-another-fact", values, (*formula.owner, alike[0].id))


def _of_parameter(subject: Subject, formula: Formula) -> Iterator[Finding]:
    """A fact compared with a parameter of another one, while a parameter of its own stands in the policy."""
    parameters, facts = subject.policy.parameters, subject.policy.vocabulary.facts
    if formula.role != "test":
        return
    for left, op, right, _ in comparisons(formula.tree):
        fact = facts.get(_series(left) or "")
        if fact is None or op in ("=", "!=") or not isinstance(right, Name) or right.name not in parameters:
            continue
        own, core = parameters[right.name], _core(fact.label)
        others = [one for one in parameters.values() if core in one.label and one.type == own.type]
        if core not in own.label and others and core not in formula.label:
            values = {"label": own.label, "named": others[0].label, "read": fact.label}
            about = (*formula.owner, fact.id)
            yield finding(formula.expression.place, "lint.label-names-another-fact.parameter", values, about)


def _series(node: Node | None) -> str | None:
    """The fact that a side of a comparison is, or is a year of."""
    if isinstance(node, Filter):
        node = node.base
    return node.name if isinstance(node, Name) else None


def _covers(fact: Fact, label: str) -> bool:
    """Whether naming the fact is what a label does; what is true or false has to be most of it."""
    return fact.type is not FactType.BOOLEAN or len(_core(fact.label)) > len(label) * 3 / 4


def _alike(one: Fact, other: Fact) -> bool:
    """Whether one could be mistaken for the other: of a type, both a value a year or both not."""
    return (one.type, one.annual) == (other.type, other.annual) and one.type is not FactType.LIST


def _longest(texts: list[str]) -> list[str]:
    """The texts that are part of no other one: 主营业务收入 rather than 营业收入."""
    return [one for one in texts if not any(one != other and one in other for other in texts)]


def _core(label: str) -> str:
    return _ASIDE.sub("", label)
