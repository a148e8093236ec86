"""What came of rule cases, as text: every difference with what was expected, what was decided, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from incentive_engine.assurance.cases.explaining import explanations
from incentive_engine.assurance.cases.reasons import REASONS, difference_text, reasons
from incentive_engine.assurance.cases.running import Difference, Outcome, Ran
from incentive_engine.assurance.cases.selecting import name_of
from incentive_engine.report.lines import inert, width
from incentive_engine.report.page import Page
from incentive_engine.report.phrases import clauses, joined
from incentive_engine.wording import Language, say

MARKS = {Outcome.PASSED: "√", Outcome.FAILED: "×", Outcome.TO_CONFIRM: "？", Outcome.UNREADABLE: "！"}
"""How a case turned out; characters that GBK consoles know too."""

_STYLES = {Outcome.PASSED: "good", Outcome.FAILED: "bad", Outcome.TO_CONFIRM: "open", Outcome.UNREADABLE: "bad"}


def cases_text(rans: Sequence[Ran], lang: Language = "zh", *, page: Page | None = None) -> str:
    """The cases that did not pass, each with its reasons, and how many there are of each outcome."""
    page = page or Page()
    counts: Counter[Outcome] = Counter()
    quoted: set[str] = set()
    for ran in rans:
        counts[ran.outcome] += 1
        if ran.outcome is not Outcome.PASSED:
            mark, name = MARKS[ran.outcome], inert(name_of(ran.cases, ran.case))
            page.item(mark, name, hang=3, lead_style=_STYLES[ran.outcome], style="strong")
            page.line(str(ran.case.place), indent=3, style="faint")
            _write(ran, lang, page, quoted, indent=3)
            page.gap()
    files = len({ran.cases.document.file for ran in rans})
    page.text(summary(counts, files, lang), style="strong")
    return str(page)


def case_text(ran: Ran, lang: Language = "zh") -> str:
    """What is to be said about one case, without its name."""
    page = Page(100)
    _write(ran, lang, page, set(), indent=0)
    return str(page).rstrip("\n")


def in_short(ran: Ran, lang: Language) -> str:
    """What differs, in one line."""
    if ran.mistakes:
        return clauses((one.text(lang) for one in ran.mistakes), lang)
    if ran.outcome is Outcome.TO_CONFIRM:
        return to_confirm(ran, lang)
    told = (
        f"{difference.measure} {_what(difference, lang)} {difference_text(difference, lang)}"
        for one in explanations(ran)
        for difference in one.differences
    )
    return clauses(told, lang)


def summary(counts: Counter[Outcome], files: int, lang: Language) -> str:
    """How many cases there are, and how many of each outcome."""
    told = [
        say("cases.count", lang, outcome=outcome_word(outcome, lang), count=f"{counts[outcome]:,}")
        for outcome in Outcome
        if counts[outcome] or outcome is Outcome.PASSED
    ]
    count = f"{sum(counts.values()):,}"
    return say("cases.summary", lang, files=files, count=count, counts=joined(told, lang))


def outcome_word(outcome: Outcome, lang: Language) -> str:
    """An outcome in a word."""
    return say(f"cases.outcome-{outcome.value.replace('_', '-')}", lang)


def to_confirm(ran: Ran, lang: Language) -> str:
    """That a case waits for a person, what for, and whether what it proposes is still what is decided."""
    text = say("cases.to-confirm", lang, reason=inert(ran.case.to_confirm or ""))
    return clauses((text, say("cases.to-confirm-differs", lang) if ran.differences else ""), lang)


def _what(difference: Difference, lang: Language) -> str:
    return say(f"cases.what-{difference.what}", lang)


def _write(ran: Ran, lang: Language, page: Page, quoted: set[str], indent: int) -> None:
    """The case, with the clauses of those measures only that are not among those already quoted."""
    for mistake in ran.mistakes:
        page.text(mistake.text(lang), indent=indent)
    if ran.outcome is Outcome.TO_CONFIRM:
        page.text(to_confirm(ran, lang), indent=indent)
    hang = max(width(say(f"cases.{one}", lang)) for one in REASONS) + 2
    for one in explanations(ran):
        measure = one.decision.measure
        page.item(str(measure.number), f"{inert(measure.title)}  {measure.id}", indent=indent, hang=3)
        for difference in one.differences:
            lead = _what(difference, lang)
            page.item(lead, difference_text(difference, lang), indent=indent + 3, hang=hang, style="bad")
            page.line(str(difference.place), indent=indent + 3 + hang, style="faint")
        for code, texts in reasons(ran, one, lang):
            lead = say(f"cases.{code}", lang)
            for text in texts if code != "clause" or measure.clause not in quoted else ():
                page.item(lead, text, indent=indent + 3, hang=hang, lead_style="faint")
                lead = ""
        quoted.add(measure.clause)
