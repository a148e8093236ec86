"""The workbook, sheet by sheet."""

from __future__ import annotations

from pathlib import Path

from incentive_engine.screening.results.report import Report
from incentive_engine.screening.results.workbook.differences import write_differences
from incentive_engine.screening.results.workbook.layout import Book
from incentive_engine.screening.results.workbook.obstacles import write_near_misses, write_obstacles
from incentive_engine.screening.results.workbook.overview import write_overview
from incentive_engine.screening.results.workbook.recipients import name_sheets, write_recipients
from incentive_engine.screening.results.workbook.rows import write_rejected, write_rows
from incentive_engine.screening.results.workbook.sources import write_sources


def write_workbook(report: Report, path: Path) -> None:
    """Write a report as a workbook. Raises OSError where the disk does."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    workbook = Workbook(
        str(path),
        {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book = Book(workbook, report.lang)
    workbook.set_properties({"title": book.say("title"), "comments": "incentive-engine"})
    overview = book.free_name(book.say("sheet-overview"))
    sheets = name_sheets(book, report)
    write_overview(book, report, overview, sheets)
    write_near_misses(book, report)
    write_obstacles(book, report)
    write_differences(book, report)
    write_recipients(book, report, sheets)
    write_rows(book, report)
    write_rejected(book, report)
    write_sources(book, report)
    try:
        workbook.close()
    except FileCreateError as error:
        cause = error.__cause__ or error.__context__
        number, reason = (cause.errno, cause.strerror) if isinstance(cause, OSError) else (None, str(error))
        raise OSError(number, reason, str(path)) from error
