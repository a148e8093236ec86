"""A comparison of rules as Markdown for a pull request: the conclusion first, long parts folded away, not too much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from incentive_engine.assurance.changes.effects import Effect, Kind, PolicyEffects
from incentive_engine.assurance.changes.model import Change
from incentive_engine.assurance.changes.phrasing import change_line
from incentive_engine.assurance.changes.population.summary import PopulationChanges
from incentive_engine.assurance.changes.report import DiffReport
from incentive_engine.assurance.changes.telling import Telling
from incentive_engine.assurance.changes.texts import GONE, KEPT
from incentive_engine.report import phrases
from incentive_engine.report.markdown_page import MarkdownPage, escaped

MOST = 65_000
"""How many characters a comment may have: GitHub takes 65,536."""

_SIGNS = {
    Kind.SAME: "🟢",
    Kind.PROVED: "🟢",
    Kind.SHARED: "⚪",
    Kind.DIFFERENT: "🔴",
    Kind.UNDECIDED: "🟡",
    Kind.ADDED: "🔵",
    Kind.REMOVED: "🔵",
}
_MOST_CASES = 50


def diff_markdown(report: DiffReport, most: int = MOST) -> str:
    """The report in at most so many characters; what is left out is said."""
    sections = list(_Markdown(report).sections())
    told, rest = sections[0], sections[1:]
    ending = "\n" + escaped(Telling(report).say("cut-off", most=f"{most:,}")) + "\n"
    for number, section in enumerate(rest, start=1):
        more = f"{told}\n{section}"
        if len(more) + (len(ending) if number < len(rest) else 0) > most:
            return told + ending
        told = more
    return told


class _Markdown:
    """Writes sections, each whole in itself, so that a report can end behind any of them."""

    def __init__(self, report: DiffReport) -> None:
        self.report, self.lang, self.tell = report, report.lang, Telling(report)

    def sections(self) -> Iterable[str]:
        yield self.head()
        if self.report.population is not None:
            yield from self.population(self.report.population)
        if self.report.changes.facts:
            page = MarkdownPage()
            page.block("### ", self.tell.say("shared-facts"))
            self.changes(page, self.report.changes.facts)
            yield str(page)
        for policy in self.report.policies:
            yield from self.policy(policy)

    def head(self) -> str:
        page, tell = MarkdownPage(), self.tell
        page.block("## ", tell.say("title"))
        page.block("", tell.states())
        page.strong(tell.conclusion())
        for policy in self.report.policies:
            rows = [
                [
                    _SIGNS[one.kind],
                    str(one.changes.measure.number),
                    one.changes.measure.title,
                    tell.say(f"brief-{one.kind.value}"),
                ]
                for one in policy.told
            ]
            if rows:
                page.strong(phrases.policy_name(policy.changes.policy, self.lang))
                page.table(["", tell.say("head-number"), tell.say("head-measure"), tell.say("head-effect")], rows)
        return str(page)

    def policy(self, policy: PolicyEffects) -> Iterable[str]:
        page = MarkdownPage()
        page.block("### ", phrases.policy_name(policy.changes.policy, self.lang))
        self.changes(page, policy.changes.changes)
        for line in self.tell.rest(policy):
            page.block("", line)
        yield str(page)
        for effect in policy.told:
            yield self.measure(policy, effect)
        if self.tell.cases(policy):
            yield self.cases(policy)

    def measure(self, policy: PolicyEffects, effect: Effect) -> str:
        page, tell = MarkdownPage(), self.tell
        page.block("#### ", tell.measure(effect.changes))
        self.changes(page, effect.changes.changes)
        page.block("", f"{_SIGNS[effect.kind]} {tell.effect(effect)}")
        instance = effect.instance
        if instance is not None:
            page.block("", tell.instance(instance))
            page.strong(tell.outcome(instance))
            for line in tell.parts(instance, policy):
                page.bullet(line)
            if not instance.case:
                facts = tell.facts(instance, policy.changes.policy)
                self.folded(page, tell.say("its-facts", count=len(instance.facts)), facts)
        return str(page)

    def changes(self, page: MarkdownPage, changes: Sequence[Change]) -> None:
        for change in sorted(changes, key=lambda one: not one.decides):
            page.lines.append(f"- {change_line(change, self.lang, _mark, escaped)}")

    def cases(self, policy: PolicyEffects) -> str:
        page = MarkdownPage()
        lines = list(self.tell.case_lines(policy))
        if not lines:
            page.block("", self.tell.cases(policy))
            return str(page)
        told = lines[:_MOST_CASES]
        if len(lines) > _MOST_CASES:
            told.append(self.tell.say("and-more", count=len(lines) - _MOST_CASES))
        self.folded(page, self.tell.cases(policy), told)
        return str(page)

    def population(self, one: PopulationChanges) -> Iterable[str]:
        page, tell = MarkdownPage(), self.tell
        page.block("### ", tell.say("population-title"))
        page.block("", tell.population(one))
        for text, gaining, losing in tell.sums(one):
            page.strong(text)
            for side, gains in ((gaining, True), (losing, False)):
                if side.enterprises:
                    page.bullet(tell.side(side, gains))
        if one.measures:
            heads = ("number", "measure", "eligible", "payable", "change", "gaining", "losing")
            rows = (
                [
                    str(each.measure.number),
                    each.measure.title,
                    tell.say("from-to", before=f"{each.eligible[0]:,}", after=f"{each.eligible[1]:,}"),
                    tell.say("from-to", before=f"{each.payable[0]:,.2f}", after=f"{each.payable[1]:,.2f}"),
                    f"{each.payable[1] - each.payable[0]:+,.2f}",
                    f"{each.gaining.enterprises:,}",
                    f"{each.losing.enterprises:,}",
                ]
                for each in one.measures
            )
            page.table([tell.say(f"head-{code}") for code in heads], rows)
        yield str(page)
        yield self.movements(one)

    def movements(self, one: PopulationChanges) -> str:
        page, tell = MarkdownPage(), self.tell
        lines = [
            phrases.clauses((tell.moved(each), text), self.lang)
            for each in one.measures
            for text in (tell.movements(each), tell.reasons(each))
            if text
        ]
        if lines:
            self.folded(page, tell.say("movements-title"), lines)
        for _, gaining, losing in tell.sums(one):
            for side, gains in ((gaining, True), (losing, False)):
                if side.most:
                    self.folded(page, tell.say("most-gaining" if gains else "most-losing"), tell.most(side))
        return str(page)

    def folded(self, page: MarkdownPage, title: str, lines: Sequence[str]) -> None:
        """Lines behind a title that opens them."""
        page.lines += ["", f"<details><summary>{escaped(title)}</summary>", ""]
        for line in lines:
            page.bullet(line)
        page.lines += ["", "</details>", ""]


def _mark(sign: str, text: str) -> str:
    """What is gone struck through, what is new in bold; blanks beside the marks would undo them."""
    if sign == KEPT or not text.strip():
        return _inline(text)
    inner = _inline(text.strip())
    return f"<del>{inner}</del>" if sign == GONE else f"<ins>{inner}</ins>"


def _inline(text: str) -> str:
    """Escaped, with the blanks at its ends."""
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{escaped(text)}{tail}" if text.strip() else text
