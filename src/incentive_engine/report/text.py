"""A decision as text for a terminal or a pipe: no wider than its page, no colour unless asked for.

The compact form tells what an enterprise can get, what is missing, and what stood in the way; the full form
adds the clause and the whole proof of every measure.
"""

from __future__ import annotations

from collections.abc import Sequence

from incentive_engine.decision.model import Decision
from incentive_engine.report import amounts, phrases
from incentive_engine.report.entries import Entry, Group, Section, sections, told_in_full
from incentive_engine.report.lines import inert, width
from incentive_engine.report.measure_text import MeasureText
from incentive_engine.report.page import Page
from incentive_engine.report.times import period
from incentive_engine.wording import Language, say

_TERMS = (
    "enterprise",
    "as-of",
    "assessment-year",
    "assumed",
    "policies",
    "joint",
    "policy",
    "issuer",
    "in-force",
    "basis",
    "total",
)


def text_report(decision: Decision, lang: Language = "zh", *, page: Page | None = None, verbose: bool = False) -> str:
    """The report as lines, written onto `page`: by default 80 columns wide and without colour."""
    report = _Report(decision, lang, page or Page(), verbose)
    report.head()
    for section in told_in_full(report.sections, verbose=verbose):
        report.section(section)
    return str(report.page)


class _Report:
    """Writes a decision onto a page, from the top down."""

    def __init__(self, decision: Decision, lang: Language, page: Page, verbose: bool) -> None:
        self.decision, self.lang, self.page, self.verbose = decision, lang, page, verbose
        self.sections = sections(decision)
        self.measures = MeasureText(page, decision, lang)
        self.term_columns = max(width(self.say(term)) for term in _TERMS) + 2

    def say(self, code: str, **values: object) -> str:
        return say(f"report.{code}", self.lang, **values)

    def term(self, code: str, *texts: str) -> None:
        lead = self.say(code)
        for text in filter(None, texts):
            self.page.item(lead, text, hang=self.term_columns, lead_style="faint")
            lead = ""

    def head(self) -> None:
        self.page.text(self.say("title"), style="strong")
        self.page.gap()
        self.term("enterprise", phrases.enterprise(self.decision, self.lang))
        self.term("as-of", str(self.decision.as_of))
        self.term("assessment-year", self.say("year", year=self.decision.assessment_year))
        if self.decision.assumed:
            self.term("assumed", phrases.assumptions(self.decision, self.lang), self.say("assumed-warning"))
        self.term("policies", *amounts.totals_by_policy(self.sections, self.lang))
        self.term("joint", *amounts.joint(self.decision, self.sections, self.lang))
        if not self.decision.policies:
            self.page.text(self.say("nothing"))

    def section(self, section: Section) -> None:
        policy = section.policy
        self.page.gap()
        self.term("policy", phrases.policy_name(policy, self.lang))
        if policy.issuer:
            self.term("issuer", inert(policy.issuer))
        self.term("in-force", period(policy.in_force, self.lang))
        self.term("basis", self.say(f"basis-{policy.basis.value}"))
        self.page.gap()
        if section.lapsed:
            self.page.text(phrases.lapsed(section, self.decision, self.lang))
            if not self.verbose:
                return
            self.page.gap()
        self.term("total", amounts.total(section, self.lang), phrases.counts(section, self.lang))
        if self.verbose and section.requirements:
            self.page.gap()
            self.page.text(self.say("requirements"), style="title")
            self.measures.proofs(section.policy, section.requirements, expressions=True, indent=2)
        for place, (group, entries) in enumerate(section.groups.items(), start=1):
            self.page.gap()
            self.page.text(phrases.heading(group, place, len(entries), self.lang), style="title")
            self.group(section, group, entries)
        self.questions(section)
        self.page.gap()
        for legend in phrases.legends(section, self.lang):
            self.page.text(legend, style="faint")

    def group(self, section: Section, group: Group, entries: Sequence[Entry]) -> None:
        if group in (Group.OPEN, Group.NEAR):
            self.page.text(self.say(f"about-{group.value}"), style="faint")
        if group is Group.OPEN:
            lead = self.say("lacking-all")
            for text in phrases.lacking(section.policy, section.missing_everywhere, self.lang):
                self.page.item(lead, text, hang=width(self.say("lacking-all")) + 2, lead_style="faint")
                lead = ""
        if group is Group.FAILED and section.failed_requirements:
            self.page.text(self.say("requirements-failed"), indent=2)
            self.measures.proofs(section.policy, section.failed_requirements, indent=2)
        for entry in entries:
            if self.verbose or group.promises:
                self.page.gap()
            self.measures.write(entry, verbose=self.verbose)

    def questions(self, section: Section) -> None:
        """The questions that would settle what is open, each asked once, of those who can answer it."""
        if section.questions:
            self.page.gap()
            self.page.text(self.say("wanted"), style="title")
        for answerer, questions in section.questions.items():
            self.page.text(self.say(f"wanted-from-{answerer.value}"), indent=2, style="strong")
            for question in questions:
                self.page.item("·", phrases.question_name(question, self.lang), indent=4, hang=2)
                if question.ask:
                    self.page.text(question.ask, indent=6)
                self.page.text(phrases.question_answered(question, self.lang), indent=6, style="faint")
