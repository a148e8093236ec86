"""Where the SQL of a screening runs: DuckDB in this process, an Apache Spark cluster, a PostgreSQL server.

Every backend runs the same statement, each in its own dialect, and leaves the rows as a table of the local DuckDB.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from sqlglot import exp

    from incentive_engine.screening.register import Register


class Backend(Protocol):
    """An engine that screens a register."""

    dialect: str
    """In which dialect `dialects.written` says a statement to it."""

    def attach(self, register: Register, connection: DuckDBPyConnection) -> Register:
        """The register as the engine reads it: the same rows and columns, in relations of its own dialect.

        `register` is in the DuckDB of `connection`, or in the engine already. Raises InputError.
        """
        ...

    def run(self, statement: exp.Expr, connection: DuckDBPyConnection, into: str) -> None:
        """Run the statement where the register is; its rows are a new table `into` of the DuckDB of `connection`.

        Integers come as INTEGER or BIGINT, WIDE ones as HUGEINT or DECIMAL(38, 0); the order of the rows is not kept.
        Raises InputError when the engine fails.
        """
        ...


@contextmanager
def opened(name: str, *, master: str = "local[*]", dsn: str = "", folder: Path | None = None) -> Iterator[Backend]:
    """The backend `duckdb`, `spark` (at its `master`) or `postgres` (at its `dsn`), which lives as long as the `with`.

    `folder` is where Spark and this process hand each other tables; every machine of the cluster must see it. Without
    one it is temporary. Raises InputError for an extra that is not installed, and for servers that cannot be reached.
    """
    if name == "spark":
        from incentive_engine.screening.backends.spark import spark

        with spark(master, folder) as backend:
            yield backend
    elif name == "postgres":
        from incentive_engine.screening.backends.postgres import postgres

        with postgres(dsn) as backend:
            yield backend
    else:
        from incentive_engine.screening.backends.embedded import DuckDBBackend

        yield DuckDBBackend()
