"""Which facts a measure's verdict and amount rest on, by what its expressions name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from incentive_engine.decision.network import conditions_of
from incentive_engine.policy.model import (
    AtLeast,
    Award,
    Condition,
    Expression,
    Fact,
    Measure,
    Not,
    Policy,
    Table,
    Test,
)
from incentive_engine.profile.facts import ESTABLISHED_ON


def facts_behind(policy: Policy, measure: Measure, *, with_award: bool) -> set[str]:
    """The ids of the facts that the measure's conditions (and its award) read, and those behind derived ones.

    The conditions of measures that it refers to count too; so does the founding day behind every annual fact.
    """
    names = {name for one in _of_conditions(policy, measure, set()) for name in one.reads}
    if with_award:
        names |= {name for one in _of_award(policy, measure) for name in one.reads}
    return _closure(names, policy.vocabulary.facts)


def expressions_of(formula: Expression | Table) -> Iterator[Expression]:
    """The expressions of a formula: itself, or a table's inputs, cells and outputs."""
    if isinstance(formula, Expression):
        yield formula
        return
    yield from formula.inputs
    for row in formula.rows:
        yield from row.cells
        yield row.output
    if formula.otherwise:
        yield formula.otherwise


def _of_conditions(policy: Policy, measure: Measure, seen: set[str]) -> Iterator[Expression]:
    if measure.id not in seen:
        seen.add(measure.id)
        for condition in conditions_of(policy, measure):
            yield from _of_condition(policy, condition, seen)


def _of_condition(policy: Policy, condition: Condition, seen: set[str]) -> Iterator[Expression]:
    if isinstance(condition, Test):
        yield condition.expression
    elif isinstance(condition, AtLeast):
        for child in condition.children:
            yield from _of_condition(policy, child, seen)
    elif isinstance(condition, Not):
        yield from _of_condition(policy, condition.child, seen)
    else:
        yield from _of_conditions(policy, policy.measure(condition.measure), seen)


def _of_award(policy: Policy, measure: Measure) -> Iterator[Expression]:
    award: Award = measure.award
    if award.amount is not None:
        yield from expressions_of(award.amount)
    if award.each:
        yield from filter(None, (award.each.within, award.each.where, award.each.by))
    yield from (step.amount for step in award.steps)
    group = policy.groups.get(measure.group or "")
    if group and group.received:
        yield group.received
    for limit in policy.limits:
        if not limit.measures or measure.id in limit.measures:
            yield limit.maximum


def _closure(names: Iterable[str], facts: Mapping[str, Fact]) -> set[str]:
    found: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        fact = facts.get(name)
        if fact is None or name in found:
            continue
        found.add(name)
        if fact.formula is not None:
            pending += [read for one in expressions_of(fact.formula) for read in one.reads]
        elif fact.annual:
            pending.append(ESTABLISHED_ON)
    return found
