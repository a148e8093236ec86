"""`incentive check`: one enterprise against one or more policies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.inputs import load_policies, policies_of_place, shared_vocabulary
from incentive_engine.cli.language import language
from incentive_engine.cli.output import terminal_page, write_result
from incentive_engine.cli.parameters import (
    form_of,
    lang_option,
    one_of,
    output_option,
    read_day,
    read_year,
    rules_option,
)
from incentive_engine.mistakes import nearest
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from incentive_engine.decision.model import Decision, MeasureDecision, PolicyDecision


@click.command("check", cls=Command)
@click.argument("profile", type=Path, metavar="PROFILE")
@click.option("-p", "--policy", "policies", multiple=True, metavar="POLICY", help="cli.option-policy-in-place")
@click.option("--as-of", type=read_day, metavar="DATE", help="cli.option-as-of")
@click.option("--year", type=read_year, metavar="YEAR", help="cli.option-year")
@click.option("--assume", multiple=True, metavar="FACT=VALUE", help="cli.option-assume")
@click.option("--engine", type=one_of("rete", "reference"), metavar="rete|reference", help="cli.option-engine")
@click.option(
    "--format",
    "form",
    type=one_of("text", "json", "markdown", "html"),
    metavar="text|json|markdown|html",
    help="cli.option-format",
)
@output_option
@click.option("-v", "--verbose", is_flag=True, help="cli.option-verbose")
@click.option("--measure", "only", multiple=True, metavar="MEASURE", help="cli.option-measure")
@rules_option
@lang_option
@click.pass_context
def command(
    context: click.Context,
    profile: Path,
    policies: Sequence[str],
    as_of: date | None,
    year: int | None,
    assume: Sequence[str],
    engine: str | None,
    form: str | None,
    output: Path | None,
    verbose: bool,
    only: Sequence[str],
    rules: Sequence[Path],
) -> None:
    """Decide, and write the report."""
    lang = language(context)
    if output is not None and output.exists() and profile.exists() and output.samefile(profile):
        raise click.UsageError(say("cli.output-is-input", lang, path=output), context)
    decision = _decide(profile, policies, rules, as_of, year, assume, engine, context)
    if only:
        decision = _narrowed(decision, only, context)
    form = form or form_of(output)
    report = _report(decision, form, lang, to_file=output is not None, verbose=verbose or bool(only))
    write_result(report, output, document=form != "text")


def _decide(
    profile: Path,
    names: Sequence[str],
    rules: Sequence[Path],
    as_of: date | None,
    year: int | None,
    assume: Sequence[str],
    engine: str | None,
    context: click.Context,
) -> Decision:
    from incentive_engine.decision.deciding import decide
    from incentive_engine.decision.engine import EngineUnavailable
    from incentive_engine.profile import assume_facts, load_document, read_profile

    document = load_document(profile)
    chosen, note = (names, None) if names else policies_of_place(document, assume, rules, language(context))
    policies = load_policies(chosen, rules)
    vocabulary = shared_vocabulary(policies, rules)
    stated, assumed = read_profile(document, vocabulary), assume_facts(assume, vocabulary)
    if note:
        click.echo(note, err=True)
    try:
        return decide(stated, policies, as_of=as_of, assessment_year=year, assume=assumed, engine=engine)
    except EngineUnavailable as error:
        raise click.UsageError(error.text(language(context)), context) from error


def _narrowed(decision: Decision, names: Sequence[str], context: click.Context) -> Decision:
    """The decision with only the measures of these ids or numbers, and the policies that hold any of them."""
    measures = [measure for policy in decision.policies for measure in policy.measures]
    for name in names:
        if not any(_is_named(measure, name) for measure in measures):
            near = nearest(name, [measure.id for measure in measures])
            raise click.UsageError(say("cli.no-such-measure", language(context), name=name, nearest=near), context)
    kept = [_only(policy, names) for policy in decision.policies]
    return replace(decision, policies=tuple(policy for policy in kept if policy.measures))


def _only(policy: PolicyDecision, names: Sequence[str]) -> PolicyDecision:
    from incentive_engine.decision.verdicts import totals_of

    measures = tuple(one for one in policy.measures if any(_is_named(one, name) for name in names))
    return replace(policy, measures=measures, totals=totals_of(measures))


def _is_named(measure: MeasureDecision, name: str) -> bool:
    return name in (measure.id, str(measure.measure.number))


def _report(decision: Decision, form: str, lang: Language, *, to_file: bool, verbose: bool) -> str:
    """The report; what a form needs is imported for that form alone."""
    if form == "json":
        from incentive_engine.decision.document import dumps

        return dumps(decision, lang)
    if form == "markdown":
        from incentive_engine.report.markdown import markdown_report

        return markdown_report(decision, lang, verbose=verbose)
    if form == "html":
        from incentive_engine.report.html import html_report

        return html_report(decision, lang, verbose=verbose)
    from incentive_engine.report.text import text_report

    return text_report(decision, lang, page=terminal_page(to_file=to_file), verbose=verbose)
