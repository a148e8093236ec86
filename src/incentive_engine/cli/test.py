"""`incentive test`: rule cases put to the test."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.covering import measure_coverage, too_little, write_coverage
from incentive_engine.cli.language import language
from incentive_engine.cli.output import terminal_page, write_result
from incentive_engine.cli.parameters import (
    form_of,
    lang_option,
    one_of,
    output_option,
    read_percentage,
    rules_option,
)
from incentive_engine.mistakes import InputError, Names
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from incentive_engine.assurance.cases.finding import Found
    from incentive_engine.assurance.cases.running import Ran


@click.command("test", cls=Command)
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("-k", "select", default="", metavar="EXPRESSION", help="cases.option-select")
@click.option("--engine", type=one_of("rete", "reference"), metavar="rete|reference", help="cli.option-engine")
@click.option("--junit", type=Path, metavar="FILE", help="cases.option-junit")
@click.option("--coverage", is_flag=True, help="coverage.option-coverage")
@click.option("--fail-under", type=read_percentage, metavar="PERCENT", help="coverage.option-fail-under")
@click.option("--fail-under-mcdc", type=read_percentage, metavar="PERCENT", help="coverage.option-fail-under-mcdc")
@click.option(
    "--format", "form", type=one_of("text", "html", "json"), metavar="text|html|json", help="cli.option-format"
)
@output_option
@rules_option
@lang_option
@click.pass_context
def command(
    context: click.Context,
    paths: Sequence[str],
    select: str,
    engine: str | None,
    junit: Path | None,
    coverage: bool,
    fail_under: Decimal | None,
    fail_under_mcdc: Decimal | None,
    form: str | None,
    output: Path | None,
    rules: Sequence[Path],
) -> int:
    """Run the cases; 1 when one of them failed, 2 when something cannot be read."""
    from incentive_engine.assurance.cases.finding import find_cases
    from incentive_engine.assurance.cases.running import Outcome, run_cases
    from incentive_engine.decision.engine import EngineUnavailable

    lang = language(context)
    form = form or form_of(output)
    if not coverage:
        _refuse_without_coverage(context, form == "html", fail_under is not None, fail_under_mcdc is not None)
    if junit is not None and output is not None and junit.resolve() == output.resolve():
        raise click.UsageError(say("cases.same-file", lang, path=output), context)
    found = find_cases(paths, rules)
    chosen = found.chosen(select)
    if not chosen and not found.mistakes:
        raise click.UsageError(_nothing(found, paths, select, lang), context)
    try:
        rans = list(run_cases(chosen, engine=engine))
    except EngineUnavailable as error:
        raise click.UsageError(error.text(lang), context) from error
    if junit is not None:
        from incentive_engine.assurance.cases.junit import junit_xml

        write_result(junit_xml(found, rans, lang), junit, document=True)
    outcomes = {ran.outcome for ran in rans}
    short: list[str] = []
    if coverage and not found.mistakes and Outcome.UNREADABLE not in outcomes:
        shown = measure_coverage(found, rans, paths, rules)
        _tell_cases(rans, form, lang, output)
        write_coverage(shown, form, lang, output)
        short = too_little(shown, fail_under, fail_under_mcdc, lang)
        for sentence in short:
            click.echo(sentence, err=True)
    elif rans or form == "json":
        _report(found, rans, form, lang, output)
    if found.mistakes:
        raise InputError(found.mistakes)
    if Outcome.UNREADABLE in outcomes:
        return 2
    return int(Outcome.FAILED in outcomes or bool(short))


def _refuse_without_coverage(context: click.Context, html: bool, *shares: bool) -> None:
    """Complain of what only a report of coverage can be asked for."""
    options = ("--format html", "--fail-under", "--fail-under-mcdc")
    for option, given in zip(options, (html, *shares), strict=True):
        if given:
            raise click.UsageError(say("coverage.needs-coverage", language(context), option=option), context)


def _nothing(found: Found, paths: Sequence[str], select: str, lang: Language) -> str:
    """That there is no case at all, or none that is wanted."""
    count = sum(len(file.cases) for file in found.files)
    if count:
        return say("cases.none-wanted", lang, expression=select, count=count)
    return say("cases.none-found", lang, places=Names(paths))


def _tell_cases(rans: Sequence[Ran], form: str, lang: Language, output: Path | None) -> None:
    """What came of the cases, before a report of their coverage: kept out of a document and of a file."""
    from incentive_engine.assurance.cases.telling import cases_text

    apart = form != "text" or output is not None
    page = terminal_page(to_file=apart)
    text = cases_text(rans, lang, page=page)
    click.echo(text, err=apart)


def _report(found: Found, rans: Sequence[Ran], form: str, lang: Language, output: Path | None) -> None:
    if form == "json":
        from incentive_engine.assurance.cases.document import dumps

        write_result(dumps(found, rans, lang), output, document=True)
    else:
        from incentive_engine.assurance.cases.telling import cases_text

        page = terminal_page(to_file=output is not None)
        write_result(cases_text(rans, lang, page=page), output)
