"""What commands are asked about: policies by id or folder, or those of the place where an enterprise is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from incentive_engine.mistakes import InputError, Mistake, nearest, tame
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from incentive_engine.policy.model import Policy


def chosen_policies(names: Sequence[str], rules: Sequence[Path]) -> list[Policy]:
    """The policies of these ids or folders, each once; all that are available when none is named.

    Raises InputError with the mistakes of all of them.
    """
    from incentive_engine.policy import load_policy
    from incentive_engine.policy.library import policy_folders

    wanted = names or policy_folders(rules)
    policies: list[Policy] = []
    mistakes: list[Mistake] = []
    for name in dict.fromkeys(wanted):
        try:
            policies.append(load_policy(name, rules=rules))
        except InputError as error:
            mistakes.extend(error.mistakes)
    if mistakes:
        raise InputError(mistakes)
    return policies


def policies_of_place(
    policies: Sequence[Policy], facts: Mapping[str, Any], rules: Sequence[Path], lang: Language
) -> list[Policy]:
    """Those of the policies whose region holds the enterprise that these facts are stated of.

    Where its region cannot be told, all of them, and standard error says so.
    """
    if not any(policy.regions for policy in policies):
        return list(policies)
    from incentive_engine.policy import load_regions

    regions = load_regions(rules)
    place = facts.get(regions.of) if regions.of else None
    if isinstance(place, str) and place in regions.within:
        path = regions.path(place)
        held = [policy for policy in policies if policy.region is None or policy.region in path]
        if not held:
            click.echo(say("cli.region-without-policies", lang, region=place), err=True)
        return held
    fact = next((one for policy in policies if (one := policy.vocabulary.facts.get(regions.of or ""))), None)
    label = fact.label if fact else regions.of
    if isinstance(place, str):
        near = nearest(place, regions.within)
        message = say("cli.region-not-known", lang, label=label, region=tame(place), nearest=near)
    else:
        message = say("cli.region-not-stated", lang, label=label)
    click.echo(message, err=True)
    return list(policies)
