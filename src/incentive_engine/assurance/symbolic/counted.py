"""Which list facts a policy counts the entries of."""

from __future__ import annotations

from collections.abc import Iterator

from incentive_engine.assurance.coverage.watching import tests_of
from incentive_engine.decision.reading import expressions_of
from incentive_engine.feel.syntax import Call, Name
from incentive_engine.policy.model import Expression, FactType, Policy

_COUNTING = {Name("count"), Name("distinct values")}


def lists_counted(policy: Policy) -> set[str]:
    """The ids of the list facts that stand below a `count`."""
    facts = policy.vocabulary.facts
    return {
        name.name
        for expression in _expressions(policy)
        for call in expression.tree.walk()
        if isinstance(call, Call) and call.function in _COUNTING
        for name in call.walk()
        if isinstance(name, Name) and name.name in facts and facts[name.name].type is FactType.LIST
    }


def _expressions(policy: Policy) -> Iterator[Expression]:
    for measure in policy.measures:
        yield from (test.expression for test in tests_of(policy, measure))
        if measure.award.amount is not None:
            yield from expressions_of(measure.award.amount)
        yield from (step.amount for step in measure.award.steps)
    for fact in policy.vocabulary.facts.values():
        if fact.formula is not None:
            yield from expressions_of(fact.formula)
