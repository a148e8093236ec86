"""The sheets on what stands in the way: who is one condition short, what fails most, which facts are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incentive_engine.screening.results import words
from incentive_engine.screening.results.report import Report
from incentive_engine.screening.results.summary import MeasureSummary, Obstacle
from incentive_engine.screening.results.workbook.layout import Book, Column, Kind


def write_near_misses(book: Book, report: Report) -> None:
    """Enterprises that are one condition short of a measure, nearest first, and by how much."""
    columns = [
        *_measure_columns(book, report),
        Column(book.say("id"), 22),
        Column(book.say("name"), 30),
        Column(book.say("condition"), 34, Kind.LONG),
        Column(book.say("how-far"), 62, Kind.LONG),
        Column(book.say("distance"), 9, Kind.SHARE),
    ]
    sheet = book.sheet(book.free_name(book.say("sheet-near")), [column.width for column in columns], "#ED7D31")
    sheet.title(book.say("sheet-near"))
    sheet.note(book.say("about-near"))
    note = words.near_note(report.summary.policies, book.lang)
    if note:
        sheet.note(note)
    sheet.table(columns, _near_misses(report), frozen=len(columns) - 3)


def _near_misses(report: Report) -> Iterator[Sequence[object]]:
    for one in _measures(report):
        for near in one.near.found:
            yield *_measure_cells(report, one), near.id, near.name, near.condition, near.because, near.distance


def write_obstacles(book: Book, report: Report) -> None:
    """The conditions that stop enterprises and the facts that are missing, the most frequent of each measure first."""
    columns = [
        *_measure_columns(book, report),
        Column(book.say("obstacle-kind"), 14),
        Column(book.say("obstacle-label"), 62, Kind.LONG),
        Column(book.say("obstacle-enterprises"), 12, Kind.TALLY),
        Column(book.say("obstacle-share"), 12, Kind.SHARE),
        Column(book.say("who"), 14),
        Column(book.say("fact-source"), 36, Kind.LONG),
    ]
    sheet = book.sheet(book.free_name(book.say("sheet-reasons")), [column.width for column in columns], "#ED7D31")
    sheet.title(book.say("sheet-reasons"))
    sheet.note(book.say("about-reasons"))
    sheet.table(columns, _obstacles(book, report))


def _obstacles(book: Book, report: Report) -> Iterator[Sequence[object]]:
    from decimal import Decimal

    for one in _measures(report):
        told: list[tuple[str, Obstacle]] = [("obstacle-failed", each) for each in one.failed]
        told += [("obstacle-missing", each) for each in one.missing]
        for kind, each in told:
            share = Decimal(each.enterprises) / report.summary.enterprises
            source = each.fact.source if each.fact else ""
            cells = _measure_cells(report, one)
            yield (
                *cells,
                book.say(kind),
                each.label,
                each.enterprises,
                share,
                words.who_answers(each, book.lang),
                source,
            )


def _measures(report: Report) -> Iterator[MeasureSummary]:
    return (one for policy in report.summary.policies for one in policy.measures)


def _measure_columns(book: Book, report: Report) -> list[Column]:
    """Which measure a row is about; the policy only where there are several."""
    columns = [Column(book.say("no"), 6, Kind.TALLY), Column(book.say("measure"), 32)]
    return [Column(book.say("policy"), 22), *columns] if len(report.summary.policies) > 1 else columns


def _measure_cells(report: Report, one: MeasureSummary) -> list[object]:
    cells: list[object] = [one.measure.number, one.measure.title]
    return [one.policy.short_title or one.policy.title, *cells] if len(report.summary.policies) > 1 else cells
