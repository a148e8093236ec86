"""Relations of DuckDB as Spark reads them: Parquet files where they lie, anything else as DuckDB exports it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import sqlglot
from duckdb import DuckDBPyConnection
from sqlglot import exp

from incentive_engine.screening.backends.dialects import written
from incentive_engine.screening.backends.embedded import named, quoted

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_PARQUET_TYPES = {"HUGEINT": "DECIMAL(38, 0)", "UHUGEINT": "DECIMAL(38, 0)", "UBIGINT": "DECIMAL(20, 0)"}
"""Types that DuckDB would write to Parquet as DOUBLE, or that Spark does not know, and what they are written as."""

_SAME_IN_SPARK = (
    *(exp.Select, exp.From, exp.Subquery, exp.Table, exp.TableAlias, exp.ReadParquet, exp.Star, exp.Array),
    *(exp.Column, exp.Identifier, exp.Alias, exp.Literal, exp.Null, exp.Boolean, exp.Cast, exp.DataType),
    *(exp.DataTypeParam, exp.Case, exp.If, exp.Add, exp.EQ, exp.Paren),
)
"""What may stand around `read_parquet`, for Spark to say the same of the files."""

_FILE, _NUMBER = "filename", "file_row_number"


def table_in_spark(session: SparkSession, source: str, name: str) -> bool:
    """Make a relation of DuckDB a view of Spark over the same Parquet files; False where it is more than such files."""
    select = sqlglot.parse_one(f"SELECT * FROM {source}", dialect="duckdb")
    calls = list(select.find_all(exp.ReadParquet))
    if len(calls) != 1 or not all(isinstance(node, _SAME_IN_SPARK) for node in select.walk()):
        return False
    paths, options = _paths(calls[0]), {option.sql(dialect="duckdb") for option in calls[0].expressions[1:]}
    if paths is None or not options <= {f"{_FILE} = TRUE", f"{_NUMBER} = TRUE"}:
        return False
    files = session.read.parquet(*map(pattern_of, paths))
    columns = ["*"]
    if f"{_NUMBER} = TRUE" in options:
        columns.append(f"_metadata.row_index AS {_NUMBER}")
    if f"{_FILE} = TRUE" in options:
        found = [row[0] for row in files.selectExpr("_metadata.file_path").distinct().collect()]
        names = {uri: str(path) for uri in found for path in paths if unquote(urlsplit(uri).path) == str(path)}
        if len(names) != len(found):
            return False
        file = exp.Case(
            this=exp.column("file_path", table="_metadata"),
            ifs=[exp.If(this=exp.Literal.string(uri), true=exp.Literal.string(path)) for uri, path in names.items()],
        )
        columns.append(f"{written(file, 'spark')} AS {_FILE}")
    files.selectExpr(*columns).createOrReplaceTempView(f"{name}_files")
    table = calls[0].parent
    if table is None:
        return False
    table.replace(exp.to_table(f"{name}_files"))
    session.sql(written(select, "spark")).createOrReplaceTempView(name)
    return True


def uri_of(path: Path) -> str:
    """How Spark writes a local path: as it is, nothing encoded."""
    return f"file://{path}"


def pattern_of(path: Path) -> str:
    """How Spark names a file to read: signs that would make it a pattern are escaped."""
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", uri_of(path))


def _paths(call: exp.ReadParquet) -> Sequence[Path] | None:
    """The files that `read_parquet` names, if all are local and by name."""
    names = call.expressions[0]
    listed = names.expressions if isinstance(names, exp.Array) else [names]
    if not all(isinstance(one, exp.Literal) and one.is_string for one in listed):
        return None
    paths = [Path(one.this).absolute() for one in listed]
    return paths if all(path.is_file() for path in paths) else None


def export(connection: DuckDBPyConnection, source: str, place: Path) -> None:
    """Write a relation of DuckDB to a Parquet file, every column in a type that Spark reads as it was."""
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    columns = ", ".join(
        f"CAST({named(name)} AS {_PARQUET_TYPES[kind]}) AS {named(name)}" if kind in _PARQUET_TYPES else named(name)
        for name, kind, *_ in described
    )
    connection.execute(f"COPY (SELECT {columns} FROM {source}) TO {quoted(str(place))} (FORMAT parquet)")
