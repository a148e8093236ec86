"""Differences and their reasons in words, each one line of plain text, alike for every form of report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from incentive_engine.assurance.cases.explaining import Explanation, Step
from incentive_engine.assurance.cases.running import Difference, Ran
from incentive_engine.decision import Proof, Verdict
from incentive_engine.policy.model import Policy
from incentive_engine.report import amounts, conditions, phrases
from incentive_engine.report.entries import Entry, sections
from incentive_engine.report.lines import inert
from incentive_engine.report.times import in_force
from incentive_engine.wording import Language, say

REASONS = (
    *("why", "in-force", "waits-for", "went-wrong", "not-missing", "amount", "of-items", "still-open", "clause"),
    *("what-verdict", "what-failed", "what-missing", "what-gross", "what-payable", "what-provisional"),
    *("what-items", "what-adjustments"),
)
"""What a line may be about: the codes of the words that it begins with."""

_HERE, _NOT_HERE = "→", "·"


def difference_text(difference: Difference, lang: Language) -> str:
    """What was expected and what was decided; of amounts, by how much they differ."""
    expected, decided = expected_and_decided(difference, lang)
    text = say("cases.expected-decided", lang, expected=expected, decided=decided)
    if isinstance(difference.expected, Decimal) and isinstance(difference.decided, Decimal):
        by = difference.decided - difference.expected
        aside = say("cases.more" if by > 0 else "cases.less", lang, amount=amounts.money(abs(by), lang))
        return say("report.aside", lang, text=text, aside=aside)
    return text


def expected_and_decided(difference: Difference, lang: Language) -> tuple[str, str]:
    """Both values of a difference in words."""
    return _value(difference.what, difference.expected, lang), _value(difference.what, difference.decided, lang)


def reasons(ran: Ran, one: Explanation, lang: Language) -> Iterator[tuple[str, Sequence[str]]]:
    """Why a measure is decided otherwise: the code of what the lines are about, and the lines."""
    if ran.decision is None:
        return
    policy, decision, found = ran.cases.policy, one.decision, {each.what: each for each in one.differences}
    if one.conditions:
        yield "why", [_condition(policy, proof, depth, lang) for depth, proof in one.conditions]
    if "verdict" in found and Verdict.NOT_IN_FORCE in (found["verdict"].expected, found["verdict"].decided):
        period = in_force(policy, decision.measure, lang)
        yield "in-force", [say("cases.asked-for", lang, period=period, day=ran.decision.as_of)]
    if decision.missing:
        yield "waits-for", phrases.lacking(policy, decision.missing_by, lang)
    if decision.failures:
        yield "went-wrong", [inert(failure.text(lang)) for failure in decision.failures]
    if one.not_missing:
        yield "not-missing", [_not_missing(policy, *fact, lang) for fact in one.not_missing.items()]
    if one.steps:
        yield "amount", [_step(step, lang) for step in one.steps]
    if "items" in found and decision.items:
        yield "of-items", amounts.items(_entry(ran, decision.id), lang)
    if "provisional" in found:
        decided = ran.decision.policy(policy.id).measures
        still_open = [each.measure for each in decided if each.verdict is Verdict.UNDETERMINED]
        named = (f"{each.number} {inert(each.title)}" for each in still_open)
        yield "still-open", [phrases.joined(named, lang) or say("cases.none", lang)]
    yield "clause", [inert(line) for line in decision.measure.clause.splitlines() if line]


def _value(what: str, value: Any, lang: Language) -> str:
    if isinstance(value, list):
        parts = [_value("", one, lang) for one in value]
        return phrases.joined(parts, lang) or say("cases.none", lang)
    if value is None:
        return say("cases.not-known", lang)
    if what == "verdict":
        return say(f"cases.verdict-{str(value).replace('_', '-')}", lang)
    if isinstance(value, bool):
        return say("cases.yes" if value else "cases.no", lang)
    if isinstance(value, Decimal):
        return amounts.money(value, lang)
    if isinstance(value, tuple):
        step, amount = value
        return f"{step} {'+' if amount > 0 else ''}{amounts.money(amount, lang)}"
    return inert(str(value))


def _condition(policy: Policy, proof: Proof, depth: int, lang: Language) -> str:
    text = conditions.sentence(policy, proof, lang)
    written = [inert(one) for one in (proof.id, proof.test) if one]
    if written:
        text = say("report.aside", lang, text=text, aside=phrases.clauses(written, lang))
    return f"{'  ' * depth}{conditions.mark(proof)} {text}"


def _not_missing(policy: Policy, fact: str, stated: Any, lang: Language) -> str:
    if stated is None:
        return say("cases.fact-without-effect", lang, fact=phrases.fact_label(policy, fact))
    return say("cases.fact-stated", lang, fact=phrases.assumed_values({fact: stated}, [policy], lang))


def _step(step: Step, lang: Language) -> str:
    text = inert(step.words(lang))
    if step.changes:
        sign = "+" if step.amount > 0 else ""
        text = say("report.pair", lang, left=sign + amounts.money(step.amount, lang), right=text)
    return f"{_HERE if step.differs else _NOT_HERE} {text}"


def _entry(ran: Ran, measure: str) -> Entry:
    """The measure as reports tell it."""
    assert ran.decision is not None  # noqa: S101
    return next(one for section in sections(ran.decision) for one in section.entries if one.measure.id == measure)
