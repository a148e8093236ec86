"""The default backend: the DuckDB in this process, in which the register is already."""

from __future__ import annotations

from duckdb import DuckDBPyConnection, Error
from sqlglot import exp

from incentive_engine.screening.backends.dialects import written
from incentive_engine.screening.backends.failures import failure, first_line
from incentive_engine.screening.register import Register


class DuckDBBackend:
    """DuckDB in this process."""

    dialect = "duckdb"

    def attach(self, register: Register, connection: DuckDBPyConnection) -> Register:
        """The register as it is: `connection` holds it."""
        del connection
        return register

    def run(self, statement: exp.Expr, connection: DuckDBPyConnection, into: str) -> None:
        """Run the statement; its rows are the new table `into`."""
        try:
            connection.execute(f"CREATE TABLE {named(into)} AS {written(statement, self.dialect)}")
        except Error as error:
            raise failure("DuckDB", "backends.duckdb-failed", message=first_line(error)) from error


def named(name: str) -> str:
    """A name as DuckDB and PostgreSQL quote it."""
    return '"' + name.replace('"', '""') + '"'


def quoted(text: str) -> str:
    """A text as DuckDB and PostgreSQL quote it."""
    return "'" + text.replace("'", "''") + "'"
