"""The sheet on what the results rest on: policies, day, input, engine, assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from incentive_engine import __version__
from incentive_engine.policy.model import Policy
from incentive_engine.report.amounts import RECONSTRUCTED
from incentive_engine.report.phrases import assumed_values, policy_name, source
from incentive_engine.report.provenance import is_reconstructed
from incentive_engine.report.times import period
from incentive_engine.screening.results import words
from incentive_engine.screening.results.report import Report
from incentive_engine.screening.results.workbook.layout import Book, Column, Kind
from incentive_engine.wording import say


def write_sources(book: Book, report: Report) -> None:
    """What was asked, of what, by which rules, with what."""
    columns = [Column(book.say("source-name"), 22), Column(book.say("source-value"), 110, Kind.LONG)]
    sheet = book.sheet(book.free_name(book.say("sheet-sources")), [column.width for column in columns], "#7F7F7F")
    sheet.title(book.say("sheet-sources"))
    sheet.section(book.say("source-run"))
    for name, value in _run(book, report):
        sheet.cells(columns, [name, value])
    for policy in report.screened.policies:
        sheet.section(policy_name(policy, book.lang))
        for name, value in _policy(book, policy):
            sheet.cells(columns, [name, value])
    sheet.row += 1
    for legend in words.legends(report):
        sheet.note(legend)


def _run(book: Book, report: Report) -> Iterator[tuple[str, str]]:
    screened = report.screened
    yield _said(book, "as-of"), screened.as_of.isoformat()
    yield _said(book, "assessment-year"), str(screened.assessment_year)
    yield book.say("enterprises"), f"{report.summary.enterprises:,}"
    for one in report.inputs:
        size = book.say("bytes", count=f"{one.size:,}") if one.size is not None else ""
        digest = f"SHA-256 {one.sha256}" if one.sha256 else ""
        yield book.say("input"), _clauses(book, [one.name, size, digest])
    if screened.assumed:
        yield _said(book, "assumed"), assumed_values(screened.assumed, screened.policies, book.lang)
    for change in report.comparison.changes if report.comparison else ():
        yield book.say("sheet-what-if"), words.change_line(change, book.lang)
    yield book.say("program"), f"incentive-engine {__version__}, {screened.backend}"
    for id_, (measures, enterprises) in screened.by_reference.items():
        yield book.say("by-reference"), book.say("referred", policy=id_, measures=measures, enterprises=enterprises)


def _policy(book: Book, policy: Policy) -> Iterator[tuple[str, str]]:
    yield book.say("policy-id"), policy.id
    yield _said(book, "issuer"), policy.issuer or ""
    yield _said(book, "in-force"), period(policy.in_force, book.lang)
    mark = f" {RECONSTRUCTED}" if policy.basis.value == "reconstructed" else ""
    yield _said(book, "basis"), _said(book, f"basis-{policy.basis.value}") + mark
    reconstructed = [str(one.number) for one in policy.measures if is_reconstructed(policy, one)]
    if reconstructed:
        yield (
            book.say("reconstructed-measures"),
            _said(book, "list-separator").join(reconstructed) + f" {RECONSTRUCTED}",
        )
    yield book.say("content-digest"), f"SHA-256 {policy.sha256}"
    for one in policy.sources.values():
        yield _said(book, "sources"), source(one, book.lang)


def _said(book: Book, code: str) -> str:
    return say(f"report.{code}", book.lang)


def _clauses(book: Book, parts: Sequence[str]) -> str:
    return _said(book, "clause-separator").join(part for part in parts if part)
