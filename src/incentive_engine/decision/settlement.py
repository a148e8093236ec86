"""What is paid of what the awards give (semantics, section 6): groups, then yearly limits; pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from incentive_engine.decision.model import Adjustment
from incentive_engine.feel.ternary import Unknown
from incentive_engine.policy.model import Measure

UNBOUNDED = Decimal(10) ** 27
"""What an award of unknown height is supposed to give when asking what it could change."""

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a measure's own award gives an enterprise, before other measures are looked at."""

    measure: Measure
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Group:
    """A group of measures as it stands for one enterprise: `received` is what `top_up` takes off."""

    label: str
    keep: str
    received: Decimal | Unknown = _NOTHING


@dataclass(frozen=True, slots=True)
class Limit:
    """A ceiling as it stands for one enterprise; of all measures when `measures` is empty."""

    label: str
    maximum: Decimal | Unknown
    measures: tuple[str, ...] = ()

    def covers(self, measure: Measure) -> bool:
        """Whether the measure counts towards this ceiling."""
        return not self.measures or measure.id in self.measures


@dataclass(slots=True)
class Payment:
    """What is paid on a claim: the amount, None while unknown (`unknowns` say why), and what changed it."""

    claim: Claim
    payable: Decimal | None
    adjustments: tuple[Adjustment, ...] = ()
    unknowns: tuple[Unknown, ...] = ()

    def take_off(self, amount: Decimal, step: str, code: str, values: Mapping[str, Any]) -> None:
        """Pay less by `amount`, and keep a record of it; taking off nothing is no change."""
        if amount and self.payable is not None:
            self.payable -= amount
            self.adjustments += (Adjustment(step, -amount, code, values),)

    def leave_open(self, unknown: Unknown) -> None:
        """The amount turns out to rest on an unknown."""
        self.payable = None
        self.unknowns += (unknown,)


def settle(claims: Sequence[Claim], groups: Mapping[str, Group], limits: Sequence[Limit]) -> list[Payment]:
    """The payments on the claims, which stand in the order of their measures' numbers, in the same order.

    `groups` are those that keep the highest or top it up, in the policy's order, as are the limits.
    """
    payments = [Payment(claim, claim.amount) for claim in claims]
    members: dict[str, list[Payment]] = {id_: [] for id_ in groups}
    for payment in payments:
        id_ = payment.claim.measure.group
        if id_ is not None and id_ in members:
            members[id_].append(payment)
    for id_, group in groups.items():
        _keep_highest(members[id_], group)
    for limit in limits:
        _cut(payments, limit)
    return payments


def paid_in_full(claims: Sequence[Claim], groups: Mapping[str, Group], limits: Sequence[Limit]) -> bool:
    """Whether neither a group nor a limit takes anything off: what `settle` would find, found sooner."""
    met: set[str] = set()
    total = _NOTHING
    for claim in claims:
        total += claim.amount
        id_ = claim.measure.group
        if id_ is not None and id_ in groups:
            if id_ in met or groups[id_].keep == "top_up":
                return False
            met.add(id_)
    return all(isinstance(one.maximum, Decimal) and total <= one.maximum for one in limits)


def _keep_highest(members: list[Payment], group: Group) -> None:
    if not members or (len(members) == 1 and group.keep == "highest"):
        return
    # max() gives the first of equals: on a tie the lower number is paid.
    winner = max(members, key=lambda payment: payment.claim.amount)
    paid = winner.claim
    for member in members:
        if member is not winner:
            values = {
                "group": group.label,
                "number": paid.measure.number,
                "title": paid.measure.title,
                "amount": paid.amount,
            }
            member.take_off(member.claim.amount, group.keep, "decision.group-highest", values)
    if group.keep == "top_up":
        received = group.received
        if isinstance(received, Unknown):
            winner.leave_open(received)
        else:
            off = min(paid.amount, max(received, _NOTHING))
            values = {"group": group.label, "received": received}
            winner.take_off(off, "top_up", "decision.group-top-up", values)


def _cut(payments: list[Payment], limit: Limit) -> None:
    members = [one for one in payments if one.payable and limit.covers(one.claim.measure)]
    if isinstance(limit.maximum, Unknown):
        for member in members:
            member.leave_open(limit.maximum)
        return
    total = sum((one.payable for one in members if one.payable), _NOTHING)
    excess = total - max(limit.maximum, _NOTHING)
    for member in reversed(members):
        if excess <= 0:
            return
        off = min(excess, member.payable or _NOTHING)
        excess -= off
        values = {"limit": limit.label, "maximum": limit.maximum, "total": total}
        member.take_off(off, "limit", "decision.over-limit", values)


def provisional(
    payments: Sequence[Payment],
    open_claims: Sequence[Claim],
    groups: Mapping[str, Group],
    limits: Sequence[Limit],
) -> set[str]:
    """The measures whose known payment would be another if claims that are still open were made.

    Supposed are each open claim alone and all together (an award of unknown height gives `UNBOUNDED`), and
    nothing received before in a group where what was received is unknown.
    """
    known = {one.claim.measure.id: one.payable for one in payments if one.payable is not None}
    if not known:
        return set()
    unknown_groups = [id_ for id_, group in groups.items() if isinstance(group.received, Unknown)]
    claims = [payment.claim for payment in payments]
    changed: set[str] = set()
    for supposed in _suppositions(open_claims, unknown_groups):
        added = [claim for claim in supposed if isinstance(claim, Claim)]
        cleared = {id_: replace(groups[id_], received=_NOTHING) for id_ in supposed if isinstance(id_, str)}
        all_claims = sorted([*claims, *added], key=lambda claim: claim.measure.number)
        for payment in settle(all_claims, {**groups, **cleared}, limits):
            id_ = payment.claim.measure.id
            if id_ in known and payment.payable != known[id_]:
                changed.add(id_)
    return changed


def _suppositions(claims: Sequence[Claim], groups: Sequence[str]) -> Iterable[tuple[Claim | str, ...]]:
    singles: list[Claim | str] = [*claims, *groups]
    for one in singles:
        yield (one,)
    if len(singles) > 1:
        yield tuple(singles)
