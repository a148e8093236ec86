"""`incentive diff`: what a change of rules does."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.language import language
from incentive_engine.cli.parameters import lang_option, output_option, policy_option, rules_option


@click.command("diff", cls=Command)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@policy_option
@output_option
@rules_option
@lang_option
@click.pass_context
def command(context: click.Context, old: str, new: str, policies: Sequence[str], output: Path | None, rules: Sequence[Path]) -> int:
    """Compare them."""
    from incentive_engine.assurance.changes.comparing import compare_rules
    from incentive_engine.assurance.changes.phrasing import change_line, in_brackets
    from incentive_engine.assurance.changes.revisions import opened

    lang = language(context)
    with ExitStack() as stack:
        states = [stack.enter_context(opened(one, policies, rules=rules)) for one in (old, new)]
        found = compare_rules(*states, lang, policies)
        for c in found.facts: print(change_line(c, lang, in_brackets))
        for p in found.policies:
            print(p.id)
            for c in p.changes: print("  ", change_line(c, lang, in_brackets))
            for m in p.measures:
                print("  ", m.measure.number, m.measure.title, "slice" if m.slice else "", "sett" if m.settlement else "")
                for c in m.changes: print("     ", change_line(c, lang, in_brackets))
        print(found.form, found.compared, found.none)
    return 0
