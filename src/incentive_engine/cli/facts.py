"""`incentive facts`: what facts mean, who can state them, and which measures use them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.inputs import chosen_policies
from incentive_engine.cli.language import language
from incentive_engine.cli.output import terminal_page, write_result
from incentive_engine.cli.parameters import lang_option, output_option, policy_option, rules_option
from incentive_engine.mistakes import nearest
from incentive_engine.wording import say

if TYPE_CHECKING:
    from incentive_engine.policy.model import Fact


@click.command("facts", cls=Command)
@click.argument("names", nargs=-1, metavar="[NAME]…")
@policy_option
@output_option
@rules_option
@lang_option
@click.pass_context
def command(
    context: click.Context,
    names: Sequence[str],
    policies: Sequence[str],
    output: Path | None,
    rules: Sequence[Path],
) -> None:
    """List the facts of the policies, or tell all about those that are named."""
    from incentive_engine.policy import load_vocabulary
    from incentive_engine.policy.reads import facts_read
    from incentive_engine.report.library_text import facts_list, facts_text

    documents = chosen_policies(policies, rules)
    page, lang = terminal_page(to_file=output is not None), language(context)
    if not names:
        read = {fact.id: fact for policy in documents for fact in facts_read(policy)}
        write_result(facts_list(list(read.values()), lang, page), output)
        return
    shared = [load_vocabulary(rules)] if not policies else []
    known = {
        name: fact
        for vocabulary in (*shared, *(policy.vocabulary for policy in documents))
        for fact in vocabulary.facts.values()
        for name in (fact.id, fact.label)
    }
    wanted: list[Fact] = []
    for name in names:
        if name not in known:
            raise click.UsageError(say("cli.no-such-fact", lang, name=name, nearest=nearest(name, known)), context)
        wanted.append(known[name])
    write_result(facts_text(wanted, documents, lang, page), output)
