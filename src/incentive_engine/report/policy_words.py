"""What a policy says, in words: conditions, amounts, figures, limits.

Each phrase is one line of plain text; a form in which a policy is shown adds its own marks and layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from incentive_engine.feel.syntax import Literal
from incentive_engine.policy.model import (
    AtLeast,
    Award,
    Basis,
    Condition,
    Each,
    Expression,
    Granted,
    Matter,
    Measure,
    Not,
    Parameter,
    Pays,
    Policy,
    Rounding,
    Row,
    Table,
    Test,
)
from incentive_engine.report import amounts, phrases
from incentive_engine.report.expressions import in_words
from incentive_engine.report.lines import inert
from incentive_engine.report.provenance import is_reconstructed
from incentive_engine.report.times import window
from incentive_engine.wording import Language, say


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """A condition as it is told: its label, the test and the evidence where there are any, those below it."""

    label: str
    test: str = ""
    evidence: str = ""
    below: tuple[Condition, ...] = ()


class PolicyWords:
    """Says what stands in a policy."""

    def __init__(self, policy: Policy, lang: Language) -> None:
        self.policy, self.lang = policy, lang

    def say(self, code: str, **values: object) -> str:
        """A sentence of this room."""
        return say(f"report.{code}", self.lang, **values)

    def expression(self, expression: Expression, each: Each | None = None) -> str:
        """An expression, facts and parameters by their labels."""
        return in_words(self.policy, expression, self.lang, each)

    def basis(self, basis: Basis) -> str:
        """How sure a text or a figure is."""
        return self.say(f"basis-{basis.value}")

    def pays(self) -> str:
        """What the amounts are, where they are not money handed out."""
        return self.say("pays-tax-relief") if self.policy.pays is Pays.TAX_RELIEF else ""

    # conditions

    def conditions(self, measure: Measure) -> tuple[str, tuple[Condition, ...]]:
        """How the conditions of a measure are joined (empty for a single one), and each of them."""
        when = measure.when
        return (self.kind(when), when.children) if isinstance(when, AtLeast) else ("", (when,))

    def kind(self, condition: AtLeast) -> str:
        """How many of the conditions below are asked."""
        kind = self.say(f"kind-{condition.written.replace('_', '-')}", count=condition.count)
        return self.say("kind-labelled", label=inert(condition.label), kind=kind) if condition.label else kind

    def condition(self, condition: Condition) -> ConditionWords:
        """A condition; its test is left out where it says what the label says."""
        if isinstance(condition, Test):
            label, test = inert(condition.label), self.expression(condition.expression)
            evidence = phrases.joined(condition.evidence, self.lang)
            told = self.say("evidence", evidence=evidence) if evidence else ""
            return ConditionWords(label, "" if test == label else test, told)
        if isinstance(condition, AtLeast):
            return ConditionWords(self.kind(condition), below=condition.children)
        label = inert(condition.label or "")
        if isinstance(condition, Not):
            return ConditionWords(label or self.say("kind-not"), below=(condition.child,))
        return ConditionWords(label or self.say("kind-measure", title=self._title(condition)))

    def _title(self, granted: Granted) -> str:
        titles = (measure.title for measure in self.policy.measures if measure.id == granted.measure)
        return inert(next(titles, granted.measure))

    # amounts

    def scope(self, award: Award) -> list[str]:
        """What is given when it is no money, and for which items an amount is."""
        lines = [inert(award.benefit)] if award.benefit else []
        each = award.each
        if each is not None:
            where = self.say("where", condition=self.expression(each.where, each)) if each.where else ""
            by = self.say("by", field=self.expression(each.by, each)) if each.by and each.keep else ""
            within = self.say("each", within=self.expression(each.within))
            lines.append(phrases.clauses((within, where, by), self.lang))
        return lines

    def amount(self, award: Award) -> list[str]:
        """The formula, a line for each slice or each row."""
        if award.brackets is not None:
            base = self.expression(award.brackets.base, award.each)
            return [self._slice(base, over, rate, award.each) for over, rate in award.brackets.slices]
        if isinstance(award.amount, Table):
            return self.rows(award.amount, award.each)
        return [self.expression(award.amount, award.each)] if award.amount is not None else []

    def _slice(self, base: str, over: Expression, rate: Expression, each: Each | None) -> str:
        first = over.tree == Literal(Decimal(0))
        words = {"base": base, "rate": self.expression(rate, each), "over": self.expression(over, each)}
        return self.say("slice-first" if first else "slice", **words)

    def changes(self, award: Award) -> list[str]:
        """Rounding, floor, ceiling, and what is taken off."""
        lines = []
        if award.rounding != Rounding():
            to = amounts.money(award.rounding.to, self.lang)
            lines.append(self.say(f"round-{award.rounding.mode.replace(' ', '-')}", to=to))
        steps = ((step.kind, self.expression(step.amount, award.each)) for step in award.steps)
        return lines + [self.say(f"step-{kind}", amount=amount) for kind, amount in steps]

    def rows(self, table: Table, each: Each | None = None) -> list[str]:
        """A decision table, a line for each row: `级别 "国家级"：200,000`."""
        lines = [
            self.say("pair", left=self._case(table, row, each), right=self.expression(row.output, each))
            for row in table.rows
        ]
        if table.otherwise is not None:
            right = self.expression(table.otherwise, each)
            lines.append(self.say("pair", left=self.say("otherwise"), right=right))
        return lines

    def _case(self, table: Table, row: Row, each: Each | None) -> str:
        cells = (
            f"{self.expression(of, each)} {self.expression(cell, each)}"
            for of, cell in zip(table.inputs, row.cells, strict=True)
            if cell.text != "-"
        )
        return phrases.clauses(cells, self.lang) or self.say("any-case")

    def grid(self, table: Table, output: str, each: Each | None = None) -> tuple[list[str], list[list[str]]]:
        """A decision table as columns and rows; `output` is what the last column is called."""
        rows = [
            [
                *("—" if cell.text == "-" else self._cell(cell, each) for cell in row.cells),
                self._cell(row.output, each),
            ]
            for row in table.rows
        ]
        if table.otherwise is not None:
            blank = [""] * (len(table.inputs) - 1)
            rows.append([self.say("otherwise"), *blank, self._cell(table.otherwise, each)])
        return [*(self.expression(of, each) for of in table.inputs), output], rows

    def _cell(self, expression: Expression, each: Each | None) -> str:
        """What stands in a cell of a table: a text without its quotes."""
        words = self.expression(expression, each)
        return words[1:-1] if words[:1] == words[-1:] == '"' and words.count('"') == 2 else words

    # figures

    def history(self, parameter: Parameter) -> str:
        """Every value with the day from which it holds."""
        values = ((since, phrases.parameter_value(parameter, value, self.lang)) for since, value in parameter.values)
        return phrases.clauses((self.say("since", value=value, since=since) for since, value in values), self.lang)

    def figure(self, parameter: Parameter) -> str:
        """A figure by its label, with its values: the day only where there are several."""
        one = len(parameter.values) == 1
        value = phrases.parameter_value(parameter, parameter.values[0][1], self.lang) if one else ""
        text = self.say("pair", left=inert(parameter.label), right=value or self.history(parameter))
        return self.marked(text, parameter.basis is Basis.RECONSTRUCTED)

    # the measure as a whole

    def marked(self, text: str, reconstructed: bool) -> str:
        """The text, with the mark of what is reconstructed where it is."""
        return f"{text} {amounts.RECONSTRUCTED}" if reconstructed else text

    def has_marks(self) -> bool:
        """Whether any measure is marked."""
        return any(is_reconstructed(self.policy, measure) for measure in self.policy.measures)

    def group(self, measure: Measure) -> str:
        """What is not paid beside the measure; empty when it belongs to no group."""
        group = self.policy.groups.get(measure.group) if measure.group else None
        return self.say(f"keep-{group.keep.replace('_', '-')}", label=inert(group.label)) if group else ""

    def application(self, measure: Measure) -> str:
        """Channel, window and department."""
        apply = measure.apply
        told = (apply.channel or "", window(apply, self.lang), apply.department or "")
        return phrases.clauses(map(inert, told), self.lang)

    def limits(self) -> list[str]:
        """What holds between measures: yearly limits and the budget."""
        limits: Sequence[tuple[str, Expression]] = [(one.label, one.maximum) for one in self.policy.limits]
        lines = [self.say("pair", left=inert(label), right=self.expression(most)) for label, most in limits]
        budget = self.policy.budget
        for one in (budget, *budget.parts) if budget else ():
            text = self.say("pair", left=inert(one.label), right=self.expression(one.amount))
            lines.append(self.say("aside", text=text, aside=self.say(f"exceeded-{one.exceeded}")))
        return lines

    def matter(self, matter: Matter) -> tuple[str, str]:
        """A matter that other policies pay for too: how it settles, and the measures of all policies in it."""
        keep = self.say("matter-highest" if matter.keep == "highest" else "matter-top-up")
        title = self.say("pair", left=inert(matter.label), right=keep)
        numbers = phrases.joined((self.policy.measure(id_).number for id_ in matter.measures), self.lang)
        others = phrases.joined((f"{id_}#{measure}" for id_, measure in matter.others), self.lang)
        members = self.say("matter-members", numbers=numbers, others=inert(others))
        return self.marked(title, matter.basis is Basis.RECONSTRUCTED), members
