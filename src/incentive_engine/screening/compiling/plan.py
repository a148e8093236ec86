"""Policies compiled for a register: one statement, and how to read what it gives.

The statement has a row per enterprise with everything packed: the state of each condition two bits in a word, verdicts,
amounts in fen. `Plan` knows which column is what. Measures that SQL cannot express are named with the reason, and so
are, row by row, those few enterprises whose numbers only the reference evaluator tells exactly (`doubt`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from incentive_engine.decision.program import Parameters
from incentive_engine.policy.model import Policy
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.across import settle_across
from incentive_engine.screening.compiling.frames import Steps, Table
from incentive_engine.screening.compiling.packed import MeasureColumns, Plan, PolicyPlan
from incentive_engine.screening.compiling.policy import PolicyCompiler
from incentive_engine.screening.compiling.sql import Sql
from incentive_engine.screening.register import ROW, Register

__all__ = ["MeasureColumns", "Plan", "PolicyPlan", "plan"]


def plan(
    policies: Sequence[Policy],
    register: Register,
    *,
    as_of: date,
    assessment_year: int,
    parameters: Parameters | None = None,
    missing: bool = True,
) -> Plan:
    """The policies compiled for the register. `missing` asks for the bits of missing facts as well."""
    steps = Steps()
    table = Table(steps, register.main.sql)
    compiled = [
        PolicyCompiler(policy, register, table, as_of, assessment_year, parameters, missing) for policy in policies
    ]
    across = settle_across([(one.plan, one.payments) for one in compiled], table)
    wanted: dict[str, Sql] = {ROW: q.column(ROW), **{name: table.base(name) for name in ("id", "name")}}
    for place, one in enumerate(compiled):
        one.write(f"{place}", wanted, across)
    select = table.select(wanted)
    for name, step in steps.selects.items():
        select = select.with_(exp.to_identifier(name), as_=step, copy=False)
    return Plan(select, tuple(one.plan for one in compiled), as_of, assessment_year)
