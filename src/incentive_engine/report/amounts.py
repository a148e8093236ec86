"""Amounts in words: what a measure gives, its marks, and how that came about.

Each phrase is one line of plain text in the language asked for; a form of report adds its own layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from incentive_engine.decision.additions import would_add
from incentive_engine.decision.model import Adjustment, Decision, Item, MeasureDecision, Reduction
from incentive_engine.feel.types import NUMBER, ContextType, ListType
from incentive_engine.policy.model import Basis, Pays
from incentive_engine.report.entries import Entry, Group, Section
from incentive_engine.report.lines import inert
from incentive_engine.report.phrases import clauses, counts, joined, source, value
from incentive_engine.report.times import period
from incentive_engine.wording import Language, say

RECONSTRUCTED = "※"
"""The mark of an amount that rests on reconstructed text or numbers."""

_NOTHING_FOR = {
    "decision.group-highest": "report.nothing-for-measure",
    "decision.across-highest": "report.nothing-for-policy",
    "decision.across-top-up": "report.nothing-for-policy",
    "decision.group-top-up": "report.nothing-for-received",
    "decision.step-less": "report.nothing-for-granted",
    "decision.over-limit": "report.nothing-for-limit",
}
"""Why nothing is left of an amount, in a few words, by the sentence of the step that took the rest of it."""


def money(amount: Decimal, lang: Language) -> str:
    """An amount in yuan, fen shown only where there are any: `80,000 元`, `1,234.50 元`."""
    whole = amount == amount.to_integral_value()
    return say("report.yuan", lang, amount=f"{amount:,.0f}" if whole else f"{amount:,.2f}")


def gain(entry: Entry, lang: Language) -> str:
    """What a measure gives or would give: its amount with its marks, or its benefit."""
    decision = entry.decision
    mark = f" {RECONSTRUCTED}" if entry.reconstructed else ""
    if decision.benefit is not None:
        return inert(decision.benefit) + mark
    amount = decision.potential if entry.group is Group.OPEN else decision.payable
    if amount is None:
        return say("report.gain-unknown", lang)
    text = money(amount, lang) + mark
    if entry.policy.pays is Pays.TAX_RELIEF:
        text = say("report.gain-tax-relief", lang, amount=text)
    if entry.group is Group.OPEN:
        return say("report.gain-potential", lang, amount=text) + _addition(entry, lang)
    provisional = say("report.gain-provisional", lang) if decision.provisional else ""
    notes = clauses((provisional, _why_nothing(decision, lang)), lang)
    return say("report.aside", lang, text=text, aside=notes) if notes else text


def _why_nothing(decision: MeasureDecision, lang: Language) -> str:
    """Why nothing is left of an amount; the step itself is told in full where the adjustments are."""
    if decision.payable or not decision.adjustments:
        return ""
    last = decision.adjustments[-1]
    values = {name: inert(str(value)) for name, value in last.values.items()}
    return say(_NOTHING_FOR[last.code], lang, **values) if last.code in _NOTHING_FOR else ""


def _addition(entry: Entry, lang: Language) -> str:
    """What the total would gain, where that is not the whole amount: a group or a limit takes something off."""
    added = would_add([entry.decision])
    if added is None:
        return say("report.gain-before-settlement", lang)
    if added == entry.decision.potential:
        return ""
    code = "added" if added > 0 else "taken-off" if added else "adds-nothing"
    return say(f"report.gain-{code}", lang, amount=money(abs(added), lang))


def total(section: Section, lang: Language) -> str:
    """What the policy gives in all, with its mark, and whether that is final; empty if it gives no money at all."""
    if not section.pays_money:
        return ""
    amount = _given(section.policy.pays, total_amount(section, lang), lang)
    note = total_note(section, lang)
    return say("report.aside", lang, text=amount, aside=note) if note else amount


def _given(pays: Pays, amount: str, lang: Language) -> str:
    """An amount as what it is: money handed out, or tax not charged."""
    return say("report.total-line" if pays is Pays.GRANT else "report.total-line-tax-relief", lang, amount=amount)


def totals_by_policy(sections: Sequence[Section], lang: Language) -> list[str]:
    """What each of several policies gives, and which give nothing on that day; of one there is nothing to compare."""
    if len(sections) < 2:
        return []
    told = [(section, clauses((total(section, lang), counts(section, lang)), lang)) for section in sections]
    lines = [say("report.pair", lang, left=_called(one, lang), right=text) for one, text in told if not one.idle]
    idle = joined((_called(section, lang, days=section.lapsed) for section in sections if section.idle), lang)
    if idle:
        lines.append(say("report.pair", lang, left=say("report.group-not-in-force", lang), right=idle))
    return lines


def _called(section: Section, lang: Language, *, days: bool = False) -> str:
    """What the policy is called for short, with the days on which it is in force where asked for."""
    name = inert(section.policy.short_title or section.policy.title)
    return say("report.aside", lang, text=name, aside=period(section.policy.in_force, lang)) if days else name


def joint(decision: Decision, sections: Sequence[Section], lang: Language) -> list[str]:
    """What several policies give together, and what each pays less for a matter that another pays for."""
    if len(sections) < 2:
        return []
    totals = {Pays.GRANT: decision.joint.payable, Pays.TAX_RELIEF: decision.joint.tax_relief}
    paying = [section for section in sections if section.pays_money]
    kinds = [kind for kind in Pays if any(section.policy.pays is kind for section in paying)]
    lines = []
    for kind in kinds:
        alike = [section for section in paying if section.policy.pays is kind]
        amount = money(totals[kind], lang) + (f" {RECONSTRUCTED}" if any(one.reconstructed for one in alike) else "")
        line = _given(kind, amount, lang)
        if not all(one.decision.totals.complete for one in alike):
            line = say("report.aside", lang, text=line, aside=say("report.total-incomplete", lang))
        lines.append(line)
    return [*lines, *(line for one in decision.joint.reductions for line in _reduction(one, lang))]


def _reduction(one: Reduction, lang: Language) -> list[str]:
    """What is taken off, and in a line of its own by which rule."""
    where = say(
        "report.measure-of-policy",
        lang,
        policy=inert(one.policy.short_title or one.policy.title),
        number=one.measure.number,
        title=inert(one.measure.title),
    )
    line = say("report.pair", lang, left=where, right=_adjustment(one.adjustment, lang))
    rule = clauses((*(source(each, lang) for each in one.matter.sources), _basis(one.matter.basis, lang)), lang)
    return [line, say("report.pair", lang, left=say("report.by-rule", lang), right=rule)] if rule else [line]


def _basis(basis: Basis, lang: Language) -> str:
    """That a rule is not the authority's own words, where it is not."""
    return "" if basis is Basis.ENACTED else say(f"report.basis-{basis.value}", lang)


