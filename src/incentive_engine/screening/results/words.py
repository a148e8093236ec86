"""The phrases of a screening that every form of its report has in common."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from incentive_engine.policy.model import Pays
from incentive_engine.report.amounts import RECONSTRUCTED, money
from incentive_engine.report.lines import inert
from incentive_engine.report.phrases import answerer, clauses, parameter_value, policy_name
from incentive_engine.screening.results.budget import BudgetUse
from incentive_engine.screening.results.report import Report
from incentive_engine.screening.results.summary import MeasureSummary, Obstacle, PolicySummary
from incentive_engine.screening.results.what_if import Change
from incentive_engine.wording import Language, say


def near_count(one: MeasureSummary, lang: Language) -> str:
    """How many enterprises are one condition short; where not all were looked at, how many at most."""
    near = one.near
    most = f"{len(near.found) + near.candidates - near.examined:,}"
    return most if near.complete else say("results.near-at-most", lang, most=most)


def near_note(policies: Sequence[PolicySummary], lang: Language) -> str:
    """That only some of those who may be one condition short were looked at; empty where all were."""
    cut = [one for policy in policies for one in policy.measures if not one.near.complete]
    return say("results.near-examined", lang, most=max(one.near.examined for one in cut)) if cut else ""


def stopped_by(one: MeasureSummary, lang: Language, most: int = 2) -> str:
    """The conditions that stop most enterprises, each with how many."""
    told = (
        say("results.obstacle", lang, label=inert(each.label), count=f"{each.enterprises:,}")
        for each in one.failed[:most]
    )
    return say("report.clause-separator", lang).join(told)


def who_answers(obstacle: Obstacle, lang: Language) -> str:
    """Who can state a missing fact; empty for a condition."""
    return answerer(obstacle.fact.answered_by, lang) if obstacle.fact else ""


def payable_name(pays: Pays, lang: Language) -> str:
    """What the amounts of a policy are."""
    return say("results.payable-grant" if pays is Pays.GRANT else "results.payable-tax-relief", lang)


def policy_heading(policy: PolicySummary, lang: Language) -> str:
    """The policy's title, marked where what it pays rests on something that this project set."""
    name = policy_name(policy.policy, lang)
    return f"{name} {RECONSTRUCTED}" if policy.reconstructed else name


def policy_result(policy: PolicySummary, lang: Language) -> str:
    """How many get what by the policy, and whether that is final."""
    code = "results.policy-result" if policy.policy.pays is Pays.GRANT else "results.policy-result-tax-relief"
    told = say(code, lang, count=f"{policy.recipients:,}", amount=money(policy.payable, lang))
    return told if policy.complete else say("report.aside", lang, text=told, aside=say("report.total-incomplete", lang))


def budget_outcome(use: BudgetUse, lang: Language) -> str:
    """What a budget and its use come to, and what was done about it."""
    if use.amount is None:
        return say("results.budget-not-known", lang)
    if not use.exceeded:
        return say("results.budget-kept", lang, rest=money(use.amount - use.total, lang))
    over = money(use.total - use.amount, lang)
    if use.scaled:
        values = {"amount": f"{use.amount:,.2f}", "total": f"{use.total:,.2f}"}
        return say("results.budget-scaled", lang, over=over, paid=money(use.paid, lang), **values)
    return say("results.budget-exceeded", lang, over=over)


def budget_open(use: BudgetUse, lang: Language) -> str:
    """What the total leaves out or may change; empty where nothing."""
    counts = (("results.budget-unknown", use.unknown), ("results.budget-provisional", use.provisional))
    return clauses((say(code, lang, count=f"{count:,}") for code, count in counts if count), lang)


def budget_name(use: BudgetUse, lang: Language) -> str:
    """The budget's name with its policy's; of a part of a budget, its own."""
    code = "results.budget-part" if use.part else "results.budget-of"
    return say(code, lang, policy=inert(use.policy.short_title or use.policy.title), label=inert(use.budget.label))


def budget_told(use: BudgetUse, lang: Language) -> str:
    """All that there is to say about the use of a budget."""
    return clauses((budget_outcome(use, lang), budget_open(use, lang)), lang)


def per_cent(share: Decimal | None) -> str:
    """A share of something, to a tenth of a per cent."""
    return "" if share is None else f"{share:.1%}"


def change_line(change: Change, lang: Language) -> str:
    """A parameter, its value and what is tried instead."""
    before = (
        say("results.no-value", lang)
        if change.before is None
        else parameter_value(change.parameter, change.before, lang)
    )
    return say(
        "results.changed",
        lang,
        label=inert(change.parameter.label),
        parameter=change.parameter.id,
        before=before,
        after=parameter_value(change.parameter, change.after, lang),
    )


def signed(amount: Decimal, lang: Language) -> str:
    """An amount with its sign."""
    return ("+" if amount > 0 else "") + money(amount, lang)


def subtitle(report: Report) -> str:
    """Day, year, how many enterprises from where."""
    return say(
        "results.subtitle",
        report.lang,
        as_of=report.screened.as_of,
        year=report.screened.assessment_year,
        enterprises=f"{report.summary.enterprises:,}",
        input=_input(report),
    )


def _input(report: Report) -> str:
    """The file or table that the enterprises are in, and how many with their lists are beside it."""
    first, *lists = [inert(one.name) for one in report.inputs] or ["-"]
    return say("results.and-lists", report.lang, file=first, count=len(lists)) if lists else first


def legends(report: Report) -> list[str]:
    """What the marks mean, for those that the report shows."""
    told = []
    if any(one.reconstructed for policy in report.summary.policies for one in policy.measures):
        told.append(say("results.legend-reconstructed", report.lang))
    if any(one.counts.provisional for policy in report.summary.policies for one in policy.measures):
        told.append(say("results.legend-provisional", report.lang))
    return told
