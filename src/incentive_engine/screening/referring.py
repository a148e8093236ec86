"""What SQL leaves to the reference evaluator: some measures for every enterprise, some enterprises for every measure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from incentive_engine.decision.deciding import decide
from incentive_engine.decision.failed import failed_conditions
from incentive_engine.decision.model import Decision
from incentive_engine.decision.program import Parameters
from incentive_engine.profile.model import Profile
from incentive_engine.screening.compiling.plan import Plan

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 10_000
"""How many enterprises are decided between two writes."""

COLUMNS = (
    "_row BIGINT, id VARCHAR, name VARCHAR, policy VARCHAR, measure VARCHAR, number INTEGER, verdict VARCHAR, "
    "gross DECIMAL(18,2), payable DECIMAL(18,2), provisional BOOLEAN, failed VARCHAR[], missing VARCHAR[]"
)
"""The columns of results, as a table has them."""


@dataclass(frozen=True, slots=True)
class Referred:
    """What of a policy went to the reference evaluator: measures for all enterprises, and how many enterprises whole."""

    measures: tuple[str, ...]
    enterprises: int


def refer(
    plan: Plan,
    connection: DuckDBPyConnection,
    packed: str,
    profiles: Callable[[Sequence[int]], Iterable[Profile]],
    parameters: Parameters | None,
    into: str,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Referred]:
    """Decide what SQL left open, into the table `into` with the columns of results; what went there, by policy."""
    connection.execute(f'CREATE OR REPLACE TABLE "{into}" ({COLUMNS})')
    doubtful: dict[str, set[int]] = {}
    for one in plan.policies:
        found: set[int] = set()
        if one.doubt is not None:
            found = {
                row for (row,) in connection.execute(f'SELECT _row FROM "{packed}" WHERE "{one.doubt}"').fetchall()
            }
        doubtful[one.policy.id] = found
    beyond = any(one.beyond for one in plan.policies)
    if beyond:
        rows = [row for (row,) in connection.execute(f'SELECT _row FROM "{packed}" ORDER BY _row').fetchall()]
    else:
        rows = sorted(set().union(*doubtful.values()))
    policies = [one.policy for one in plan.policies]
    for start in range(0, len(rows), AT_ONCE):
        batch = rows[start : start + AT_ONCE]
        found_rows: list[tuple[Any, ...]] = []
        for row, profile in zip(batch, profiles(batch), strict=True):
            decision = decide(
                profile,
                policies,
                as_of=plan.as_of,
                assessment_year=plan.assessment_year,
                parameters=parameters,
                engine="reference",
            )
            found_rows += _kept(plan, decision, row, doubtful)
        _insert(connection, into, found_rows)
        if progress is not None:
            progress(min(start + AT_ONCE, len(rows)), len(rows))
    return {
        one.policy.id: Referred(tuple(one.beyond), len(doubtful[one.policy.id]))
        for one in plan.policies
        if one.beyond or doubtful[one.policy.id]
    }


def _kept(plan: Plan, decision: Decision, row: int, doubtful: dict[str, set[int]]) -> Iterator[tuple[Any, ...]]:
    for one in plan.policies:
        whole = row in doubtful[one.policy.id]
        for measure in decision.policy(one.policy.id).measures:
            if whole or measure.id in one.beyond:
                yield (
                    row,
                    decision.profile.id,
                    decision.profile.name,
                    one.policy.id,
                    measure.id,
                    measure.measure.number,
                    measure.verdict.value,
                    measure.gross,
                    measure.payable,
                    measure.provisional,
                    failed_conditions(measure),
                    list(measure.missing),
                )


def _insert(connection: DuckDBPyConnection, into: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        insert(connection, into, rows)


def insert(connection: DuckDBPyConnection, into: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """Append rows to a table, all at once: DuckDB takes them faster as one text than one by one."""
    described = connection.execute(f'DESCRIBE "{into}"').fetchall()
    shape = json.dumps([{name: type_ for name, type_, *_ in described}])
    names = [name for name, *_ in described]
    text = json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, default=str)
    connection.execute(f'INSERT INTO "{into}" SELECT unnest(from_json(?, ?), recursive := true)', [text, shape])
