"""Conditions and proofs in words, alike for every form of report."""

from __future__ import annotations

from incentive_engine.decision.proof import Proof
from incentive_engine.policy.model import Policy
from incentive_engine.report.lines import inert
from incentive_engine.wording import Language, say

MET, NOT_MET, OPEN = "√", "×", "？"
"""How a condition turned out; characters that GBK consoles know too."""


def mark(proof: Proof) -> str:
    """√, × or ？."""
    return MET if proof.value is True else NOT_MET if proof.value is False else OPEN


def outcome(proof: Proof) -> str:
    """`met`, `unmet` or `open`."""
    return "met" if proof.value is True else "unmet" if proof.value is False else "open"


def outcome_word(proof: Proof, lang: Language) -> str:
    """The outcome as a word."""
    return say(f"report.outcome-{outcome(proof)}", lang)


def title(policy: Policy, proof: Proof, lang: Language) -> str:
    """What the condition asks for: its label, its kind (`以下全部满足`), or both."""
    if proof.kind == "test":
        return inert(proof.label or proof.test or proof.id or "")
    if proof.kind == "measure":
        return inert(proof.label or "") or say(
            "report.kind-measure", lang, title=inert(_measure_title(policy, proof.id))
        )
    kind = say(f"report.kind-{proof.kind.replace('_', '-')}", lang, count=proof.count)
    return say("report.kind-labelled", lang, label=inert(proof.label), kind=kind) if proof.label else kind


def _measure_title(policy: Policy, measure_id: str | None) -> str:
    for measure in policy.measures:
        if measure.id == measure_id:
            return measure.title
    return measure_id or ""


def reason(proof: Proof, lang: Language) -> str:
    """Why the condition turned out so: figures, threshold, what is short; empty for one made of others.

    What it begins with is left out where that is the condition's own label, as for a fact that is called alike.
    """
    if proof.children:
        return ""
    because = inert(proof.because(lang))
    return because.removeprefix(say("report.pair", lang, left=inert(proof.label), right="")) if proof.label else because


def sentence(policy: Policy, proof: Proof, lang: Language) -> str:
    """The condition and why it turned out so, in one line."""
    label, because = title(policy, proof, lang), reason(proof, lang)
    return say("report.condition", lang, label=label, because=because) if because else label


def evidence(proof: Proof, lang: Language) -> str:
    """What would show the condition, empty when nothing is named."""
    listed = say("report.list-separator", lang).join(inert(one) for one in proof.evidence)
    return say("report.evidence", lang, evidence=listed) if listed else ""
