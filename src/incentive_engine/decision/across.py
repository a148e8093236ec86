"""What several policies pay for the same matter, once each is settled on its own (semantics, section 6).

Matters are settled one after the other: those of policies that hold more widely first, then by the policies' ids, so
that the order in which policies are given changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from incentive_engine.decision.model import Adjustment, MeasureDecision, PolicyDecision, Verdict
from incentive_engine.decision.settlement import UNBOUNDED
from incentive_engine.decision.verdicts import totals_of
from incentive_engine.mistakes import Mistake, Names, nearest
from incentive_engine.policy.model import Matter, Policy

Member: TypeAlias = tuple[str, str]
"""A policy's id and a measure's."""

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """A matter as far as its policies are decided together; its members widest first, then by number."""

    matter: Matter
    own: tuple[Member, ...]
    others: tuple[Member, ...]
    all: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What several policies pay for their matters, each policy settled on its own; those in `unknown` not known yet."""

    parts: Sequence[Part]
    amounts: Mapping[Member, Decimal]
    unknown: frozenset[str]

    def total(self, policy: str, payments: Mapping[str, Decimal]) -> Decimal | None:
        """What `policy` gives in all if it pays these amounts, by measure, and the others pay as they do.

        None where what another pays is unknown.
        """
        if self.unknown - {policy}:
            return None
        amounts = {member: amount for member, amount in self.amounts.items() if member[0] != policy}
        paid, _ = _settle({**amounts, **{(policy, id_): amount for id_, amount in payments.items()}}, self.parts)
        return sum((paid[policy, id_] for id_ in payments), _NOTHING)


@dataclass(frozen=True, slots=True)
class _Cut:
    """What a matter takes off a member because of what another, `cause`, pays."""

    matter: Matter
    member: Member
    amount: Decimal
    cause: Member
    paid: Decimal


def misdeclared(policies: Sequence[Policy]) -> Iterable[Mistake]:
    """What is wrong with the policies' matters: a measure that another does not have, a top-up on a narrower level."""
    known = {policy.id: policy for policy in policies}
    for policy in policies:
        for matter in policy.matters:
            for id_, measure in matter.others:
                other = known.get(id_)
                if other is None:
                    continue
                ids = [one.id for one in other.measures]
                if measure not in ids:
                    near = nearest(measure, ids) or Names(ids[:10])
                    values: dict[str, object] = {"policy": id_, "measure": measure, "nearest": near}
                    yield Mistake(matter.place, "decision.matter-unknown-measure", values)
                if matter.keep == "top_up" and len(other.regions) > len(policy.regions):
                    values = {"label": matter.label, "policy": id_, "region": other.region}
                    yield Mistake(matter.place, "decision.matter-from-below", values)


def settle_across(decided: Sequence[PolicyDecision]) -> tuple[PolicyDecision, ...]:
    """The policies' decisions with what their matters take off; as they are where none concerns two of them."""
    parts = parts_of([one.policy for one in decided]) if any(one.policy.matters for one in decided) else ()
    if not parts:
        return tuple(decided)
    concerned = {member for part in parts for member in part.all}
    measures = {
        member: (policy.policy, one)
        for policy in decided
        for one in policy.measures
        if (member := (policy.policy.id, one.id)) in concerned
    }
    amounts = {member: one.payable for member, (_, one) in measures.items() if one.payable is not None}
    settled, cuts = _settle(amounts, parts)
    uncertain = _provisional(measures, amounts, settled, parts)
    changes: dict[Member, list[Adjustment]] = {}
    for cut in cuts:
        changes.setdefault(cut.member, []).append(_adjustment(cut, *measures[cut.cause]))
    granted = [(id_, one) for (id_, _), (_, one) in measures.items() if one.verdict is Verdict.ELIGIBLE]
    beside = Beside(parts, amounts, frozenset(id_ for id_, one in granted if one.payable is None))
    together = {id_ for id_, _ in concerned}
    return tuple(
        _with(policy, settled, changes, uncertain, beside if policy.policy.id in together else None)
        for policy in decided
    )


