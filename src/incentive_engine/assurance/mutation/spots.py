"""The spots of a policy at which a person can err, each with the policy that holds something else there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from incentive_engine.feel.source import source
from incentive_engine.feel.types import ANY, BOOLEAN, MONEY, RATIO, ListType, Type
from incentive_engine.mistakes import Place
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
    Fact,
    Granted,
    Measure,
    Not,
    Policy,
    Rounding,
    Row,
    Table,
    Test,
    Vocabulary,
)
from incentive_engine.policy.scope import INPUTS
from incentive_engine.policy.vocabulary import types_of
from incentive_engine.wording import Language, say

Put: TypeAlias = Callable[[Any], Policy]
"""The policy with another part in the stead of this one."""

NO_ITEM: Mapping[str, Type] = {}


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase of this room: its code without the room's name, and the values that it names."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: Language = "zh") -> str:
        """The phrase in words."""
        return say(f"mutation.{self.code}", lang, **self.values)


@dataclass(frozen=True, slots=True)
class Owner:
    """What a spot belongs to: a `measure`, a derived `fact`, a `parameter`, a `group`, a `limit`; else the `policy`."""

    kind: str
    id: str
    words: Words


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a policy: whose it is, where in it (`key`, and in words), and how to put another in its stead.

    For an expression `expected` is the type that it must have, None for any; for the cell of a table `tested` is the
    type of its input; `names` are those that every expression knows, `item` those that it alone does.
    """

    policy: Policy
    owner: Owner
    key: str
    words: Words
    part: Any
    place: Place
    put: Put = field(compare=False)
    expected: Type | None = None
    tested: Type | None = None
    names: Mapping[str, Type] = field(default_factory=dict, repr=False)
    item: Mapping[str, Type] = field(default_factory=dict)

    def within(self, key: str, words: Words, part: Any, put: Callable[[Any], Any], **more: Any) -> Spot:
        """A spot inside this one: `put` gives this one's part with another part inside."""
        outer = self.put
        place = getattr(part, "place", None) or self.place
        joined = ".".join(one for one in (self.key, key) if one)
        return replace(
            self, key=joined, words=words, part=part, place=place, put=lambda new: outer(put(new)), **more
        )


def spots_of(policy: Policy, facts: frozenset[str]) -> Iterator[Spot]:
    """Every spot of a policy, and of those of the derived facts that are named."""
    types = {id_: parameter.type for id_, parameter in policy.parameters.items()}
    names = {**types_of(policy.vocabulary), **types, **INPUTS}
    for spot in _all_spots(policy, facts):
        yield replace(spot, names=names)


def _all_spots(policy: Policy, facts: frozenset[str]) -> Iterator[Spot]:
    yield from _header(policy)
    for measure in policy.measures:
        yield from _measure(policy, measure)
    for id_ in policy.vocabulary.facts:
        if id_ in facts:
            yield from _fact(policy, policy.vocabulary.facts[id_])


def _header(policy: Policy) -> Iterator[Spot]:
    owner = Owner("policy", "policy", Words("of-policy"))
    if policy.in_force != EVER:
        put: Put = lambda new: replace(policy, in_force=new)  # noqa: E731 - named for what it is
        yield Spot(policy, owner, "in_force", Words("where-in-force"), policy.in_force, policy.place, put)
    whole = Spot(
        policy,
        Owner("policy", "requirements", Words("of-requirements")),
        "",
        Words("where-requirements"),
        policy.requirements,
        policy.place,
        lambda new: replace(policy, requirements=new),
    )
    if policy.requirements:
        yield whole
    for number, one in enumerate(policy.requirements):
        yield from _conditions(whole, one, _at(policy.requirements, number))
    for id_, parameter in policy.parameters.items():
        of = Owner("parameter", id_, Words("of-parameter", {"label": parameter.label, "id": id_}))
        yield Spot(policy, of, "", Words("where-values"), parameter, parameter.place, _entry(policy, "parameters", id_))
    for id_, group in policy.groups.items():
        of = Owner("group", id_, Words("of-group", {"label": group.label, "id": id_}))
        spot = Spot(policy, of, "", Words("where-whole"), group, group.place, _entry(policy, "groups", id_))
        yield spot
        if group.received is not None:
            yield from _expression(spot, "received", Words("where-received"), group.received, "received", MONEY)
    for number, limit in enumerate(policy.limits):
        of = Owner("limit", limit.label, Words("of-limit", {"label": limit.label}))
        at = _at(policy.limits, number)
        spot = Spot(policy, of, "", Words("where-whole"), limit, limit.place, lambda new, at=at: replace(  # type: ignore[misc]
            policy, limits=at(new)))  # fmt: skip
        yield spot
        yield from _expression(spot, "maximum", Words("where-maximum"), limit.maximum, "maximum", MONEY)


