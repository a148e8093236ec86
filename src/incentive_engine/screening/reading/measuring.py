"""Between which values the numbers of a table lie, and how many decimals they have: one query for all its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from incentive_engine.screening.reading.plain import decimals, named
from incentive_engine.screening.register import Column, Relation

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def measured(connection: DuckDBPyConnection, relation: Relation) -> Relation:
    """The relation with `low`, `high` and `scale` of every column of numbers."""
    numbers = [column for column in relation.columns.values() if column.is_number]
    if not numbers:
        return relation
    types = {row[0]: row[1] for row in connection.execute(f"DESCRIBE SELECT * FROM {relation.sql}").fetchall()}
    query = measurement(numbers, [scale_of(types[column.name]) for column in numbers], relation.sql)
    return with_measures(relation, connection.execute(query).fetchall()[0])


def scale_of(type_: str) -> int:
    """How many decimals a column of this SQL type may have: `DECIMAL(18, 2)` 2, an integer 0."""
    return int(type_.rstrip(")").rpartition(",")[2]) if "," in type_ else 0


def measurement(columns: Sequence[Column], scales: Sequence[int], sql: str) -> str:
    """A query of one row: lowest, highest and decimals of each column."""
    measures = (
        f"min({name}), max({name}), max({decimals(name, scale)})"
        for name, scale in zip((named(column.name) for column in columns), scales, strict=True)
    )
    return f"SELECT {', '.join(measures)} FROM {sql}"


def with_measures(relation: Relation, found: Sequence[Any]) -> Relation:
    """The relation, its columns of numbers told what the query of `measurement` found, in their order."""
    columns = dict(relation.columns)
    numbers = [column for column in columns.values() if column.is_number]
    for place, column in enumerate(numbers):
        low, high, scale = found[3 * place : 3 * place + 3]
        if low is not None:
            columns[column.name] = replace(column, low=Decimal(low), high=Decimal(high), scale=scale)
    return Relation(relation.sql, columns)
