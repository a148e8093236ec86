"""The first sheet: what the screening comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from incentive_engine.policy.model import Pays
from incentive_engine.report.amounts import RECONSTRUCTED
from incentive_engine.report.lines import width
from incentive_engine.screening.results import words
from incentive_engine.screening.results.near_misses import Member
from incentive_engine.screening.results.report import Report
from incentive_engine.screening.results.summary import MeasureSummary, PolicySummary
from incentive_engine.screening.results.workbook.layout import Book, Column, Kind, Link, Sheet, height
from incentive_engine.screening.results.workbook.rows import results_fit

_WIDTHS = (6, 38, 17, 9, 9, 9, 9, 18, 18, 8, 8, 10, 56)
"""Of the table of measures, which the other tables of the sheet are fitted to."""

_PAYABLE = 8

_PAGE = 60
"""How many rows are still legible on one printed page."""


def write_overview(book: Book, report: Report, name: str, sheets: Mapping[Member, Sequence[str]]) -> None:
    """Figures, then a table for each policy, the budget, and what the marks mean."""
    sheet = book.sheet(name, _WIDTHS, colour="#1F4E79")
    sheet.title(book.say("title"))
    sheet.note(words.subtitle(report))
    _figures(sheet, report)
    _budgets(sheet, report)
    for policy in report.summary.policies:
        _policy(sheet, policy, sheets)
    notes = [*words.legends(report), words.near_note(report.summary.policies, book.lang)]
    if not results_fit(report):
        notes.append(book.say("rows-too-many"))
    sheet.row += 1
    for note in filter(None, notes):
        sheet.note(note)
    if sheet.row <= _PAGE:
        sheet.worksheet.fit_to_pages(1, 1)
    sheet.worksheet.activate()


def _figures(sheet: Sheet, report: Report) -> None:
    """The few numbers that matter most, large."""
    summary, say = report.summary, sheet.book.say
    figures: list[tuple[str, str]] = [(say("enterprises"), f"{summary.enterprises:,}")]
    for kind in Pays:
        if summary.of_kind(kind):
            figures.append((say(f"recipients-{_code(kind)}"), f"{summary.recipients[kind]:,}"))
            figures.append(
                (f"{words.payable_name(kind, sheet.book.lang)}{say('in-yuan')}", f"{summary.payable(kind):,.2f}")
            )
    if summary.rejected:
        figures.append((say("sheet-rejected"), f"{summary.rejected:,}"))
    places = [(1, 1), (2, 4), (5, 7), (8, 9), (10, 11), (12, 12)]
    worksheet = sheet.worksheet
    sheet.row += 1
    for trait, which, high in (("figure", 1, 30), ("caption", 0, 18)):
        worksheet.set_row(sheet.row, high)
        for (first, last), figure in zip(places, figures, strict=False):
            form = sheet.book.format(trait)
            if last > first:
                worksheet.merge_range(sheet.row, first, sheet.row, last, "", form)
            worksheet.write_string(sheet.row, first, figure[which], form)
        sheet.row += 1


def _code(kind: Pays) -> str:
    return kind.value.replace("_", "-")


def _policy(sheet: Sheet, policy: PolicySummary, sheets: Mapping[Member, Sequence[str]]) -> None:
    book = sheet.book
    sheet.section(words.policy_heading(policy, book.lang))
    sheet.note(words.policy_result(policy, book.lang))
    _categories(sheet, policy)
    columns = _columns(book, policy.policy.pays)
    sheet.head(columns)
    first = sheet.row
    for one in policy.measures:
        sheet.cells(columns, list(_measure(one, book, sheets.get((policy.policy.id, one.measure.id), ()))))
    sheet.bars(first, sheet.row - 1, _PAYABLE)
    sheet.cells(columns, list(_total(book, policy)), "total")


def _columns(book: Book, pays: Pays) -> list[Column]:
    headings = (
        ("no", Kind.TALLY),
        ("measure", Kind.TEXT),
        ("category", Kind.TEXT),
        ("eligible", Kind.TALLY),
        ("ineligible", Kind.TALLY),
        ("undetermined", Kind.TALLY),
        ("not-in-force", Kind.TALLY),
        ("gross-yuan", Kind.AMOUNT),
        ("payable-yuan" if pays is Pays.GRANT else "tax-relief-yuan", Kind.AMOUNT),
        ("provisional", Kind.TALLY),
        ("amount-unknown", Kind.TALLY),
        ("near", Kind.MARK),
        ("stopped-by", Kind.LONG),
    )
    return [Column(book.say(code), width, kind) for (code, kind), width in zip(headings, _WIDTHS, strict=True)]


def _measure(one: MeasureSummary, book: Book, sheets: Sequence[str]) -> Iterator[object]:
    counts, title = one.counts, one.measure.title
    name = f"{title} {RECONSTRUCTED}" if one.reconstructed else title
    yield one.measure.number
    yield Link(name, sheets[0]) if sheets else name
    yield one.measure.category or ""
    yield from (counts.eligible, counts.ineligible, counts.undetermined, counts.not_in_force)
    yield from (counts.gross, counts.payable, counts.provisional, counts.unknown)
    yield words.near_count(one, book.lang)
    yield words.stopped_by(one, book.lang)


def _total(book: Book, policy: PolicySummary) -> Iterator[object]:
    counts = [one.counts for one in policy.measures]
    yield from ("", book.say("total"), "")
    for verdict in ("eligible", "ineligible", "undetermined", "not_in_force"):
        yield sum(getattr(one, verdict) for one in counts)
    yield sum((one.gross for one in counts), Decimal(0))
    yield policy.payable
    yield sum(one.provisional for one in counts)
    yield sum(one.unknown for one in counts)
    yield from ("", "")


_CATEGORY = ((1, 1), (2, 2), (3, 6), (7, 7), (8, 8), (9, 10))
_BUDGET = ((1, 6), (7, 7), (8, 8), (9, 10), (11, 12))
"""Which columns of the table of measures the cells of the smaller tables reach over."""


def _categories(sheet: Sheet, policy: PolicySummary) -> None:
    """The policy by category, where it has several."""
    if len(policy.categories) < 2:
        return
    say = sheet.book.say
    kinds = (Kind.TEXT, Kind.TALLY, Kind.TALLY, Kind.AMOUNT, Kind.AMOUNT, Kind.SHARE)
    amount = "payable-yuan" if policy.policy.pays is Pays.GRANT else "tax-relief-yuan"
    codes = ("category", "measures", "eligible-times", "gross-yuan", amount, "share")
    _wide(sheet, _CATEGORY, kinds, [say(code) for code in codes], "head")
    first = sheet.row
    for category, measures in policy.categories.items():
        gross = sum((one.counts.gross for one in measures), Decimal(0))
        payable = sum((one.counts.payable for one in measures), Decimal(0))
        times = sum(one.counts.eligible for one in measures)
        share = payable / policy.payable if policy.payable else None
        _wide(sheet, _CATEGORY, kinds, [category or say("no-category"), len(measures), times, gross, payable, share])
    sheet.bars(first, sheet.row - 1, _PAYABLE)
    sheet.row += 1


def _budgets(sheet: Sheet, report: Report) -> None:
    if not report.budgets:
        return
    book = sheet.book
    kinds = (Kind.TEXT, Kind.AMOUNT, Kind.AMOUNT, Kind.SHARE, Kind.LONG)
    sheet.section(book.say("budget"))
    codes = ("budget-item", "budget-amount", "budget-total", "budget-share", "budget-outcome")
    _wide(sheet, _BUDGET, kinds, [book.say(code) for code in codes], "head")
    for use in report.budgets:
        told = words.budget_told(use, book.lang)
        _wide(sheet, _BUDGET, kinds, [words.budget_name(use, book.lang), use.amount, use.total, use.share, told])


def _wide(
    sheet: Sheet, spans: Sequence[tuple[int, int]], kinds: Sequence[Kind], values: Sequence[object], *traits: str
) -> None:
    """A row whose cells reach over several columns, as high as its longest text needs."""
    lines = 1
    for (first, last), kind, value in zip(spans, kinds, values, strict=True):
        sheet.cell(first, kind, value, traits, to=last)
        room = sum(_WIDTHS[first : last + 1]) - 2
        if isinstance(value, str):
            lines = max(lines, -(-width(value) // int(room)))
    sheet.worksheet.set_row(sheet.row, 22 if traits else height(lines))
    sheet.row += 1
