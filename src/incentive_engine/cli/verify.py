"""`incentive verify`: proofs about policies, and the enterprises that show where they do not hold."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.inputs import chosen_policies
from incentive_engine.cli.language import language
from incentive_engine.cli.output import terminal_page, write_result
from incentive_engine.cli.parameters import (
    form_of,
    jobs_option,
    lang_option,
    one_of,
    output_option,
    rules_option,
    timeout_option,
)
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from incentive_engine.assurance.verification.answers import Verification
    from incentive_engine.assurance.verification.running import Progress

_KINDS = ("awardable", "condition", "table", "step", "amount", "group", "limit", "cliff", "property")
_FORMS = ("text", "json", "markdown")


@click.command("verify", cls=Command)
@click.argument("policies", nargs=-1, metavar="[POLICY]…")
@click.option(
    "--question", "kinds", multiple=True, type=one_of(*_KINDS), metavar="KIND", help="verification.option-question"
)
@timeout_option
@jobs_option
@click.option("--profiles", type=Path, metavar="DIR", help="verification.option-profiles")
@click.option("--format", "form", type=one_of(*_FORMS), metavar="text|json|markdown", help="cli.option-format")
@output_option
@click.option("-v", "--verbose", is_flag=True, help="verification.option-verbose")
@rules_option
@lang_option
@click.pass_context
def command(
    context: click.Context,
    policies: Sequence[str],
    kinds: Sequence[str],
    seconds: float,
    jobs: int | None,
    profiles: Path | None,
    form: str | None,
    output: Path | None,
    verbose: bool,
    rules: Sequence[Path],
) -> int:
    """Ask, write the report, and say by the exit status whether anything is wrong."""
    from incentive_engine.assurance.symbolic import prover_installed

    lang = language(context)
    if not prover_installed():
        raise click.UsageError(say("verification.no-solver", lang), context)
    if profiles is not None:  # said before the work, not after it
        if profiles.exists() and not profiles.is_dir():
            raise click.UsageError(say("verification.not-a-folder", lang, path=profiles), context)
        profiles.mkdir(parents=True, exist_ok=True)
    from incentive_engine.assurance.verification.running import verify

    chosen = chosen_policies(policies, rules)
    with _progress(lang) as progress:
        found = verify(chosen, kinds=kinds, seconds=seconds, jobs=jobs or os.cpu_count() or 1, progress=progress)
    form = form or form_of(output, _FORMS)
    write_result(_report(found, form, lang, output, verbose), output, document=form != "text")
    if profiles is not None:
        from incentive_engine.assurance.verification.profiles import write_profiles

        for line in write_profiles(found, profiles, lang, named=policies, rules=rules, verbose=verbose):
            click.echo(line, err=True)
    return 1 if any(one.is_found for one in found) else 0


def _report(found: Sequence[Verification], form: str, lang: Language, output: Path | None, verbose: bool) -> str:
    if form == "json":
        from incentive_engine.assurance.verification.document import dumps

        return dumps(found, lang)
    from incentive_engine.assurance.verification.text import markdown_report, text_report

    if form == "markdown":
        return markdown_report(found, lang, verbose=verbose)
    return text_report(found, lang, page=terminal_page(to_file=output is not None), verbose=verbose)


@contextmanager
def _progress(lang: Language) -> Iterator[Progress]:
    """Shows on a terminal how far the questions are answered; elsewhere nothing."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _done, _all: None
        return
    from tqdm import tqdm

    form = "{desc} {percentage:3.0f}% |{bar:30}| {n_fmt}/{total_fmt} {elapsed}"
    with tqdm(desc=say("verification.progress", lang), bar_format=form, leave=False, file=sys.stderr) as bar:

        def tell(done: int, every: int) -> None:
            bar.total, bar.n = every, done
            bar.refresh()

        yield tell
