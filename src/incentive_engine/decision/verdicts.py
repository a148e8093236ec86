"""The decision of one policy about one enterprise: verdicts first, then awards, then what is paid of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from incentive_engine.decision.awards import Grant
from incentive_engine.decision.engine import Engine
from incentive_engine.decision.facts import Facts
from incentive_engine.decision.model import MeasureDecision, PolicyDecision, Totals, Verdict
from incentive_engine.decision.program import Program
from incentive_engine.decision.reading import facts_behind
from incentive_engine.decision.rounding import ZERO
from incentive_engine.decision.settlement import UNBOUNDED, Claim, Payment, paid_in_full, provisional, settle
from incentive_engine.decision.trail import Trail
from incentive_engine.feel.ternary import Truth, Unknown, either
from incentive_engine.policy.model import Measure


def decide_policy(program: Program, facts: Facts, engine: Engine, assumed: Collection[str] = ()) -> PolicyDecision:
    """What the policy decides, given the facts; to be called under `feel.values.CONTEXT`.

    `assumed` are the facts among them that are only assumed.
    """
    truths = engine.conclude(program.network, program.leaves(facts))
    grants = {
        measure.id: program.grant(measure, facts)
        for measure, number in program.measures
        if number is not None and _may_be_true(truths[number])
    }
    payments, uncertain = _pay(program, facts, truths, grants)
    trail = Trail(program, facts, truths)
    measures = tuple(
        MeasureDecision(measure, Verdict.NOT_IN_FORCE, ZERO, ZERO)
        if number is None
        else _decision(
            trail,
            measure,
            truths[number],
            grants.get(measure.id),
            payments.get(measure.id),
            measure.id in uncertain,
            _used(program, measure, truths[number], assumed) if assumed else (),
        )
        for measure, number in program.measures
    )
    return PolicyDecision(program.policy, measures, totals_of(measures))


def _may_be_true(truth: Truth) -> bool:
    return truth is True or (truth is not False and truth.by_true is not None)


def _pay(
    program: Program, facts: Facts, truths: Sequence[Truth], grants: Mapping[str, Grant]
) -> tuple[Mapping[str, Payment], Collection[str]]:
    """The payments by measure, none where all is paid in full; and the measures that are provisional."""
    claims: list[Claim] = []
    still_open: list[Claim] = []
    for measure, number in program.measures:
        grant = grants.get(measure.id)
        if number is None or grant is None or measure.award.amount is None:
            continue
        amount = grant.payable
        if truths[number] is True and amount is not None:
            claims.append(Claim(measure, amount))
        else:
            still_open.append(Claim(measure, UNBOUNDED if amount is None else amount))
    groups = program.groups([claim.measure.group for claim in (*claims, *still_open)], facts)
    limits = program.limits(facts)
    if not still_open and paid_in_full(claims, groups, limits):
        return {}, ()
    payments = settle(claims, groups, limits)
    by_measure = {payment.claim.measure.id: payment for payment in payments}
    return by_measure, provisional(payments, still_open, groups, limits)


def _decision(
    trail: Trail,
    measure: Measure,
    truth: Truth,
    grant: Grant | None,
    payment: Payment | None,
    uncertain: bool,
    used: tuple[str, ...],
) -> MeasureDecision:
    if isinstance(truth, Unknown):
        return MeasureDecision(
            measure,
            Verdict.UNDETERMINED,
            None,
            None,
            missing=trail.program.compiled.in_order(truth.missing),
            failures=truth.failures,
            potential=grant.payable if grant else None,
            assumptions_used=used,
            trail=trail,
        )
    if not truth or grant is None:
        return MeasureDecision(measure, Verdict.INELIGIBLE, ZERO, ZERO, assumptions_used=used, trail=trail)
    payable, adjustments, unknowns = grant.payable, grant.adjustments, grant.unknowns
    if payment:
        payable, adjustments = payment.payable, (*adjustments, *payment.adjustments)
        unknowns = (*unknowns, *payment.unknowns)
    wanting = either(unknowns) if unknowns else None
    return MeasureDecision(
        measure,
        Verdict.ELIGIBLE,
        grant.gross,
        payable,
        uncertain,
        grant.items,
        adjustments,
        trail.program.compiled.in_order(wanting.missing) if wanting is not None else (),
        wanting.failures if wanting is not None else (),
        assumptions_used=used,
        trail=trail,
    )


def _used(program: Program, measure: Measure, truth: Truth, assumed: Collection[str]) -> tuple[str, ...]:
    behind = facts_behind(program.policy, measure, with_award=_may_be_true(truth))
    return program.compiled.in_order(behind.intersection(assumed))


def totals_of(measures: Sequence[MeasureDecision]) -> Totals:
    """What the decisions of some measures come to, together."""
    counts = dict.fromkeys(Verdict, 0)
    payable, complete = ZERO, True
    for one in measures:
        counts[one.verdict] += 1
        if one.payable is None or one.provisional:
            complete = False
        if one.payable:
            payable += one.payable
    return Totals(
        payable,
        counts[Verdict.ELIGIBLE],
        counts[Verdict.INELIGIBLE],
        counts[Verdict.UNDETERMINED],
        counts[Verdict.NOT_IN_FORCE],
        complete and not counts[Verdict.UNDETERMINED],
    )
