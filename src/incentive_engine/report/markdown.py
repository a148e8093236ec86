"""A decision as Markdown (CommonMark with tables), for a ticket, a wiki or a mail."""

from __future__ import annotations

from incentive_engine.decision.model import Decision
from incentive_engine.decision.proof import Proof
from incentive_engine.decision.shortfalls import unfolded
from incentive_engine.report import amounts, conditions, phrases
from incentive_engine.report.entries import Entry, Group, Section, sections, told_in_full
from incentive_engine.report.markdown_page import MarkdownPage, escaped
from incentive_engine.report.times import in_force, period
from incentive_engine.wording import Language, say


def markdown_report(decision: Decision, lang: Language = "zh", *, verbose: bool = False) -> str:
    """The report in Markdown; with `verbose` every measure's clause, sources and proof besides."""
    report = _Report(decision, lang, verbose)
    report.head()
    for section in told_in_full(report.sections, verbose=verbose):
        report.section(section)
    return str(report)


class _Report(MarkdownPage):
    """Writes a decision."""

    def __init__(self, decision: Decision, lang: Language, verbose: bool) -> None:
        super().__init__()
        self.decision, self.lang, self.verbose = decision, lang, verbose
        self.sections = sections(decision)

    def say(self, code: str, **values: object) -> str:
        return say(f"report.{code}", self.lang, **values)

    def term(self, code: str, *texts: str) -> None:
        """A bullet with the name that the code says."""
        super().term(self.say(code), *texts)

    def head(self) -> None:
        self.block(
            "# ",
            self.say("pair", left=self.say("title"), right=phrases.enterprise_name(self.decision, self.lang)),
        )
        self.term("credit-code", self.decision.profile.id or "")
        self.term("as-of", str(self.decision.as_of))
        self.term("assessment-year", self.say("year", year=self.decision.assessment_year))
        if self.decision.assumed:
            self.term("assumed", phrases.assumptions(self.decision, self.lang), self.say("assumed-warning"))
        self.term("policies", *amounts.totals_by_policy(self.sections, self.lang))
        self.term("joint", *amounts.joint(self.decision, self.sections, self.lang))
        if not self.decision.policies:
            self.block("", self.say("nothing"))

    def section(self, section: Section) -> None:
        policy = section.policy
        self.block("## ", phrases.policy_name(policy, self.lang))
        self.term("issuer", policy.issuer or "")
        self.term("in-force", period(policy.in_force, self.lang))
        self.term("basis", self.say(f"basis-{policy.basis.value}"))
        if section.lapsed:
            self.block("", phrases.lapsed(section, self.decision, self.lang))
            if not self.verbose:
                self.block("", phrases.fingerprint(section, self.decision, self.lang))
                return
        self.term("total", amounts.total(section, self.lang), phrases.counts(section, self.lang))
        self.overview(section)
        if self.verbose and section.requirements:
            self.block("### ", self.say("requirements"))
            for proof in section.requirements:
                self.proof(section, proof)
        for place, (group, entries) in enumerate(section.groups.items(), start=1):
            self.block("### ", phrases.heading(group, place, len(entries), self.lang))
            if group in (Group.OPEN, Group.NEAR):
                self.block("", self.say(f"about-{group.value}"))
            if group is Group.OPEN:
                self.term("lacking-all", *phrases.lacking(policy, section.missing_everywhere, self.lang))
            if group is Group.FAILED and section.failed_requirements:
                self.block("", self.say("requirements-failed"))
                for proof in section.failed_requirements:
                    self.proof(section, proof, without=True)
            for entry in entries:
                self.entry(section, entry)
        self.questions(section)
        for legend in phrases.legends(section, self.lang):
            self.block("", legend)
        self.block("", phrases.fingerprint(section, self.decision, self.lang))

    def overview(self, section: Section) -> None:
        self.lines.append("")
        self.row(*(self.say(code) for code in ("no", "measure", "category", "verdict", "amount")))
        self.lines.append("|---:|---|---|---|---:|")
        for entry in section.entries:
            measure, verdict = entry.measure, phrases.group_name(entry.group, self.lang)
            gain = amounts.gain(entry, self.lang) if entry.group.promises else "—"
            self.row(str(measure.number), measure.title, measure.category or "", verdict, gain)

    def entry(self, section: Section, entry: Entry) -> None:
        lang = self.lang
        gain = amounts.gain(entry, lang) if entry.group.promises else ""
        heading = f"{entry.measure.number} {entry.measure.title}"
        self.block("#### ", self.say("pair", left=heading, right=gain) if gain else heading)
        if entry.group is Group.GRANTED:
            self.term("computed", *amounts.computed(entry, lang))
            self.term("items", *amounts.items(entry, lang))
            self.term("adjusted", *amounts.adjustments(entry, lang))
        for failed in entry.failed:
            self.proof(section, failed, without=True)
        if entry.only_requirements_failed:
            self.term("unmet", self.say("only-requirements"))
        self.term("lacking", *phrases.lacking(entry.policy, entry.missing, lang))
        self.term("cannot-compute", *phrases.failures(entry, lang))
        self.term("assumptions-used", phrases.assumptions_used(entry, lang))
        if entry.group.promises:
            self.term("apply", phrases.how_to_apply(entry, self.decision, lang))
            self.term("materials", phrases.materials(entry, lang))
        if entry.group is Group.NOT_IN_FORCE:
            self.term("in-force", in_force(entry.policy, entry.measure, lang))
        if self.verbose:
            self.in_full(section, entry)

    def in_full(self, section: Section, entry: Entry) -> None:
        for paragraph in entry.measure.clause.splitlines():
            self.block("> ", paragraph)
        self.term("sources", *(phrases.source(source, self.lang) for source in entry.measure.sources))
        self.term("basis", self.say(f"basis-{entry.measure.basis.value}"))
        if entry.proof is not None:
            self.term("proof", conditions.outcome_word(entry.proof, self.lang))
            for proof in entry.conditions:
                self.proof(section, proof, depth=1)

    def proof(self, section: Section, proof: Proof, *, without: bool | None = None, depth: int = 0) -> None:
        for below, one in unfolded(proof, without=without):
            text = f"{conditions.mark(one)} {conditions.sentence(section.policy, one, self.lang)}"
            self.lines.append("  " * (depth + below) + "- " + escaped(text))

    def questions(self, section: Section) -> None:
        if section.questions:
            self.block("### ", self.say("wanted"))
        for answerer, questions in section.questions.items():
            self.block("", self.say(f"wanted-from-{answerer.value}"))
            for question in questions:
                name = phrases.question_name(question, self.lang)
                asked = self.say("pair", left=name, right=question.ask) if question.ask else name
                self.lines.append("- " + escaped(asked))
                self.lines.append("  - " + escaped(phrases.question_answered(question, self.lang)))
