"""Looking for an enterprise that shows an outcome of a point: on a boundary, a step beside it, with few facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from incentive_engine.assurance.coverage.points import SIDES, Kind, Point
from incentive_engine.assurance.suggestions.claims import Claim, claims
from incentive_engine.assurance.suggestions.nearby import a_step_away
from incentive_engine.assurance.suggestions.showing import Question, Showing
from incentive_engine.assurance.symbolic.answers import Found, Never, Undecided, untranslatable
from incentive_engine.assurance.symbolic.asking import SECONDS, ask
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.values import Untranslatable
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.feel.syntax import Name
from incentive_engine.policy.model import Policy
from incentive_engine.assurance.coverage.conditions import text_of

Facts: TypeAlias = Mapping[str, Any]


@dataclass(slots=True)
class Search:
    """Looks for enterprises under one policy; a question to the solver takes at most `seconds`."""

    policy: Policy
    seconds: float = SECONDS
    items: int = 3
    _rules: dict[tuple[date, int | None], Rules] = field(default_factory=dict)
    _showing: Showing | None = None

    @property
    def showing(self) -> Showing:
        """What tells what an enterprise shows."""
        if self._showing is None:
            self._showing = Showing(self.policy)
        return self._showing

    def find(self, point: Point, outcome: str, question: Question) -> Found | Never | Undecided:
        """An enterprise that shows the outcome in a case about the measure on the day; Never: proved that none does.

        On a boundary it stands exactly; below and above it as near as a fen, a person or a day.
        """
        rules = self._rules_on(question)
        try:
            wanted = list(claims(rules, self.policy.measure(question.measure), point, outcome))
        except Untranslatable as limit:
            return untranslatable(limit.what, limit.place)
        beside = self._beside_boundary(point, outcome, question)
        if beside is not None:
            return Found((beside,))
        answer: Found | Never | Undecided = Never()
        for claim in wanted:
            answer = self._ask(claim, point, outcome, question)
            if isinstance(answer, Found):
                return answer
        return answer

    def holds(self, facts: Facts, claim: Claim, point: Point, outcome: str, question: Question) -> bool:
        """Whether an enterprise shows the outcome as the claim wants it, by the reference evaluator."""
        decided = self.showing.decided(facts, question)
        measure = decided.measure(question.measure)
        if measure.verdict not in claim.verdicts:
            return False
        if claim.verdicts == {"eligible"} and measure.payable is None:
            return False
        _, shown = self.showing.shown(facts, question, decided)
        if (point, outcome) not in shown:
            return False
        return claim.alone is None or self._alone(claim, question.measure, shown)

    def _alone(self, claim: Claim, measure: str, shown: frozenset[tuple[Point, str]]) -> bool:
        assert claim.alone is not None  # noqa: S101
        text = text_of(claim.alone)
        alone = (one for one, _ in shown if one.kind is Kind.ALONE and one.owner == measure)
        return any(one.text == text for one in alone)

    def _rules_on(self, question: Question) -> Rules:
        key = (question.as_of, question.assessment_year)
        if key not in self._rules:
            self._rules[key] = World(*key, items=self.items).policy(self.policy)
        return self._rules[key]

    def _ask(self, claim: Claim, point: Point, outcome: str, question: Question) -> Found | Never | Undecided:
        def confirmed(facts: Facts) -> bool:
            return self.holds(facts, claim, point, outcome, question)

        return ask(self._rules_on(question).world, claim.formula, confirmed, self.seconds)

    def _beside_boundary(self, point: Point, outcome: str, question: Question) -> Facts | None:
        """For a side of a boundary the enterprise that is nearest to one on it."""
        if outcome not in SIDES or outcome == "at" or point.kind is not Kind.COMPARISON:
            return None
        measure = self.policy.measure(question.measure)
        rules = self._rules_on(question)
        names = {one.name for one in point.about.walk() if isinstance(one, Name)}
        for there, here in zip(claims(rules, measure, point, "at"), claims(rules, measure, point, outcome), strict=True):
            found = self._ask(there, point, "at", question)
            if isinstance(found, Found):
                for facts in a_step_away(found.facts, self.policy.vocabulary.facts, names):
                    if self.holds(facts, here, point, outcome, question):
                        return facts
        return None


def enriched(facts: Facts, usual: Facts, holds: Any) -> dict[str, Any]:
    """The enterprise with as many of the usual facts as it can have: a case then states less of its own."""
    found = dict(facts)
    for id_ in facts:
        if id_ in usual and usual[id_] != found[id_]:
            tried = {**found, id_: usual[id_]}
            if holds(tried):
                found = tried
    absent = {id_: value for id_, value in usual.items() if id_ not in found}
    if absent and holds({**found, **absent}):
        found |= absent
    else:
        for id_, value in absent.items():
            if holds({**found, id_: value}):
                found[id_] = value
    for id_ in [one for one in found if one not in usual]:
        tried = {name: value for name, value in found.items() if name != id_}
        if holds(tried):
            found = tried
    return found