def _measure(policy: Policy, measure: Measure) -> Iterator[Spot]:
    values = {"number": measure.number, "title": measure.title, "id": measure.id}
    owner = Owner("measure", measure.id, Words("of-measure", values))
    at = _at(policy.measures, policy.measures.index(measure))
    whole = Spot(policy, owner, "", Words("where-whole"), measure, measure.place, lambda new: replace(
        policy, measures=at(new)))  # fmt: skip
    yield whole
    if measure.in_force != EVER:
        yield whole.within("in_force", Words("where-in-force"), measure.in_force, _field(measure, "in_force"))
    yield from _conditions(whole, measure.when, _field(measure, "when"))
    if measure.award.amount is not None:
        yield from _award(whole.within("award", Words("where-award"), measure.award, _field(measure, "award")))


def _fact(policy: Policy, fact: Fact) -> Iterator[Spot]:
    owner = Owner("fact", fact.id, Words("of-fact", {"label": fact.label, "id": fact.id}))

    def put(new: Fact) -> Policy:
        vocabulary = policy.vocabulary
        return replace(policy, vocabulary=Vocabulary({**vocabulary.facts, fact.id: new}, vocabulary.by_label))

    whole = Spot(policy, owner, "", Words("where-whole"), fact, fact.place, put)
    yield from _formula(whole, "", Words("where-formula"), fact.formula, "formula", type_of(fact))


# conditions


def _conditions(outer: Spot, condition: Condition, put: Callable[[Any], Any]) -> Iterator[Spot]:
    """A condition and all below it, each as a spot; of a test its expression too."""
    spot = outer.within(condition_name(condition), _told(condition), condition, put)
    yield spot
    if isinstance(condition, Test):
        more = {"part": condition.expression, "expected": BOOLEAN, "place": condition.expression.place}
        inner = _field(condition, "expression")
        yield replace(spot, put=lambda new: spot.put(inner(new)), **more)
    elif isinstance(condition, AtLeast):
        for number, child in enumerate(condition.children):
            at = _at(condition.children, number)
            yield from _conditions(
                replace(spot, key=outer.key), child, lambda new, at=at: replace(condition, children=at(new))  # type: ignore[misc]
            )
    elif isinstance(condition, Not):
        yield from _conditions(replace(spot, key=outer.key), condition.child, _field(condition, "child"))


def condition_name(condition: Condition) -> str:
    """What a condition is called where it has no id: how it is joined, and the names of what is below."""
    if condition.id:
        return condition.id
    if isinstance(condition, Granted):
        return condition.measure
    if isinstance(condition, Not):
        return f"not({condition_name(condition.child)})"
    if isinstance(condition, AtLeast):
        return f"{condition.written}({', '.join(map(condition_name, condition.children))})"
    return source(condition.expression.tree)


def _told(condition: Condition) -> Words:
    if isinstance(condition, (AtLeast, Not)) and not condition.label:
        below = [one for one in conditions_in(condition) if isinstance(one, (Test, Granted))]
        return Words("where-conditions", {"ids": "、".join(map(condition_name, below))})
    return Words("where-condition", {"label": condition.label or condition_name(condition), "id": condition_name(condition)})


# awards


def _award(spot: Spot) -> Iterator[Spot]:
    award: Award = spot.part
    yield spot
    item = _item(award)
    each = award.each
    if each is not None:
        inner = spot.within("each", Words("where-each"), each, _field(award, "each"))
        yield inner
        yield from _expression(inner, "in", Words("where-each"), each.within, "within")
        if each.where is not None:
            yield from _expression(inner, "where", Words("where-where"), each.where, "where", BOOLEAN, item)
        if each.by is not None:
            yield from _expression(inner, "by", Words("where-by"), each.by, "by", None, item)
    if award.brackets is not None:
        yield from _brackets(spot, award, award.brackets, item)
    else:
        yield from _formula(spot, "amount", Words("where-amount"), award.amount, "amount", MONEY, item)
    for number, step in enumerate(award.steps):
        at = _at(award.steps, number)
        words = Words(f"where-{step.kind}")
        inner = spot.within(step.kind, words, step, lambda new, at=at: replace(award, steps=at(new)))
        yield inner
        yield from _expression(inner, "", words, step.amount, "amount", MONEY, item)
    if award.rounding != Rounding():
        yield spot.within("round", Words("where-round"), award.rounding, _field(award, "rounding"))


