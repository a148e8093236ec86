"""`incentive lint`: what is probably wrong with policies, seen from their files alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.language import language
from incentive_engine.cli.output import terminal_page, write_result
from incentive_engine.cli.parameters import form_of, lang_option, one_of, output_option, rules_option
from incentive_engine.mistakes import nearest
from incentive_engine.wording import say

_FORMS = ("text", "json", "sarif")
_FOUND, _UNUSABLE = 1, 2


@click.command("lint", cls=Command)
@click.argument("policies", nargs=-1, metavar="[POLICY]…")
@click.option("--check", "checks", multiple=True, metavar="CHECK", help="lint.option-check")
@click.option("--explain", metavar="CHECK", help="lint.option-explain")
@click.option(
    "--fail-on",
    type=one_of("error", "warning", "note"),
    default="warning",
    metavar="error|warning|note",
    help="lint.option-fail-on",
)
@click.option("--sources", type=Path, metavar="DIR", help="lint.option-sources")
@click.option(
    "--format",
    "form",
    type=one_of(*_FORMS),
    metavar="text|json|sarif",
    help="cli.option-format",
)
@output_option
@rules_option
@lang_option
@click.pass_context
def command(
    context: click.Context,
    policies: Sequence[str],
    checks: Sequence[str],
    explain: str | None,
    fail_on: str,
    sources: Path | None,
    form: str | None,
    output: Path | None,
    rules: Sequence[Path],
) -> int:
    """Check the policies (default: all), and tell what was found; 1 when something was, 2 when one does not load."""
    from incentive_engine.assurance.lint import Severity, check_names, lint

    lang = language(context)
    for name in (*checks, *([explain] if explain is not None else [])):
        if name not in check_names():
            near = nearest(name, check_names())
            raise click.UsageError(say("lint.no-such-check", lang, name=name, nearest=near), context)
    if explain is not None:
        from incentive_engine.assurance.lint.pages import page_in

        write_result(page_in(explain, lang), output, document=True)
        return 0
    chosen = tuple(sorted(set(checks))) or check_names()
    linted = lint(policies, rules=rules, checks=chosen, sources=sources)
    form = form or form_of(output, _FORMS)
    if form == "text":
        from incentive_engine.assurance.lint.telling import linted_text

        write_result(linted_text(linted, len(chosen), lang, terminal_page(to_file=output is not None)), output)
    else:
        from incentive_engine.assurance.lint.sarif import linted_sarif
        from incentive_engine.assurance.lint.telling import linted_document

        document = linted_document if form == "json" else linted_sarif
        text = json.dumps(document(linted, chosen, lang), ensure_ascii=False, indent=2) + "\n"
        write_result(text, output, document=True)
    if linted.unreadable:
        return _UNUSABLE
    least = Severity[fail_on.upper()]
    return _FOUND if any(one.severity >= least for one in linted.findings) else 0
