"""The sheets of recipients: for each measure that anybody gets, who, and how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from incentive_engine.report.phrases import joined, policy_name
from incentive_engine.screening.results.budget import ADJUSTMENT
from incentive_engine.screening.results.near_misses import Member
from incentive_engine.screening.results.report import Report
from incentive_engine.screening.results.screened import identifier
from incentive_engine.screening.results.summary import MeasureSummary
from incentive_engine.screening.results.workbook.layout import MOST_ROWS, Book, Column, Kind

_ABOVE = 8
"""How many rows at most stand above the recipients."""


def name_sheets(book: Book, report: Report) -> Mapping[Member, Sequence[str]]:
    """The names of the sheets of each measure that anybody gets: more than one where a sheet is too short."""
    several = len(report.summary.policies) > 1
    names: dict[Member, Sequence[str]] = {}
    for policy in report.summary.policies:
        short = f"{policy.policy.short_title or policy.policy.title} " if several else ""
        for one in policy.measures:
            if one.counts.eligible:
                sheets = -(-one.counts.eligible // (MOST_ROWS - _ABOVE))
                name = f"{short[:14]}{one.measure.number} {one.measure.title}"
                names[policy.policy.id, one.measure.id] = [book.free_name(name) for _ in range(sheets)]
    return names


def write_recipients(book: Book, report: Report, sheets: Mapping[Member, Sequence[str]]) -> None:
    """Write the sheets of `name_sheets`."""
    for policy in report.summary.policies:
        for one in policy.measures:
            rows = _rows(book, report, one)
            for name in sheets.get((policy.policy.id, one.measure.id), ()):
                _write(book, report, one, name, rows)


def _write(book: Book, report: Report, one: MeasureSummary, name: str, rows: Iterator[Sequence[object]]) -> None:
    columns = _columns(book, report)
    sheet = book.sheet(name, [column.width for column in columns], colour="#9DC3E6")
    sheet.title(f"{one.measure.number} {one.measure.title}")
    sheet.note(policy_name(one.policy, book.lang))
    sheet.note(
        book.say(
            "recipients-total",
            count=one.counts.eligible,
            gross=f"{one.counts.gross:,.2f}",
            payable=f"{one.counts.payable:,.2f}",
        )
    )
    if one.reconstructed:
        sheet.note(book.say("legend-reconstructed"))
    sheet.table(columns, _first(rows, MOST_ROWS - _ABOVE), frozen=3)


def _first(rows: Iterator[Sequence[object]], most: int) -> Iterator[Sequence[object]]:
    """As many rows as fit on a sheet; the rest is left for the next."""
    for _ in range(most):
        values = next(rows, None)
        if values is None:
            return
        yield values


def _columns(book: Book, report: Report) -> list[Column]:
    columns = [
        Column(book.say("no"), 7, Kind.TALLY),
        Column(book.say("id"), 23),
        Column(book.say("name"), 40),
        Column(book.say("gross-yuan"), 18, Kind.AMOUNT),
        Column(book.say("payable-yuan"), 18, Kind.AMOUNT),
        Column(book.say("provisional"), 9, Kind.MARK),
        Column(book.say("missing-for-amount"), 36, Kind.LONG),
    ]
    if ADJUSTMENT in report.columns:
        columns.insert(5, Column(book.say("budget-adjustment-yuan"), 16, Kind.AMOUNT))
    return columns


def _rows(book: Book, report: Report, one: MeasureSummary) -> Iterator[Sequence[object]]:
    budgeted = ADJUSTMENT in report.columns
    extra = f", {ADJUSTMENT}" if budgeted else ""
    facts = one.policy.vocabulary.facts
    found = report.screened.connection.execute(
        f"SELECT id, name, gross, payable{extra}, provisional, missing FROM {identifier(report.screened.results)} "
        "WHERE policy = ? AND measure = ? AND verdict = 'eligible'",
        [one.policy.id, one.measure.id],
    )
    number = 0
    while batch := found.fetchmany(10_000):
        for *known, provisional, missing in batch:
            number += 1
            labels = (facts[id_].label if id_ in facts else id_ for id_ in missing or ())
            yield number, *known, book.say("yes") if provisional else "", joined(labels, book.lang)
