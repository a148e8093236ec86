"""A policy as an official reads it: clauses in order, conditions and amounts in words."""

from __future__ import annotations

from collections.abc import Sequence

from incentive_engine.policy.model import Basis, Condition, Expression, Matter, Measure, Parameter, Policy
from incentive_engine.report import amounts, phrases
from incentive_engine.report.lines import inert, width
from incentive_engine.report.page import Page
from incentive_engine.report.policy_words import PolicyWords
from incentive_engine.report.provenance import derived_facts_of, is_reconstructed, parameters_of
from incentive_engine.report.times import period
from incentive_engine.wording import Language

_HANG = 6
_TERMS = ("clause", "conditions", "award", "apply", "materials", "sources", "basis", "group")


def policy_text(
    policy: Policy, lang: Language = "zh", *, page: Page | None = None, only: Sequence[Measure] = ()
) -> str:
    """The policy; with `only`, just these measures, and the parameters that they read."""
    reader = _Reader(policy, lang, page or Page())
    reader.head(whole=not only)
    if not only:
        reader.requirements()
    reader.measures(only or policy.measures)
    reader.derived(only or policy.measures)
    reader.parameters(only or policy.measures)
    if not only:
        reader.shared()
    return str(reader.page)


class _Reader:
    """Writes a policy onto a page."""

    def __init__(self, policy: Policy, lang: Language, page: Page) -> None:
        self.policy, self.lang, self.page = policy, lang, page
        self.words = PolicyWords(policy, lang)
        self.say = self.words.say
        self.term_columns = max(width(self.say(term)) for term in _TERMS) + 1

    def heading(self, text: str) -> None:
        self.page.gap()
        self.page.text(text, style="title")

    def term(self, code: str, *texts: str, indent: int = _HANG) -> None:
        lead = self.say(code)
        for text in filter(None, texts):
            self.page.item(lead, text, indent=indent, hang=self.term_columns, lead_style="faint")
            lead = ""

    def head(self, *, whole: bool) -> None:
        policy = self.policy
        self.page.text(phrases.policy_name(policy, self.lang), style="strong")
        self.page.gap()
        self.term("policy-id", policy.id, indent=0)
        self.term("issuer", inert(policy.issuer or ""), indent=0)
        self.term("region", inert(" ".join(policy.regions)), indent=0)
        self.term("in-force", period(policy.in_force, self.lang), indent=0)
        self.term("basis", self.words.basis(policy.basis), indent=0)
        self.term("pays", self.words.pays(), indent=0)
        sources = policy.sources.values() if whole else ()
        self.term("sources", *(phrases.source(one, self.lang) for one in sources), indent=0)
        if self.words.has_marks():
            self.page.gap()
            self.page.text(self.say("legend-reconstructed"), style="faint")

    def requirements(self) -> None:
        if self.policy.requirements:
            self.heading(self.say("requirements"))
        for requirement in self.policy.requirements:
            self.condition(requirement, indent=2)

    def measures(self, measures: Sequence[Measure]) -> None:
        category = None
        for measure in measures:
            if measure.category != category:
                category = measure.category
                self.heading(inert(category or ""))
            self.page.gap()
            mark = amounts.RECONSTRUCTED if is_reconstructed(self.policy, measure) else ""
            self.page.entry(str(measure.number), inert(measure.title), mark, hang=_HANG)
            self.measure(measure)

    def measure(self, measure: Measure) -> None:
        words, award = self.words, measure.award
        self.term("measure-id", measure.id)
        self.term("clause", *map(inert, measure.clause.splitlines()))
        if measure.in_force.start or measure.in_force.end:
            self.term("in-force", period(measure.in_force, self.lang))
        kind, conditions = words.conditions(measure)
        self.term("conditions", kind or " ")
        for condition in conditions:
            self.condition(condition, indent=_HANG + 2)
        self.term("award", *words.scope(award), *words.amount(award), *words.changes(award))
        self.term("group", words.group(measure))
        self.term("apply", words.application(measure))
        self.term("materials", phrases.joined(measure.apply.materials, self.lang))
        self.term("sources", *(phrases.source(one, self.lang) for one in measure.sources))
        self.term("basis", words.basis(measure.basis))

    def condition(self, condition: Condition, *, indent: int) -> None:
        """A condition and those below it, each on a line of its own, its expression below its label."""
        told = self.words.condition(condition)
        self.page.item("·", told.label, indent=indent, hang=2)
        for text in filter(None, (told.test, told.evidence)):
            self.page.text(text, indent=indent + 2, style="faint")
        for child in told.below:
            self.condition(child, indent=min(indent + 2, 24))

    def derived(self, measures: Sequence[Measure]) -> None:
        """How the facts that nobody states come from those that are stated."""
        read = {fact.id: fact for measure in measures for fact in derived_facts_of(self.policy, measure)}
        if read:
            self.heading(self.say("derived-facts"))
        for fact in read.values():
            if isinstance(fact.formula, Expression):
                text = self.say("pair", left=inert(fact.label), right=self.words.expression(fact.formula))
                self.page.item("·", text, indent=2, hang=2)
            elif fact.formula is not None:
                self.page.item("·", inert(fact.label), indent=2, hang=2)
                for line in self.words.rows(fact.formula):
                    self.page.text(line, indent=4)

    def parameters(self, measures: Sequence[Measure]) -> None:
        read = {one.id: one for measure in measures for one in parameters_of(self.policy, measure)}
        if read:
            self.heading(self.say("parameters"))
        for parameter in read.values():
            self.parameter(parameter)

    def parameter(self, parameter: Parameter) -> None:
        text = self.say("pair", left=inert(parameter.label), right=self.words.history(parameter))
        marked = self.words.marked(text, parameter.basis is Basis.RECONSTRUCTED)
        self.page.item("·", marked, indent=2, hang=2)
        source = self.say("value-source", source=inert(parameter.source)) if parameter.source else ""
        about = (parameter.id, self.words.basis(parameter.basis), source)
        self.page.text(phrases.clauses(about, self.lang), indent=4, style="faint")

    def shared(self) -> None:
        """What holds between measures: matters that other policies pay for too, yearly limits and the budget."""
        if self.policy.matters:
            self.heading(self.say("matters"))
        for matter in self.policy.matters:
            self.matter(matter)
        limits = self.words.limits()
        if limits:
            self.heading(self.say("limits"))
        for limit in limits:
            self.page.item("·", limit, indent=2, hang=2)

    def matter(self, matter: Matter) -> None:
        title, members = self.words.matter(matter)
        self.page.item("·", title, indent=2, hang=2)
        self.page.text(members, indent=4, style="faint")
        for source in matter.sources:
            self.page.text(phrases.source(source, self.lang), indent=4, style="faint")
