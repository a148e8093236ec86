"""An enterprise for which two states of a policy decide differently, and the parts of the proof that went otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from incentive_engine.decision import MeasureDecision, decide
from incentive_engine.decision.proof import Proof
from incentive_engine.mistakes import Place
from incentive_engine.policy.model import Policy
from incentive_engine.profile import Profile
from incentive_engine.report import conditions
from incentive_engine.report.lines import inert
from incentive_engine.wording import Language


@dataclass(frozen=True, slots=True)
class Instance:
    """What is stated of an enterprise, and what each state decides about one measure (None: it has none such).

    `case` says where it is from when it is a rule case, `expected` that the case expects something of the measure.
    """

    facts: Mapping[str, Any]
    as_of: date
    assessment_year: int
    before: MeasureDecision | None
    after: MeasureDecision | None
    case: str = ""
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a proof that went otherwise: what it is called, and why it went as it did in each state."""

    name: str
    before: str
    after: str


def decided(
    policy: Policy, facts: Mapping[str, Any], as_of: date, assessment_year: int | None = None
) -> Mapping[str, MeasureDecision]:
    """What a policy decides about an enterprise of which nothing but these facts is known, by measure."""
    profile = Profile(None, None, facts, Place(""))
    decision = decide(profile, [policy], as_of=as_of, assessment_year=assessment_year, engine="reference")
    return {one.id: one for one in decision.policies[0].measures}


def differ(before: MeasureDecision | None, after: MeasureDecision | None) -> bool:
    """Whether the verdicts or the amounts are not the same."""
    return _told(before) != _told(after)


def _told(one: MeasureDecision | None) -> object:
    return one and (one.verdict, one.gross, one.payable)


def other_parts(instance: Instance, old: Policy | None, new: Policy | None, lang: Language) -> list[Part]:
    """The conditions that turned out otherwise, or are there in one state only; then the steps of the amount."""
    found = list(_conditions(instance, old, new, lang))
    before, after = (_amount(one, lang) for one in (instance.before, instance.after))
    if before != after and (before or after):
        found.append(Part("", before, after))
    return found


def _conditions(instance: Instance, old: Policy | None, new: Policy | None, lang: Language) -> Iterator[Part]:
    before = _leaves(instance.before, old, lang)
    after = _leaves(instance.after, new, lang)
    for key in dict.fromkeys([*before, *after]):
        (name, outcome, why), (other, result, because) = (side.get(key, ("", "", "")) for side in (before, after))
        decisive = name and other and outcome != result
        lonely = (not name and result != "met") or (not other and outcome != "met")
        if decisive or lonely:
            yield Part(other or name, why, because)


def _leaves(decision: MeasureDecision | None, policy: Policy | None, lang: Language) -> dict[str, tuple[str, str, str]]:
    """The conditions of a proof by id, each with its name, how it turned out, and why."""
    if decision is None or decision.proof is None or policy is None:
        return {}
    found: dict[str, tuple[str, str, str]] = {}
    pending = [decision.proof]
    while pending:
        proof = pending.pop(0)
        pending = [*proof.children, *pending]
        if proof.kind in ("test", "measure"):
            key = f"{proof.kind} {proof.id or proof.test}"
            found[key] = conditions.title(policy, proof, lang), conditions.outcome(proof), _why(proof, lang)
    return found


def _why(proof: Proof, lang: Language) -> str:
    return f"{conditions.mark(proof)} {conditions.reason(proof, lang)}".strip()


def _amount(decision: MeasureDecision | None, lang: Language) -> str:
    """How an amount came about, in one line."""
    if decision is None:
        return ""
    lines = [line.text(lang) for line in decision.amount_trace]
    lines += [f"{step.amount:+,f} {step.because(lang)}" for step in decision.adjustments]
    return inert(("；" if lang == "zh" else "; ").join(lines))
