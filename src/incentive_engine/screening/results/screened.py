"""A population that was decided: where its results are, and what they were decided by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from incentive_engine.policy.model import Constant, Policy

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from incentive_engine.profile.model import Profile

COLUMNS = (
    "id",
    "name",
    "policy",
    "measure",
    "number",
    "verdict",
    "gross",
    "payable",
    "provisional",
    "failed",
    "missing",
)
"""The columns of a screening result, in order (policy format, section 5)."""


@dataclass(frozen=True, slots=True)
class Screened:
    """One row per enterprise and measure in the table `results` of a DuckDB connection: `COLUMNS` behind `_row`.

    `_row` numbers the enterprises from 0 in the order of the input, of which there are `enterprises`; `profiles` gives
    back those of some rows, in their order. Rows of the input that could not be read are in the table `rejects`.
    `by_reference` says of each policy how many of its measures the reference evaluator decided for everybody, because
    SQL cannot, and how many enterprises it decided whole.
    """

    connection: DuckDBPyConnection
    policies: tuple[Policy, ...]
    as_of: date
    assessment_year: int
    enterprises: int
    profiles: Callable[[Sequence[int]], Iterable[Profile]]
    results: str = "results"
    rejects: str = "rejects"
    parameters: Mapping[str, Constant] = field(default_factory=dict)
    assumed: Mapping[str, Any] = field(default_factory=dict)
    backend: str = "duckdb"
    by_reference: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def identifier(name: str) -> str:
    """The name of a table or column as SQL takes it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL takes it."""
    return "'" + text.replace("'", "''") + "'"
