"""`incentive screen` of one register in files, in PostgreSQL and by Spark: the same results, those of deciding each.

Some of the enterprises are left to the reference evaluator, for which they are fetched from where the register lies;
their names are such that a careless reader would stumble; a few hold values that no profile may have.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest
from codes import code
from library_registers import Screened, copy_to_postgres, drawn_profiles
from populations import decided, register_of

from incentive_engine.policy.model import FactType
from incentive_engine.screening.backends import opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("servers")]

NAMES = ("甲 厂", '"乙"', "O'Neill, Ltd.", "丙\n丁", "a\\b", "100%", "😀")
ENTERPRISES = 300


def enterprises(policy_id: str) -> Screened:
    """Enterprises with codes, in the order of these; every list is known, as it is where there is a table for it."""
    policy, day, year, drawn = drawn_profiles(policy_id, ENTERPRISES, seed=7)
    lists = {id_ for one in drawn for id_ in one.facts if policy.vocabulary.facts[id_].type is FactType.LIST}
    profiles = [
        replace(
            one,
            id=code(number),
            name=f"{NAMES[number % len(NAMES)]}{number}",
            facts={**dict.fromkeys(lists, ()), **one.facts},
        )
        for number, one in enumerate(drawn)
    ]
    profiles.sort(key=lambda one: str(one.id))
    connection = duckdb.connect()
    return Screened(policy, day, year, register_of(profiles, [policy], connection), connection, profiles)


def tables(screened: Screened) -> dict[str, str]:
    """What to select for a table of the enterprises, and for one of each list's items."""
    main = screened.register.main
    columns = ", ".join(f'"{one.name}"' for one in main.columns.values() if one.fact.type is not FactType.LIST)
    queries = {"": f"SELECT id, name, {columns} FROM {main.sql} ORDER BY _row"}
    for fact, items in screened.register.lists.items():
        fields = ", ".join(f'items."{name}"' for name in items.columns)
        queries[fact] = f"SELECT id, {fields} FROM {items.sql} AS items JOIN {main.sql} AS main USING (_row)"
    return queries


def screen(screened: Screened, output: Path, *options: str | Path) -> list[tuple[Any, ...]]:
    """The results that the command writes."""
    days = ("--as-of", f"{screened.as_of}", "--year", f"{screened.year}")
    command = [
        sys.executable,
        "-m",
        "incentive_engine",
        "screen",
        *options,
        "-p",
        screened.policy.id,
        *days,
        "-o",
        output,
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "INCENTIVE_LANG": "zh"}
    )
    assert done.returncode == 0, done.stderr
    return duckdb.sql(f"FROM '{output}'").fetchall()


@pytest.mark.parametrize("policy", ["national/quality-sme-2022", "yanfeng/incentives-20"])
def test_a_register_has_the_same_results_wherever_it_lies(
    policy: str, postgres_dsn: str, spark_here: str, tmp_path: Path
) -> None:
    screened = enterprises(policy)
    with opened("duckdb") as embedded:
        one = screened.run(embedded, screened.register, "packed").policies[0]
    doubts = 0 if one.doubt is None else len(screened.connection.execute(f'FROM packed WHERE "{one.doubt}"').fetchall())
    assert one.beyond or doubts, "nothing is left to the reference evaluator"

    files = tmp_path / "firms.csv"
    with psycopg.connect(postgres_dsn, autocommit=True) as server:
        server.execute("DROP SCHEMA IF EXISTS 登记处 CASCADE")
        server.execute("CREATE SCHEMA 登记处")
        for fact, query in tables(screened).items():
            path = files.with_name(f"firms.{fact}.csv") if fact else files
            screened.connection.execute(f"COPY ({query}) TO '{path}' (FORMAT csv, HEADER)")
            name = f'登记处."企业_{fact}"' if fact else "登记处.企业"
            copy_to_postgres(server, screened.connection, query, name, tmp_path)

    here = screen(screened, tmp_path / "duckdb.parquet", files)
    known = {row[0] for row in here}
    assert len(known) > 0.8 * ENTERPRISES
    kept = [one for one in screened.profiles if one.id in known]
    expected = decided(kept, [screened.policy], screened.as_of, screened.year)
    assert here == [row[1:] for row in expected]
    there = screen(
        screened, tmp_path / "pg.parquet", "--backend", "postgres", "--dsn", postgres_dsn, "--table", "登记处.企业"
    )
    assert there == here
    cluster = screen(screened, tmp_path / "spark.parquet", files, "--backend", "spark", "--master", spark_here)
    assert cluster == here
