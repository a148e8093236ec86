"""The parts of a policy that can be written otherwise, each as a spot, from the whole to the smallest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from incentive_engine.assurance.mutation.spots import Owner, Spot, Words, condition_name, row_text
from incentive_engine.feel.source import source
from incentive_engine.feel.types import ANY, BOOLEAN, MONEY, RATIO, ListType, Type
from incentive_engine.mistakes import Names
from incentive_engine.policy.awards import marginal
from incentive_engine.policy.facts import type_of
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import (
    EVER,
    AtLeast,
    Award,
    Brackets,
    Condition,
    Expression,
    Granted,
    Not,
    Policy,
    Rounding,
    Table,
    Test,
)
from incentive_engine.policy.scope import INPUTS
from incentive_engine.policy.vocabulary import types_of

_WHOLE = Words("where-whole")


def spots_of(policy: Policy, facts: frozenset[str]) -> Iterator[Spot]:
    """Every spot of a policy, and of those of the derived facts that are named."""
    types = {id_: parameter.type for id_, parameter in policy.parameters.items()}
    names = {**types_of(policy.vocabulary), **types, **INPUTS}
    owner = Owner("policy", "policy", Words("of-policy"))
    whole = Spot(policy, owner, "", _WHOLE, policy, policy.place, lambda new: new, names=names)
    yield from _header(whole)
    for number in range(len(policy.measures)):
        yield from _measure(whole, number)
    for id_ in policy.vocabulary.facts:
        if id_ in facts:
            yield from _fact(whole, id_)


def _header(whole: Spot) -> Iterator[Spot]:
    policy = whole.policy
    if policy.in_force != EVER:
        yield whole.at("in_force", "in_force", Words("where-in-force"))
    asked = replace(whole, owner=Owner("policy", "requirements", Words("of-requirements")))
    if policy.requirements:
        yield asked.at("requirements", "", _WHOLE)
    for number, one in enumerate(policy.requirements):
        yield from _conditions(asked.at("requirements", condition_name(one), _told(one), number))
    for id_, parameter in policy.parameters.items():
        of = Owner("parameter", id_, Words("of-parameter", {"label": parameter.label, "id": id_}))
        yield replace(whole, owner=of).at("parameters", "", Words("where-values"), id_)
    for id_, group in policy.groups.items():
        of = Owner("group", id_, Words("of-group", {"label": group.label, "id": id_}))
        spot = replace(whole, owner=of).at("groups", "", _WHOLE, id_)
        yield spot
        if group.received is not None:
            yield spot.at("received", "received", Words("where-received"), expected=MONEY)
    for number, limit in enumerate(policy.limits):
        of = Owner("limit", limit.label, Words("of-limit", {"label": limit.label}))
        spot = replace(whole, owner=of).at("limits", "", _WHOLE, number)
        yield spot
        yield spot.at("maximum", "maximum", Words("where-maximum"), expected=MONEY)


def _measure(whole: Spot, number: int) -> Iterator[Spot]:
    measure = whole.policy.measures[number]
    values = {"number": measure.number, "title": measure.title, "id": measure.id}
    spot = replace(whole, owner=Owner("measure", measure.id, Words("of-measure", values)))
    spot = spot.at("measures", "", _WHOLE, number)
    yield spot
    if measure.in_force != EVER:
        yield spot.at("in_force", "in_force", Words("where-in-force"))
    yield from _conditions(spot.at("when", condition_name(measure.when), _told(measure.when)))
    if measure.award.amount is not None:
        yield from _award(spot.at("award", "award", Words("where-award")))


def _fact(whole: Spot, id_: str) -> Iterator[Spot]:
    fact = whole.policy.vocabulary.facts[id_]
    owner = Owner("fact", id_, Words("of-fact", {"label": fact.label, "id": id_}))
    facts = replace(whole, owner=owner).at("vocabulary", "", _WHOLE)
    spot = facts.at("facts", "", _WHOLE, id_)
    yield from _formula(spot, "formula", "", Words("where-formula"), expected=type_of(fact))


# conditions


def _conditions(spot: Spot) -> Iterator[Spot]:
    """A condition and all below it, each by its own name; of a test its expression too."""
    condition = spot.part
    yield spot
    if isinstance(condition, Test):
        yield replace(spot.at("expression", "", spot.words, expected=BOOLEAN), key=spot.key)
    elif isinstance(condition, AtLeast):
        for number, child in enumerate(condition.children):
            yield from _conditions(_below(spot, spot.at("children", "", _told(child), number)))
    elif isinstance(condition, Not):
        yield from _conditions(_below(spot, spot.at("child", "", _told(condition.child))))


def _below(outer: Spot, spot: Spot) -> Spot:
    """A condition below another is called by its own name alone."""
    before = outer.key.removesuffix(condition_name(outer.part))
    return replace(spot, key=before + condition_name(spot.part))


def _told(condition: Condition) -> Words:
    name = condition_name(condition)
    if isinstance(condition, (AtLeast, Not)) and not condition.label:
        below = [one for one in conditions_in(condition) if isinstance(one, (Test, Granted))]
        return Words("where-conditions", {"ids": Names(map(condition_name, below))})
    return Words("where-condition", {"label": condition.label or name, "id": name})


# awards


def _award(spot: Spot) -> Iterator[Spot]:
    award: Award = spot.part
    yield spot
    item = _item(award)
    if award.each is not None:
        inner = spot.at("each", "each", Words("where-each"))
        yield inner
        yield inner.at("within", "in", Words("where-each"))
        if award.each.where is not None:
            yield inner.at("where", "where", Words("where-where"), expected=BOOLEAN, item=item)
        if award.each.by is not None:
            yield inner.at("by", "by", Words("where-by"), item=item)
    if award.brackets is not None:
        yield from _brackets(spot, award.brackets, item)
    else:
        yield from _formula(spot, "amount", "amount", Words("where-amount"), expected=MONEY, item=item)
    for number, step in enumerate(award.steps):
        inner = spot.at("steps", step.kind, Words(f"where-{step.kind}"), number)
        yield inner
        yield inner.at("amount", "", inner.words, expected=MONEY, item=item)
    if award.rounding != Rounding():
        yield spot.at("rounding", "round", Words("where-round"))


def _item(award: Award) -> Mapping[str, Type]:
    if award.each is None:
        return {}
    within = award.each.within.type
    return {award.each.item: within.item if isinstance(within, ListType) else ANY}


def _brackets(spot: Spot, brackets: Brackets, item: Mapping[str, Type]) -> Iterator[Spot]:
    """The base and the slices; the formula that they stand for is made anew."""
    award: Award = spot.part

    def put(new: Brackets) -> Award:
        return replace(award, brackets=new, amount=marginal(new))

    whole = spot.inside("brackets", Words("where-brackets"), brackets, put)
    yield whole
    yield whole.at("base", "base", Words("where-base"), expected=MONEY, item=item)
    for number, (over, rate) in enumerate(brackets.slices):
        words = Words("where-slice", {"number": number + 1})
        inner = whole.at("slices", f"slice {source(over.tree)}", words, number)
        yield inner.inside("over", words, over, _before(rate), expected=MONEY, item=item)
        yield inner.inside("rate", words, rate, _behind(over), expected=RATIO, item=item)


def _before(rate: Expression) -> Callable[[Any], Any]:
    return lambda over: (over, rate)


def _behind(over: Expression) -> Callable[[Any], Any]:
    return lambda rate: (over, rate)


# formulas


def _formula(
    spot: Spot, name: str, key: str, words: Words, *, expected: Type, item: Mapping[str, Type] | None = None
) -> Iterator[Spot]:
    """What a part holds by a name: nothing, an expression, or a table and all in it."""
    typed = replace(spot, expected=expected, item=item or {})
    if isinstance(getattr(spot.part, name), Table):
        yield from _table(typed.at(name, "table", Words("where-table")))
    elif getattr(spot.part, name) is not None:
        yield typed.at(name, key, words)


def _table(spot: Spot) -> Iterator[Spot]:
    table: Table = spot.part
    yield spot
    for number, one in enumerate(table.inputs):
        words = Words("where-input", {"number": number + 1})
        yield spot.at("inputs", f"input {source(one.tree)}", words, number, expected=None)
    for number, row in enumerate(table.rows):
        inner = spot.at("rows", row_text(row), Words("where-row", {"number": number + 1}), number)
        for column in range(len(row.cells)):
            yield inner.at("cells", "", inner.words, column, tested=table.inputs[column].type)
        yield inner.at("output", "output", inner.words)
    if table.otherwise is not None:
        yield spot.at("otherwise", "otherwise", Words("where-otherwise"))
