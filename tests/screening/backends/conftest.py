"""The three backends over the same random rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import duckdb
import psycopg
import pytest
from three_engines import ROWS, TYPES, Engines, some_rows

from incentive_engine.screening.backends import opened
from incentive_engine.screening.register import Register, Relation


@pytest.fixture(scope="module")
def engines(spark_master: str, postgres_dsn: str) -> Iterator[Engines]:
    """The same rows in DuckDB, in PostgreSQL and on a Spark cluster."""
    connection = duckdb.connect()
    rows = list(some_rows(20210331, ROWS))
    columns = ", ".join(f'"{name}" {kind}' for name, kind in TYPES.items())
    connection.execute(f"CREATE TABLE rows ({columns})")
    values = [tuple(row.values()) for row in rows]
    connection.executemany(f"INSERT INTO rows VALUES ({', '.join('?' * len(TYPES))})", values)
    with psycopg.connect(postgres_dsn, autocommit=True) as server, server.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS random_rows")
        cursor.execute(f"CREATE TABLE random_rows ({columns})")
        with cursor.copy("COPY random_rows FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    register = Register(Relation("rows", {}), ROWS)
    with ExitStack() as opens:
        made = Engines(connection, rows)
        for dialect in ("duckdb", "postgres", "spark"):
            backend = opens.enter_context(opened(dialect, master=spark_master, dsn=postgres_dsn))
            assert backend.dialect == dialect
            made.backends[dialect] = backend
            made.relations[dialect] = "random_rows"
            if dialect != "postgres":
                made.relations[dialect] = backend.attach(register, connection).main.sql
        yield made
