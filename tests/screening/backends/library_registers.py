"""Enterprises drawn from the rule cases of each policy of the library, where each of the three engines finds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import psycopg
from perturbed_cases import Mixed
from populations import register_of

from incentive_engine import load_policy
from incentive_engine.policy.cases import Case, RuleCases, load_cases
from incentive_engine.policy.model import Policy
from incentive_engine.profile.facts import read_facts
from incentive_engine.profile.model import Profile
from incentive_engine.screening.backends import Backend
from incentive_engine.screening.compiling.plan import Plan, plan
from incentive_engine.screening.register import Register, Relation

RULES = Path(__file__).parents[3] / "rules"
POLICIES = sorted(str(path.parent.relative_to(RULES)) for path in RULES.glob("*/*/policy.yaml"))


@dataclass(frozen=True, eq=False)
class Screened:
    """A register of enterprises in a DuckDB, and the policy and days by which they are screened."""

    policy: Policy
    as_of: date
    year: int
    register: Register
    connection: duckdb.DuckDBPyConnection
    profiles: Sequence[Profile] = ()

    def run(self, backend: Backend, register: Register, into: str) -> Plan:
        """What the backend makes of the register that it has attached, as the table `into`."""
        made = plan([self.policy], register, as_of=self.as_of, assessment_year=self.year)
        self.connection.execute(f'DROP TABLE IF EXISTS "{into}"')
        backend.run(made.statement, self.connection, into)
        return made

    def differing(self, one: str, other: str) -> int:
        """How many rows only one of two tables has."""
        sides = (f"SELECT count(*) FROM (FROM {a} EXCEPT ALL FROM {b})" for a, b in ((one, other), (other, one)))
        return sum(self.connection.execute(side).fetchall()[0][0] for side in sides)


def drawn(policy_id: str, count: int, seed: int) -> Screened:
    """So many enterprises of a policy, in a register of their own."""
    policy, day, year, profiles = drawn_profiles(policy_id, count, seed)
    connection = duckdb.connect()
    return Screened(policy, day, year, register_of(profiles, [policy], connection), connection)


def drawn_profiles(policy_id: str, count: int, seed: int) -> tuple[Policy, date, int, list[Profile]]:
    """Enterprises mixed from the facts of a policy's cases; the day and year for which most of them are decided."""
    policy = load_policy(policy_id)
    pools: dict[tuple[date, int], list[Mapping[str, Any]]] = {}
    for path in sorted((RULES / policy_id / "cases").glob("*.yaml")):
        cases = load_cases(path)
        for case in cases.cases:
            year = case.as_of.year - 1 if case.assessment_year is None else case.assessment_year
            pools.setdefault((case.as_of, year), []).append(_facts(cases, case))
    day, year = max(pools, key=lambda one: len(pools[one]))
    facts = {id_: fact for id_, fact in policy.vocabulary.facts.items() if fact.formula is None}
    mixed, random = Mixed(facts, pools[day, year]), Random(seed)
    return policy, day, year, [mixed.profile(random, number) for number in range(count)]


def _facts(cases: RuleCases, case: Case) -> Mapping[str, Any]:
    """What a case states, and what its file states for all of them."""
    vocabulary = cases.policy.vocabulary
    own = read_facts(case.facts, vocabulary, cases.document, (*case.path, "facts"))
    base = read_facts(cases.base, vocabulary, cases.document, ("base",))
    named = {fact.id for fact in map(vocabulary.named, case.facts) if fact}
    return {**{id_: value for id_, value in base.items() if id_ not in named}, **own}


def in_postgres(screened: Screened, dsn: str, folder: Path) -> Register:
    """The register, copied into tables of a PostgreSQL database."""
    register, schema = screened.register, "drawn"
    with psycopg.connect(dsn, autocommit=True) as server:
        server.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        server.execute(f"CREATE SCHEMA {schema}")

        def copied(relation: Relation, name: str) -> Relation:
            table = f'{schema}."{name}"'
            copy_to_postgres(server, screened.connection, f"SELECT * FROM {relation.sql}", table, folder)
            return replace(relation, sql=table)

        return replace(
            register,
            main=copied(register.main, "main"),
            lists={fact: copied(relation, fact) for fact, relation in register.lists.items()},
        )


def copy_to_postgres(
    server: psycopg.Connection[Any], connection: duckdb.DuckDBPyConnection, query: str, table: str, folder: Path
) -> None:
    """The rows of a query of DuckDB as a new table of PostgreSQL."""
    kinds = {"VARCHAR": 'text COLLATE "C"'}
    described = connection.execute(f"DESCRIBE {query}").fetchall()
    types = ", ".join(f'"{column}" {kinds.get(kind, kind)}' for column, kind, *_ in described)
    server.execute(f"CREATE TABLE {table} ({types})")  # type: ignore[arg-type]  # no literal
    path = folder / "rows.csv"
    connection.execute(f"COPY ({query}) TO '{path}' (FORMAT csv, HEADER false)")
    command = f"COPY {table} FROM STDIN (FORMAT csv)"
    with server.cursor() as cursor, path.open("rb") as file, cursor.copy(command) as copy:  # type: ignore[arg-type]
        while block := file.read(1 << 20):
            copy.write(block)
    path.unlink()
    server.execute(f"ANALYZE {table}")  # type: ignore[arg-type]
