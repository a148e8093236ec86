"""Conditions in two states: those added, those gone, those that ask something else, and how all are joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from incentive_engine.assurance.changes.expressions import said
from incentive_engine.assurance.changes.model import ADDED, REMOVED, Change
from incentive_engine.assurance.changes.saying import Saying
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import AtLeast, Condition, Granted, Not, Test
from incentive_engine.report import phrases
from incentive_engine.report.lines import inert
from incentive_engine.report.policy_words import PolicyWords

Leaf: TypeAlias = "Test | Granted"


@dataclass(frozen=True, slots=True)
class _Matched:
    """Conditions of both states that are the same one, by place in each; those of one state alone."""

    both: Sequence[tuple[int, int]]
    gone: Sequence[int]
    added: Sequence[int]


def condition_changes(
    saying: Saying, old: Sequence[Condition], new: Sequence[Condition], subject: str
) -> Iterator[Change]:
    """The changes between conditions that are all asked; `subject` is what each of them is called."""
    before, after = list(_leaves(old)), list(_leaves(new))
    matched = _match(before, after)
    for place in matched.gone:
        yield _one(saying.old, before[place], subject, REMOVED)
    for place in matched.added:
        yield _one(saying.new, after[place], subject, ADDED)
    for first, second in matched.both:
        yield from _changed(saying, before[first], after[second], subject)
    known = dict(matched.both)
    skeletons = (
        _skeleton(old, {id(one): known.get(place) for place, one in enumerate(before)}),
        _skeleton(new, {id(one): place if place in known.values() else None for place, one in enumerate(after)}),
    )
    if skeletons[0] != skeletons[1]:
        yield from saying.text(f"{subject}s-joined", _joined(saying.old, old), _joined(saying.new, new))


def _leaves(conditions: Iterable[Condition]) -> Iterator[Leaf]:
    for condition in conditions:
        yield from (one for one in conditions_in(condition) if isinstance(one, (Test, Granted)))


def _match(old: Sequence[Leaf], new: Sequence[Leaf]) -> _Matched:
    """By id; what is left over by what it asks."""
    both: list[tuple[int, int]] = []
    left, right = dict(enumerate(old)), dict(enumerate(new))
    for key in (_id, _asked):
        free: dict[Any, list[int]] = {}
        for place, one in right.items():
            free.setdefault(key(one), []).append(place)
        for place, one in list(left.items()):
            if key(one) is not None and free.get(key(one)):
                other = free[key(one)].pop(0)
                both.append((place, other))
                del left[place], right[other]
    return _Matched(sorted(both), list(left), list(right))


def _id(leaf: Leaf) -> str | None:
    return leaf.id


def _asked(leaf: Leaf) -> str:
    return said(leaf.expression) if isinstance(leaf, Test) else f"measure {leaf.measure}"


def _one(words: PolicyWords, leaf: Leaf, subject: str, how: str) -> Change:
    """A condition that is there in one state only."""
    told = words.condition(leaf)
    text = told.test or told.label
    written = leaf.expression.text if isinstance(leaf, Test) else None
    return Change(
        subject,
        how,
        told.label,
        leaf.id,
        before=text if how == REMOVED else "",
        after=text if how == ADDED else "",
        written=None if written is None else ((written, "") if how == REMOVED else ("", written)),
    )


def _changed(saying: Saying, old: Leaf, new: Leaf, subject: str) -> Iterator[Change]:
    name = saying.new.condition(new).label
    if isinstance(old, Test) and isinstance(new, Test):
        yield from saying.expression(subject, old.expression, new.expression, name=name, id_=new.id)
        evidence = (phrases.joined(one.evidence, saying.lang) for one in (old, new))
        yield from saying.text("evidence", *evidence, name=name, id=new.id, decides=False)
    elif _asked(old) != _asked(new):
        yield _one(saying.old, old, subject, REMOVED)
        yield _one(saying.new, new, subject, ADDED)
    yield from saying.text(f"{subject}-label", old.label, new.label, id=new.id, decides=False, prose=True)
    yield from saying.text(f"{subject}-id", old.id, new.id, name=name, decides=False)


def _skeleton(conditions: Sequence[Condition], known: Mapping[int, int | None]) -> Any:
    """How the conditions that both states have are joined, whatever order they stand in; None for none of them."""
    return _gate("all", [one for one in (_bones(each, known) for each in conditions) if one is not None])


def _bones(condition: Condition, known: Mapping[int, int | None]) -> Any:
    if isinstance(condition, (Test, Granted)):
        return known[id(condition)]
    if isinstance(condition, Not):
        below = _bones(condition.child, known)
        return None if below is None else ("not", below)
    parts = [one for one in (_bones(child, known) for child in condition.children) if one is not None]
    return _gate(condition.count if condition.written == "at_least" else condition.written, parts)


def _gate(kind: int | str, parts: Sequence[Any]) -> Any:
    if kind in ("all", "any"):
        if len(parts) < 2:
            return parts[0] if parts else None
        nested = [one for one in parts if isinstance(one, tuple) and one[0] == kind]
        parts = [one for one in parts if one not in nested] + [each for one in nested for each in one[1:]]
    return (kind, *sorted(parts, key=repr)) if parts else None


def _joined(words: PolicyWords, conditions: Sequence[Condition]) -> str:
    """The conditions in one line: labels, and how they are joined."""
    if len(conditions) == 1:
        return _told(words, conditions[0])
    return words.say("aside", text=words.say("kind-all"), aside=_list(words, conditions))


def _told(words: PolicyWords, condition: Condition) -> str:
    if isinstance(condition, AtLeast):
        return words.say("aside", text=words.kind(condition), aside=_list(words, condition.children))
    if isinstance(condition, Not):
        label = inert(condition.label or "") or words.say("kind-not")
        return words.say("aside", text=label, aside=_told(words, condition.child))
    return words.condition(condition).label


def _list(words: PolicyWords, conditions: Sequence[Condition]) -> str:
    return phrases.clauses((_told(words, one) for one in conditions), words.lang)
