"""What several policies pay for the same matter, in SQL: `decision.across` is the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from incentive_engine.decision.across import Member, Part, parts_of
from incentive_engine.policy.model import Measure
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.frames import Table
from incentive_engine.screening.compiling.settling import Payment
from incentive_engine.screening.compiling.sql import Sql

if TYPE_CHECKING:
    from incentive_engine.screening.compiling.plan import PolicyPlan


@dataclass(frozen=True, eq=False)
class Across:
    """What is payable to the members of matters after all of them, and, by policy, where rows are in doubt."""

    payable: Mapping[Member, Sql]
    doubts: Mapping[str, Sequence[Sql]]


def settle_across(policies: Sequence[tuple[PolicyPlan, Mapping[str, Payment]]], table: Table) -> Across:
    """Settle the matters between policies, given what each pays on its own.

    The members of a matter one of whose measures is beyond SQL are so too.
    """
    payments = {(plan.policy.id, id_): payment for plan, paid in policies for id_, payment in paid.items()}
    plans = {plan.policy.id: plan for plan, _ in policies}
    payable: dict[Member, Sql] = {}
    doubts: dict[str, list[Sql]] = {}
    for part in parts_of([plan.policy for plan, _ in policies]) if len(policies) > 1 else ():
        for policy, measure in part.all:
            if measure in plans[policy].beyond:
                _leave_others(part.all, plans, plans[policy].policy.measure(measure))
        members = [member for member in part.all if member in payments]
        before = {member: payable.get(member, payments[member].payable) for member in members}
        if part.matter.keep == "highest":
            payable.update(_highest(members, before, table))
        else:
            payable.update(_top_up(part, before, table))
        for policy in {policy for policy, _ in members}:
            doubts.setdefault(policy, []).append(_doubt(members, payments))
    return Across(payable, doubts)


def _leave_others(members: Sequence[Member], plans: Mapping[str, PolicyPlan], cause: Measure) -> None:
    for policy, id_ in members:
        if plans[policy].policy.measure(id_).award.amount is not None:
            plans[policy].beyond.setdefault(id_, BeyondSqlError("screening.settled-with", measure=cause.title))


def _known(amount: Sql) -> Sql:
    return q.coalesced(amount, q.integer(0))


def _highest(members: Sequence[Member], before: Mapping[Member, Sql], table: Table) -> dict[Member, Sql]:
    result = {}
    for place, member in enumerate(members):
        mine = before[member]
        beaten = [
            q.both((q.is_known(before[other]), q.compared(">=" if at < place else ">", before[other], mine)))
            for at, other in enumerate(members)
            if other != member
        ]
        result[member] = table.let(q.case([(q.is_null(mine), q.NULL), (q.holds(q.any_of(beaten)), q.integer(0))], mine))
    return result


def _top_up(part: Part, before: Mapping[Member, Sql], table: Table) -> dict[Member, Sql]:
    result = dict(before)
    for other in part.others:
        if other not in before:
            continue
        rest = _known(result[other])
        for member in reversed(part.own):
            if member not in result:
                continue
            mine = result[member]
            off = table.let(q.case([(q.compared("<", _known(mine), rest), _known(mine))], rest))
            result[member] = table.let(q.minus(mine, off))
            rest = table.let(q.minus(rest, off))
    return result


def _doubt(members: Sequence[Member], payments: Mapping[Member, Payment]) -> Sql:
    """Whether something open or provisional could change what another member is paid."""
    open_ = q.any_of(
        q.any_of((q.is_null(payments[member].payable), payments[member].provisional)) for member in members
    )
    some = q.any_of(q.holds(q.compared(">", payments[member].payable, q.integer(0))) for member in members)
    return q.both((open_, some))
