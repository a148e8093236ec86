"""`incentive diff`: what a change of rules does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.language import language
from incentive_engine.cli.output import terminal_page, write_result
from incentive_engine.cli.parameters import (
    form_of,
    lang_option,
    one_of,
    output_option,
    policy_option,
    read_day,
    read_year,
    rules_option,
    timeout_option,
)
from incentive_engine.wording import say

if TYPE_CHECKING:
    from incentive_engine.assurance.changes.report import DiffReport

DONE, FOUND = 0, 1


@click.command("diff", cls=Command)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@policy_option
@click.option("--population", type=Path, metavar="INPUT", help="changes.option-population")
@click.option("--as-of", type=read_day, metavar="DATE", help="changes.option-as-of")
@click.option("--year", type=read_year, metavar="YEAR", help="cli.option-year")
@click.option("--out-rows", type=Path, metavar="FILE", help="changes.option-out-rows")
@click.option("--ignore-unknown-columns", is_flag=True, help="cli.option-ignore-unknown-columns")
@click.option(
    "--format",
    "form",
    type=one_of("text", "markdown", "json"),
    metavar="text|markdown|json",
    help="cli.option-format",
)
@timeout_option
@click.option("--exit-zero", is_flag=True, help="changes.option-exit-zero")
@output_option
@rules_option
@lang_option
@click.pass_context
def command(
    context: click.Context,
    old: str,
    new: str,
    policies: Sequence[str],
    population: Path | None,
    as_of: date | None,
    year: int | None,
    out_rows: Path | None,
    ignore_unknown_columns: bool,
    form: str | None,
    seconds: float,
    exit_zero: bool,
    output: Path | None,
    rules: Sequence[Path],
) -> int:
    """Compare them, and tell by the exit status whether anything is decided otherwise."""
    from incentive_engine.assurance.changes.proofs import prover
    from incentive_engine.assurance.changes.report import diff_report
    from incentive_engine.assurance.changes.revisions import opened

    lang = language(context)
    if population is None and (out_rows or as_of or year):
        raise click.UsageError(say("changes.needs-population", lang), context)
    if population is not None:
        _check_files(population, out_rows)
    with ExitStack() as stack:
        states = [stack.enter_context(opened(one, policies, rules=rules)) for one in (old, new)]
        report = diff_report(states[0], states[1], prover(seconds), lang=lang, wanted=tuple(policies))
        if population is not None:
            day = as_of or date.today()
            asked = day, day.year - 1 if year is None else year
            report = _with_population(report, population, asked, out_rows, ignore_unknown_columns)
        _write(report, form or form_of(output), output)
    return DONE if exit_zero or not report.differs else FOUND


def _check_files(population: Path, out_rows: Path | None) -> None:
    """Complain of the names of files before the work, even where nothing turns out to have changed."""
    from incentive_engine.assurance.changes.population.rows import rows_writer
    from incentive_engine.mistakes import InputError, Mistake, Place

    if not population.exists():
        raise InputError([Mistake(Place(str(population)), "policy.no-file")])
    if out_rows is not None:
        rows_writer(out_rows)


def _with_population(
    report: DiffReport, source: Path, asked: tuple[date, int], out_rows: Path | None, ignore_unknown: bool
) -> DiffReport:
    from incentive_engine.assurance.changes.population.reading import population_changes, working_place
    from incentive_engine.assurance.changes.population.rows import rows_writer

    write = rows_writer(out_rows) if out_rows else None
    pairs = [(one.changes.old, one.changes.new) for one in report.policies]
    if not pairs:
        return report
    with working_place() as work:
        found = population_changes(
            source,
            pairs,
            work,
            as_of=asked[0],
            assessment_year=asked[1],
            ignore_unknown=ignore_unknown,
            lang=report.lang,
        )
        if write is not None and out_rows is not None:
            write(work, out_rows, report.lang)
    return replace(report, population=found, input=source.name)


def _write(report: DiffReport, form: str, output: Path | None) -> None:
    if form == "json":
        from incentive_engine.assurance.changes.document import dumps

        write_result(dumps(report), output, document=True)
    elif form == "markdown":
        from incentive_engine.assurance.changes.markdown import diff_markdown

        write_result(diff_markdown(report), output, document=True)
    else:
        from incentive_engine.assurance.changes.text import diff_text

        write_result(diff_text(report, terminal_page(to_file=output is not None)), output)