def _item(award: Award) -> Mapping[str, Type]:
    if award.each is None:
        return NO_ITEM
    within = award.each.within.type
    return {award.each.item: within.item if isinstance(within, ListType) else ANY}


def _brackets(spot: Spot, award: Award, brackets: Brackets, item: Mapping[str, Type]) -> Iterator[Spot]:
    """The base and the slices; the formula that they stand for is made anew."""

    def put(new: Brackets) -> Award:
        return replace(award, brackets=new, amount=marginal(new))

    whole = spot.within("brackets", Words("where-brackets"), brackets, put)
    yield whole
    yield from _expression(whole, "base", Words("where-base"), brackets.base, "base", MONEY, item)
    for number, (over, rate) in enumerate(brackets.slices):
        words = Words("where-slice", {"number": number + 1})
        at = _at(brackets.slices, number)
        inner = whole.within(f"slice {source(over.tree)}", words, (over, rate), lambda new, at=at: replace(
            brackets, slices=at(new)))  # fmt: skip
        for place, (one, kind) in enumerate(((over, MONEY), (rate, RATIO))):
            more = {"expected": kind, "item": item}
            yield inner.within(("over", "rate")[place], words, one, _at((over, rate), place), **more)


# formulas


def _formula(
    spot: Spot,
    key: str,
    words: Words,
    formula: Expression | Table | None,
    name: str,
    expected: Type,
    item: Mapping[str, Type] = NO_ITEM,
) -> Iterator[Spot]:
    if isinstance(formula, Table):
        yield from _table(spot.within(key or "table", Words("where-table"), formula, _field(spot.part, name),
                                      expected=expected, item=item))  # fmt: skip
    elif formula is not None:
        yield from _expression(spot, key, words, formula, name, expected, item)


def _expression(
    spot: Spot,
    key: str,
    words: Words,
    expression: Expression,
    name: str,
    expected: Type | None = None,
    item: Mapping[str, Type] = NO_ITEM,
) -> Iterator[Spot]:
    yield spot.within(key, words, expression, _field(spot.part, name), expected=expected, item=item)


def _table(spot: Spot) -> Iterator[Spot]:
    table: Table = spot.part
    yield spot
    for number, one in enumerate(table.inputs):
        at = _at(table.inputs, number)
        words = Words("where-input", {"number": number + 1})
        yield spot.within(f"input {source(one.tree)}", words, one, lambda new, at=at: replace(table, inputs=at(new)),
                          expected=None)  # fmt: skip
    for number, row in enumerate(table.rows):
        at = _at(table.rows, number)
        words = Words("where-row", {"number": number + 1})
        inner = spot.within(row_text(row), words, row, lambda new, at=at: replace(table, rows=at(new)))
        for column, cell in enumerate(row.cells):
            yield inner.within("", words, cell, lambda new, row=row, put=_at(row.cells, column): replace(
                row, cells=put(new)), tested=table.inputs[column].type)  # fmt: skip
        yield inner.within("output", words, row.output, _field(row, "output"))
    if table.otherwise is not None:
        yield spot.within("otherwise", Words("where-otherwise"), table.otherwise, _field(table, "otherwise"))


def row_text(row: Row) -> str:
    """The cells of a row, as they are written."""
    return "[" + ", ".join(source(cell.tree) for cell in row.cells) + "]"


def _field(part: Any, name: str) -> Callable[[Any], Any]:
    return lambda new: replace(part, **{name: new})


def _at(parts: tuple[Any, ...], number: int) -> Callable[[Any], tuple[Any, ...]]:
    return lambda new: (*parts[:number], new, *parts[number + 1 :])


def _entry(policy: Policy, name: str, id_: str) -> Put:
    return lambda new: replace(policy, **{name: {**getattr(policy, name), id_: new}})


