"""What rule cases exercise: which outcomes of which points they show.

A case counts for the measures that it expects something of, and for what these read: a comparison made on the way to a
decision that nobody looks at is not exercised by it. What it shows beside that is noted apart, to say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import localcontext
from pathlib import Path
from typing import Any

from incentive_engine.assurance.coverage.amounts import Amounts
from incentive_engine.assurance.coverage.conditions import Conditions
from incentive_engine.assurance.coverage.points import CaseName, Points
from incentive_engine.assurance.coverage.switches import Switches
from incentive_engine.assurance.coverage.watching import WatchedPolicy, tests_of
from incentive_engine.decision.model import Decision, MeasureDecision, PolicyDecision
from incentive_engine.decision.program import Program
from incentive_engine.feel.values import CONTEXT
from incentive_engine.policy.cases import Case, RuleCases
from incentive_engine.policy.model import Policy


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One case and what was decided for it; `stated` are its facts, `expects` the measures that it is about.

    A case that is not `confirmed` shows nothing that counts.
    """

    cases: RuleCases
    case: Case
    name: CaseName
    decided: PolicyDecision
    stated: Mapping[str, Any]
    assessment_year: int
    expects: frozenset[str]
    confirmed: bool

    @property
    def counted(self) -> frozenset[str]:
        """The measures that the case counts for."""
        return self.expects if self.confirmed else frozenset()

    def measures(self, ids: Iterable[str]) -> list[MeasureDecision]:
        """The decisions of these measures."""
        wanted = set(ids)
        return [one for one in self.decided.measures if one.id in wanted]


class Exercised:
    """The points of some policies, and what `run` saw of them; shared facts count once for all that read them."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        self.points = Points()
        self.runs: list[Run] = []
        self.parts = {policy.id: Part(policy, self.points) for policy in policies}

    def run(self, cases: RuleCases, case: Case, decision: Decision) -> None:
        """Note what a case shows, for which this was decided."""
        expects = frozenset(one.measure for one in case.expect)
        name = CaseName(f"{cases.policy.id}/cases/{Path(cases.document.file).name}", case.name, case.place)
        decided = decision.policy(cases.policy.id)
        stated, year = decision.profile.facts, decision.assessment_year
        run = Run(cases, case, name, decided, stated, year, expects, case.to_confirm is None)
        self.runs.append(run)
        if run.counted:
            self._note(run, run.counted, counting=True)

    def counting(self, policy: str, measure: str) -> list[MeasureDecision]:
        """What was decided of a measure in the cases that count for it."""
        runs = (run for run in self.runs if run.cases.policy.id == policy)
        return [run.decided.measure(measure) for run in runs if measure in run.counted]

    def look_beside(self) -> None:
        """Note what the cases show of what they expect nothing of, where something is lacking."""
        lacking = {(point.policy, point.owner) for point in self.points.lacking()}
        owners = {policy or None for policy, _ in lacking}
        for run in self.runs:
            if run.cases.policy.id in owners or None in owners:
                self._note(run, {one.id for one in run.decided.measures} - run.counted, counting=False)

    def _note(self, run: Run, measures: Iterable[str], *, counting: bool) -> None:
        self.points.case, self.points.counting = run.name, counting
        self.parts[run.cases.policy.id].note(run, run.measures(measures))


class Part:
    """One policy with its points."""

    def __init__(self, policy: Policy, points: Points) -> None:
        self.policy = policy
        self.conditions = Conditions(policy, points)
        self._watched = WatchedPolicy(policy, points)
        self._amounts = Amounts(policy, points)
        self._switches = Switches(policy, points)
        self._programs: dict[tuple[date, tuple[tuple[str, object], ...]], Program] = {}

    def note(self, run: Run, measures: list[MeasureDecision]) -> None:
        """Note what a case shows of some measures."""
        program = self._program(run.case)
        with localcontext(CONTEXT):
            facts = program.facts(run.stated, run.assessment_year)
            for one in measures:
                self._switches.note(run.case.as_of, one.id)
                if one.trail is not None:
                    for test in tests_of(self.policy, self.policy.measure(one.id)):
                        program.compiled.condition(test.expression)(facts)
                    self.conditions.note(one)
                    self._amounts.note_award(program, one, facts)
                    self._amounts.note_group(run.decided, one)
            in_force = [one for one in measures if one.trail is not None]
            self._amounts.note_limits(program, run.decided, in_force, facts)

    def _program(self, case: Case) -> Program:
        key = (case.as_of, tuple(sorted(case.parameters.items())))
        program = self._programs.get(key)
        if program is None:
            program = self._programs[key] = Program(self._watched, case.as_of, case.parameters)
        return program
