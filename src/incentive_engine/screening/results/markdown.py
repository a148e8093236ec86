"""The summary of a screening as Markdown, for a terminal, a ticket or a mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from incentive_engine.policy.model import Pays
from incentive_engine.report.amounts import RECONSTRUCTED, money
from incentive_engine.report.markdown_page import MarkdownPage
from incentive_engine.report.phrases import assumed_values
from incentive_engine.screening.results import words
from incentive_engine.screening.results.report import Report
from incentive_engine.screening.results.summary import MeasureSummary, PolicySummary, missing_overall
from incentive_engine.screening.results.what_if import Comparison
from incentive_engine.wording import say

_MOST = 5


def markdown_summary(report: Report) -> str:
    """What the screening comes to, policy by policy; then the budget, what other values change, and the marks."""
    page = _Page(report)
    page.head()
    for policy in report.summary.policies:
        page.policy(policy)
    page.budgets()
    page.comparison()
    page.foot()
    return str(page)


class _Page(MarkdownPage):
    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report, self.lang = report, report.lang

    def say(self, code: str, **values: object) -> str:
        return say(f"results.{code}", self.lang, **values)

    def head(self) -> None:
        summary, lang = self.report.summary, self.lang
        self.block("# ", self.say("title"))
        self.block("", words.subtitle(self.report))
        if self.report.screened.assumed:
            assumed = assumed_values(self.report.screened.assumed, self.report.screened.policies, lang)
            self.term(say("report.assumed", lang), assumed)
        if len(summary.policies) > 1:
            for kind in Pays:
                if summary.of_kind(kind):
                    code = f"joint-{kind.value.replace('_', '-')}"
                    count, amount = f"{summary.recipients[kind]:,}", money(summary.payable(kind), lang)
                    self.term(say("report.joint", lang), self.say(code, count=count, amount=amount))

    def policy(self, policy: PolicySummary) -> None:
        self.block("## ", words.policy_heading(policy, self.lang))
        self.block("", words.policy_result(policy, self.lang))
        amount = "payable-yuan" if policy.policy.pays is Pays.GRANT else "tax-relief-yuan"
        codes = ("no", "measure", "eligible", "ineligible", "undetermined", "gross-yuan", amount, "near", "stopped-by")
        self.numbers([self.say(code) for code in codes], "101111110", (self.measure(one) for one in policy.measures))
        self.categories(policy)
        missing = missing_overall(policy)[:_MOST]
        if missing:
            told = (self.say("missing-often", label=label, measures=count) for _, label, count, _ in missing)
            self.term(self.say("missing-most"), say("report.list-separator", self.lang).join(told))

    def numbers(self, heads: Sequence[str], right: str, rows: Iterator[Sequence[str]]) -> None:
        """A table; `right` marks the columns of numbers by a 1."""
        self.lines.append("")
        self.row(*heads)
        self.lines.append("|" + "".join("---:|" if one == "1" else "---|" for one in right))
        for row in rows:
            self.row(*row)
        self.lines.append("")

    def measure(self, one: MeasureSummary) -> Sequence[str]:
        counts = one.counts
        title = f"{one.measure.title} {RECONSTRUCTED}" if one.reconstructed else one.measure.title
        numbers = (counts.eligible, counts.ineligible, counts.undetermined)
        payable = f"{counts.payable:,.2f}"
        if counts.provisional or counts.unknown:
            open_ = {"provisional": f"{counts.provisional:,}", "unknown": f"{counts.unknown:,}"}
            payable = self.say("payable-open", amount=payable, **open_)
        near, stopped = words.near_count(one, self.lang), words.stopped_by(one, self.lang)
        return [
            str(one.measure.number),
            title,
            *(f"{number:,}" for number in numbers),
            f"{counts.gross:,.2f}",
            payable,
            near,
            stopped,
        ]

    def categories(self, policy: PolicySummary) -> None:
        if len(policy.categories) < 2:
            return
        told = []
        for category, measures in policy.categories.items():
            amount = money(sum((one.counts.payable for one in measures), Decimal(0)), self.lang)
            told.append(say("report.pair", self.lang, left=category or self.say("no-category"), right=amount))
        self.term(self.say("by-category"), say("report.clause-separator", self.lang).join(told))

    def budgets(self) -> None:
        if not self.report.budgets:
            return
        self.block("## ", self.say("budget"))
        codes = ("budget-item", "budget-amount", "budget-total", "budget-share", "budget-outcome")
        rows = (
            [
                words.budget_name(use, self.lang),
                "" if use.amount is None else f"{use.amount:,.2f}",
                f"{use.total:,.2f}",
                words.per_cent(use.share),
                words.budget_told(use, self.lang),
            ]
            for use in self.report.budgets
        )
        self.numbers([self.say(code) for code in codes], "01110", rows)

    def comparison(self) -> None:
        comparison = self.report.comparison
        if comparison is None:
            return
        self.block("## ", self.say("sheet-what-if"))
        for change in comparison.changes:
            self.lines.append(f"- {words.change_line(change, self.lang)}")
        codes = (
            "no",
            "measure",
            "eligible-before",
            "eligible-after",
            "payable-before",
            "payable-after",
            "gaining",
            "losing",
        )
        self.numbers([self.say(code) for code in codes], "10111111", self.changed(comparison))
        for kind in Pays:
            before, after = comparison.payable[kind]
            if before or after:
                self.moved(comparison, kind)

    def changed(self, comparison: Comparison) -> Iterator[Sequence[str]]:
        for one in comparison.measures:
            counts = [*one.eligible], [one.gaining, one.losing]
            eligible, moved = ([f"{number:,}" for number in numbers] for numbers in counts)
            yield [
                str(one.measure.number),
                one.measure.title,
                *eligible,
                *(f"{each:,.2f}" for each in one.payable),
                *moved,
            ]

    def moved(self, comparison: Comparison, kind: Pays) -> None:
        before, after = comparison.payable[kind]
        values = {"before": money(before, self.lang), "after": money(after, self.lang)}
        told = self.say("before-after", difference=words.signed(after - before, self.lang), **values)
        sides = (("gaining-most", comparison.gaining[kind]), ("losing-most", comparison.losing[kind]))
        self.term(
            words.payable_name(kind, self.lang),
            told,
            *(
                self.say(code, count=f"{side.enterprises:,}", amount=words.signed(side.amount, self.lang))
                for code, side in sides
            ),
        )

    def foot(self) -> None:
        notes = [*words.legends(self.report), words.near_note(self.report.summary.policies, self.lang)]
        for note in filter(None, notes):
            self.block("", note)
