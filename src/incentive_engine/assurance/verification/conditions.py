"""Conditions: does each one decide, or is it implied or contradicted by the others?

A condition refuses where it is false and the measure ineligible, and the measure would be eligible if the same
condition were true, all else as it is. One that never refuses is implied by the others. A condition grants where it is
true and the measure eligible, and the measure would be ineligible if it were false. One that never grants is
contradicted by the others, or they do without it. (Below a `not` it is the other way round.)

A condition may also settle early what the others leave open because something is unknown; one that does no more than
that is worth a remark.
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
        strict, early = (
            tuple(One(_decides(policy, one, leaf, outcome, early=early), one.id) for one in concerned)
            for early in (False, True)
        )
        yield Question(
            f"{owner}/condition/{name}/{code}",
            "condition",
            True,
            strict,
            f"verification.{code}",
            leaf.place,
            values,
            measure=None if owner == "requirements" else owner,
            excuses=early,
        )


def _label(policy: Policy, leaf: Leaf) -> str:
    if leaf.label:
        return leaf.label
    return policy.measure(leaf.measure).title if isinstance(leaf, Granted) else leaf.expression.text


def _decides(policy: Policy, measure: Measure, leaf: Leaf, outcome: bool, *, early: bool) -> Claim:
    """That the condition has this outcome and the verdict is known, and would be the other with the other outcome.

    `early`: that it would not be the same, but perhaps open.
    """
    root = all_of(policy, measure)
    if_true, if_false = replaced(root, leaf, _ALWAYS), replaced(root, leaf, _NEVER)

    def claim(reading: Reading) -> Bit:
        truth, met, unmet = reading.truth(leaf), reading.truth(if_true), reading.truth(if_false)
        now, then = (met, unmet) if outcome else (unmet, met)
        no_longer_true = reading.no(then.true) if early else then.false
        no_longer_false = reading.no(then.false) if early else then.true
        settles = reading.some(reading.every(now.true, no_longer_true), reading.every(now.false, no_longer_false))
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
