"""`incentive suggest-cases`: cases for what no case shows, for a person to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from incentive_engine.cli.commands import Command
from incentive_engine.cli.inputs import chosen_policies
from incentive_engine.cli.language import language
from incentive_engine.cli.output import write_result
from incentive_engine.cli.parameters import lang_option, read_count, rules_option, timeout_option
from incentive_engine.mistakes import InputError, nearest
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from incentive_engine.assurance.suggestions.suggesting import Suggestions
    from incentive_engine.policy.model import Policy


@click.command("suggest-cases", cls=Command)
@click.argument("policies", nargs=-1, metavar="[POLICY]…")
@click.option("--point", default="", metavar="TEXT", help="suggestions.option-point")
@click.option("--measure", "measures", multiple=True, metavar="MEASURE", help="suggestions.option-measure")
@click.option("--limit", type=read_count, metavar="N", help="suggestions.option-limit")
@timeout_option
@click.option("-o", "--output", type=Path, metavar="DIR|FILE", help="suggestions.option-output")
@rules_option
@lang_option
@click.pass_context
def command(
    context: click.Context,
    policies: Sequence[str],
    point: str,
    measures: Sequence[str],
    limit: int | None,
    seconds: float,
    output: Path | None,
    rules: Sequence[Path],
) -> None:
    """Suggest them, and say what nobody can show."""
    from incentive_engine.assurance.symbolic import prover_installed

    lang = language(context)
    if not prover_installed():
        raise click.UsageError(say("suggestions.needs-prover", lang), context)
    from incentive_engine.assurance.cases.finding import find_cases
    from incentive_engine.assurance.suggestions.suggesting import Wanted, suggest

    chosen = chosen_policies(policies, rules)
    known = [measure.id for policy in chosen for measure in policy.measures]
    for name in measures:
        if name not in known:
            fault = say("suggestions.no-such-measure", lang, name=name, nearest=nearest(name, known))
            raise click.UsageError(fault, context)
    places = _places(chosen, output, context)
    found = find_cases([Path(policy.place.file).parent for policy in chosen], rules)
    if found.mistakes:
        raise InputError(found.mistakes)
    wanted = Wanted(point, frozenset(measures))
    for one in suggest(chosen, found.files, wanted=wanted, limit=limit, seconds=seconds):
        _write(one, places[one.policy.id], lang)


def _places(policies: Sequence[Policy], output: Path | None, context: click.Context) -> dict[str, Path | None]:
    """Where the cases of each policy go; nothing that is there is overwritten."""
    lang = language(context)
    if output is None:
        return {policy.id: None for policy in policies}
    if output.suffix in (".yaml", ".yml"):
        if len(policies) > 1:
            raise click.UsageError(say("suggestions.one-file", lang, count=len(policies)), context)
        places = {policies[0].id: output}
    else:
        places = {policy.id: output / f"{policy.id.replace('/', '-')}.yaml" for policy in policies}
    for place in places.values():
        if place.exists():
            raise click.UsageError(say("suggestions.file-exists", lang, path=place), context)
    return dict(places)


def _write(found: Suggestions, place: Path | None, lang: Language) -> None:
    from incentive_engine.assurance.suggestions.writing import cases_file, rest_of

    if not found.cases and not any(rest_of(found, lang)):
        click.echo(say("suggestions.covered", lang, policy=found.policy.id), err=True)
        return
    text = cases_file(found, lang)
    if found.cases or place is None:
        if place is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
        write_result(text, place, document=True)
    else:
        click.echo(text, err=True, nl=False)
    click.echo(
        say(
            "suggestions.summary",
            lang,
            policy=found.policy.id,
            cases=len(found.cases),
            shown=sum(len(one.shows) for one in found.cases),
            unreachable=len(found.unreachable),
            open=len(found.open),
            waiting=len(found.waiting),
            left=found.left,
        ),
        err=True,
    )
    if place is not None and found.cases:
        click.echo(say("suggestions.written", lang, path=place), err=True)
