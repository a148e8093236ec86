"""Write the tables of a population: files of one format, or a workbook with a sheet for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from benchmarks.population.chance import quoted

_OPTIONS = {
    "parquet": "FORMAT parquet, ROW_GROUP_SIZE 122880",
    "csv": "FORMAT csv, HEADER",
    "jsonl": "FORMAT json",
}
FORMATS = (*_OPTIONS, "xlsx")
MAIN = "企业"
_MOST_ROWS = 1_048_575


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be written; `fact` is the list fact whose items it holds, empty for the main table."""

    fact: str
    select: str


def write(connection: DuckDBPyConnection, sheets: Sequence[Sheet], path: Path, format_: str) -> dict[str, Path]:
    """Write the sheets, and say in which file each is. Those of list facts are `<stem>.<fact>.<format>`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if format_ == "xlsx":
        _workbook(connection, sheets, path)
        return dict.fromkeys((sheet.fact for sheet in sheets), path)
    files = {sheet.fact: path.with_name(f"{path.stem}.{sheet.fact}{path.suffix}") for sheet in sheets}
    files[""] = path
    for sheet in sheets:
        connection.execute(f"COPY ({sheet.select}) TO {quoted(str(files[sheet.fact]))} ({_OPTIONS[format_]})")
    return files


def _workbook(connection: DuckDBPyConnection, sheets: Sequence[Sheet], path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": datetime(2021, 1, 1)})  # the same bytes on every day
        for sheet in sheets:
            page = workbook.add_worksheet((sheet.fact or MAIN)[:31])
            for number, row in enumerate(_rows(connection, sheet.select)):
                if number > _MOST_ROWS:
                    raise ValueError(f"a sheet holds at most {_MOST_ROWS:,} rows")
                for place, cell in enumerate(row):
                    if cell is not None:
                        page.write_string(number, place, cell)


def _rows(connection: DuckDBPyConnection, select: str) -> Iterator[tuple[str | None, ...]]:
    found = connection.execute(select)
    yield tuple(one[0] for one in found.description or ())
    while rows := found.fetchmany(4096):
        yield from rows
