"""`incentive template`: a blank profile with every fact that the policies read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.inputs import chosen_policies
from incentive_engine.cli.language import language
from incentive_engine.cli.output import write_result
from incentive_engine.cli.parameters import lang_option, output_option, policy_option, read_year, rules_option


@click.command("template", cls=Command)
@policy_option
@click.option("--year", type=read_year, metavar="YEAR", help="cli.option-template-year")
@output_option
@rules_option
@lang_option
@click.pass_context
def command(
    context: click.Context,
    policies: Sequence[str],
    year: int | None,
    output: Path | None,
    rules: Sequence[Path],
) -> None:
    """Write the blank profile, its annual facts ending with the assessment year."""
    from incentive_engine.policy.reads import facts_read
    from incentive_engine.profile.template import blank_profile

    facts = {fact.id: fact for policy in chosen_policies(policies, rules) for fact in facts_read(policy)}
    text = blank_profile(facts.values(), assessment_year=year or date.today().year - 1, lang=language(context))
    write_result(text, output, document=True)
