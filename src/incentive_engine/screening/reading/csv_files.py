"""CSV files: read by DuckDB as they are; line by line, into a clean copy, when anything about them is irregular."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from incentive_engine.mistakes import Mistake, Place
from incentive_engine.policy.model import Fact
from incentive_engine.profile.read_error import shown
from incentive_engine.screening.reading.headings import Cell, Heading, HeadingNames
from incentive_engine.screening.reading.plain import quoted
from incentive_engine.screening.reading.rejecting import Reject, reject
from incentive_engine.screening.reading.source import NUMBER, Source
from incentive_engine.screening.reading.text_files import TextFile, examine, fault
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DELIMITERS = (",", "\t", ";", "|", "，", "；")


def csv_source(
    connection: DuckDBPyConnection,
    path: Path,
    names: HeadingNames,
    scratch: Path,
    mistakes: list[Mistake],
    *,
    ignore_unknown: bool,
    fact: Fact | None,
) -> tuple[Source, TextFile, str]:
    """The table in a CSV file, its text and its delimiter; what is wrong with its headings goes to `mistakes`.

    DuckDB reads it as it stands; when that fails, `careful_source` tells why. Raises InputError as `examine` does.
    """
    text = examine(path, scratch)
    delimiter, headings = _headings(path, text, names)
    cells = [
        Cell(index, heading, Place(str(path), 1, index + 1))
        for index, heading in enumerate(headings)
        if heading.strip()
    ]
    found = tuple(names.read(cells, mistakes, ignore_unknown=ignore_unknown))
    sql = scanned(text.path, [f"x{index}" for index in range(len(headings))], delimiter)
    unnamed = [index for index, heading in enumerate(headings) if not heading.strip()]
    if unnamed:
        mistakes += _unnamed(connection, str(path), sql, unnamed)
    return Source(str(path), sql, found, _texts(found), fact=fact), text, delimiter


def scanned(path: Path | Sequence[Path], columns: Iterable[str], delimiter: str = ",") -> str:
    """The rows of a file (or files) of CSV below the heading, as text, after FROM."""
    names = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in columns)
    files = ", ".join(quoted(str(one)) for one in ([path] if isinstance(path, Path) else path))
    return (
        f"read_csv([{files}], header = true, auto_detect = false, delim = {quoted(delimiter)}, quote = '\"', "
        f"escape = '\"', nullstr = '', columns = {{{names}}})"
    )


def careful_source(
    source: Source, text: TextFile, delimiter: str, connection: DuckDBPyConnection, scratch: Path, lang: Language
) -> Source:
    """The same table from a clean copy; rows that are none are refused, blank ones left out.

    Raises InputError for a quotation mark that is never closed.
    """
    copy = scratch / f"{text.path.name}.clean"
    rejects: list[Reject] = []
    with (
        text.path.open(encoding="utf-8-sig", newline="") as opened,
        copy.open("w", encoding="utf-8", newline="") as out,
    ):
        writer = csv.writer(out, lineterminator="\n")
        reader = csv.reader(opened, delimiter=delimiter, strict=True)
        width = len(next(reader))
        writer.writerow([*(f"x{index}" for index in range(width)), NUMBER])
        for number, row in _rows(reader, source.file, rejects, lang):
            surplus = row[width:]
            if len(row) < width or any(cell.strip() for cell in surplus):
                reason = say("reading.row-length", lang, cells=len(row), columns=width)
                rejects.append(Reject(source.file, number, None, delimiter.join(row), reason))
            else:
                writer.writerow([*row[:width], number])
    reject(connection, rejects)
    sql = scanned(copy, [*(f"x{index}" for index in range(width)), NUMBER])
    return Source(source.file, sql, source.headings, source.cells, frozenset((NUMBER,)), fact=source.fact)


def _rows(
    reader: Iterator[list[str]], file: str, rejects: list[Reject], lang: Language
) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, with their numbers."""
    number = 1
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field larger" in str(error) or "unexpected end" in str(error):
                raise fault(file, "reading.unclosed-quote", row=number) from None
            rejects.append(Reject(file, number, None, None, say("reading.misquoted", lang)))
            continue
        if any(cell.strip() for cell in row):
            yield number, row


def _headings(path: Path, text: TextFile, names: HeadingNames) -> tuple[str, list[str]]:
    """The delimiter that makes most of the first line known names (else most columns), and the headings."""
    best: tuple[int, int] = (-1, -1)
    found: tuple[str, list[str]] = (",", [])
    for delimiter in _DELIMITERS:
        with text.path.open(encoding="utf-8-sig", newline="") as opened, suppress(csv.Error, StopIteration):
            headings = next(csv.reader(opened, delimiter=delimiter))
            score = (names.known(headings), len(headings))
            if score > best:
                best, found = score, (delimiter, headings)
    if not any(heading.strip() for heading in found[1]):
        raise fault(str(path), "reading.no-headings")
    return found


def _unnamed(connection: DuckDBPyConnection, file: str, sql: str, columns: Sequence[int]) -> Iterator[Mistake]:
    """Columns that hold something, but have no heading."""
    held = ", ".join(f"any_value(x{index}) FILTER (WHERE trim(x{index}) <> '')" for index in columns)
    rows = sql.removesuffix(")") + ", ignore_errors = true)"
    for index, value in zip(columns, connection.execute(f"SELECT {held} FROM {rows}").fetchall()[0], strict=True):
        if value is not None:
            yield Mistake(Place(file, 1, index + 1), "reading.no-heading", {"value": shown(value)})


def _texts(headings: Sequence[Heading]) -> dict[int, tuple[str, str]]:
    return {one.index: (f"x{one.index}", "VARCHAR") for one in headings}
