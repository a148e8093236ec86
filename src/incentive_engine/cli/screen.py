"""`incentive screen`: a whole population against one or more policies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.inputs import chosen_policies
from incentive_engine.cli.language import language
from incentive_engine.cli.output import write_result
from incentive_engine.cli.parameters import (
    lang_option,
    one_of,
    policy_option,
    read_day,
    read_year,
    rules_option,
)
from incentive_engine.cli.populations import Population, Request, files_of, opened_population
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from tqdm import tqdm

    from incentive_engine.policy.model import Constant
    from incentive_engine.screening.results.drafts import Drafts
    from incentive_engine.screening.results.report import Report


@click.command("screen", cls=Command)
@click.argument("source", type=Path, metavar="[INPUT]", required=False)
@policy_option
@click.option("-o", "--output", type=Path, metavar="OUT", help="cli.option-results")
@click.option("--as-of", type=read_day, metavar="DATE", help="cli.option-as-of")
@click.option("--year", type=read_year, metavar="YEAR", help="cli.option-year")
@click.option("--assume", multiple=True, metavar="FACT=VALUE", help="cli.option-assume-all")
@click.option("--budget", is_flag=True, help="cli.option-budget")
@click.option("--what-if", multiple=True, metavar="PARAMETER=VALUE", help="cli.option-what-if")
@click.option(
    "--backend",
    type=one_of("duckdb", "spark", "postgres"),
    default="duckdb",
    metavar="duckdb|spark|postgres",
    help="cli.option-backend",
)
@click.option("--master", metavar="URL", help="cli.option-master")
@click.option("--spark-folder", type=Path, metavar="DIR", help="cli.option-spark-folder")
@click.option("--dsn", metavar="DSN", help="cli.option-dsn")
@click.option("--table", metavar="NAME", help="cli.option-table")
@click.option("--ignore-unknown-columns", is_flag=True, help="cli.option-ignore-unknown-columns")
@click.option("--show-sql", is_flag=True, help="cli.option-show-sql")
@click.option("--explain", is_flag=True, help="cli.option-explain")
@rules_option
@lang_option
@click.pass_context
def command(
    context: click.Context,
    source: Path | None,
    policies: Sequence[str],
    output: Path | None,
    as_of: date | None,
    year: int | None,
    assume: Sequence[str],
    budget: bool,
    what_if: Sequence[str],
    backend: str,
    master: str | None,
    spark_folder: Path | None,
    dsn: str | None,
    table: str | None,
    ignore_unknown_columns: bool,
    show_sql: bool,
    explain: bool,
    rules: Sequence[Path],
) -> None:
    """Decide everybody, write the results, and tell what they come to."""
    import duckdb

    from incentive_engine.policy.model import shared_vocabulary
    from incentive_engine.profile import assume_facts
    from incentive_engine.screening.results.what_if import read_changes

    lang = language(context)
    if (source is None) == (table is None):
        raise click.UsageError(say("cli.input-or-table", lang), context)
    if (table is not None) != (backend == "postgres"):
        raise click.UsageError(say("cli.table-is-of-postgres", lang), context)
    if output is None and not (show_sql or explain):
        raise click.UsageError(say("cli.missing-argument", lang, name="-o"), context)
    chosen = chosen_policies(policies, rules)
    day = as_of or date.today()
    request = Request(
        source,
        table,
        chosen,
        day,
        day.year - 1 if year is None else year,
        assume_facts(assume, shared_vocabulary(chosen)),
        duckdb.connect(),
        lang,
        backend,
        master,
        dsn,
        spark_folder,
        ignore_unknown_columns,
        by_place=not policies,
        rules=tuple(rules),
    )
    changes = read_changes(what_if, chosen)
    if show_sql or explain:
        with opened_population(request) as population:
            write_result(population.explanation() if explain else population.statement(), output)
    elif output is not None:
        _screen(request, output, changes, context, budget=budget)


def _screen(
    request: Request, output: Path, changes: dict[str, Constant], context: click.Context, *, budget: bool
) -> None:
    from incentive_engine.screening.results.disk import disk_errors
    from incentive_engine.screening.results.drafts import Drafts
    from incentive_engine.screening.results.markdown import markdown_summary
    from incentive_engine.screening.results.writing import writer_for

    writer = writer_for(output)
    beside = _Beside(output)
    _check_outputs(request, (output, beside.rejects, *([beside.what_if] if changes else [])), context)
    with Drafts(output) as drafts, disk_errors(output), _steps(request.lang) as step:
        _work_on_disk(request.connection, drafts.folder)
        draft = drafts.draft(output)
        step("cli.step-reading")
        with opened_population(replace(request, progress=step.at)) as population:
            report = _report(request, population, changes, step, budget=budget)
        step("cli.step-writing")
        writer(report, draft)
        _write_beside(report, drafts, beside)
        drafts.publish()
    write_result(markdown_summary(report), document=True)
    _tell(report, output, beside, request.lang)


MOST_MEMORY = "2500MB"
"""What DuckDB may keep in memory; the rest is on disk."""


def _work_on_disk(connection: DuckDBPyConnection, folder: Path) -> None:
    """Let all tables be in a file beside the results, which goes with the drafts."""
    connection.execute("SET temp_directory = ?", [str(folder / "spill")])
    connection.execute(f"SET memory_limit = '{MOST_MEMORY}'")
    place = str(folder / "work.duckdb").replace("'", "''")
    connection.execute(f"ATTACH '{place}' AS work")
    connection.execute("USE work")


class _Beside:
    """The files that stand beside the result."""

    def __init__(self, output: Path) -> None:
        self.rejects = output.with_name(f"{output.stem}.rejects.csv")
        self.what_if = output.with_name(f"{output.stem}.what-if.csv")


def _check_outputs(request: Request, outputs: Sequence[Path], context: click.Context) -> None:
    """No output is something else than a file, or one of the files that are read."""
    inputs = files_of(request)
    for path in outputs:
        if path.exists() and not path.is_file():
            raise click.UsageError(say("cli.output-no-file", request.lang, path=path), context)
        if path.exists() and any(path.samefile(one) for one in inputs):
            raise click.UsageError(say("cli.output-is-input", request.lang, path=path), context)


def _report(
    request: Request, population: Population, changes: dict[str, Constant], step: Step, *, budget: bool
) -> Report:
    from incentive_engine.screening.results.report import Input, inputs_of, report

    step("cli.step-deciding")
    screened = population.decided({})
    instead = None
    if changes:
        step("cli.step-what-if")
        instead = population.decided(changes, into="results_what_if")
    step("cli.step-summary")
    inputs = [Input(request.table)] if request.table else inputs_of(files_of(request))
    return report(screened, inputs, lang=request.lang, budget=budget, instead=instead)


def _write_beside(report: Report, drafts: Drafts, beside: _Beside) -> None:
    from incentive_engine.screening.results.writing.tables import write_changes, write_rejects

    if report.summary.rejected:
        write_rejects(report.screened, drafts.draft(beside.rejects))
    else:
        drafts.discard(beside.rejects)
    if report.comparison:
        write_changes(report.screened, drafts.draft(beside.what_if))


def _tell(report: Report, output: Path, beside: _Beside, lang: Language) -> None:
    """Where everything is, and how much of the input could not be read."""
    messages = [say("cli.screened", lang, path=output, count=f"{report.summary.enterprises:,}")]
    if report.comparison:
        messages.append(say("cli.what-if-written", lang, path=beside.what_if))
    if report.summary.rejected:
        messages.append(say("cli.rows-rejected", lang, count=f"{report.summary.rejected:,}", path=beside.rejects))
    for message in messages:
        click.echo(message, err=True)


class Step:
    """Says on a terminal what is being done; elsewhere nothing."""

    def __init__(self, lang: Language, show: bool) -> None:
        self._lang, self._show = lang, show
        self._bar: tqdm[Any] | None = None

    def __call__(self, code: str) -> None:
        """The next step, by the code of its sentence."""
        if not self._show:
            return
        from tqdm import tqdm

        self.close()
        self._bar = tqdm(desc=say(code, self._lang), bar_format="{desc} {elapsed}", leave=False, file=sys.stderr)

    def at(self, done: int, total: int) -> None:
        """How far the step has come."""
        if self._bar is not None:
            self._bar.bar_format = "{desc} {percentage:3.0f}% |{bar:30}| {n_fmt}/{total_fmt} {elapsed}"
            self._bar.total, self._bar.n = total, done
            self._bar.refresh()

    def close(self) -> None:
        """Take what was said off the terminal."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


@contextmanager
def _steps(lang: Language) -> Iterator[Step]:
    step = Step(lang, sys.stderr.isatty() and os.environ.get("TERM") != "dumb")
    try:
        yield step
    finally:
        step.close()
