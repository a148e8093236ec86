"""A table as it was found: where its rows are, what its columns are called, whose rows they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from incentive_engine.policy.model import Fact
from incentive_engine.screening.reading.headings import Heading

NUMBER = "_n"
"""The column of a source that holds each row's number as a person counts it: the heading is row 1."""

POSITION = "_position"
"""In the main table, the place of each row from 0; in a table of items, that of the enterprise whose item it is."""

FILE = "_file"
"""The column that names the file of each row, where the table is of several."""


@dataclass(frozen=True, slots=True)
class Source:
    """Rows to read: `sql` stands after FROM, in the DuckDB connection that reads.

    `cells` are the SQL expression and the SQL type of each heading's cells, by its index: text, or a type that is exact
    for the fact. `extra` are those of NUMBER, POSITION and FILE that the rows have; without NUMBER they are counted
    from `first_row`. `fact` is the list fact whose items the rows are, None for enterprises.
    """

    file: str
    sql: str
    headings: tuple[Heading, ...]
    cells: Mapping[int, tuple[str, str]]
    extra: frozenset[str] = field(default_factory=frozenset)
    first_row: int = 2
    fact: Fact | None = None

    def heading(self, name: str) -> Heading | None:
        """The heading of a column of the register."""
        return next((one for one in self.headings if one.name == name), None)