def total_name(section: Section, lang: Language) -> str:
    """What the total of the policy is a total of."""
    return say(f"report.total-{section.policy.pays.value.replace('_', '-')}", lang)


def total_amount(section: Section, lang: Language) -> str:
    """What the policy gives in all, marked when any of it rests on what this project set."""
    amount = money(section.decision.totals.payable, lang)
    return f"{amount} {RECONSTRUCTED}" if section.reconstructed else amount


def total_note(section: Section, lang: Language) -> str:
    """That amounts are still open or provisional, where that can change the total."""
    return "" if section.total_is_final else say("report.total-incomplete", lang)


def computed(entry: Entry, lang: Language) -> list[str]:
    """How the amount came about, line by line."""
    return [inert(line.text(lang)) for line in entry.decision.amount_trace]


def adjustments(entry: Entry, lang: Language) -> list[str]:
    """What changed the amount afterwards, and why."""
    return [_adjustment(step, lang) for step in entry.decision.adjustments]


def _adjustment(step: Adjustment, lang: Language) -> str:
    sign = "+" if step.amount > 0 else ""
    return say("report.pair", lang, left=sign + money(step.amount, lang), right=inert(step.because(lang)))


def items(entry: Entry, lang: Language) -> list[str]:
    """What each item of an award gives, and why that is less than its own amount."""
    told = []
    for item in entry.decision.items:
        line = say("report.pair", lang, left=item_name(entry, item, lang), right=item_amount(item, lang))
        changes = item_changes(item, lang)
        told.append(say("report.aside", lang, text=line, aside=changes) if changes else line)
    return told


def item_name(entry: Entry, item: Item, lang: Language) -> str:
    """An item by the names, choices and days in its record; by all of it when there are none."""
    each = entry.measure.award.each
    records = each.within.type.item if each and isinstance(each.within.type, ListType) else None
    kinds = dict(records.fields) if isinstance(records, ContextType) else {}
    telling = {name: part for name, part in item.record.items() if isinstance(part, (str, date))} or item.record
    parts = (value(part, lang, kinds.get(name, NUMBER)) for name, part in telling.items())
    return say("report.item-separator", lang).join(dict.fromkeys(parts))


def item_amount(item: Item, lang: Language) -> str:
    """What an item gives."""
    return say("report.gain-unknown", lang) if item.payable is None else money(item.payable, lang)


def item_changes(item: Item, lang: Language) -> str:
    """What changed an item's amount, and why."""
    return clauses((_adjustment(step, lang) for step in item.adjustments), lang)
