"""Each policy of the library gives the same answers in DuckDB, in PostgreSQL and in Spark, row by row.

What is compared is all that a screening computes: verdicts, amounts, the state of each condition, what is missing,
which rows are left to the reference evaluator. INCENTIVE_SAME_ANSWERS is how many enterprises each policy is given.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from library_registers import POLICIES, drawn, in_postgres

from incentive_engine.screening.backends import Backend, opened

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("servers")]

ENTERPRISES = int(os.environ.get("INCENTIVE_SAME_ANSWERS", "5000"))
SEED = 20210331


@pytest.fixture(scope="module")
def cluster(spark_master: str) -> Iterator[Backend]:
    """A Spark cluster of two workers."""
    with opened("spark", master=spark_master) as backend:
        yield backend


@pytest.mark.parametrize("policy", POLICIES)
def test_a_policy_gives_the_same_answers_everywhere(
    policy: str, cluster: Backend, postgres_dsn: str, tmp_path: Path
) -> None:
    screened = drawn(policy, ENTERPRISES, SEED)
    with opened("duckdb") as embedded:
        screened.run(embedded, screened.register, "duckdb")
    register = in_postgres(screened, postgres_dsn, tmp_path)
    with opened("postgres", dsn=postgres_dsn) as database:
        screened.run(database, register, "postgres")
    screened.run(cluster, cluster.attach(screened.register, screened.connection), "spark")
    rows = screened.connection.execute("SELECT count(*) FROM duckdb").fetchall()
    assert rows == [(ENTERPRISES,)]
    assert screened.differing("duckdb", "postgres") == 0
    assert screened.differing("duckdb", "spark") == 0
