"""What a session says: that a condition or a verdict is settled, and from what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from incentive_engine.decision.inference import Conclusion
from incentive_engine.decision.model import Verdict
from incentive_engine.decision.network import Network, Threshold, conditions_of
from incentive_engine.decision.program import Program
from incentive_engine.policy.model import AtLeast, Condition, Granted, Measure, Not, Policy, Test
from incentive_engine.wording import Language, say

Subject: TypeAlias = "Condition | Measure"


@dataclass(frozen=True, slots=True)
class Settled:
    """That a condition is met or not, or that a measure has its verdict, whatever else may still be told.

    `verdict` is None for a condition. `premises` are what was enough to conclude it, settled before it; a
    test has none, it was computed from facts.
    """

    policy: Policy = field(repr=False)
    subject: Subject
    value: bool
    verdict: Verdict | None = None
    premises: tuple[Settled, ...] = field(default=(), repr=False)

    def text(self, lang: Language = "zh") -> str:
        """What was settled and what that was concluded from, as one sentence."""
        settled = self._clause(lang)
        if not self.premises:
            return settled
        premises = say("decision.clause-separator", lang).join(
            premise._clause(lang) for premise in self.premises
        )
        return say("decision.session-because", lang, settled=settled, premises=premises)

    def _clause(self, lang: Language) -> str:
        if isinstance(self.subject, Measure):
            return say(f"decision.session-{_CODES[self.verdict]}", lang, title=self.subject.title)
        code = "decision.session-met" if self.value else "decision.session-not-met"
        return say(code, lang, condition=described(self.subject, self.policy, lang))


_CODES = {
    Verdict.ELIGIBLE: "eligible",
    Verdict.INELIGIBLE: "ineligible",
    Verdict.NOT_IN_FORCE: "not-in-force",
    None: "",
}


def described(condition: Condition, policy: Policy, lang: Language) -> str:
    """A condition's label; where the author gave none, what it is made of."""
    if condition.label is not None:
        return condition.label
    if isinstance(condition, Granted):
        return say("decision.session-granted", lang, title=policy.measure(condition.measure).title)
    if isinstance(condition, Not):
        if isinstance(condition.child, Granted) and condition.child.label is None:
            title = policy.measure(condition.child.measure).title
            return say("decision.session-not-granted", lang, title=title)
        return say("decision.session-not", lang, condition=described(condition.child, policy, lang))
    if isinstance(condition, AtLeast):
        parts = say("decision.clause-separator", lang).join(
            described(child, policy, lang) for child in condition.children
        )
        written = condition.written.replace("_", "-")
        return say(f"decision.session-{written}", lang, count=condition.count, conditions=parts)
    return condition.label


class Subjects:
    """What the propositions of a program are in its policy: conditions and measures."""

    def __init__(self, program: Program) -> None:
        self._policy = program.policy
        self._network = program.network
        self._numbers = {measure.id: number for measure, number in program.measures}
        self._at: dict[int, list[Subject]] = {}
        for measure, number in program.measures:
            if number is not None:
                self._at.setdefault(number, []).insert(0, measure)
                self._walk(measure, number)

    def settled(self, conclusion: Conclusion, conclusions: Mapping[int, Conclusion]) -> list[Settled]:
        """What a conclusion settles: a condition, the verdict of a measure, or both at once."""
        return [
            self._settled(subject, conclusion, conclusions) for subject in self._at.get(conclusion.node, ())
        ]

    def _walk(self, subject: Subject, node: int) -> None:
        for part, child in self._parts(subject, node):
            if isinstance(part, Measure):
                continue
            if not any(isinstance(known, (Test, AtLeast, Not)) for known in self._at.setdefault(child, [])):
                self._at[child].append(part)
            self._walk(part, child)

    def _parts(self, subject: Subject, node: int) -> list[tuple[Subject, int]]:
        """What a condition or a measure is made of, as it was written in this place, each with its number."""
        if isinstance(subject, (Test, Granted)):
            return []
        if isinstance(subject, Measure) and self._numbers[subject.id] is None:
            return []
        children = _children(self._network, node)
        if isinstance(subject, Measure):
            parts = conditions_of(self._policy, subject)
        else:
            parts = subject.children if isinstance(subject, AtLeast) else (subject.child,)
        return [
            (self._policy.measure(part.measure) if isinstance(part, Granted) else part, child)
            for part, child in zip(parts, children, strict=True)
        ]

    def _settled(
        self, subject: Subject, conclusion: Conclusion, conclusions: Mapping[int, Conclusion]
    ) -> Settled:
        premises = {
            child: self._settled(part, conclusions[child], conclusions)
            for part, child in self._parts(subject, conclusion.node)
            if child in conclusion.premises
        }
        return Settled(
            self._policy,
            subject,
            conclusion.value,
            self._verdict(subject, conclusion.value),
            tuple(premises.values()),
        )

    def _verdict(self, subject: Subject, value: bool) -> Verdict | None:
        if not isinstance(subject, Measure):
            return None
        if self._numbers[subject.id] is None:
            return Verdict.NOT_IN_FORCE
        return Verdict.ELIGIBLE if value else Verdict.INELIGIBLE


def _children(network: Network, node: int) -> tuple[int, ...]:
    gate = network.gate(node)
    return gate.children if isinstance(gate, Threshold) else (gate.child,)
