"""The library as text: the list of policies, and facts with what they mean and which measures use them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from incentive_engine.policy.load import PolicySummary
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Expression, Fact, Granted, Measure, Policy
from incentive_engine.policy.reads import names_behind, reads_of
from incentive_engine.report import phrases
from incentive_engine.report.expressions import in_words
from incentive_engine.report.lines import inert, width
from incentive_engine.report.page import Page
from incentive_engine.report.provenance import own_parts_of
from incentive_engine.report.times import period
from incentive_engine.wording import Language, say


def policies_text(summaries: Iterable[PolicySummary], lang: Language, page: Page) -> str:
    """The policies, each with its id, title, issuer, days in force and basis."""
    for summary in summaries:
        page.gap()
        page.text(inert(summary.id), style="strong")
        page.text(phrases.policy_name(summary, lang), indent=2)
        details = (
            inert(summary.issuer or ""),
            period(summary.in_force, lang),
            say(f"report.basis-{summary.basis.value}", lang),
        )
        page.text(phrases.clauses(details, lang), indent=2, style="faint")
    return str(page)


def policies_document(summaries: Iterable[PolicySummary]) -> dict[str, object]:
    """The same as plain values for JSON."""
    return {
        "schema": "incentive-engine/policies/1",
        "policies": [
            {
                "policy": summary.id,
                "title": summary.title,
                "short_title": summary.short_title,
                "issuer": summary.issuer,
                "basis": summary.basis.value,
                "in_force": {
                    "from": summary.in_force.start and summary.in_force.start.isoformat(),
                    "to": summary.in_force.end and summary.in_force.end.isoformat(),
                },
            }
            for summary in summaries
        ],
    }


def facts_list(facts: Sequence[Fact], lang: Language, page: Page) -> str:
    """The facts in a few words each: id, label, type, who can state it."""
    column = min(max((width(fact.id) for fact in facts), default=0), 34) + 2
    for fact in facts:
        page.item(fact.id, phrases.clauses(_in_short(fact, lang), lang), hang=column, lead_style="strong")
    return str(page)


def facts_text(facts: Sequence[Fact], policies: Sequence[Policy], lang: Language, page: Page) -> str:
    """The facts one by one: meaning, type, limits, who can state it, where it is found, who uses it."""
    for fact in facts:
        page.gap()
        page.item(fact.id, inert(fact.label), lead_style="strong")
        for code, text in _described(fact, policies, lang):
            if text:
                page.item(say(f"report.{code}", lang), text, indent=2, hang=_columns(lang), lead_style="faint")
        for field in fact.item:
            page.item("·", f"{field.id}  {phrases.clauses(_in_short(field, lang), lang)}", indent=4, hang=2)
        users = [user for policy in policies for user in _users(fact, policy, lang)]
        for number, text in enumerate(users):
            lead = "" if number else say("report.used-by", lang)
            page.item(lead, text, indent=2, hang=_columns(lang), lead_style="faint")
        if not users:
            page.item(
                say("report.used-by", lang),
                say("report.used-by-none", lang),
                indent=2,
                hang=_columns(lang),
                lead_style="faint",
            )
    return str(page)


_TERMS = ("type", "limits-of-values", "choices", "who", "found-in", "ask", "formula", "used-by")


def _columns(lang: Language) -> int:
    return max(width(say(f"report.{term}", lang)) for term in _TERMS) + 2


def _in_short(fact: Fact, lang: Language) -> tuple[str, ...]:
    who = say("report.derived", lang) if fact.formula else phrases.answerer(fact.answered_by, lang)
    return (inert(fact.label), type_in_words(fact, lang), phrases.joined(fact.choices, lang), who)


def _described(fact: Fact, policies: Sequence[Policy], lang: Language) -> Iterable[tuple[str, str]]:
    yield "type", type_in_words(fact, lang)
    yield "choices", phrases.joined(fact.choices, lang)
    yield (
        "limits-of-values",
        phrases.clauses(
            (
                say("report.at-least", lang, value=f"{fact.minimum:,f}") if fact.minimum is not None else "",
                say("report.at-most", lang, value=f"{fact.maximum:,f}") if fact.maximum is not None else "",
            ),
            lang,
        ),
    )
    if fact.formula is None:
        yield "who", phrases.answerer(fact.answered_by, lang)
    yield "found-in", inert(fact.source or "")
    yield "ask", inert(fact.ask or "")
    if isinstance(fact.formula, Expression):
        owner = next((policy for policy in policies if fact.id in policy.vocabulary.facts), None)
        yield "formula", in_words(owner, fact.formula, lang) if owner else inert(fact.formula.text)
    elif fact.formula is not None:
        yield "formula", say("report.by-table", lang)


def type_in_words(fact: Fact, lang: Language) -> str:
    """The fact's type, its unit, and for an annual fact its window."""
    kind = say(f"report.type-{fact.type.value}", lang)
    if fact.unit:
        kind = say("report.aside", lang, text=kind, aside=inert(fact.unit))
    return say("report.annual", lang, kind=kind, years=fact.years) if fact.annual else kind


def _users(fact: Fact, policy: Policy, lang: Language) -> Iterable[str]:
    """Where a policy uses the fact: asked of every measure, by a measure itself, or by one that it refers to."""

    def uses(part: object) -> bool:
        return fact.id in names_behind(reads_of(part), policy.vocabulary.facts)

    if uses(policy.requirements):
        yield f"{policy.id}  {say('report.requirements', lang)}"
    direct = {measure.id for measure in policy.measures if uses(own_parts_of(policy, measure))}
    decisive = {measure.id for measure in policy.measures if uses(measure.when)}
    for measure in policy.measures:
        text = f"{policy.id}#{measure.id}  {measure.number} {inert(measure.title)}"
        if measure.id in direct:
            yield text
        elif any(one.id in decisive for one in _behind(policy, measure)):
            yield say("report.aside", lang, text=text, aside=say("report.used-indirectly", lang))


def _behind(policy: Policy, measure: Measure) -> Iterable[Measure]:
    """The measures that the measure's conditions refer to, as far back as it goes."""
    found: set[str] = set()
    pending = {measure.id}
    while pending:
        found |= pending
        conditions = (one for id_ in pending for one in conditions_in(policy.measure(id_).when))
        pending = {one.measure for one in conditions if isinstance(one, Granted)} - found
    return (policy.measure(id_) for id_ in found - {measure.id})
