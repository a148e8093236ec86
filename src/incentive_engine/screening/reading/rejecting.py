"""The table of what was refused: file, row as a person counts it, column as the file calls it, value, reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from incentive_engine.profile.read_error import shown

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 20_000


class Reject(NamedTuple):
    """A row that was refused, and why."""

    file: str
    row: int
    column: str | None
    value: str | None
    reason: str


def create_rejects(connection: DuckDBPyConnection) -> None:
    """Make the table `rejects` anew."""
    connection.execute(
        "CREATE OR REPLACE TABLE rejects "
        '(file VARCHAR, "row" BIGINT, "column" VARCHAR, "value" VARCHAR, reason VARCHAR)'
    )


def reject(connection: DuckDBPyConnection, rejects: Sequence[Reject]) -> None:
    """Add to the table `rejects`."""
    for start in range(0, len(rejects), _BATCH):
        batch = rejects[start : start + _BATCH]
        shown_values = [None if one.value is None else shown(one.value) for one in batch]
        connection.execute(
            "INSERT INTO rejects SELECT unnest(?::VARCHAR[]), unnest(?::BIGINT[]), unnest(?::VARCHAR[]), "
            "unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
            [
                [one.file for one in batch],
                [one.row for one in batch],
                [one.column for one in batch],
                shown_values,
                [one.reason for one in batch],
            ],
        )
