"""Screening: what each of a population's enterprises gets of each measure, as `decide` would say, all at once.

The statement runs in a backend and leaves a packed table; what it cannot tell exactly is decided one enterprise at a
time; both together are the table `results` of the DuckDB connection (policy format, section 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from incentive_engine.decision.across import misdeclared
from incentive_engine.decision.program import Parameters
from incentive_engine.mistakes import InputError
from incentive_engine.policy.model import Policy
from incentive_engine.screening.backends import Backend
from incentive_engine.screening.compiling.plan import Plan, plan
from incentive_engine.screening.referring import COLUMNS, Profiles, Progress, Referred, refer
from incentive_engine.screening.register import ROW, Register, Relation
from incentive_engine.screening.unpacking import unpack

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RESULTS = "results"

AT_ONCE = 250_000
"""How many enterprises DuckDB decides at once."""


@dataclass(frozen=True, eq=False)
class Screening:
    """What a screening did: the plan that ran, and what went to the reference evaluator, by policy."""

    plan: Plan
    referred: Mapping[str, Referred]
    results: str = RESULTS


def screen(
    policies: Sequence[Policy],
    register: Register,
    connection: DuckDBPyConnection,
    profiles: Profiles,
    *,
    backend: Backend,
    as_of: date,
    assessment_year: int,
    parameters: Parameters | None = None,
    results: str = RESULTS,
    processes: int = 1,
    progress: Progress | None = None,
) -> Screening:
    """Screen the register by the policies: the table `results` of the connection.

    `backend` has the register's relations attached; `profiles` gives single enterprises to the reference evaluator. Up
    to `processes` processes decide them; they are spawned, so a script that asks for more than one starts under
    `if __name__ == "__main__"`. `progress` is told how many of how many enterprises are decided. Raises InputError for
    policies whose matters do not fit together, and when the backend fails.
    """
    mistakes = list(misdeclared(policies)) if len(policies) > 1 else []
    if mistakes:
        raise InputError(mistakes)
    whole = backend.dialect == "duckdb" and register.rows > AT_ONCE
    parts = list(parts_of(register)) if whole else [register]
    connection.execute(f'CREATE OR REPLACE TABLE "{results}" ({COLUMNS})')
    packed, left, part_of = f"{results}_packed", f"{results}_referred", f"{results}_part"
    found: dict[str, Referred] = {}
    made: Plan | None = None
    done = told = 0

    def tell(some: int, of: int) -> None:
        nonlocal told
        now = done + part.rows * some // of
        if progress is not None and now > told:
            progress(now, register.rows)
            told = now

    for part in parts:
        made = plan(policies, part, as_of=as_of, assessment_year=assessment_year, parameters=parameters)
        connection.execute(f'DROP TABLE IF EXISTS "{packed}"')
        backend.run(made.statement, connection, packed)
        referred = refer(made, connection, packed, profiles, parameters, left, processes=processes, progress=tell)
        unpack(made, connection, packed, left, part_of)
        connection.execute(f'INSERT INTO "{results}" FROM "{part_of}"')
        for id_, one in referred.items():
            found[id_] = Referred(one.measures, one.enterprises + (found[id_].enterprises if id_ in found else 0))
        tell(1, 1)
        done += part.rows
    for table in (packed, left, part_of):
        connection.execute(f'DROP TABLE IF EXISTS "{table}"')
    assert made is not None  # noqa: S101 - there is a part, if of nobody
    return Screening(made, found, results)


def parts_of(register: Register) -> Iterator[Register]:
    """The register in parts of so many enterprises that a part fits into memory with all that is computed of it."""
    for first in range(0, register.rows, AT_ONCE):
        where = f"WHERE {ROW} >= {first} AND {ROW} < {first + AT_ONCE}"

        def some(relation: Relation, where: str = where) -> Relation:
            return replace(relation, sql=f"(SELECT * FROM {relation.sql} {where})")

        lists = {id_: some(one) for id_, one in register.lists.items()}
        rows = min(AT_ONCE, register.rows - first)
        yield replace(register, main=some(register.main), rows=rows, lists=lists)
