"""A population decided by the reference engine, in the table that a screening leaves behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
from populations import decided as decided_one_by_one

from incentive_engine.policy.model import Policy
from incentive_engine.profile import Profile
from incentive_engine.screening.results.screened import Screened

RESULTS = """CREATE TABLE {} (
    _row BIGINT, id VARCHAR, name VARCHAR, policy VARCHAR, measure VARCHAR, number INTEGER,
    verdict VARCHAR, gross DECIMAL(18, 2), payable DECIMAL(18, 2), provisional BOOLEAN,
    failed VARCHAR[], missing VARCHAR[])"""
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
    rows = decided_one_by_one(profiles, policies, as_of, as_of.year - 1, parameters)
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


def firm(number: int, name: str, **facts: Any) -> Profile:
    """A firm by its facts; None is unknown, integers are exact."""
    known = {id_: Decimal(one) if type(one) is int else one for id_, one in facts.items() if one is not None}
    return Profile(f"91430406MA{number:08d}", name, known)


DAY = date(2021, 3, 31)
FIRMS = [
    firm(0, "甲电缆", home="示例区", sales=20_000_000, research=100_000, certified=True, listed=False, score=90),
    firm(1, "乙仪表", home="示例区", sales=9_000_000, research=333_333, certified=False, listed=False, score=85),
    firm(2, "丙食品", home="示例区", sales=9_900_000, research=0, certified=False, listed=True, score=60),
    firm(3, "丁材料", home="外地", sales=9_000_000, research=50_000, certified=True, listed=True, score=95),
    firm(4, "戊软件", home="示例区", sales=None, research=70_001, certified=True, listed=None, score=None),
    firm(5, "己环保", home="示例区", sales=30_000_000, research=None, certified=True, listed=False, score=70),
]
"""甲 gets all but the expert's measure;
乙 lacks a certificate and sales; 丙 is nearest to the sales; 丁 is elsewhere."""
