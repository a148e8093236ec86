"""What several policies pay for the same matter, in SQL: `decision.across` is the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from incentive_engine.decision.across import Member, parts_of
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.frames import Table
from incentive_engine.screening.compiling.settling import Payment
from incentive_engine.screening.compiling.sql import Sql

if TYPE_CHECKING:
    from incentive_engine.screening.compiling.plan import PolicyPlan


@dataclass(frozen=True, eq=False)
class Settled:
    """What is payable after all matters."""

    payable: Sql


def settle_across(policies: Sequence[tuple[PolicyPlan, Mapping[str, Payment]]], table: Table) -> Mapping[Any, Any]:
    """The members of matters with what is payable then; under (policy, "") the rows in doubt."""
    payments = {(plan.policy.id, id_): payment for plan, paid in policies for id_, payment in paid.items()}
    parts = parts_of([plan.policy for plan, _ in policies]) if len(policies) > 1 else []
    result: dict[Any, Any] = {}
    amounts: dict[Member, Sql] = {}
    for part in parts:
        missing = [member for member in part.all if member not in payments]
        for policy, measure in missing:
            plan = next(plan for plan, _ in policies if plan.policy.id == policy)
            if plan.policy.measure(measure) and measure in plan.beyond:
                _leave_all(part.all, policies, plan.beyond[measure])
        members = [member for member in part.all if member in payments]
        before = {member: amounts.get(member, payments[member].payable) for member in members}
        amounts.update(
            _highest(members, before, table) if part.matter.keep == "highest" else _top_up(part, before, table)
        )
        for policy in {policy for policy, _ in members}:
            result.setdefault((policy, ""), []).append(_doubt(members, payments))
    for member, payable in amounts.items():
        result[member] = Settled(payable)
    return result


def _leave_all(members: Sequence[Member], policies: Sequence[tuple[PolicyPlan, Any]], error: BeyondSqlError) -> None:
    for plan, _ in policies:
        for policy, measure in members:
            if policy == plan.policy.id and plan.policy.measure(measure).award.amount is not None:
                plan.beyond.setdefault(measure, error)


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


def _top_up(part: Any, before: Mapping[Member, Sql], table: Table) -> dict[Member, Sql]:
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
