"""Answers in words: one sentence each, the enterprise that was found, and what is decided about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from incentive_engine.assurance.verification.answers import Answer, Status, Verification
from incentive_engine.assurance.verification.decided import Decided
from incentive_engine.decision import MeasureDecision
from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.types import ListType
from incentive_engine.mistakes import Names, Place, nearest
from incentive_engine.policy.facts import type_of
from incentive_engine.policy.model import Fact, Policy
from incentive_engine.policy.rising import Rising, rising
from incentive_engine.report.amounts import money
from incentive_engine.report.lines import inert
from incentive_engine.report.phrases import joined, policy_name, value
from incentive_engine.wording import Language, say

_COUNTED = tuple(Status)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer in words: what it is, its sentence, its id, and lines below it, each with how far it is indented."""

    status: Status
    serious: bool
    sentence: str
    id: str
    lines: list[tuple[int, str]] = field(default_factory=list)


def told(policy: Policy, answer: Answer, lang: Language, *, verbose: bool = True) -> Told:
    """An answer in words; unless `verbose`, of two enterprises of a remark only where they differ is told."""
    lines = list(_lines(policy, answer, lang, verbose=verbose))
    return Told(answer.status, answer.serious, _sentence(answer, lang), answer.question, lines)


def title(policy: Policy, lang: Language) -> str:
    """A policy by its name and its id."""
    return say("verification.title", lang, title=policy_name(policy, lang), policy=policy.id)


def counts(verifications: Verification | list[Verification], lang: Language) -> str:
    """How many answers mean what; of several policies together."""
    listed = [verifications] if isinstance(verifications, Verification) else verifications
    found: Counter[Status] = Counter(answer.status for one in listed for answer in one.answers)
    words = [
        say(f"verification.count-{status.value}", lang, count=found[status]) for status in _COUNTED if found[status]
    ]
    values: dict[str, object] = {"all": sum(found.values()), "counts": joined(words, lang)}
    if isinstance(verifications, Verification):
        return say("verification.counts", lang, **values)
    return say("verification.total", lang, policies=len(listed), **values)


def unused(verification: Verification, lang: Language) -> list[str]:
    """What the author accepts, but nobody found."""
    known = [answer.question for answer in verification.answers]
    return [
        say("verification.unused", lang, finding=id_, nearest=Names() if id_ in known else nearest(id_, known))
        for id_ in verification.unused
    ]


def _sentence(answer: Answer, lang: Language) -> str:
    values = {name: inert(one) if isinstance(one, str) else one for name, one in answer.values.items()}
    text = say(answer.code, lang, **values)
    if "title" in values:
        code = "verification.of-measure" if values.get("number") else "verification.of-fact"
        text = say(code, lang, **{"number": "", **values, "text": text})
    return say("verification.not-decided", lang, text=text) if answer.why else text


def _lines(policy: Policy, answer: Answer, lang: Language, *, verbose: bool) -> Iterator[tuple[int, str]]:
    file, line = answer.place
    yield 0, say("verification.place", lang, place=Place(file, line).from_here())
    if answer.accepted:
        yield 0, say("verification.accepted-because", lang, reason=inert(answer.accepted))
    if answer.why:
        code, values = answer.why
        yield 0, say(code, lang, **values)
    if answer.items is not None and not answer.why:
        yield 0, say("verification.list-bound", lang, items=answer.items)
    if len(answer.enterprises) == 1:
        yield from _one(policy, answer, lang)
    elif answer.enterprises:
        yield from _two(policy, answer, lang, whole=verbose or answer.status is not Status.REMARK)


def _one(policy: Policy, answer: Answer, lang: Language) -> Iterator[tuple[int, str]]:
    assert answer.day is not None  # noqa: S101 - an enterprise is decided on a day
    (facts,) = answer.enterprises
    code = "verification.example" if answer.status is Status.SHOWN else "verification.counterexample"
    yield 0, say(code, lang, day=value(answer.day, lang))
    yield from ((1, line) for line in fact_lines(policy, facts, lang))
    for one in _concerned(answer, Decided(policy, answer.day, facts)):
        yield 0, _decided(one, _outcome(one, lang), lang)


def _two(policy: Policy, answer: Answer, lang: Language, *, whole: bool) -> Iterator[tuple[int, str]]:
    assert answer.day is not None  # noqa: S101 - enterprises are decided on a day
    assert answer.rises is not None  # noqa: S101 - two enterprises differ in a fact
    lower, higher = answer.enterprises
    risen = rising(policy.vocabulary.facts, answer.rises)
    assert risen is not None  # noqa: S101 - questions are about what rises
    yield 0, say("verification.two", lang, day=value(answer.day, lang), fact=inert(risen.label))
    pair = zip(*(_risen(policy, risen, facts, lang) for facts in (lower, higher)), strict=True)
    yield from ((1, before if before == after else _change(before, after, lang)) for before, after in pair)
    alike = _beside(risen, lower)
    if whole:
        yield from ((1, line) for line in fact_lines(policy, alike, lang)) if alike else ()
    elif alike:
        yield 1, say("verification.alike", lang, count=len(alike))
    pairs = zip(
        _concerned(answer, Decided(policy, answer.day, lower)),
        _concerned(answer, Decided(policy, answer.day, higher)),
        strict=True,
    )
    for before, after in pairs:
        outcomes = _outcome(before, lang), _outcome(after, lang)
        if answer.kind == "cliff" and (None in (before.payable, after.payable) or outcomes[0] == outcomes[1]):
            outcomes = _own(before, lang), _own(after, lang)
        if answer.measure or outcomes[0] != outcomes[1]:
            yield 0, _decided(before, _change(*outcomes, lang), lang)


