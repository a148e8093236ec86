"""A source in a table of typed columns: plain cells by one SQL statement, odd ones through `odd.py`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from incentive_engine.policy.model import FactType
from incentive_engine.screening.reading.headings import Heading
from incentive_engine.screening.reading.odd import read_texts, widened
from incentive_engine.screening.reading.plain import NUMBERS, bounded, named, plain, quoted, sql_type
from incentive_engine.screening.reading.source import FILE, NUMBER, Source
from incentive_engine.wording import Language

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ORDER = "_order"
"""The column of a staged table's `sql` that numbers its rows from 0 as they came."""

_AMOUNT = "[-+]?[0-9０-９][0-9０-９,，.．]*"
_COUNT = "CASE {cell} WHEN '否' THEN 0 WHEN '无' THEN 0 WHEN '是' THEN -1 WHEN '有' THEN -1 END"


@dataclass(frozen=True, slots=True)
class Staged:
    """A source's rows in typed columns, named as in a register: `sql` stands after FROM.

    Besides, it has ORDER, and POSITION where the source has it. `touched` says whether any cell was odd; then `sql` is
    more than the table. Rows with a cell that was refused are still there; `refused` selects their ORDER.
    """

    source: Source
    table: str
    sql: str
    touched: bool
    refused: str

    @property
    def number(self) -> str:
        """SQL for the number of a row, as a person counts it."""
        return NUMBER if NUMBER in self.source.extra else f"{ORDER} + {self.source.first_row}"

    @property
    def file(self) -> str:
        """SQL for the file of a row."""
        return FILE if FILE in self.source.extra else quoted(self.source.file)


def stage(connection: DuckDBPyConnection, source: Source, table: str, lang: Language) -> Staged:
    """Read every cell of a source into the table `table`; refused cells go to `rejects`, each with its reason."""
    odd = ", ".join(
        f"CASE WHEN odd{one.index} THEN {{'c': {one.index}, 'v': CAST(c{one.index} AS VARCHAR)}} END"
        for one in source.headings
    )
    any_odd = " OR ".join(f"odd{one.index}" for one in source.headings)
    columns = [*sorted(source.extra), *(f"b{one.index} AS {named(one.name)}" for one in source.headings)]
    connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT {', '.join(columns)}, "
        f"CASE WHEN {any_odd} THEN list_filter([{odd}], lambda one: one IS NOT NULL) END AS _odd FROM {typed(source)}"
    )
    connection.execute(
        f"CREATE OR REPLACE TABLE {table}__odd AS SELECT r, one.c AS c, one.v AS v "
        f"FROM (SELECT rowid AS r, unnest(_odd) AS one FROM {table} WHERE _odd IS NOT NULL)"
    )
    touched = bool(connection.execute(f"SELECT 1 FROM {table}__odd LIMIT 1").fetchall())
    refused = f"SELECT r FROM {table}__odd JOIN {table}__readings USING (c, v) WHERE reason IS NOT NULL"
    if not touched:
        rows = f"(SELECT rowid AS {ORDER}, * EXCLUDE (_odd) FROM {table})"
        return Staged(source, table, rows, touched, "SELECT CAST(NULL AS BIGINT) WHERE false")
    read_texts(connection, table, source.headings, lang)
    staged = Staged(source, table, _patched(connection, source, table), touched, refused)
    texts = ", ".join(f"({one.index}, {quoted(one.text)})" for one in source.headings)
    connection.execute(
        f"INSERT INTO rejects SELECT {staged.file}, {staged.number}, heading, quoted, reason "
        f"FROM {table}__odd JOIN {table}__readings USING (c, v) "
        f"JOIN (VALUES {texts}) AS headings(c, heading) USING (c) "
        f"JOIN (SELECT rowid AS {ORDER}, * FROM {table}) ON {ORDER} = r WHERE reason IS NOT NULL ORDER BY r, c"
    )
    return staged


def typed(source: Source) -> str:
    """SQL after FROM: of every heading its cell `c`, its value `b` (NULL when odd), and whether it is `odd`."""
    cells, plains, values, odds = [], [], [], []
    for one in source.headings:
        cell, type_ = source.cells[one.index]
        cells.append(f"{_in_its_unit(one, cell)} AS c{one.index}")
        plains.append(f"{_plain(one, f'c{one.index}', type_)} AS p{one.index}")
        values.append(f"{bounded(one.fact, f'p{one.index}')} AS b{one.index}")
        odds.append(f"c{one.index} IS NOT NULL AND b{one.index} IS NULL AS odd{one.index}")
    extra = "".join(f"{one}, " for one in sorted(source.extra))
    inner = f"(SELECT {extra}{', '.join(cells)} FROM {source.sql})"
    inner = f"(SELECT *, {', '.join(plains)} FROM {inner})"
    inner = f"(SELECT *, {', '.join(values)} FROM {inner})"
    return f"(SELECT *, {', '.join(odds)} FROM {inner})"


def _plain(heading: Heading, cell: str, type_: str) -> str:
    if heading.fact.type is FactType.LIST:
        return cell if type_ != "VARCHAR" else _COUNT.format(cell=cell)
    value = plain(heading.fact, cell, type_)
    if heading.fact.type in NUMBERS and type_ != "VARCHAR":  # exact, but perhaps in a wider type
        narrow = f"TRY_CAST({value} AS {sql_type(heading.fact)})"
        return f"CASE WHEN {narrow} = {cell} THEN {narrow} END"
    return value


def _in_its_unit(heading: Heading, cell: str) -> str:
    """The cell, a bare number followed by the unit that its heading names."""
    if heading.unit is None:
        return cell
    return f"CASE WHEN regexp_full_match({cell}, '{_AMOUNT}') THEN {cell} || {quoted(heading.unit)} ELSE {cell} END"


def _patched(connection: DuckDBPyConnection, source: Source, table: str) -> str:
    """The table with the values of its odd cells, after FROM."""
    found = {row[0] for row in connection.execute(f"SELECT DISTINCT c FROM {table}__odd").fetchall()}
    extra = "".join(f"t.{one}, " for one in sorted(source.extra))
    columns = ", ".join(_columns(connection, source, table, found))
    pivoted = ", ".join(f"max(value) FILTER (WHERE c = {one}) AS v{one}" for one in sorted(found))
    return (
        f"(SELECT t.rowid AS {ORDER}, {extra}{columns} FROM {table} AS t LEFT JOIN (SELECT r, {pivoted} "
        f"FROM {table}__odd JOIN {table}__readings USING (c, v) GROUP BY r) AS o ON o.r = t.rowid)"
    )


def _columns(connection: DuckDBPyConnection, source: Source, table: str, odd: set[int]) -> Iterator[str]:
    for one in source.headings:
        name = named(one.name)
        if one.index not in odd:
            yield f"t.{name}"
            continue
        plain_type = "INTEGER" if one.fact.type is FactType.LIST else sql_type(one.fact)
        type_ = widened(connection, table, one, plain_type)
        yield f"coalesce(CAST(t.{name} AS {type_}), CAST(o.v{one.index} AS {type_})) AS {name}"
