"""`incentive template`: a blank profile, or a workbook for many enterprises, with every fact that the policies read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.inputs import chosen_policies
from incentive_engine.cli.language import language
from incentive_engine.cli.output import write_result
from incentive_engine.cli.parameters import (
    lang_option,
    one_of,
    output_option,
    policy_option,
    read_year,
    rules_option,
)
from incentive_engine.wording import say


@click.command("template", cls=Command)
@policy_option
@click.option("--year", type=read_year, metavar="YEAR", help="cli.option-template-year")
@click.option("--format", "form", type=one_of("yaml", "xlsx"), metavar="yaml|xlsx", help="cli.option-template-format")
@output_option
@rules_option
@lang_option
@click.pass_context
def command(
    context: click.Context,
    policies: Sequence[str],
    year: int | None,
    form: str | None,
    output: Path | None,
    rules: Sequence[Path],
) -> None:
    """Write the blank form, its annual facts ending with the assessment year."""
    from incentive_engine.policy.reads import facts_read

    facts = {fact.id: fact for policy in chosen_policies(policies, rules) for fact in facts_read(policy)}
    year, lang = year or date.today().year - 1, language(context)
    if form == "xlsx" or (form is None and output is not None and output.suffix.lower() == ".xlsx"):
        from incentive_engine.screening.reading.template import blank_workbook

        if output is None and sys.stdout.isatty():
            raise click.UsageError(say("cli.template-needs-file", lang), context)
        write_result(blank_workbook(facts.values(), assessment_year=year, lang=lang), output)
    else:
        from incentive_engine.profile.template import blank_profile

        write_result(blank_profile(facts.values(), assessment_year=year, lang=lang), output, document=True)
