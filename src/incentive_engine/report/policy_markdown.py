"""A policy as Markdown: the page that an official compares with the document itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from incentive_engine.policy.model import Basis, Condition, Expression, Measure, Parameter, Policy, Table
from incentive_engine.report import phrases
from incentive_engine.report.lines import inert
from incentive_engine.report.markdown_page import MarkdownPage
from incentive_engine.report.policy_words import PolicyWords
from incentive_engine.report.provenance import derived_facts_of, figures_of, is_reconstructed, parameters_of
from incentive_engine.report.times import period
from incentive_engine.wording import Language


def policy_markdown(policy: Policy, lang: Language = "zh", *, only: Sequence[Measure] = ()) -> str:
    """The policy; with `only`, just these measures, and the parameters that they read."""
    measures = only or policy.measures
    reader = _Reader(policy, lang)
    reader.head()
    if not only:
        reader.requirements()
    reader.measures(measures)
    if not only:
        reader.section("matters", [said for matter in policy.matters for said in reader.words.matter(matter)])
        reader.section("limits", reader.words.limits())
    reader.derived(measures)
    reader.parameters({one.id: one for measure in measures for one in parameters_of(policy, measure)}.values())
    if not only:
        reader.section("policy-sources", (phrases.source(one, lang) for one in policy.sources.values()))
    return str(reader)


def measure_heading(policy: Policy, measure: Measure, lang: Language = "zh") -> str:
    """The heading of a measure: its number, its title, its mark."""
    text = f"{measure.number} {inert(measure.title)}"
    return PolicyWords(policy, lang).marked(text, is_reconstructed(policy, measure))


class _Reader(MarkdownPage):
    """Writes a policy."""

    def __init__(self, policy: Policy, lang: Language) -> None:
        super().__init__()
        self.policy, self.lang = policy, lang
        self.words = PolicyWords(policy, lang)
        self.say = self.words.say

    def term(self, code: str, *texts: str) -> None:
        """A bullet with the name that the code says."""
        super().term(self.say(code), *texts)

    def section(self, code: str, lines: Iterable[str]) -> None:
        told = list(lines)
        if told:
            self.block("## ", self.say(code))
        for line in told:
            self.bullet(line)

    def head(self) -> None:
        policy = self.policy
        self.block("# ", phrases.policy_name(policy, self.lang))
        self.term("issuer", policy.issuer or "")
        self.term("region", " ".join(policy.regions))
        self.term("in-force", period(policy.in_force, self.lang))
        self.term("basis", self.words.basis(policy.basis))
        self.term("pays", self.words.pays())
        self.term("policy-id", policy.id)
        if self.words.has_marks():
            self.block("", self.say("legend-reconstructed"))

    def requirements(self) -> None:
        if self.policy.requirements:
            self.block("## ", self.say("requirements"))
        for requirement in self.policy.requirements:
            self.condition(requirement)

    def measures(self, measures: Sequence[Measure]) -> None:
        category = None
        for measure in measures:
            if measure.category != category:
                category = measure.category
                self.block("## ", category or self.say("measures"))
            elif measure is measures[0]:
                self.block("## ", self.say("measures"))
            self.block("### ", measure_heading(self.policy, measure, self.lang))
            self.measure(measure)

    def measure(self, measure: Measure) -> None:
        self.clause(measure)
        kind, conditions = self.words.conditions(measure)
        self.label("conditions", kind)
        for condition in conditions:
            self.condition(condition)
        self.label("award")
        self.award(measure)
        self.label("about")
        if measure.in_force.start or measure.in_force.end:
            self.term("in-force", period(measure.in_force, self.lang))
        self.term("group", self.words.group(measure))
        self.term("apply", self.words.application(measure))
        self.term("materials", phrases.joined(measure.apply.materials, self.lang))
        self.term("basis", self.words.basis(measure.basis))
        self.term("sources", *(phrases.source(one, self.lang) for one in measure.sources))
        self.term("measure-id", f"{self.policy.id}#{measure.id}")

    def clause(self, measure: Measure) -> None:
        """The clause as a quotation, a paragraph for each of its own."""
        for number, paragraph in enumerate(filter(None, map(str.strip, measure.clause.splitlines()))):
            self.lines += [">"] if number else [""]
            self.quote(paragraph)
        self.lines.append("")

    def label(self, code: str, text: str = "") -> None:
        """A name in bold at the head of a part of a measure."""
        self.strong(self.say(code), text)

    def condition(self, condition: Condition, depth: int = 0) -> None:
        told = self.words.condition(condition)
        test = self.say("test", test=told.test) if told.test else ""
        self.bullet(told.label, test, told.evidence, depth=depth)
        for child in told.below:
            self.condition(child, depth + 1)

    def award(self, measure: Measure) -> None:
        """The formula, and what the figures in it are."""
        award, words = measure.award, self.words
        scope, changes = words.scope(award), words.changes(award)
        if isinstance(award.amount, Table) and award.brackets is None:
            for line in scope:
                self.bullet(line)
            self.table(*words.grid(award.amount, self.say("amount"), award.each))
        else:
            changes = [*scope, *words.amount(award), *changes]
        for line in changes:
            self.bullet(line)
        self.term("figures-named", *(words.figure(one) for one in figures_of(self.policy, measure)))

    def derived(self, measures: Sequence[Measure]) -> None:
        """How the facts that nobody states come from those that are stated."""
        read = {fact.id: fact for measure in measures for fact in derived_facts_of(self.policy, measure)}
        if read:
            self.block("## ", self.say("derived-facts"))
        for fact in read.values():
            if isinstance(fact.formula, Expression):
                text = self.say("pair", left=inert(fact.label), right=self.words.expression(fact.formula))
                self.bullet(text)
        for fact in read.values():
            if isinstance(fact.formula, Table):
                self.strong(inert(fact.label))
                self.table(*self.words.grid(fact.formula, inert(fact.label)))

    def parameters(self, read: Iterable[Parameter]) -> None:
        rows = [
            (
                self.words.marked(inert(one.label), one.basis is Basis.RECONSTRUCTED),
                self.words.history(one),
                self.words.basis(one.basis),
                inert(one.source or ""),
            )
            for one in read
        ]
        if rows:
            self.block("## ", self.say("parameters"))
            self.table([self.say(code) for code in ("figure", "value", "basis", "taken-from")], rows)
