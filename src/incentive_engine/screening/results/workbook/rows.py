"""The sheets that hold rows as they are: every result, and the input that could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incentive_engine.screening.results.report import Report
from incentive_engine.screening.results.screened import identifier
from incentive_engine.screening.results.workbook.layout import MOST_ROWS, Book, Column, Kind

MOST_RESULTS = MOST_ROWS - 1

_WIDTHS = {"id": 23, "name": 36, "policy": 24, "measure": 24, "number": 9, "failed": 40, "missing": 40}
_KINDS = {"number": Kind.TALLY, "gross": Kind.AMOUNT, "payable": Kind.AMOUNT, "budget_adjustment": Kind.AMOUNT}


def results_fit(report: Report) -> bool:
    """Whether a sheet has a row for every result."""
    return _results(report) <= MOST_RESULTS


def _results(report: Report) -> int:
    return report.summary.enterprises * sum(len(one.measures) for one in report.summary.policies)


def write_rows(book: Book, report: Report) -> None:
    """All results, one row per enterprise and measure, under the column names of the format, so that programs can read
    the sheet; none where a sheet is too short for them.
    """
    if not results_fit(report):
        return
    columns = [Column(name, _WIDTHS.get(name, 16), _KINDS.get(name, Kind.TEXT)) for name in report.columns]
    sheet = book.sheet(book.free_name(book.say("sheet-rows")), [column.width for column in columns])
    sheet.table(columns, _rows(report), frozen=2)


def _rows(report: Report) -> Iterator[Sequence[object]]:
    listed = ", ".join(
        f"array_to_string({name}, '、')" if name in ("failed", "missing") else identifier(name)
        for name in report.columns
    )
    found = report.screened.connection.execute(f"SELECT {listed} FROM {identifier(report.screened.results)}")
    while batch := found.fetchmany(10_000):
        for values in batch:
            yield [str(value).lower() if isinstance(value, bool) else value for value in values]


def write_rejected(book: Book, report: Report) -> None:
    """The rows of the input that could not be read, and why."""
    if not report.summary.rejected:
        return
    columns = [
        Column(book.say("file"), 28),
        Column(book.say("row"), 9, Kind.TALLY),
        Column(book.say("column"), 28),
        Column(book.say("value"), 30, Kind.LONG),
        Column(book.say("why-rejected"), 60, Kind.LONG),
    ]
    sheet = book.sheet(book.free_name(book.say("sheet-rejected")), [column.width for column in columns], "#C00000")
    sheet.title(book.say("sheet-rejected"))
    sheet.note(book.say("about-rejected", count=report.summary.rejected))
    found = report.screened.connection.execute(
        'SELECT file, row, "column", value, reason '
        f'FROM {identifier(report.screened.rejects)} ORDER BY file, row, "column" LIMIT {MOST_ROWS - 8}'
    ).fetchall()
    sheet.table(columns, found)
