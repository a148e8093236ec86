"""`incentive policies`: the policies that are available."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.language import language
from incentive_engine.cli.output import terminal_page, write_result
from incentive_engine.cli.parameters import lang_option, one_of, output_option, rules_option


@click.command("policies", cls=Command)
@click.option(
    "--format",
    "form",
    type=one_of("text", "json"),
    default="text",
    metavar="text|json",
    help="cli.option-list-format",
)
@output_option
@rules_option
@lang_option
@click.pass_context
def command(context: click.Context, form: str, output: Path | None, rules: Sequence[Path]) -> None:
    """List them, in the order of their ids."""
    from incentive_engine.policy import available_policies
    from incentive_engine.report.library_text import policies_document, policies_text

    summaries = available_policies(rules)
    if form == "json":
        text = json.dumps(policies_document(summaries), ensure_ascii=False, indent=2) + "\n"
        write_result(text, output, document=True)
    else:
        write_result(policies_text(summaries, language(context), terminal_page(to_file=output is not None)), output)
