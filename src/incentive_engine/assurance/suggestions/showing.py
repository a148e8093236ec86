"""What an enterprise shows of a policy's points, by the reference evaluator: what coverage would say of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from incentive_engine.assurance.coverage.exercised import Part, Run
from incentive_engine.assurance.coverage.points import CaseName, Point, Points
from incentive_engine.decision import MeasureDecision, decide
from incentive_engine.decision.model import PolicyDecision
from incentive_engine.mistakes import Place
from incentive_engine.policy.cases import Case, RuleCases
from incentive_engine.policy.model import Policy
from incentive_engine.policy.source import parse_yaml
from incentive_engine.profile import Profile

_NOWHERE = Place("")

Shown = frozenset[tuple[Point, str]]
"""Outcomes of points."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of an enterprise: about which measure, for which day and year."""

    measure: str
    as_of: date
    assessment_year: int | None = None

    @property
    def year(self) -> int:
        """The year whose figures count."""
        return self.as_of.year - 1 if self.assessment_year is None else self.assessment_year


class Showing:
    """Decides enterprises by one policy, and tells what a case about them would show."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._points = Points(case=CaseName("", "", _NOWHERE))
        self._part = Part(policy, self._points)
        self._document = parse_yaml("{}")

    def decided(self, facts: Mapping[str, Any], question: Question) -> PolicyDecision:
        """What the policy decides."""
        profile = Profile(None, None, facts, _NOWHERE)
        year = question.assessment_year
        decision = decide(profile, [self.policy], as_of=question.as_of, assessment_year=year, engine="reference")
        return decision.policy(self.policy.id)

    def shown(
        self, facts: Mapping[str, Any], question: Question, decided: PolicyDecision | None = None
    ) -> tuple[MeasureDecision, Shown]:
        """What is decided of the measure, and the outcomes that a case which expects something of it shows."""
        decided = decided or self.decided(facts, question)
        case = Case("", question.as_of, question.assessment_year, {}, {}, (), _NOWHERE)
        cases = RuleCases(self.policy, {}, (case,), self._document)
        of = frozenset({question.measure})
        run = Run(cases, case, CaseName("", "", _NOWHERE), decided, facts, question.year, of, confirmed=True)
        self._points.seen = {}
        self._part.note(run, run.measures(of))
        seen = self._points.seen
        return decided.measure(question.measure), frozenset((point, one) for point in seen for one in seen[point])


def days_asked(files: Iterable[RuleCases], measure: str) -> Sequence[tuple[date, int | None]]:
    """The days (and years) for which cases ask about a measure, the most usual first."""
    asked = [
        (case.as_of, case.assessment_year)
        for file in files
        for case in file.cases
        if any(one.measure == measure for one in case.expect)
    ]
    return sorted(set(asked), key=lambda one: (-asked.count(one), one[0], one[1] or 0))
