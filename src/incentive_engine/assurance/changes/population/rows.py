"""Every enterprise and measure that is decided otherwise, as a file in the form that its name asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from incentive_engine.assurance.changes.population.deciding import CHANGES
from incentive_engine.mistakes import InputError, Mistake, Names, Place
from incentive_engine.screening.results.disk import disk_errors
from incentive_engine.screening.results.drafts import Drafts
from incentive_engine.screening.results.screened import identifier, literal
from incentive_engine.screening.results.workbook.layout import MOST_ROWS, Book, Column, Kind
from incentive_engine.screening.results.writing.tables import BYTE_ORDER_MARK, inert_sql, inert_text
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Write: TypeAlias = "Callable[[DuckDBPyConnection, Path, Language], None]"
"""Writes the table `CHANGES` of a connection to a file; raises OSError where it cannot."""

_TEXTS = ("id", "name", "policy", "measure", "verdict_before", "verdict_after")
_AMOUNTS = ("payable_before", "payable_after", "difference")
_LISTS = ("failed_before", "failed_after", "missing_before", "missing_after")
COLUMNS = (*_TEXTS[:4], "number", *_TEXTS[4:], *_AMOUNTS, *_LISTS)
"""The columns of the file, in order. An amount that is not known is empty, and so is a difference to it."""

_DIFFERENCE = "CAST(payable_after - payable_before AS DECIMAL(18, 2))"
_WIDTHS = {"id": 23, "name": 36, "policy": 24, "measure": 24, "number": 9}


def rows_writer(path: Path) -> Write:
    """The writer of the form that the name of a file asks for. Raises InputError for another name."""
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        values = {"suffix": path.suffix, "known": Names(_WRITERS)}
        raise InputError([Mistake(Place(str(path)), "results.unknown-form", values)])
    chosen = write

    def whole(connection: DuckDBPyConnection, to: Path, lang: Language) -> None:
        with Drafts(to) as drafts, disk_errors(to):
            chosen(connection, drafts.draft(to), lang)
            drafts.publish()

    return whole


def _parquet(connection: DuckDBPyConnection, path: Path, lang: Language) -> None:
    del lang
    _copy(connection, {name: _plain(name) for name in COLUMNS}, path, "FORMAT parquet, COMPRESSION zstd")


def _csv(connection: DuckDBPyConnection, path: Path, lang: Language) -> None:
    """UTF-8 with byte order mark, lists joined by 、, and no text that a spreadsheet would take for a formula."""
    del lang
    columns = {name: inert_text(name) if name in _TEXTS else _plain(name) for name in COLUMNS}
    columns |= {name: inert_sql(f"array_to_string({identifier(name)}, '、')") for name in _LISTS}
    first = COLUMNS[0]
    marked = {BYTE_ORDER_MARK + first if name == first else name: sql for name, sql in columns.items()}
    _copy(connection, marked, path, "FORMAT csv, HEADER")


def _json_lines(connection: DuckDBPyConnection, path: Path, lang: Language) -> None:
    del lang
    columns = {name: f"CAST({_plain(name)} AS VARCHAR)" if name in _AMOUNTS else _plain(name) for name in COLUMNS}
    _copy(connection, columns, path, "FORMAT json")


def _workbook(connection: DuckDBPyConnection, path: Path, lang: Language) -> None:
    """One sheet, under the names of the columns, so that programs can read it."""
    from xlsxwriter import Workbook

    ((count,),) = connection.execute(f"SELECT count(*) FROM {CHANGES}").fetchall()
    if count >= MOST_ROWS:
        raise InputError([Mistake(Place(path.name), "changes.too-many-rows", {"count": f"{count:,}"})])
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent), **options}) as workbook:
        book = Book(workbook, lang)
        columns = [Column(name, _WIDTHS.get(name, 18), _kind(name)) for name in COLUMNS]
        sheet = book.sheet(say("changes.sheet", lang), [one.width for one in columns])
        sheet.table(columns, _cells(connection), frozen=2)


def _kind(name: str) -> Kind:
    return Kind.AMOUNT if name in _AMOUNTS else Kind.TALLY if name == "number" else Kind.TEXT


def _cells(connection: DuckDBPyConnection) -> Iterator[Sequence[object]]:
    listed = (f"array_to_string({name}, '、')" if name in _LISTS else _plain(name) for name in COLUMNS)
    found = connection.execute(f"SELECT {', '.join(listed)} FROM {CHANGES}")
    while batch := found.fetchmany(10_000):
        yield from batch


def _plain(name: str) -> str:
    return _DIFFERENCE if name == "difference" else identifier(name)


def _copy(connection: DuckDBPyConnection, columns: Mapping[str, str], path: Path, options: str) -> None:
    selected = ", ".join(f"{sql} AS {identifier(name)}" for name, sql in columns.items())
    connection.execute(f"COPY (SELECT {selected} FROM {CHANGES}) TO {literal(str(path))} ({options})")


_WRITERS: Mapping[str, Write] = {".parquet": _parquet, ".csv": _csv, ".jsonl": _json_lines, ".xlsx": _workbook}
