"""A comparison of rules as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from incentive_engine.assurance.changes.effects import Effect, Kind, PolicyEffects
from incentive_engine.assurance.changes.model import Change
from incentive_engine.assurance.changes.phrasing import change_line, in_brackets
from incentive_engine.assurance.changes.population.summary import PopulationChanges
from incentive_engine.assurance.changes.report import DiffReport
from incentive_engine.assurance.changes.telling import Telling
from incentive_engine.report import phrases
from incentive_engine.report.page import Page

MOST_CASES = 10


def diff_text(report: DiffReport, page: Page) -> str:
    """Structure first, then what it does to measures, rule cases and the population."""
    return str(_Text(report, page).whole())


class _Text:
    def __init__(self, report: DiffReport, page: Page) -> None:
        self.report, self.page, self.tell = report, page, Telling(report)

    def whole(self) -> Page:
        changes, page = self.report.changes, self.page
        page.text(self.tell.states(), style="faint")
        page.text(self.tell.conclusion(), style="strong")
        if changes.facts:
            page.gap()
            page.text(self.tell.say("shared-facts"), style="title")
            self.changes(changes.facts)
        for policy in self.report.policies:
            self.policy(policy)
        if self.report.population is not None:
            self.population(self.report.population)
        return page

    def policy(self, policy: PolicyEffects) -> None:
        page = self.page
        page.gap()
        page.text(phrases.policy_name(policy.changes.policy, self.report.lang), style="title")
        self.changes(policy.changes.changes)
        for effect in policy.told:
            self.measure(policy, effect)
        for line in self.tell.rest(policy):
            page.gap()
            page.text(line)
        self.cases(policy)

    def changes(self, changes: Iterable[Change], indent: int = 2) -> None:
        for change in sorted(changes, key=lambda one: not one.decides):
            self.page.item("·", change_line(change, self.report.lang, in_brackets), indent=indent, hang=2)

    def measure(self, policy: PolicyEffects, effect: Effect) -> None:
        page = self.page
        page.gap()
        page.text(self.tell.measure(effect.changes), style="strong")
        self.changes(effect.changes.changes)
        styles = {Kind.DIFFERENT: "bad", Kind.PROVED: "good", Kind.SAME: "good", Kind.UNDECIDED: "open"}
        page.item("→", self.tell.effect(effect), indent=2, hang=2, style=styles.get(effect.kind, ""))
        instance = effect.instance
        if instance is None:
            return
        page.text(self.tell.instance(instance), indent=4)
        if not instance.case:
            for line in self.tell.facts(instance, policy.changes.policy):
                page.item("·", line, indent=6, hang=2)
        page.text(self.tell.outcome(instance), indent=4)
        for line in self.tell.parts(instance, policy):
            page.item("·", line, indent=6, hang=2)

    def cases(self, policy: PolicyEffects) -> None:
        told = self.tell.cases(policy)
        if not told:
            return
        self.page.gap()
        self.page.text(told)
        lines = list(self.tell.case_lines(policy))
        for line in lines[:MOST_CASES]:
            self.page.item("·", line, indent=2, hang=2)
        if len(lines) > MOST_CASES:
            self.page.text(self.tell.say("and-more", count=len(lines) - MOST_CASES), indent=4, style="faint")

    def population(self, one: PopulationChanges) -> None:
        page, tell = self.page, self.tell
        page.gap()
        page.text(tell.say("population-title"), style="title")
        page.text(tell.population(one), indent=2)
        for text, gaining, losing in tell.sums(one):
            page.text(text, indent=2, style="strong")
            for side, gains in ((gaining, True), (losing, False)):
                if side.enterprises:
                    page.text(tell.side(side, gains), indent=4)
                for line in tell.most(side):
                    page.item("·", line, indent=6, hang=2)
        for measure in one.measures:
            page.gap()
            page.text(tell.moved(measure), indent=2, style="strong")
            for text in (tell.measure_sum(measure), tell.movements(measure), tell.reasons(measure)):
                if text:
                    page.text(text, indent=4)
