"""The cells of a PostgreSQL table, read as a profile's values are: what they state, and which rows they refuse.

Plain cells are known by SQL. The others are asked for, each distinct text once, and what they state is written into the
relation: nothing is ever written to the database.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from incentive_engine.profile.facts import ESTABLISHED_ON
from incentive_engine.profile.loading import CODE
from incentive_engine.screening.backends.embedded import named, quoted
from incentive_engine.screening.backends.postgres_tables import PostgresTable
from incentive_engine.screening.reading.database import column_type
from incentive_engine.screening.reading.headings import Heading
from incentive_engine.screening.reading.odd import Reading, read_text
from incentive_engine.screening.reading.plain import bounded, plain, postgres_matches
from incentive_engine.screening.reading.rejecting import Reject
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from psycopg import Connection

_TEXT = "VARCHAR"


@dataclass(frozen=True, eq=False)
class Cells:
    """A table whose cells were read: `table` without the rows that were refused, which are `rejects`.

    `codes` are those of the enterprises that were refused with a row.
    """

    table: PostgresTable
    rejects: list[Reject] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)


def read_cells(
    server: Connection[Any],
    table: PostgresTable,
    headings: Sequence[Heading],
    lang: Language,
    *,
    refused: Collection[str] = (),
) -> Cells:
    """Read all cells below the headings; `refused` are codes of enterprises that are refused already."""
    code = next(one for one in headings if one.fact is CODE)
    founded = next((one for one in headings if one.name == ESTABLISHED_ON), None)
    odd = _odd_ones(server, table, headings)
    readings = {one.index: _readings(server, table, one, lang) if one in odd else {} for one in headings}
    table = _with_values(table, readings)
    tests = [
        *(_Test(one, sql, readings[one.index]) for one in headings if (sql := _among(one, readings[one.index]))),
        *(_Test(one, sql, early=True) for one in headings if (sql := _before(one, founded))),
        _Test(code, f"{named(code.text)} IS NULL"),
    ]
    found, nameless = Cells(table), False
    for number, id_, established, *cells in _refused_rows(server, table, code, founded, tests):
        nameless |= id_ is None
        for test, value, refuses in zip(tests, cells[::2], cells[1::2], strict=True):
            if refuses:
                reason = test.reason(value, established, lang)
                if id_ is not None:
                    found.codes.add(id_)
                    reason = say("backends.postgres-row", lang, id=id_, reason=reason)
                found.rejects.append(Reject(table.name, number, test.heading.text, value, reason))
    kept = [f"{named(code.text)} IS NOT NULL"] if nameless else []
    if gone := found.codes | set(refused):
        kept.append(f"{named(code.text)} <> ALL (ARRAY[{', '.join(map(quoted, sorted(gone)))}])")
    if not kept:
        return found
    source = f"(SELECT * FROM {table.source} WHERE {' AND '.join(kept)}) AS source"
    return replace(found, table=replace(table, source=source))


@dataclass(frozen=True, slots=True)
class _Test:
    """SQL for whether a cell is refused, and why it is."""

    heading: Heading
    sql: str
    readings: dict[str, Reading] = field(default_factory=dict)
    early: bool = False

    def reason(self, value: str | None, established: str | None, lang: Language) -> str:
        """Why this value is refused, in an enterprise that was established on a day."""
        if value is None:
            return say("reading.no-code", lang)
        if self.early:
            about = {"label": self.heading.fact.label, "fact": self.heading.name, "established": established}
            return say("profile.before-established", lang, **about)
        return self.readings[value].reason or ""


def _odd(table: PostgresTable, heading: Heading) -> str:
    """SQL for whether a cell is neither empty nor plain."""
    cell, kind = named(heading.text), column_type(table.columns[heading.index][1])
    sound = bounded(heading.fact, f"({plain(heading.fact, cell, kind, postgres_matches)})")
    return f"{cell} IS NOT NULL AND {sound} IS NULL"


def _odd_ones(server: Connection[Any], table: PostgresTable, headings: Sequence[Heading]) -> Collection[Heading]:
    """The headings with an odd cell below them."""
    tests = ", ".join(f"bool_or({_odd(table, one)})" for one in headings)
    found = server.execute(f"SELECT {tests} FROM {table.source}").fetchone() or ()
    return {one for one, is_odd in zip(headings, found, strict=True) if is_odd}


def _readings(server: Connection[Any], table: PostgresTable, heading: Heading, lang: Language) -> dict[str, Reading]:
    """What the odd cells of a column state, by their text."""
    cell = f"CAST({named(heading.text)} AS text)"
    query = f"SELECT DISTINCT {cell} FROM {table.source} WHERE {_odd(table, heading)}"
    return {text: read_text(heading, text, lang) for (text,) in server.execute(query).fetchall()}


def _with_values(table: PostgresTable, readings: dict[int, dict[str, Reading]]) -> PostgresTable:
    """The table with what its texts state, where that is something else than the text."""
    joins, columns = "", []
    for place, (name, kind) in enumerate(table.columns):
        changed = {
            text: one.value
            for text, one in readings.get(place, {}).items()
            if column_type(kind) == _TEXT and one.reason is None and one.value != text
        }
        if not changed:
            columns.append(f"source.{named(name)}")
            continue
        values = ", ".join(
            f"({quoted(text)}, {'CAST(NULL AS text)' if value is None else quoted(value)})"
            for text, value in changed.items()
        )
        joins += f" LEFT JOIN (VALUES {values}) AS read{place}(cell, value) ON read{place}.cell = source.{named(name)}"
        value = f"CASE WHEN read{place}.cell IS NULL THEN source.{named(name)} ELSE read{place}.value END"
        columns.append(f'({value}) COLLATE "C" AS {named(name)}')
    if not joins:
        return table
    return replace(table, source=f"(SELECT {', '.join(columns)} FROM {table.source}{joins}) AS source")


def _among(heading: Heading, readings: dict[str, Reading]) -> str:
    """SQL for whether a cell is one of those that are refused; nothing where none is."""
    refused = [text for text, read in readings.items() if read.reason is not None]
    return f"CAST({named(heading.text)} AS text) IN ({', '.join(map(quoted, refused))})" if refused else ""


def _before(heading: Heading, founded: Heading | None) -> str:
    """SQL for whether a figure is of a year before the enterprise was established."""
    if founded is None or heading.year is None:
        return ""
    return f"{named(heading.text)} IS NOT NULL AND EXTRACT(YEAR FROM {named(founded.text)}) > {heading.year}"


def _refused_rows(
    server: Connection[Any], table: PostgresTable, code: Heading, founded: Heading | None, tests: Sequence[_Test]
) -> list[Sequence[Any]]:
    """The rows with a cell that is refused: number in the order of the codes, code, day of establishment, and for each
    test the cell and whether it is refused.
    """
    anything = " OR ".join(f"({test.sql})" for test in tests)
    if not server.execute(f"SELECT 1 FROM {table.source} WHERE {anything} LIMIT 1").fetchall():
        return []
    day = f"CAST({named(founded.text)} AS text)" if founded else "NULL"
    cells = ", ".join(f"CAST({named(test.heading.text)} AS text), {test.sql}" for test in tests)
    numbered = f"(SELECT row_number() OVER (ORDER BY {named(code.text)}) AS place, source.* FROM {table.source})"
    query = f"SELECT place, {named(code.text)}, {day}, {cells} FROM {numbered} AS numbered WHERE {anything} ORDER BY 1"
    return list(server.execute(query).fetchall())
