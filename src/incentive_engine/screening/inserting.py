"""Rows from Python into a table of DuckDB: as lines of JSON in a file, which it reads much faster than single rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def insert(connection: DuckDBPyConnection, into: str, rows: Iterable[Sequence[Any]]) -> None:
    """Append rows to a table: values in the order of its columns, lists and exact numbers among them."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "rows.json")
        with path.open("w", encoding="utf-8") as file:
            file.writelines(map(line, rows))
        insert_lines(connection, into, path)


def line(row: Sequence[Any]) -> str:
    """A row as a line of JSON; what JSON does not know, numbers and dates, as the text that SQL casts exactly."""
    return json.dumps(dict(enumerate(row)), ensure_ascii=False, default=str) + "\n"


def insert_lines(connection: DuckDBPyConnection, into: str, path: Path) -> None:
    """Append the rows of a file of `line`s to a table."""
    types = [type_ for _, type_, *_ in connection.execute(f'DESCRIBE "{into}"').fetchall()]
    columns = ", ".join(f"'{place}': '{type_}'" for place, type_ in enumerate(types))
    # As long as a row may be: DuckDB sets aside room for several.
    options = f"format = 'newline_delimited', columns = {{{columns}}}, maximum_object_size = 16777216"
    connection.execute(f'INSERT INTO "{into}" SELECT * FROM read_json(?, {options})', [str(path)])
