"""Facts in two states: what they are called, what may be stated, what derived ones come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from incentive_engine.assurance.changes.awards import formula_changes
from incentive_engine.assurance.changes.expressions import formula_said
from incentive_engine.assurance.changes.model import ADDED, REMOVED, Change
from incentive_engine.assurance.changes.saying import Saying, paired
from incentive_engine.policy.model import Fact, Table
from incentive_engine.report import phrases
from incentive_engine.report.lines import inert
from incentive_engine.report.policy_words import PolicyWords


def fact_changes(saying: Saying, old: Mapping[str, Fact], new: Mapping[str, Fact]) -> Iterator[Change]:
    """The changes of facts, by id. A fact by itself decides nothing; what it is derived by may."""
    gone, both, added = paired(old, new)
    for fact in gone.values():
        yield Change("fact", REMOVED, inert(fact.label), fact.id, before=_told(saying.old, fact), decides=False)
    for fact in added.values():
        yield Change("fact", ADDED, inert(fact.label), fact.id, after=_told(saying.new, fact), decides=False)
    for before, after in both.values():
        yield from _changed(saying, before, after)


def _told(words: PolicyWords, fact: Fact) -> str:
    """What a fact is: its formula, or else its type."""
    if isinstance(fact.formula, Table):
        return phrases.clauses(words.rows(fact.formula), words.lang)
    return words.expression(fact.formula) if fact.formula is not None else fact.type.value


def _changed(saying: Saying, old: Fact, new: Fact) -> Iterator[Change]:
    name, id_ = inert(new.label), new.id
    if formula_said(old.formula) != formula_said(new.formula):
        found = list(formula_changes(saying, old.formula, new.formula, "formula", name=name, id_=id_))
        said = (str(formula_said(one.formula)) for one in (old, new))
        yield from found or saying.text("formula", *said, name=name, id=id_)
    decides: dict[str, Any] = {"name": name, "id": id_}
    yield from saying.text("fact-type", _type(saying, old), _type(saying, new), **decides)
    about = {**decides, "decides": False}
    yield from saying.text("fact-label", old.label, new.label, id=id_, decides=False, prose=True)
    yield from saying.text("fact-bounds", _bounds(old), _bounds(new), **about)
    choices = (phrases.joined(one.choices, saying.lang) for one in (old, new))
    yield from saying.text("fact-choices", *choices, prose=True, **about)
    yield from _columns(saying, old, new)
    answerers = (phrases.answerer(one.answered_by, saying.lang) for one in (old, new))
    yield from saying.text("fact-answerer", *answerers, **about)
    yield from saying.text("fact-source", old.source, new.source, prose=True, **about)
    yield from saying.text("fact-ask", old.ask, new.ask, prose=True, **about)
    yield from saying.text("unit", old.unit, new.unit, **about)


def _columns(saying: Saying, old: Fact, new: Fact) -> Iterator[Change]:
    """The columns of a list's items, as facts of their own."""
    columns = ({f"{of.id}.{one.id}": one for one in of.item} for of in (old, new))
    gone, both, added = paired(*columns)
    list_name = inert(new.label)
    for id_, one in gone.items():
        name = saying.say("column-of", list=list_name, column=inert(one.label))
        yield Change("column", REMOVED, name, id_, before=one.type.value, decides=False)
    for id_, one in added.items():
        name = saying.say("column-of", list=list_name, column=inert(one.label))
        yield Change("column", ADDED, name, id_, after=one.type.value, decides=False)
    for before, after in both.values():
        yield from _changed(saying, before, after)


def _type(saying: Saying, fact: Fact) -> str:
    return saying.say("annual-type", type=fact.type.value, years=fact.years) if fact.annual else fact.type.value


def _bounds(fact: Fact) -> str:
    low, high = (f"{one.normalize():f}" if isinstance(one, Decimal) else "" for one in (fact.minimum, fact.maximum))
    return f"{low}…{high}" if low or high else ""
