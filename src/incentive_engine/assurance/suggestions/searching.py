"""Looking for an enterprise that shows an outcome of a point: on a boundary, a step beside it, with few facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from incentive_engine.assurance.coverage.conditions import text_of
from incentive_engine.assurance.coverage.points import SIDES, Kind, Point
from incentive_engine.assurance.suggestions.claims import Claim, claims
from incentive_engine.assurance.suggestions.nearby import a_step_away
from incentive_engine.assurance.suggestions.showing import Question, Showing
from incentive_engine.assurance.symbolic import SECONDS
from incentive_engine.assurance.symbolic.answers import Answer, Found, Undecided, untranslatable
from incentive_engine.assurance.symbolic.asking import ask
from incentive_engine.assurance.symbolic.limits import within_limits
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.shrinking import shrunk
from incentive_engine.assurance.symbolic.values import Untranslatable
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.decision import Verdict
from incentive_engine.feel.syntax import Name
from incentive_engine.policy.model import Policy

Facts: TypeAlias = Mapping[str, Any]

_MOST_PROPOSED, _MOST_KNOWN = 2, 4
"""How many of what the solver proposed in vain, and of the known enterprises, are mixed."""


@dataclass(frozen=True, slots=True)
class Example:
    """An enterprise that shows an outcome of a point as a claim wants it."""

    facts: Facts
    claim: Claim
    point: Point
    outcome: str
    question: Question


class Search:
    """Looks for enterprises under one policy; a question to the solver takes at most `seconds`.

    `known` are enterprises by measure to begin with where formulas do not tell what is looked at on the way to a
    decision. Lists have up to `items` different entries.
    """

    def __init__(
        self, policy: Policy, known: Mapping[str, Sequence[Facts]], seconds: float = SECONDS, items: int = 3
    ) -> None:
        self.policy = policy
        self._known = {measure: list(listed) for measure, listed in known.items()}
        self.showing = Showing(policy)
        self._seconds = seconds
        self._items = items
        self._rules: dict[tuple[date, int | None], Rules] = {}

    def find(self, point: Point, outcome: str, question: Question) -> Example | Answer:
        """An enterprise that shows the outcome in a case about the measure on the day, or a proof that none does.

        It stands exactly on a boundary; below and above one as near as a fen, a person or a day.
        """
        try:
            beside = self._beside_boundary(point, outcome, question)
            if beside is not None:
                return beside
            answer: Example | Answer = Undecided("symbolic.not-confirmed")
            for claim in self._claims(point, outcome, question):
                answer = self._ask(claim, point, outcome, question)
                if isinstance(answer, Example):
                    return answer
        except Untranslatable as limit:
            return untranslatable(limit.what, limit.place)
        return answer

    def with_usual(self, example: Example, usual: Facts) -> Example:
        """The example with as many of the usual facts as it can have, so that a case states less of its own."""

        def holds(facts: Facts) -> bool:
            return self._holds(facts, example.claim, example.point, example.outcome, example.question)

        return Example(
            _with_usual(example.facts, usual, holds), example.claim, example.point, example.outcome, example.question
        )

    def _holds(self, facts: Facts, claim: Claim, point: Point, outcome: str, question: Question) -> bool:
        """Whether an enterprise shows the outcome as the claim wants it, by the reference evaluator."""
        if not within_limits(facts, self.policy.vocabulary.facts):
            return False
        decided = self.showing.decided(facts, question)
        measure = decided.measure(question.measure)
        if measure.verdict not in claim.verdicts:
            return False
        if claim.verdicts == {Verdict.ELIGIBLE} and measure.payable is None:
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

    def _claims(self, point: Point, outcome: str, question: Question) -> list[Claim]:
        return list(claims(self._rules_on(question), self.policy.measure(question.measure), point, outcome))

    def _rules_on(self, question: Question) -> Rules:
        key = (question.as_of, question.assessment_year)
        if key not in self._rules:
            self._rules[key] = World(*key, items=self._items).policy(self.policy)
        return self._rules[key]

    def _ask(self, claim: Claim, point: Point, outcome: str, question: Question) -> Example | Answer:
        tried: list[Facts] = []

        def confirmed(facts: Facts) -> bool:
            tried.append(facts)
            return self._holds(facts, claim, point, outcome, question)

        answer = ask(self._rules_on(question).world, claim.formula, confirmed, self._seconds)
        if isinstance(answer, Found):
            self._known.setdefault(question.measure, []).append(answer.facts)
            return Example(answer.facts, claim, point, outcome, question)
        for facts in self._mixed(tried, question) if isinstance(answer, Undecided) else ():
            if self._holds(facts, claim, point, outcome, question):
                return Example(shrunk((facts,), confirmed)[0], claim, point, outcome, question)
        return answer

    def _mixed(self, tried: Sequence[Facts], question: Question) -> Iterator[Facts]:
        """What the solver proposed, mixed with enterprises that are known to come far enough."""
        for proposed in tried[:_MOST_PROPOSED]:
            for known in self._known.get(question.measure, ())[-_MOST_KNOWN:]:
                yield {**known, **proposed}
                yield {**proposed, **known}

    def _beside_boundary(self, point: Point, outcome: str, question: Question) -> Example | None:
        """For a side of a boundary the enterprise that is nearest to one on it."""
        if outcome not in SIDES or outcome == "at" or point.kind is not Kind.COMPARISON:
            return None
        names = {one.name for one in point.about.walk() if isinstance(one, Name)}
        on_it, beside = self._claims(point, "at", question), self._claims(point, outcome, question)
        for there, here in zip(on_it, beside, strict=True):
            found = self._ask(there, point, "at", question)
            if isinstance(found, Example):
                for facts in a_step_away(found.facts, self.policy.vocabulary.facts, names):
                    if self._holds(facts, here, point, outcome, question):
                        return Example(facts, here, point, outcome, question)
        return None


def _with_usual(facts: Facts, usual: Facts, holds: Callable[[Facts], bool]) -> Facts:
    """First the usual values instead of others, then the usual facts besides, then without what is needed no more."""
    found = dict(facts)
    for id_ in sorted(found.keys() & usual.keys()):
        tried = {**found, id_: usual[id_]}
        if usual[id_] != found[id_] and holds(tried):
            found = tried
    absent = {id_: value for id_, value in usual.items() if id_ not in found}
    if holds({**found, **absent}):
        found |= absent
    else:
        for id_, value in absent.items():
            if holds({**found, id_: value}):
                found[id_] = value
    for id_ in sorted(found.keys() - usual.keys()):
        without = {name: value for name, value in found.items() if name != id_}
        if holds(without):
            found = without
    return found
