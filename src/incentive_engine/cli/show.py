"""`incentive show`: a policy, or one of its measures, as an official reads it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.language import language
from incentive_engine.cli.output import terminal_page, write_result
from incentive_engine.cli.parameters import form_of, lang_option, one_of, output_option, rules_option
from incentive_engine.mistakes import nearest
from incentive_engine.wording import say


@click.command("show", cls=Command)
@click.argument("subject", metavar="POLICY[#MEASURE]")
@click.option(
    "--format",
    "form",
    type=one_of("text", "markdown"),
    metavar="text|markdown",
    help="cli.option-format",
)
@output_option
@rules_option
@lang_option
@click.pass_context
def command(context: click.Context, subject: str, form: str | None, output: Path | None, rules: Sequence[Path]) -> None:
    """Show the policy; behind `#`, a measure's id or number."""
    from incentive_engine.policy import load_policy

    lang = language(context)
    name, hash_, wanted = subject.partition("#")
    policy = load_policy(name, rules=rules)
    only = [measure for measure in policy.measures if wanted in (measure.id, str(measure.number))]
    if hash_ and not only:
        near = nearest(wanted, [measure.id for measure in policy.measures])
        raise click.UsageError(say("cli.no-such-measure", lang, name=wanted, nearest=near), context)
    if (form or form_of(output)) == "markdown":
        from incentive_engine.report.policy_markdown import policy_markdown

        write_result(policy_markdown(policy, lang, only=only), output, document=True)
    else:
        from incentive_engine.report.policy_text import policy_text

        write_result(policy_text(policy, lang, page=terminal_page(to_file=output is not None), only=only), output)