def _risen(policy: Policy, risen: Rising, facts: Mapping[str, Any], lang: Language) -> list[str]:
    """What an enterprise states of what another has more of."""
    stated = facts[risen.fact.id]
    if risen.column is None:
        return fact_lines(policy, {risen.fact.id: stated}, lang)
    words = value(stated[0][risen.column.id], lang, type_of(risen.column))
    return [say("verification.fact", lang, label=inert(risen.label), value=words)]


def _beside(risen: Rising, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What an enterprise states beside that: of a list, the other columns of the entry and the other entries."""
    alike = {id_: one for id_, one in facts.items() if id_ != risen.fact.id}
    if risen.column is not None:
        first, *rest = facts[risen.fact.id]
        others = {id_: one for id_, one in first.items() if id_ != risen.column.id}
        stated = any(not isinstance(one, Unknown) for one in others.values())
        if stated or rest:
            alike[risen.fact.id] = (*([others] if stated else []), *rest)
    return alike


def _change(before: str, after: str, lang: Language) -> str:
    """Two texts that end differently, as one: what they begin with is said once."""
    shared = 0
    for sign in ("：", ": "):
        head = before.rpartition(sign)[0]
        if head and after.startswith(head + sign):
            shared = len(head + sign)
            break
    return say("verification.from-to", lang, before=before, after=after[shared:])


def _concerned(answer: Answer, decided: Decided) -> list[MeasureDecision]:
    """The decisions that a person wants to see: about the measure, or else about all that are not plainly refused."""
    if answer.measure:
        return [decided.decision.measure(answer.measure)]
    if answer.kind in ("table", "condition"):
        return []
    if answer.rises:
        return list(decided.decision.measures)
    return [one for one in decided.decision.measures if one.verdict.value in ("eligible", "undetermined")]


def _decided(decision: MeasureDecision, outcome: str, lang: Language) -> str:
    measure = decision.measure
    return say("verification.decided", lang, number=measure.number, title=inert(measure.title), outcome=outcome)


def _outcome(decision: MeasureDecision, lang: Language) -> str:
    verdict = say(f"verification.{decision.verdict.value.replace('_', '-')}", lang)
    if decision.verdict.value != "eligible" or decision.measure.award.amount is None:
        return verdict
    amount = say("verification.amount-unknown", lang) if decision.payable is None else money(decision.payable, lang)
    return say("verification.verdict-paid", lang, verdict=verdict, amount=amount)


def _own(decision: MeasureDecision, lang: Language) -> str:
    """What a measure's own award comes to, where what is paid of it is not known, or the same."""
    if decision.gross is None:
        return _outcome(decision, lang)
    verdict = say(f"verification.{decision.verdict.value.replace('_', '-')}", lang)
    return say("verification.verdict-due", lang, verdict=verdict, amount=money(decision.gross, lang))


def fact_lines(policy: Policy, facts: Mapping[str, Any], lang: Language) -> list[str]:
    """What is stated about an enterprise, a fact a line; the items of a list behind one another."""
    known = policy.vocabulary.facts
    lines = [line for id_, stated in facts.items() for line in _fact(known[id_], stated, lang)]
    return lines or [say("verification.no-facts", lang)]


def _fact(fact: Fact, stated: Any, lang: Language) -> Iterator[str]:
    label, kind = inert(fact.label), type_of(fact)
    if isinstance(stated, Mapping):
        item = kind.item if isinstance(kind, ListType) else kind
        for year, figure in stated.items():
            of_year = say("verification.of-year", lang, label=label, year=year)
            yield say("verification.fact", lang, label=of_year, value=value(figure, lang, item))
    elif isinstance(stated, tuple) and stated:
        records = Counter(_record(fact, record, lang) for record in stated)
        for text, count in records.items():
            words = text if count == 1 else say("verification.copies", lang, value=text, count=count)
            yield say("verification.fact", lang, label=label, value=words)
    else:
        yield say("verification.fact", lang, label=label, value=value(stated, lang, kind))


def _record(fact: Fact, record: Mapping[str, Any], lang: Language) -> str:
    columns = {column.id: column for column in fact.item}
    return joined(
        (
            f"{columns[id_].label} {value(one, lang, type_of(columns[id_]))}"
            for id_, one in record.items()
            if not isinstance(one, Unknown) and id_ in columns
        ),
        lang,
    )
