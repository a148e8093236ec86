"""Screening: what each of a population's enterprises gets of each measure, as `decide` would say, all at once.

The statement runs in a backend and leaves a packed table; what it cannot tell exactly is decided one enterprise at a
time; both together are the table `results` of the DuckDB connection (policy format, section 5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from incentive_engine.decision.across import misdeclared
from incentive_engine.decision.program import Parameters
from incentive_engine.mistakes import InputError
from incentive_engine.policy.model import Policy
from incentive_engine.screening.backends import Backend
from incentive_engine.screening.compiling.plan import Plan, plan
from incentive_engine.screening.referring import Profiles, Progress, Referred, refer
from incentive_engine.screening.register import Register
from incentive_engine.screening.unpacking import unpack

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PACKED, RESULTS = "packed", "results"


@dataclass(frozen=True, eq=False)
class Screening:
    """What a screening did: the plan that ran, and what went to the reference evaluator, by policy."""

    plan: Plan
    referred: Mapping[str, Referred]
    packed: str = PACKED
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

    `backend` has the register's relations attached; `profiles` gives single enterprises to the reference evaluator,
    `progress` is told how many of how many of these are done. Up to `processes` processes decide them; they are
    spawned, so a script that asks for more than one starts under `if __name__ == "__main__"`. Raises InputError for
    policies whose matters do not fit together, and when the backend fails.
    """
    mistakes = list(misdeclared(policies)) if len(policies) > 1 else []
    if mistakes:
        raise InputError(mistakes)
    made = plan(policies, register, as_of=as_of, assessment_year=assessment_year, parameters=parameters)
    packed = f"{results}_{PACKED}"
    connection.execute(f'DROP TABLE IF EXISTS "{packed}"')
    backend.run(made.statement, connection, packed)
    left = f"{results}_referred"
    referred = refer(made, connection, packed, profiles, parameters, left, processes=processes, progress=progress)
    unpack(made, connection, packed, left, results)
    return Screening(made, referred, packed, results)
