"""The tree of conditions behind a verdict, built from what the decision left behind when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import localcontext
from typing import Any

from incentive_engine.decision.model import MeasureDecision, Proof
from incentive_engine.decision.network import Negation, conditions_of
from incentive_engine.decision.trail import Trail
from incentive_engine.feel.values import CONTEXT
from incentive_engine.policy.model import Answerer, AtLeast, Condition, Expression, Measure, Not, Test

_OTHER_INPUTS = ("as_of", "assessment_year")


def prove(decision: MeasureDecision) -> Proof | None:
    """The proof of a measure's verdict, requirements first; None when the measure is not in force."""
    trail = decision.trail
    if trail is None:
        return None
    with localcontext(CONTEXT):
        return _Prover(trail).measure(decision.measure)


class _Prover:
    def __init__(self, trail: Trail) -> None:
        self._trail = trail
        self._policy = trail.program.policy
        self._network = trail.program.network

    def measure(self, measure: Measure) -> Proof:
        number = self._network.verdicts[measure.id]
        conditions = conditions_of(self._policy, measure)
        asked = len(self._policy.requirements)
        children = tuple(
            self._condition(condition, child, requirement=place < asked)
            for place, (condition, child) in enumerate(zip(conditions, self._below(number), strict=True))
        )
        when = measure.when
        id_ = when.id if isinstance(when, AtLeast) and when.written == "all" else None
        return Proof("all", self._trail.truths[number], id=id_, children=children)

    def _condition(self, condition: Condition, number: int, *, requirement: bool = False) -> Proof:
        value = self._trail.truths[number]
        if isinstance(condition, Test):
            facts, parameters = self._read(condition.expression)
            return Proof(
                "test",
                value,
                condition.id,
                condition.label,
                condition.expression,
                facts=facts,
                parameters=parameters,
                evidence=condition.evidence,
                requirement=requirement,
                trail=self._trail,
            )
        if isinstance(condition, AtLeast):
            children = tuple(map(self._condition, condition.children, self._below(number)))
            count = condition.count if condition.written == "at_least" else None
            return Proof(condition.written, value, condition.id, condition.label, count=count, children=children)
        if isinstance(condition, Not):
            child = self._condition(condition.child, self._below(number)[0])
            return Proof("not", value, condition.id, condition.label, children=(child,))
        other = self._policy.measure(condition.measure)
        return Proof("measure", value, other.id, condition.label or other.title)

    def _below(self, number: int) -> Sequence[int]:
        gate = self._network.gate(number)
        return (gate.child,) if isinstance(gate, Negation) else gate.children

    def _read(self, expression: Expression) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """The facts and the parameters that the expression names, in alphabetical order, with their values."""
        facts = self._trail.facts
        declared = self._trail.program.compiled.facts
        names = sorted(expression.reads)
        return (
            {name: facts[name] for name in names if name in declared},
            {name: facts[name] for name in names if name not in declared},
        )


def split_by_answerer(decision: MeasureDecision) -> Mapping[Answerer, tuple[str, ...]]:
    """The missing facts by who can answer them, enterprise first; only those who are asked for something."""
    if decision.trail is None:
        return {}
    facts = decision.trail.program.compiled.facts
    split: dict[Answerer, list[str]] = {who: [] for who in Answerer}
    for id_ in decision.missing:
        fact = facts.get(id_)
        split[fact.answered_by if fact else Answerer.ENTERPRISE].append(id_)
    return {who: tuple(ids) for who, ids in split.items() if ids}
