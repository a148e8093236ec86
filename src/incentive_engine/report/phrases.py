"""The short phrases that every form of report is made of: amounts, names, what is lacking.

Each is one line of plain text in the language asked for; a form of report adds its own marks and layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from incentive_engine.decision.model import Decision
from incentive_engine.feel.types import INTEGER, NUMBER, ListType, Type
from incentive_engine.policy.facts import type_of
from incentive_engine.policy.load import PolicySummary
from incentive_engine.policy.model import Answerer, Fact, Parameter, Policy, Source
from incentive_engine.report.entries import Entry, Group, Missing, Question, Section
from incentive_engine.report.lines import inert
from incentive_engine.report.times import period, window_on
from incentive_engine.wording import Language, say

_GROUPED = 10_000


def value(recorded: Any, lang: Language, kind: Type = NUMBER) -> str:
    """A recorded value as a person writes it: grouped digits, 是/否, a day; texts without quotes."""
    from incentive_engine.decision.spoken import spoken_value

    return inert(recorded if isinstance(recorded, str) else spoken_value(recorded, lang, kind))


def joined(parts: Iterable[object], lang: Language) -> str:
    """A list in words: `甲、乙、丙`, `a, b, c`."""
    return say("report.list-separator", lang).join(inert(str(part)) for part in parts)


def clauses(parts: Iterable[str], lang: Language) -> str:
    """Clauses one after the other: `甲；乙`, `a; b`."""
    return say("report.clause-separator", lang).join(part for part in parts if part)


# who and what


def enterprise(decision: Decision, lang: Language) -> str:
    """The enterprise's name and id, as far as its profile says them."""
    profile = decision.profile
    name = enterprise_name(decision, lang)
    return say("report.name-and-id", lang, name=name, id=inert(profile.id)) if profile.id else name


def enterprise_name(decision: Decision, lang: Language) -> str:
    """The enterprise's name, or that its profile has none."""
    return inert(decision.profile.name or "") or say("report.nameless", lang)


def policy_name(policy: Policy | PolicySummary, lang: Language) -> str:
    """The policy's title, and what it is called for short."""
    if not policy.short_title:
        return inert(policy.title)
    return say("report.title-and-short", lang, title=inert(policy.title), short=inert(policy.short_title))


def assumptions(decision: Decision, lang: Language) -> str:
    """The facts that were assumed, with their values."""
    return assumed_values(decision.assumed, [policy.policy for policy in decision.policies], lang)


def assumed_values(assumed: Mapping[str, Any], policies: Iterable[Policy], lang: Language) -> str:
    """Facts that are assumed, as the policies call them, with their values."""
    known = {id_: fact for policy in policies for id_, fact in policy.vocabulary.facts.items()}
    return clauses((_assumption(id_, known.get(id_), value, lang) for id_, value in assumed.items()), lang)


def _assumption(id_: str, fact: Fact | None, assumed: Any, lang: Language) -> str:
    label = inert(fact.label) if fact else id_
    kind = type_of(fact) if fact else NUMBER
    if isinstance(assumed, Mapping):  # the figures of an annual fact
        kind = kind.item if isinstance(kind, ListType) else kind
        figures = (
            say(
                "report.assumption",
                lang,
                fact=say("report.year", lang, year=year),
                value=value(figure, lang, kind),
            )
            for year, figure in assumed.items()
        )
        return say("report.assumption", lang, fact=label, value=joined(figures, lang))
    return say("report.assumption", lang, fact=label, value=value(assumed, lang, kind))


def source(document: Source, lang: Language) -> str:
    """Where a text stands: title, reference, and the words that were taken from it."""
    text = say("report.source", lang, title=inert(document.title), ref=inert(document.ref))
    return text + say("report.quote", lang, quote=inert(document.quote)) if document.quote else text


def heading(group: Group, place: int, count: int, lang: Language) -> str:
    """The heading of a group of measures, numbered by its place in the report."""
    numeral = say("report.numerals", lang)[place - 1]
    return say("report.group-heading", lang, numeral=numeral, group=group_name(group, lang), count=count)


def group_name(group: Group, lang: Language) -> str:
    """What a group is called."""
    return say(f"report.group-{group.value}", lang)


