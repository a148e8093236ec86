"""A population decided by the reference engine, in the table that a screening leaves behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from incentive_engine.assurance.rule_cases import failed_conditions
from incentive_engine.decision import decide
from incentive_engine.policy.model import Policy
from incentive_engine.profile import Profile
from incentive_engine.screening.results.screened import Screened

RESULTS = """CREATE TABLE {} (_row BIGINT, id VARCHAR, name VARCHAR, policy VARCHAR, measure VARCHAR, number INTEGER,
    verdict VARCHAR, gross DECIMAL(18, 2), payable DECIMAL(18, 2), provisional BOOLEAN, failed VARCHAR[], missing VARCHAR[])"""
REJECTS = 'CREATE TABLE rejects (file VARCHAR, row BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR)'


def decided(
    connection: duckdb.DuckDBPyConnection,
    profiles: Sequence[Profile],
    policies: Sequence[Policy],
    *,
    as_of: date,
    table: str = "results",
    parameters: Mapping[str, Any] | None = None,
) -> Screened:
    """Fills the table, and says how to get at the profiles behind it."""
    connection.execute(RESULTS.format(table))
    connection.execute(REJECTS.replace("TABLE", "TABLE IF NOT EXISTS"))
    rows = []
    for number, profile in enumerate(profiles):
        decision = decide(profile, policies, as_of=as_of, engine="reference", parameters=parameters)
        for policy in decision.policies:
            for one in policy.measures:
                rows.append(
                    (
                        number,
                        profile.id,
                        profile.name,
                        policy.policy.id,
                        one.id,
                        one.measure.number,
                        one.verdict.value,
                        one.gross,
                        one.payable,
                        one.provisional,
                        failed_conditions(one),
                        list(one.missing),
                    )
                )
    for start in range(0, len(rows), 1000):
        batch = rows[start : start + 1000]
        marks = ", ".join(["(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"] * len(batch))
        connection.execute(f"INSERT INTO {table} VALUES {marks}", [value for row in batch for value in row])
    return Screened(
        connection,
        tuple(policies),
        as_of,
        as_of.year - 1,
        len(profiles),
        lambda wanted: (profiles[number] for number in wanted),
        results=table,
        parameters=parameters or {},
    )


def yuan(amount: str | int) -> Decimal:
    return Decimal(amount).quantize(Decimal("0.01"))
