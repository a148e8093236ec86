"""The sheet on what other parameter values would change."""

from __future__ import annotations

from collections.abc import Sequence

from incentive_engine.policy.model import Pays
from incentive_engine.report.amounts import money
from incentive_engine.screening.results import words
from incentive_engine.screening.results.report import Report
from incentive_engine.screening.results.what_if import Comparison, Side
from incentive_engine.screening.results.workbook.layout import Book, Column, Kind, Sheet

_WIDTHS = (6, 42, 14, 14, 18, 18, 18, 10, 10)


def write_differences(book: Book, report: Report) -> None:
    """Which values were tried, what each measure comes to before and after, who gains and who loses most."""
    comparison = report.comparison
    if comparison is None:
        return
    sheet = book.sheet(book.free_name(book.say("sheet-what-if")), _WIDTHS, "#70AD47")
    sheet.title(book.say("sheet-what-if"))
    sheet.note(book.say("about-what-if"))
    for change in comparison.changes:
        sheet.note(words.change_line(change, book.lang))
    _measures(sheet, comparison)
    for kind in Pays:
        before, after = comparison.payable[kind]
        if before or after:
            _kind(sheet, comparison, kind)


def _measures(sheet: Sheet, comparison: Comparison) -> None:
    say = sheet.book.say
    headings = (
        ("no", Kind.TALLY),
        ("measure", Kind.TEXT),
        ("eligible-before", Kind.TALLY),
        ("eligible-after", Kind.TALLY),
        ("payable-before", Kind.AMOUNT),
        ("payable-after", Kind.AMOUNT),
        ("difference", Kind.AMOUNT),
        ("gaining", Kind.TALLY),
        ("losing", Kind.TALLY),
    )
    columns = [Column(say(code), width, kind) for (code, kind), width in zip(headings, _WIDTHS, strict=True)]
    sheet.section(say("by-measure"))
    sheet.head(columns)
    for one in comparison.measures:
        amounts = *one.payable, one.payable[1] - one.payable[0]
        sheet.cells(columns, [one.measure.number, one.measure.title, *one.eligible, *amounts, one.gaining, one.losing])


def _kind(sheet: Sheet, comparison: Comparison, kind: Pays) -> None:
    book = sheet.book
    before, after = comparison.payable[kind]
    sheet.section(words.payable_name(kind, book.lang))
    difference = words.signed(after - before, book.lang)
    values = {"before": money(before, book.lang), "after": money(after, book.lang), "difference": difference}
    sheet.note(book.say("before-after", **values))
    for code, side in (("gaining-most", comparison.gaining[kind]), ("losing-most", comparison.losing[kind])):
        _side(sheet, code, side)


def _side(sheet: Sheet, code: str, side: Side) -> None:
    book = sheet.book
    told = book.say(code, count=f"{side.enterprises:,}", amount=words.signed(side.amount, book.lang))
    sheet.row += 1
    sheet.note(told)
    if not side.most:
        return
    spans = ((0, 0), (1, 1), (2, 3), (4, 4), (5, 5), (6, 6))
    kinds = (Kind.TALLY, Kind.TEXT, Kind.TEXT, Kind.AMOUNT, Kind.AMOUNT, Kind.AMOUNT)
    codes = ("no", "name", "id", "payable-before", "payable-after", "difference")
    _row(sheet, spans, kinds, [book.say(each) for each in codes], "head")
    for number, (id_, name, before, after) in enumerate(side.most, start=1):
        _row(sheet, spans, kinds, [number, name, id_, before, after, after - before])


def _row(
    sheet: Sheet, spans: Sequence[tuple[int, int]], kinds: Sequence[Kind], values: Sequence[object], *traits: str
) -> None:
    for (first, last), kind, value in zip(spans, kinds, values, strict=True):
        sheet.cell(first, kind, value, traits, to=last)
    sheet.row += 1
