"""Conditions: does each one decide, or is it implied or contradicted by the others?

A condition refuses where it is false and the measure therefore ineligible: with the same condition true, and all else
as it is, it would be eligible, or at least open. One that never refuses is implied by the others. A condition grants
where it is true and the measure therefore eligible. One that never grants is contradicted by the others, or they do
without it. (Below a `not` it is the other way round.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from incentive_engine.assurance.verification.questions import One, Question, all_of, titled
from incentive_engine.assurance.verification.readings import Bit, Claim, Reading
from incentive_engine.feel.syntax import Literal
from incentive_engine.feel.types import BOOLEAN
from incentive_engine.mistakes import Place
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import AtLeast, Condition, Expression, Granted, Measure, Not, Policy, Test

Leaf: TypeAlias = "Test | Granted"

_NOWHERE = Place("")
_ALWAYS, _NEVER = (
    Test(text, text, Expression(text, Literal(value), BOOLEAN, frozenset(), _NOWHERE), _NOWHERE)
    for text, value in (("true", True), ("false", False))
)


def condition_questions(policy: Policy, measure: Measure) -> Iterator[Question]:
    """Of each of the measure's own conditions."""
    for name, leaf in _named(leaves((measure.when,))):
        yield from _questions(policy, measure.id, name, leaf, [measure])


def requirement_questions(policy: Policy) -> Iterator[Question]:
    """Of each of the requirements of all measures: does it decide of some measure?"""
    for name, leaf in _named(leaves(policy.requirements)):
        yield from _questions(policy, "requirements", name, leaf, policy.measures)


def leaves(conditions: Iterable[Condition]) -> list[Leaf]:
    """The conditions that are made of no others, in order."""
    return [one for root in conditions for one in conditions_in(root) if isinstance(one, (Test, Granted))]


def _named(found: Iterable[Leaf]) -> Iterator[tuple[str, Leaf]]:
    """The conditions by name; where a name is there again, it is numbered."""
    seen: Counter[str] = Counter()
    for leaf in found:
        name = leaf.id or (f"measure:{leaf.measure}" if isinstance(leaf, Granted) else leaf.expression.text)
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), leaf


def _questions(policy: Policy, owner: str, name: str, leaf: Leaf, measures: Iterable[Measure]) -> Iterator[Question]:
    values: dict[str, object] = {"label": _label(policy, leaf), "condition": name}
    concerned = list(measures)
    if owner != "requirements":
        values |= titled(concerned[0])
    for outcome, code in ((False, "refuses"), (True, "grants")):
        attempts = tuple(One(_decides(policy, one, leaf, outcome), one.id) for one in concerned)
        yield Question(
            f"{owner}/condition/{name}/{code}",
            "condition",
            True,
            attempts,
            f"verification.{code}",
            leaf.place,
            values,
            measure=None if owner == "requirements" else owner,
        )


def _label(policy: Policy, leaf: Leaf) -> str:
    if leaf.label:
        return leaf.label
    return policy.measure(leaf.measure).title if isinstance(leaf, Granted) else leaf.expression.text


def _decides(policy: Policy, measure: Measure, leaf: Leaf, outcome: bool) -> Claim:
    """That the condition has this outcome, and settles the verdict by it: with the other it would not be the same."""
    root = all_of(policy, measure)
    if_true, if_false = replaced(root, leaf, _ALWAYS), replaced(root, leaf, _NEVER)

    def claim(reading: Reading) -> Bit:
        truth, met, unmet = reading.truth(leaf), reading.truth(if_true), reading.truth(if_false)
        now, then = (met, unmet) if outcome else (unmet, met)
        settles = reading.some(
            reading.every(now.true, reading.no(then.true)), reading.every(now.false, reading.no(then.false))
        )
        return reading.every(truth.true if outcome else truth.false, settles)

    return claim


def replaced(condition: Condition, leaf: Leaf, by: Condition) -> Condition:
    """The condition with another in the place of `leaf`."""
    if condition is leaf:
        return by
    if isinstance(condition, AtLeast):
        return replace(condition, children=tuple(replaced(child, leaf, by) for child in condition.children))
    if isinstance(condition, Not):
        return replace(condition, child=replaced(condition.child, leaf, by))
    return condition