def parts_of(policies: Iterable[Policy]) -> list[Part]:
    """The matters that concern at least two of the policies, in the order in which they are settled."""
    widest_first = sorted(policies, key=lambda policy: (len(policy.regions), policy.id))
    order = {
        (policy.id, measure.id): (place, measure.number)
        for place, policy in enumerate(widest_first)
        for measure in policy.measures
    }
    parts = []
    for policy in widest_first:
        for matter in policy.matters:
            own = sorted(((policy.id, id_) for id_ in matter.measures), key=order.__getitem__)
            others = sorted((one for one in matter.others if one in order), key=order.__getitem__)
            if others:
                every = sorted({*own, *others}, key=order.__getitem__)
                parts.append(Part(matter, tuple(own), tuple(others), tuple(every)))
    return parts


def _settle(amounts: Mapping[Member, Decimal], parts: Iterable[Part]) -> tuple[dict[Member, Decimal], list[_Cut]]:
    """What is paid of the amounts, which hold the members whose amount is known, and what is taken off."""
    paid = dict(amounts)
    cuts: list[_Cut] = []

    def take_off(part: Part, member: Member, most: Decimal, cause: Member, given: Decimal) -> Decimal:
        off = min(most, paid[member])
        if off > 0:
            paid[member] -= off
            cuts.append(_Cut(part.matter, member, off, cause, given))
        return off

    for part in parts:
        if part.matter.keep == "highest":
            members = [member for member in part.all if member in paid]
            # max() gives the first of equals: on a tie the wider level pays.
            winner = max(members, key=paid.__getitem__, default=None)
            for member in members:
                if winner is not None and member != winner:
                    take_off(part, member, paid[member], winner, paid[winner])
        else:
            for other in part.others:
                rest = given = paid.get(other, _NOTHING)
                for member in reversed(part.own):  # off the last measures first, as a yearly ceiling
                    if member in paid:
                        rest -= take_off(part, member, rest, other, given)
    return paid, cuts


def _provisional(
    measures: Mapping[Member, tuple[Policy, MeasureDecision]],
    amounts: Mapping[Member, Decimal],
    settled: Mapping[Member, Decimal],
    parts: Sequence[Part],
) -> set[Member]:
    """The members that would be paid otherwise if what is still open turned out otherwise.

    Supposed are each open measure granted (one of unknown height gives `UNBOUNDED`), each provisional one reduced to
    nothing, all of the former, all of the latter, and everything together.
    """
    open_ = {member: _height(one) for member, (_, one) in measures.items() if one.payable is None}
    reduced = {member: _NOTHING for member, (_, one) in measures.items() if one.provisional}
    singles = [{member: amount} for member, amount in (open_ | reduced).items()]
    changed: set[Member] = set()
    for supposed in [*singles, open_, reduced, open_ | reduced]:
        paid, _ = _settle({**amounts, **supposed}, parts)
        changed |= {member for member, amount in settled.items() if member not in supposed and paid[member] != amount}
    return changed


def _height(decision: MeasureDecision) -> Decimal:
    return UNBOUNDED if decision.potential is None else decision.potential


def _adjustment(cut: _Cut, policy: Policy, other: MeasureDecision) -> Adjustment:
    values = {
        "matter": cut.matter.label,
        "policy": policy.short_title or policy.title,
        "number": other.measure.number,
        "title": other.measure.title,
        "amount": cut.paid,
    }
    code = "decision.across-highest" if cut.matter.keep == "highest" else "decision.across-top-up"
    return Adjustment("across", -cut.amount, code, values, cut.matter)


def _with(
    policy: PolicyDecision,
    settled: Mapping[Member, Decimal],
    changes: Mapping[Member, Sequence[Adjustment]],
    uncertain: set[Member],
    beside: Beside | None,
) -> PolicyDecision:
    measures = []
    for one in policy.measures:
        member = (policy.policy.id, one.id)
        if member in changes or member in uncertain:
            one = replace(
                one,
                payable=settled[member],
                adjustments=(*one.adjustments, *changes.get(member, ())),
                provisional=one.provisional or member in uncertain,
            )
        if beside and one.verdict is Verdict.UNDETERMINED and one.trail is not None:
            one = replace(one, trail=replace(one.trail, beside=beside))
        measures.append(one)
    return replace(policy, measures=tuple(measures), totals=totals_of(measures))
