"""What rule cases exercise: the sides of every boundary, and the outcomes of every condition, that they reach.

A case counts for the measures that it expects something of, and for what these read: a comparison made on the way
to a decision that nobody looks at is not exercised by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, localcontext
from typing import Any

from incentive_engine.assurance.cases.running import case_facts, decide_case
from incentive_engine.assurance.coverage.points import SIDES, Point, Points
from incentive_engine.assurance.coverage.watching import WatchedPolicy, tests_of
from incentive_engine.decision import MeasureDecision, PolicyDecision, Verdict
from incentive_engine.decision.facts import Facts
from incentive_engine.decision.program import Program
from incentive_engine.decision.proof import Proof
from incentive_engine.decision.rounding import ZERO
from incentive_engine.feel.compiler.compilation import Scope
from incentive_engine.feel.values import CONTEXT
from incentive_engine.policy.cases import Case, RuleCases
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import AtLeast, Limit, Measure, Policy, Step


class Exercised:
    """The points of some policies, and what `run` saw of them; shared facts count once for all that read them."""

    def __init__(self, policies: Iterable[Policy]) -> None:
        self.points = Points()
        self._watched = {policy.id: self._watch(policy) for policy in policies}

    def run(self, cases: RuleCases) -> None:
        """Note what the cases of one file reach. Raises InputError for facts that cannot be read."""
        for case in cases.cases:
            self._run(cases, case)

    def _watch(self, policy: Policy) -> WatchedPolicy:
        for measure in policy.measures:
            for step in measure.award.steps:
                self.points.want(_bound(policy, measure, step), SIDES)
            for condition in conditions_in(measure.when):
                if isinstance(condition, AtLeast) and condition.written == "at_least":
                    self.points.want(_quorum(policy, measure, condition.count), SIDES)
        for limit in policy.limits:
            self.points.want(_ceiling(policy, limit.label), SIDES)
        return WatchedPolicy(policy, self.points)

    def _run(self, cases: RuleCases, case: Case) -> None:
        policy = cases.policy
        decided = decide_case(cases, case, engine="reference")
        with localcontext(CONTEXT):
            program = Program(self._watched[policy.id], case.as_of, case.parameters)
            facts = program.facts(case_facts(cases, case), decided.assessment_year)
            measures = [decided.policy(policy.id).measure(one.measure) for one in case.expect]
            for one in measures:
                if one.verdict is not Verdict.NOT_IN_FORCE:
                    self._measure(program, one, facts)
            for limit in policy.limits:
                if any(_covers(limit, one) for one in measures):
                    self._limit(program, limit, decided.policy(policy.id), facts)

    def _measure(self, program: Program, decision: MeasureDecision, facts: Facts) -> None:
        measure = decision.measure
        for test in tests_of(program.policy, measure):
            program.compiled.condition(test.expression)(facts)
        if decision.proof is not None:
            self._counts(program.policy, measure, decision.proof)
        if decision.verdict is not Verdict.INELIGIBLE:
            grant = program.grant(measure, facts)
            program.groups([measure.group], facts)
            self._steps(program, measure, grant.gross, facts, each=False)
            for item in grant.items:
                scope = Scope({measure.award.each.item: item.record}, facts) if measure.award.each else facts
                self._steps(program, measure, item.gross, scope, each=True)

    def _counts(self, policy: Policy, measure: Measure, proof: Proof) -> None:
        """How many of the conditions were met of which so many must be."""
        values = [child.value for child in proof.children]
        if proof.kind == "at_least" and proof.count is not None and all(isinstance(one, bool) for one in values):
            self.points.see_sides(
                _quorum(policy, measure, proof.count), Decimal(values.count(True)), Decimal(proof.count)
            )
        for child in proof.children:
            self._counts(policy, measure, child)

    def _steps(
        self, program: Program, measure: Measure, amount: Decimal | None, env: Mapping[str, Any], *, each: bool
    ) -> None:
        """On which side of each bound an amount stands when it comes to it."""
        for step in measure.award.steps:
            bound = program.compiled.money(step.amount)(env) if step.each is each else None
            if amount is not None and isinstance(bound, Decimal):
                self.points.see_sides(_bound(program.policy, measure, step), amount, bound)
                amount = {"min": max(amount, bound), "max": min(amount, bound)}.get(step.kind, amount - bound)

    def _limit(self, program: Program, limit: Limit, decided: PolicyDecision, facts: Facts) -> None:
        """On which side of a yearly ceiling that stands which is cut to it."""
        members = [one for one in decided.measures if _covers(limit, one)]
        cut = sum((step.amount for one in members for step in one.adjustments if step.step == "limit"), ZERO)
        total = sum((one.payable or ZERO for one in members), ZERO) - cut
        self.points.see_sides(
            _ceiling(decided.policy, limit.label), total, program.compiled.money(limit.maximum)(facts)
        )


def _covers(limit: Limit, decision: MeasureDecision) -> bool:
    return not limit.measures or decision.measure.id in limit.measures


def _bound(policy: Policy, measure: Measure, step: Step) -> Point:
    return Point(policy.id, measure.id, f"{step.kind} {step.amount.text}")


def _quorum(policy: Policy, measure: Measure, count: int) -> Point:
    return Point(policy.id, measure.id, f"at least {count}")


def _ceiling(policy: Policy, label: str) -> Point:
    return Point(policy.id, "limits", label)
