"""A policy as an official reads it: clauses in order, conditions and amounts in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from incentive_engine.feel.syntax import Literal
from incentive_engine.policy.model import (
    AtLeast,
    Basis,
    Condition,
    Each,
    Expression,
    Granted,
    Measure,
    Not,
    Parameter,
    Policy,
    Rounding,
    Table,
    Test,
)
from incentive_engine.report import amounts, phrases
from incentive_engine.report.expressions import in_words
from incentive_engine.report.lines import inert, width
from incentive_engine.report.page import Page
from incentive_engine.report.provenance import derived_facts_of, is_reconstructed, parameters_of
from incentive_engine.report.times import period, window
from incentive_engine.wording import Language, say

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
        self.term_columns = max(width(self.say(term)) for term in _TERMS) + 1

    def say(self, code: str, **values: object) -> str:
        return say(f"report.{code}", self.lang, **values)

    def words(self, expression: Expression, each: Each | None = None) -> str:
        return in_words(self.policy, expression, self.lang, each)

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
        self.term("in-force", period(policy.in_force, self.lang), indent=0)
        self.term("basis", self.say(f"basis-{policy.basis.value}"), indent=0)
        sources = policy.sources.values() if whole else ()
        self.term("sources", *(phrases.source(one, self.lang) for one in sources), indent=0)
        if any(is_reconstructed(policy, measure) for measure in policy.measures):
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
        self.term("measure-id", measure.id)
        self.term("clause", *map(inert, measure.clause.splitlines()))
        if measure.in_force.start or measure.in_force.end:
            self.term("in-force", period(measure.in_force, self.lang))
        self.term("conditions", self.kind(measure.when) if isinstance(measure.when, AtLeast) else " ")
        for condition in measure.when.children if isinstance(measure.when, AtLeast) else (measure.when,):
            self.condition(condition, indent=_HANG + 2)
        self.award(measure)
        group = self.policy.groups.get(measure.group) if measure.group else None
        if group is not None:
            self.term("group", self.say(f"keep-{group.keep.replace('_', '-')}", label=inert(group.label)))
        application = measure.apply
        told = (application.channel or "", window(application, self.lang), application.department or "")
        self.term("apply", phrases.clauses(map(inert, told), self.lang))
        self.term("materials", phrases.joined(application.materials, self.lang))
        self.term("sources", *(phrases.source(one, self.lang) for one in measure.sources))
        self.term("basis", self.say(f"basis-{measure.basis.value}"))

    def kind(self, condition: AtLeast) -> str:
        kind = self.say(f"kind-{condition.written.replace('_', '-')}", count=condition.count)
        return self.say("kind-labelled", label=inert(condition.label), kind=kind) if condition.label else kind

    def condition(self, condition: Condition, *, indent: int) -> None:
        """A condition and those below it, each on a line of its own, its expression below its label."""
        text, below = "", tuple[Condition, ...]()
        if isinstance(condition, Test):
            text = inert(condition.label)
        elif isinstance(condition, AtLeast):
            text, below = self.kind(condition), condition.children
        elif isinstance(condition, Not):
            text, below = inert(condition.label or "") or self.say("kind-not"), (condition.child,)
        elif isinstance(condition, Granted):
            title = next((one.title for one in self.policy.measures if one.id == condition.measure), condition.measure)
            text = inert(condition.label or "") or self.say("kind-measure", title=inert(title))
        self.page.item("·", text, indent=indent, hang=2)
        if isinstance(condition, Test):
            words = self.words(condition.expression)
            if words != text:
                self.page.text(words, indent=indent + 2, style="faint")
            if condition.evidence:
                evidence = self.say("evidence", evidence=phrases.joined(condition.evidence, self.lang))
                self.page.text(evidence, indent=indent + 2, style="faint")
        for child in below:
            self.condition(child, indent=min(indent + 2, 24))

    def award(self, measure: Measure) -> None:
        award, each = measure.award, measure.award.each
        lines = [inert(award.benefit)] if award.benefit else []
        if each is not None:
            where = self.say("where", condition=self.words(each.where, each)) if each.where else ""
            by = self.say("by", field=self.words(each.by, each)) if each.by and each.keep else ""
            within = self.say("each", within=self.words(each.within))
            lines.append(phrases.clauses((within, where, by), self.lang))
        if award.brackets is not None:
            base = self.words(award.brackets.base, each)
            for over, rate in award.brackets.slices:
                first = over.tree == Literal(Decimal(0))
                words = {"base": base, "rate": self.words(rate, each), "over": self.words(over, each)}
                lines.append(self.say("slice-first" if first else "slice", **words))
        elif isinstance(award.amount, Table):
            lines += self.table(award.amount, each)
        elif award.amount is not None:
            lines.append(self.words(award.amount, each))
        if award.rounding != Rounding():
            to = amounts.money(award.rounding.to, self.lang)
            lines.append(self.say(f"round-{award.rounding.mode.replace(' ', '-')}", to=to))
        lines += [self.say(f"step-{step.kind}", amount=self.words(step.amount, each)) for step in award.steps]
        self.term("award", *lines)

    def table(self, table: Table, each: Each | None) -> list[str]:
        """A decision table, a line for each row: `级别 "国家级"：200,000`."""
        lines = []
        for row in table.rows:
            cells = (
                f"{self.words(of, each)} {self.words(cell, each)}"
                for of, cell in zip(table.inputs, row.cells, strict=True)
                if cell.text != "-"
            )
            left = phrases.clauses(cells, self.lang) or self.say("any-case")
            lines.append(self.say("pair", left=left, right=self.words(row.output, each)))
        if table.otherwise is not None:
            right = self.words(table.otherwise, each)
            lines.append(self.say("pair", left=self.say("otherwise"), right=right))
        return lines

    def derived(self, measures: Sequence[Measure]) -> None:
        """How the facts that nobody states come from those that are stated."""
        read = {fact.id: fact for measure in measures for fact in derived_facts_of(self.policy, measure)}
        if read:
            self.heading(self.say("derived-facts"))
        for fact in read.values():
            if isinstance(fact.formula, Expression):
                text = self.say("pair", left=inert(fact.label), right=self.words(fact.formula))
                self.page.item("·", text, indent=2, hang=2)
            elif fact.formula is not None:
                self.page.item("·", inert(fact.label), indent=2, hang=2)
                for line in self.table(fact.formula, None):
                    self.page.text(line, indent=4)

    def parameters(self, measures: Sequence[Measure]) -> None:
        read = {one.id: one for measure in measures for one in parameters_of(self.policy, measure)}
        if read:
            self.heading(self.say("parameters"))
        for parameter in read.values():
            self.parameter(parameter)

    def parameter(self, parameter: Parameter) -> None:
        mark = f" {amounts.RECONSTRUCTED}" if parameter.basis is Basis.RECONSTRUCTED else ""
        history = phrases.clauses(
            (
                self.say("since", value=phrases.parameter_value(parameter, value, self.lang), since=since)
                for since, value in parameter.values
            ),
            self.lang,
        )
        text = self.say("pair", left=inert(parameter.label), right=history) + mark
        self.page.item("·", text, indent=2, hang=2)
        source = self.say("value-source", source=inert(parameter.source)) if parameter.source else ""
        basis = self.say(f"basis-{parameter.basis.value}")
        self.page.text(phrases.clauses((parameter.id, basis, source), self.lang), indent=4, style="faint")

    def shared(self) -> None:
        """What holds between measures: yearly limits and the budget."""
        policy = self.policy
        if policy.limits or policy.budget:
            self.heading(self.say("limits"))
        for limit in policy.limits:
            text = self.say("pair", left=inert(limit.label), right=self.words(limit.maximum))
            self.page.item("·", text, indent=2, hang=2)
        if policy.budget is not None:
            for budget in (policy.budget, *policy.budget.parts):
                exceeded = self.say(f"exceeded-{budget.exceeded}")
                text = self.say("pair", left=inert(budget.label), right=self.words(budget.amount))
                self.page.item("·", self.say("aside", text=text, aside=exceeded), indent=2, hang=2)
