"""What measures that are still open would add to what a policy pays, groups, limits and matters applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext

from incentive_engine.decision.model import MeasureDecision
from incentive_engine.decision.settlement import Claim, Group, Limit, settle
from incentive_engine.decision.trail import Trail
from incentive_engine.feel.values import CONTEXT

_NOTHING = Decimal(0)


def would_add(supposed: Sequence[MeasureDecision]) -> Decimal | None:
    """By how much a policy's total would rise if these of its undetermined measures were granted, all of them.

    What policies that are decided together pay for the same matters counts, each of them as it stands. None where
    an amount that this rests on is unknown. What other measures conclude from these is left out.
    """
    paying = [one for one in supposed if one.measure.award.amount is not None]
    new = [Claim(one.measure, one.potential) for one in paying if one.potential is not None]
    if len(new) < len(paying):
        return None
    trails = [one.trail for one in paying if one.trail is not None]
    if not trails:
        return _NOTHING
    with localcontext(CONTEXT):
        return _rise(trails[0], new)


def _rise(trail: Trail, new: Sequence[Claim]) -> Decimal | None:
    claims = _granted(trail)
    if claims is None:
        return None
    groups = trail.program.groups([claim.measure.group for claim in (*claims, *new)], trail.facts)
    limits = trail.program.limits(trail.facts)
    before, after = (_total(trail, some, groups, limits) for some in (claims, [*claims, *new]))
    return None if before is None or after is None else after - before


def _granted(trail: Trail) -> list[Claim] | None:
    """What is claimed already; None when an amount among it is unknown."""
    claims: list[Claim] = []
    for measure, number in trail.program.measures:
        if number is not None and trail.truths[number] is True and measure.award.amount is not None:
            amount = trail.program.grant(measure, trail.facts).payable
            if amount is None:
                return None
            claims.append(Claim(measure, amount))
    return claims


def _total(
    trail: Trail, claims: Sequence[Claim], groups: Mapping[str, Group], limits: Sequence[Limit]
) -> Decimal | None:
    payments: dict[str, Decimal] = {}
    for payment in settle(sorted(claims, key=lambda claim: claim.measure.number), groups, limits):
        if payment.payable is None:
            return None
        payments[payment.claim.measure.id] = payment.payable
    if trail.beside is not None:
        return trail.beside.total(trail.program.policy.id, payments)
    return sum(payments.values(), _NOTHING)
