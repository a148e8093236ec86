"""Figures in two states: from which day a parameter has another value, and how long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from incentive_engine.assurance.changes.model import ADDED, CHANGED, REMOVED, Change
from incentive_engine.assurance.changes.saying import Saying, paired
from incentive_engine.policy.model import Constant, Parameter
from incentive_engine.report.lines import inert
from incentive_engine.report.phrases import parameter_value
from incentive_engine.report.policy_words import PolicyWords

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both included (`until` None: for good), in which a parameter has one value before and another after."""

    since: date
    until: date | None
    before: Constant | None
    after: Constant | None


def stretches(old: Parameter, new: Parameter) -> list[Stretch]:
    """The days on which the two differ in value, those that follow one another alike as one."""
    starts = sorted({since for one in (old, new) for since, _ in one.values})
    found: list[Stretch] = []
    for start, behind in zip(starts, [*starts[1:], None], strict=True):
        before, after = old.on(start), new.on(start)
        until = None if behind is None else behind - _DAY
        if _same(before, after):
            continue
        last = found[-1] if found else None
        if last and last.until == start - _DAY and (last.before, last.after) == (before, after):
            found[-1] = Stretch(last.since, until, before, after)
        else:
            found.append(Stretch(start, until, before, after))
    return found


def _same(before: Constant | None, after: Constant | None) -> bool:
    return type(before) is type(after) and before == after


def parameter_changes(saying: Saying, old: Mapping[str, Parameter], new: Mapping[str, Parameter]) -> Iterator[Change]:
    """The changes of a policy's parameters."""
    gone, both, added = paired(old, new)
    for one in gone.values():
        yield Change("parameter", REMOVED, inert(one.label), one.id, before=_history(saying.old, one))
    for one in added.values():
        yield Change("parameter", ADDED, inert(one.label), one.id, after=_history(saying.new, one))
    for before, after in both.values():
        yield from _changed(saying, before, after)


def _history(words: PolicyWords, parameter: Parameter) -> str:
    return words.history(parameter)


def _changed(saying: Saying, old: Parameter, new: Parameter) -> Iterator[Change]:
    name = inert(new.label)
    for one in stretches(old, new):
        values = _value(saying, old, one.before), _value(saying, new, one.after)
        yield Change("parameter", CHANGED, name, new.id, *values, since=one.since, until=one.until)
    yield from saying.text("parameter-label", old.label, new.label, id=new.id, decides=False, prose=True)
    about: dict[str, Any] = {"name": name, "id": new.id, "decides": False}
    bases = (words.basis(one.basis) for words, one in ((saying.old, old), (saying.new, new)))
    yield from saying.text("basis", *bases, **about)
    yield from saying.text("figure-source", old.source, new.source, prose=True, **about)
    yield from saying.text("unit", old.unit, new.unit, **about)


def _value(saying: Saying, parameter: Parameter, value: Constant | None) -> str:
    return saying.say("no-value") if value is None else parameter_value(parameter, value, saying.lang)
