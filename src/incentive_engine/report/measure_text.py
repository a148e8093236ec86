"""One measure as text: what it gives and how that was worked out, or what stands in the way."""

from __future__ import annotations

from collections.abc import Sequence

from incentive_engine.decision.model import Decision
from incentive_engine.decision.proof import Proof
from incentive_engine.decision.shortfalls import unfolded
from incentive_engine.policy.model import Policy
from incentive_engine.report import amounts, conditions, phrases
from incentive_engine.report.entries import Entry, Group
from incentive_engine.report.lines import inert, width
from incentive_engine.report.page import Page
from incentive_engine.report.times import in_force
from incentive_engine.wording import Language, say

_HANG, _MARK, _DEEPEST = 6, 3, 24
_TERMS = ("computed", "adjusted", "items", "apply", "materials", "lacking", "clause", "sources", "proof")
_AMOUNT_STYLES = {Group.GRANTED: "good", Group.OPEN: "open"}
_MARK_STYLES = {conditions.MET: "good", conditions.NOT_MET: "bad", conditions.OPEN: "open"}


class MeasureText:
    """Writes the measures of a decision onto a page."""

    def __init__(self, page: Page, decision: Decision, lang: Language) -> None:
        self.page, self.decision, self.lang = page, decision, lang
        self._term_columns = max(width(self._say(term)) for term in _TERMS) + 1

    def _say(self, code: str, **values: object) -> str:
        return say(f"report.{code}", self.lang, **values)

    def _term(self, code: str, *texts: str) -> None:
        """A name, and beside it a paragraph for each text that there is."""
        lead = self._say(code)
        for text in filter(None, texts):
            self.page.item(lead, text, indent=_HANG, hang=self._term_columns, lead_style="faint")
            lead = ""

    def write(self, entry: Entry, *, verbose: bool) -> None:
        """The measure, as a reader of its group needs it; `verbose` adds clause, sources and proof."""
        measure, group, lang = entry.measure, entry.group, self.lang
        gain = amounts.gain(entry, lang) if group.promises else ""
        style = _AMOUNT_STYLES.get(group, "")
        self.page.entry(str(measure.number), inert(measure.title), gain, hang=_HANG, tail_style=style)
        if group is Group.GRANTED:
            self._term("computed", *amounts.computed(entry, lang))
            self._term("items", *amounts.items(entry, lang))
            self._term("adjusted", *amounts.adjustments(entry, lang))
        self._term("lacking", *phrases.lacking(entry.policy, entry.missing, lang))
        self._term("cannot-compute", *phrases.failures(entry, lang))
        self._term("assumptions-used", phrases.assumptions_used(entry, lang))
        if group.promises:
            self._term("apply", phrases.how_to_apply(entry, self.decision, lang))
            self._term("materials", phrases.materials(entry, lang))
        if group is Group.NOT_IN_FORCE:
            self._term("in-force", in_force(entry.policy, measure, lang))
        if verbose:
            self._in_full(entry)
        else:
            self._shortfall(entry)

    def _shortfall(self, entry: Entry) -> None:
        self.proofs(entry.policy, entry.failed, without=True)
        if entry.only_requirements_failed:
            self.page.text(self._say("only-requirements"), indent=_HANG, style="faint")

    def _in_full(self, entry: Entry) -> None:
        self._term("clause", *map(inert, entry.measure.clause.splitlines()))
        self._term("sources", *(phrases.source(one, self.lang) for one in entry.measure.sources))
        if entry.proof is not None:
            self._term("proof", conditions.outcome_word(entry.proof, self.lang))
            self.proofs(entry.policy, entry.conditions, expressions=True)

    def proofs(
        self,
        policy: Policy,
        proofs: Sequence[Proof],
        *,
        without: bool | None = None,
        expressions: bool = False,
        indent: int = _HANG,
    ) -> None:
        """Conditions with those below them; `without` the branches that turned out so."""
        for depth, one in (line for proof in proofs for line in unfolded(proof, without=without)):
            mark = conditions.mark(one)
            column = min(indent + 2 * depth, _DEEPEST)
            text = conditions.sentence(policy, one, self.lang)
            self.page.item(mark, text, indent=column, hang=_MARK, lead_style=_MARK_STYLES[mark])
            if expressions and one.test and one.label:
                self.page.text(inert(one.test), indent=column + _MARK, style="faint")
            if expressions and one.evidence:
                self.page.text(conditions.evidence(one, self.lang), indent=column + _MARK, style="faint")
