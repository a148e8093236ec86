"""Why a condition is true, false or unknown, in words: what was found, what was asked, what is short."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import localcontext
from typing import TYPE_CHECKING

from incentive_engine.decision.findings import finding
from incentive_engine.decision.quantities import Quantities
from incentive_engine.decision.spoken import spoken, spoken_value
from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.values import CONTEXT
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from incentive_engine.decision.proof import Proof
    from incentive_engine.decision.trail import Trail

_NAMING = {"decision.all-not-met", "decision.all-open", "decision.any-met", "decision.any-open"}
"""The sentences that name the parts which made the condition what it is; the others count them."""

__all__ = ["because", "spoken", "spoken_value", "wanting"]


def because(proof: Proof, lang: Language = "zh") -> str:
    """Why the proof's condition turned out as it did: one line, in the language asked for."""
    with localcontext(CONTEXT):
        return _because(proof, lang, wanted=True)


def _because(proof: Proof, lang: Language, *, wanted: bool) -> str:
    value = proof.value
    if proof.kind == "measure":
        return say(f"decision.measure-{_outcome(value)}", lang, title=proof.label)
    if proof.kind == "not":
        return _because(proof.children[0], lang, wanted=not wanted)
    if proof.expression is None or proof.trail is None:
        return _of_children(proof, lang)
    if isinstance(value, Unknown):
        return wanting(value, proof.trail, lang)
    return finding(Quantities(proof.trail, lang), proof.expression.tree, value, wanted)


def wanting(value: Unknown, trail: Trail, lang: Language) -> str:
    """What an unknown waits for, and from whom; what went wrong, where something did."""
    compiled = trail.program.compiled
    wanted = []
    for id_ in compiled.in_order(value.missing):
        fact = compiled.facts.get(id_)
        who = say(f"decision.asks-{fact.answered_by.value}", lang) if fact else ""
        label = fact.label if fact else id_
        wanted.append(say("decision.wanted-fact", lang, label=label, who=who))
    parts = [say("decision.wanting", lang, facts=_listed(wanted, lang))] if wanted else []
    parts += [say("decision.went-wrong", lang, failure=failure.text(lang)) for failure in value.failures]
    return say("decision.clause-separator", lang).join(parts) or say("decision.unknown", lang)


def _of_children(proof: Proof, lang: Language) -> str:
    """Which of a condition's parts made it what it is: those with a label by name, the others by what they say."""
    outcome = _outcome(proof.value)
    code = f"decision.{proof.kind.replace('_', '-')}-{outcome}"
    clauses = []
    if code not in _NAMING:
        met = sum(child.value is True for child in proof.children)
        clauses.append(say(code, lang, met=met, count=proof.count or len(proof.children), of=len(proof.children)))
        if outcome != "open":
            return clauses[0]
        code = "decision.any-open"
    telling = [child for child in proof.children if _outcome(child.value) == outcome]
    named = [say("decision.quoted", lang, text=child.label) for child in telling if child.label]
    clauses += [say(code, lang, children=_listed(named, lang))] if named else []
    clauses += [_because(child, lang, wanted=True) for child in telling if not child.label]
    return say("decision.clause-separator", lang).join(clauses)


def _outcome(value: object) -> str:
    return "met" if value is True else "not-met" if value is False else "open"


def _listed(parts: Iterable[str], lang: Language) -> str:
    return say("decision.separator", lang).join(parts)