def counts(section: Section, lang: Language) -> str:
    """How many measures there are of each group."""
    return clauses(
        (
            say("report.count", lang, group=group_name(group, lang), count=len(entries))
            for group, entries in section.groups.items()
        ),
        lang,
    )


# what is lacking, and where to apply


def fact_label(policy: Policy, fact_id: str) -> str:
    """A fact's label; its id where the vocabulary does not know it."""
    fact = policy.vocabulary.facts.get(fact_id)
    return inert(fact.label if fact else fact_id)


def lacking(policy: Policy, missing: Missing, lang: Language) -> list[str]:
    """The facts that are waited for: one phrase for each who can answer."""
    return [
        say("report.lacking-from", lang, labels=_labels(policy, facts, lang), answerer=answerer(who, lang))
        for who, facts in missing.items()
    ]


def _labels(policy: Policy, facts: Iterable[str], lang: Language) -> str:
    return joined((fact_label(policy, fact) for fact in facts), lang)


def answerer(who: Answerer, lang: Language) -> str:
    """Who can state a fact, in a word."""
    return say(f"report.{who.value}-answers", lang)


def failures(entry: Entry, lang: Language) -> list[str]:
    """What went wrong where that is why something is unknown."""
    return [inert(failure.text(lang)) for failure in entry.decision.failures]


def assumptions_used(entry: Entry, lang: Language) -> str:
    """The assumed facts that the measure rests on."""
    return _labels(entry.policy, entry.decision.assumptions_used, lang)


def how_to_apply(entry: Entry, decision: Decision, lang: Language) -> str:
    """Channel, window and department in one phrase; empty when nothing is said."""
    application = entry.measure.apply
    parts = (
        application.channel or "",
        window_on(application, decision.as_of, lang),
        application.department or "",
    )
    return clauses(map(inert, parts), lang)


def materials(entry: Entry, lang: Language) -> str:
    """What to bring."""
    return joined(entry.measure.apply.materials, lang)


def question_name(question: Question, lang: Language) -> str:
    """The fact by its label and its id."""
    return say("report.wanted-fact", lang, label=question.label, fact=question.fact_id)


def question_answered(question: Question, lang: Language) -> str:
    """Where the answer is found, and which measures it settles."""
    numbers = joined((one.measure.number for one in question.entries), lang)
    return clauses((fact_source(question.fact, lang), say("report.settles", lang, numbers=numbers)), lang)


def fact_source(fact: Fact | None, lang: Language) -> str:
    """Where the answer is found."""
    return say("report.fact-source", lang, source=inert(fact.source)) if fact and fact.source else ""


def lapsed(section: Section, decision: Decision, lang: Language) -> str:
    """That nothing of the policy is in force on the day asked for, and which day to ask for instead."""
    span = section.policy.in_force
    day = span.end if span.end is not None and span.end < decision.as_of else span.start
    return say("report.lapsed", lang, as_of=decision.as_of, period=period(span, lang), day=day)


def legends(section: Section, lang: Language) -> list[str]:
    """What the marks mean, for those that the report shows."""
    told = []
    if any(entry.reconstructed and entry.group.promises for entry in section.entries):
        told.append(say("report.legend-reconstructed", lang))
    if any(entry.decision.provisional for entry in section.entries):
        told.append(say("report.legend-provisional", lang))
    return told


def fingerprint(section: Section, decision: Decision, lang: Language) -> str:
    """Which policy was applied, to the byte, and what drew the conclusions."""
    return say(
        "report.fingerprint",
        lang,
        policy=section.policy.id,
        sha256=section.policy.sha256,
        engine=decision.engine,
        version=decision.engine_version,
    )


def parameter_value(parameter: Parameter, one: Any, lang: Language) -> str:
    """A value of a parameter, with its unit; a bare number below 10,000, which may be a year, without grouping."""
    from incentive_engine.decision.spoken import spoken_value

    if (
        isinstance(one, Decimal)
        and parameter.type in (NUMBER, INTEGER)
        and parameter.unit is None
        and abs(one) < _GROUPED
    ):
        return f"{one:f}"
    return inert(one if isinstance(one, str) else spoken_value(one, lang, parameter.type, parameter.unit))
