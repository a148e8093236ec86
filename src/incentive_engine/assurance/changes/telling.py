"""The phrases of a comparison of rules that every form of its report has in common: each one line of plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from incentive_engine.assurance.changes.effects import Effect, Kind, PolicyEffects
from incentive_engine.assurance.changes.instances import Instance, Part, other_parts
from incentive_engine.assurance.changes.model import Change, MeasureChanges, RulesChanges
from incentive_engine.assurance.changes.population.summary import MeasureMovement, PopulationChanges, Reason, Side
from incentive_engine.assurance.changes.report import DiffReport
from incentive_engine.decision import MeasureDecision
from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.types import ListType
from incentive_engine.policy.facts import type_of
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Fact, Pays, Policy
from incentive_engine.report import phrases
from incentive_engine.report.amounts import money
from incentive_engine.report.lines import inert
from incentive_engine.report.policy_words import PolicyWords
from incentive_engine.wording import say


class Telling:
    """Says what a report says, in its language."""

    def __init__(self, report: DiffReport) -> None:
        self.report, self.lang = report, report.lang

    def say(self, code: str, **values: object) -> str:
        """A sentence of this room."""
        return say(f"changes.{code}", self.lang, **values)

    # the head

    def states(self) -> str:
        """What was compared with what."""
        changes = self.report.changes
        return self.say("states", old=inert(changes.old), new=inert(changes.new), count=changes.compared)

    def conclusion(self) -> str:
        """In one sentence, whether anything is decided otherwise."""
        changes = self.report.changes
        if changes.none:
            return self.say("form-only" if changes.form else "no-difference")
        if not self.report.differs:
            return self.say("nothing-decided-otherwise")
        counts = Counter(effect.kind for policy in self.report.policies for effect in policy.measures)
        told = [
            self.say(f"count-{kind.value}", count=counts[kind])
            for kind in (Kind.DIFFERENT, Kind.UNDECIDED, Kind.ADDED, Kind.REMOVED, Kind.SHARED, Kind.PROVED)
            if counts[kind]
        ]
        return self.say("decided-otherwise", counts=phrases.clauses(told, self.lang)) if told else self.say("differs")

    def form_of(self, changes: RulesChanges) -> str:
        """What is left unsaid because it is a matter of form."""
        return self.say("form-is-nothing") if not changes.none else ""

    # measures

    def measure(self, one: MeasureChanges) -> str:
        """A measure by number and title."""
        return self.say("measure", number=one.measure.number, title=inert(one.measure.title))

    def effect(self, effect: Effect) -> str:
        """What is known of a measure, in one line."""
        values: dict[str, object] = {}
        if effect.kind is Kind.UNDECIDED and effect.reason:
            values["reason"] = say(effect.reason.code, self.lang, **effect.reason.values)
        text = self.say(f"effect-{effect.kind.value}", **values)
        if effect.kind is Kind.PROVED:
            days = phrases.joined((day.isoformat() for day in effect.days), self.lang)
            items = self.say("proved-items", count=effect.items) if effect.items is not None else ""
            return phrases.clauses((text, self.say("proved-days", days=days) if days else "", items), self.lang)
        return text

    def rest(self, policy: PolicyEffects) -> Iterator[str]:
        """The measures that are not told one by one: the same in themselves, or proved to be paid the same."""
        for kind in (Kind.SHARED, Kind.PROVED):
            effects = policy.rest(kind)
            if effects:
                numbers = phrases.joined((one.changes.measure.number for one in effects), self.lang)
                yield self.say(f"rest-{kind.value}", count=len(effects), numbers=numbers)

    # an enterprise that shows a difference

    def instance(self, instance: Instance) -> str:
        """Where the enterprise is from, and on which day it is asked about."""
        values = {"day": instance.as_of, "year": instance.assessment_year}
        if instance.case:
            return self.say("instance-of-case", case=inert(instance.case), **values)
        return self.say("instance", **values)

    def facts(self, instance: Instance, policy: Policy) -> list[str]:
        """What is stated of the enterprise, a line for each fact."""
        known = policy.vocabulary.facts
        lines = [self._fact(id_, value, known.get(id_)) for id_, value in instance.facts.items()]
        return lines or [self.say("nothing-stated")]

    def _fact(self, id_: str, value: Any, fact: Fact | None) -> str:
        label = inert(fact.label) if fact else id_
        return say("report.pair", self.lang, left=label, right=self._value(value, fact))

    def _value(self, value: Any, fact: Fact | None) -> str:
        kind = type_of(fact) if fact else None
        if isinstance(value, Mapping) and fact is not None and fact.annual:
            item = kind.item if isinstance(kind, ListType) else kind
            years = (
                say(
                    "report.assumption",
                    self.lang,
                    fact=year,
                    value=phrases.value(one, self.lang, item) if item else one,
                )
                for year, one in sorted(value.items())
            )
            return phrases.joined(years, self.lang)
        if isinstance(value, (list, tuple)) and fact is not None:
            if not value:
                return self.say("no-entries")
            counted = Counter(self._entry(entry, fact) for entry in value)
            told = (
                text if count == 1 else self.say("alike", count=count, entry=text) for text, count in counted.items()
            )
            return phrases.clauses(told, self.lang)
        return phrases.value(value, self.lang, kind) if kind is not None else phrases.value(value, self.lang)

    def _entry(self, entry: Any, fact: Fact) -> str:
        columns = {one.id: one for one in fact.item}
        if not isinstance(entry, Mapping):
            return phrases.value(entry, self.lang)
        known = {id_: value for id_, value in entry.items() if not isinstance(value, Unknown) and value is not None}
        told = [self._fact(id_, value, columns.get(id_)) for id_, value in known.items()]
        return phrases.joined(told, self.lang) if told else self.say("nothing-known")

    def decision(self, one: MeasureDecision | None) -> str:
        """A verdict with its amount."""
        if one is None:
            return self.say("verdict-absent")
        verdict = self.verdict(one.verdict.value)
        if one.verdict.value != "eligible" or one.benefit is not None:
            return verdict
        amounts = [self.say("amount-unknown") if one.payable is None else money(one.payable, self.lang)]
        if one.gross is not None and one.gross != one.payable:
            amounts.append(self.say("amount-gross", amount=money(one.gross, self.lang)))
        return self.say("verdict-and-amount", verdict=verdict, amount=phrases.clauses(amounts, self.lang))

    def verdict(self, verdict: str) -> str:
        """A verdict in a word."""
        return self.say(f"verdict-{verdict.replace('_', '-')}")

    def outcome(self, instance: Instance) -> str:
        """What each state decides."""
        return self.say("outcome", before=self.decision(instance.before), after=self.decision(instance.after))

    def parts(self, instance: Instance, effects: PolicyEffects) -> list[str]:
        """The parts of the proof that went otherwise, a line each."""
        found = other_parts(instance, effects.changes.old, effects.changes.new, self.lang)
        return [self._part(one) for one in found]

    def _part(self, part: Part) -> str:
        none = self.say("no-value")
        name = part.name or self.say("the-amount")
        return self.say("part", name=name, before=part.before or none, after=part.after or none)

    # rule cases

    def cases(self, effects: PolicyEffects) -> str:
        """How many rule cases are decided otherwise."""
        if effects.cases is None:
            return ""
        told = [self.say("cases-changed", count=effects.cases.cases, changed=effects.cases.changed)]
        if effects.cases.unreadable:
            told.append(self.say("cases-unreadable", count=effects.cases.unreadable))
        return phrases.clauses(told, self.lang)

    def case_lines(self, effects: PolicyEffects) -> Iterator[str]:
        """Every rule case that is decided otherwise, by measure."""
        if effects.cases is None:
            return
        numbers = {one.id: one.number for of in (effects.changes.old, effects.changes.new) if of for one in of.measures}
        for id_, listed in sorted(effects.cases.instances.items(), key=lambda one: numbers.get(one[0], 0)):
            for one in listed:
                values = {"number": numbers.get(id_, 0), "case": inert(one.case), "outcome": self.outcome(one)}
                yield self.say("case", **values)

    # a population

    def population(self, one: PopulationChanges) -> str:
        """Who was asked, when, and for how many anything changes."""
        values = {"day": one.as_of, "year": one.assessment_year, "input": inert(self.report.input)}
        text = self.say("population", count=f"{one.enterprises:,}", changed=f"{one.changed:,}", **values)
        rejected = self.say("population-rejected", count=f"{one.rejected:,}") if one.rejected else ""
        return phrases.clauses((text, rejected), self.lang)

    def sums(self, one: PopulationChanges) -> Iterator[tuple[str, Side, Side]]:
        """For each kind of payment that there is: the total before and after, who gains and who loses."""
        for kind in Pays:
            before, after = one.payable[kind]
            if before or after:
                values = {"before": money(before, self.lang), "after": money(after, self.lang)}
                text = self.say(f"sum-{kind.value.replace('_', '-')}", change=self.signed(after - before), **values)
                yield text, one.gaining[kind], one.losing[kind]

    def side(self, side: Side, gaining: bool) -> str:
        """How many gain, or lose, and how much in all."""
        code = "gaining" if gaining else "losing"
        return self.say(code, count=f"{side.enterprises:,}", amount=self.signed(side.amount))

    def most(self, side: Side) -> list[str]:
        """Those for whom it is most."""
        return [
            self.say("enterprise", name=inert(name or ""), id=inert(id_ or ""), change=self.signed(after - before))
            for id_, name, before, after in side.most
        ]

    def moved(self, one: MeasureMovement) -> str:
        """A measure by number and title."""
        return self.say("measure", number=one.measure.number, title=inert(one.measure.title))

    def measure_sum(self, one: MeasureMovement) -> str:
        """What a measure comes to before and after."""
        before, after = one.payable
        values = {"before": money(before, self.lang), "after": money(after, self.lang)}
        return self.say("measure-sum", change=self.signed(after - before), **values)

    def signed(self, amount: Decimal) -> str:
        """An amount with its sign."""
        return ("+" if amount > 0 else "") + money(amount, self.lang)

    def movements(self, one: MeasureMovement) -> str:
        """How many go from which verdict to which, and how many are only paid otherwise."""
        told = [
            self.say("moved", before=self.verdict(before), after=self.verdict(after), count=f"{count:,}")
            for (before, after), count in one.verdicts.items()
        ]
        if one.amounts:
            told.append(self.say("moved-amounts", count=f"{one.amounts:,}"))
        return phrases.clauses(told, self.lang)

    def reasons(self, one: MeasureMovement) -> str:
        """The conditions and facts by which verdicts are others, and the figures that the measure rests on."""
        told = [self._reason(one, reason) for reason in one.reasons]
        return phrases.clauses((*told, *self.figures(one)), self.lang)

    def _reason(self, one: MeasureMovement, reason: Reason) -> str:
        code = f"reason-{reason.kind}-{'now' if reason.now else 'before'}"
        return self.say(code, label=self._label(one, reason), count=f"{reason.enterprises:,}")

    def _label(self, one: MeasureMovement, reason: Reason) -> str:
        for pair in self.report.population.policies if self.report.population else ():
            for policy in reversed([each for each in pair if each and each.id == one.policy.id]):
                if reason.kind == "missing":
                    return phrases.fact_label(policy, reason.id)
                for measure in policy.measures:
                    roots = (*policy.requirements, measure.when) if measure.id == one.measure.id else ()
                    for condition in (each for root in roots for each in conditions_in(root)):
                        if reason.id in (condition.id, getattr(condition, "measure", None)):
                            return PolicyWords(policy, self.lang).condition(condition).label
        return reason.id

    def figures(self, one: MeasureMovement) -> list[str]:
        """The figures behind a measure that are others on the day, where some are only paid otherwise."""
        from incentive_engine.assurance.changes.phrasing import change_line, in_brackets

        day = self.report.population.as_of if self.report.population else None
        if not one.amounts or day is None:
            return []
        return [
            change_line(change, self.lang, in_brackets)
            for change in self.figures_behind(one)
            if change.since is not None and change.since <= day and (change.until is None or day <= change.until)
        ]

    def figures_behind(self, one: MeasureMovement) -> Iterator[Change]:
        """The parameters behind a measure that have another value in any time."""
        from incentive_engine.assurance.changes.slices import Slices

        names = Slices(one.policy).names(one.measure)
        for policy in self.report.policies:
            if policy.changes.policy.id == one.policy.id:
                yield from (each for each in policy.changes.changes if each.subject == "parameter" and each.id in names)
