"""PostgreSQL: the register stays in its database, which screens it next to where it lies and is never written to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias

from duckdb import DuckDBPyConnection
from sqlglot import exp

from incentive_engine.screening.backends.dialects import DIGITS, written
from incentive_engine.screening.backends.embedded import named, quoted
from incentive_engine.screening.backends.failures import failure, first_line
from incentive_engine.screening.register import Register

if TYPE_CHECKING:
    from psycopg import Connection, Error

_RULES = (
    "SET default_transaction_read_only = on",
    "SET TimeZone = 'UTC'",
    "SET DateStyle = 'ISO'",
    "SET jit = off",  # compiling thousands of expressions takes longer than computing them
)
_PATIENCE = 10
"""Seconds that the server may take to answer a connection."""

_BATCH = 64 << 20
"""Bytes of rows that wait on disk before DuckDB takes them."""

_TEXT = "VARCHAR"
_TYPES = {
    "bool": "BOOLEAN",
    "int2": "SMALLINT",
    "int4": "INTEGER",
    "int8": "BIGINT",
    "text": _TEXT,
    "varchar": _TEXT,
    "date": "DATE",
}
"""What columns of a result are in DuckDB; NUMERIC(p, s) is DECIMAL(p, s)."""

Columns: TypeAlias = dict[str, str]
"""The columns of a result, by name, and their types in DuckDB."""


@contextmanager
def postgres(dsn: str) -> Iterator[PostgresBackend]:
    """The backend at a dsn (a URI or `key=value …`; libpq's variables and files fill in what it leaves open).

    One REPEATABLE READ, READ ONLY transaction: all statements see the register as it was at the first. Raises
    InputError for an extra that is not installed, a dsn that is none, and a server that cannot be reached.
    """
    try:
        import psycopg
    except ImportError as error:
        raise failure("--backend postgres", "backends.not-installed", module=error.name, extra="postgres") from error
    try:
        connection = psycopg.connect(
            dsn, autocommit=True, connect_timeout=_PATIENCE, application_name="incentive-engine", client_encoding="utf8"
        )
    except psycopg.Error as error:  # what libpq says names host, port, user and database, no password
        raise failure("--dsn", "backends.postgres-connect", message=first_line(error)) from error
    with connection:
        with said():
            for rule in _RULES:
                connection.execute(rule)
            connection.autocommit = False
            connection.read_only = True
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        yield PostgresBackend(connection)
        connection.rollback()


class PostgresBackend:
    """A read-only transaction in a PostgreSQL database."""

    dialect = "postgres"

    def __init__(self, server: Connection[Any]) -> None:
        self.server = server
        """The session with the server, in its transaction."""

    def attach(self, register: Register, connection: DuckDBPyConnection) -> Register:
        """The register as it is: it is described by `postgres_register` and read where it lies."""
        del connection
        return register

    def run(self, statement: exp.Expr, connection: DuckDBPyConnection, into: str) -> None:
        """Run the statement in the database; its rows stream into the new table `into`."""
        text = written(statement, self.dialect)
        with said(), self.server.transaction():  # a savepoint: what fails leaves the transaction as it was
            columns = self._columns(text)
            connection.execute(
                f"CREATE TABLE {named(into)} ({', '.join(f'{named(name)} {kind}' for name, kind in columns.items())})"
            )
            with TemporaryDirectory(prefix="screening-") as folder:
                for file in self._files(text, columns, Path(folder)):
                    connection.execute(f"INSERT INTO {named(into)} {_reading(file, columns)}")

    def _columns(self, text: str) -> Columns:
        """The columns that the statement has, by name, and their types in DuckDB."""
        cursor = self.server.execute(f"SELECT * FROM ({text}) AS statement LIMIT 0")
        return {column.name: _type(column) for column in cursor.description or ()}

    def _files(self, text: str, columns: Columns, folder: Path) -> Iterator[Path]:
        """The statement's rows as CSV files, one at a time; each is removed before the next is begun."""
        command = f"COPY ({_writing(text, columns)}) TO STDOUT (FORMAT csv)"
        with self.server.cursor() as cursor, cursor.copy(command) as copy:
            blocks = iter(copy)
            for number in range(1 << 62):
                path = folder / f"{number}.csv"
                written_bytes = 0
                with path.open("wb") as file:
                    for block in blocks:  # the server sends whole rows
                        written_bytes += file.write(block)
                        if written_bytes >= _BATCH:
                            break
                if not written_bytes:
                    return
                yield path
                path.unlink()


def _type(column: Any) -> str:
    kind = column.type_display.partition("(")[0]
    if kind == "numeric" and column.precision is not None and column.precision <= DIGITS:
        return f"DECIMAL({column.precision}, {column.scale or 0})"
    if kind not in _TYPES:
        raise TypeError(f"the column {column.name} of a statement is a {column.type_display}: cast it")
    return _TYPES[kind]


def _writing(text: str, columns: Columns) -> str:
    """The statement as it is written to CSV: texts in hexadecimal, so that no row has a quote or a line's end in it."""
    written_as = (
        f"encode(convert_to({named(name)}, 'UTF8'), 'hex')" if kind == _TEXT else named(name)
        for name, kind in columns.items()
    )
    return f"SELECT {', '.join(written_as)} FROM ({text}) AS statement"


def _reading(file: Path, columns: Columns) -> str:
    """The rows that `_writing` wrote: NULL is nothing, an empty text is ""."""
    types = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in columns.items())
    values = (f"decode(unhex({named(name)}))" if kind == _TEXT else named(name) for name, kind in columns.items())
    return (
        f"SELECT {', '.join(values)} FROM read_csv({quoted(str(file))}, columns = {{{types}}}, auto_detect = false, "
        "header = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', nullstr = '', "
        "allow_quoted_nulls = false, max_line_size = 16777216)"
    )


@contextmanager
def said() -> Iterator[None]:
    """What the server refuses, as a sentence of ours."""
    from psycopg import Error

    try:
        yield
    except Error as error:
        raise failure("PostgreSQL", _code(error), message=first_line(error)) from error


def _code(error: Error) -> str:
    from psycopg import errors

    if isinstance(error, errors.InsufficientPrivilege):
        return "backends.postgres-permission"
    return "backends.postgres-failed"
