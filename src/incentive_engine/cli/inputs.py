"""What commands are asked about: policies by id or folder, or those of the place where an enterprise is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from incentive_engine.mistakes import InputError, Mistake, nearest, tame
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from incentive_engine.policy.model import Policy, Vocabulary
    from incentive_engine.policy.source import Document


def chosen_policies(names: Sequence[str], rules: Sequence[Path]) -> list[Policy]:
    """The policies of these ids or folders (one of rules: all in it), each once; all there are when none is named.

    Raises InputError with the mistakes of all of them.
    """
    from incentive_engine.policy import policy_folders
    from incentive_engine.policy.library import policies_named

    return load_policies(policies_named(names) or list(policy_folders(rules)), rules)


def load_policies(names: Sequence[str], rules: Sequence[Path]) -> list[Policy]:
    """The policies of these ids or folders, each once. Raises InputError with the mistakes of all of them."""
    from incentive_engine.policy import load_policy

    policies: list[Policy] = []
    mistakes: list[Mistake] = []
    for name in dict.fromkeys(names):
        try:
            policies.append(load_policy(name, rules=rules))
        except InputError as error:
            mistakes.extend(error.mistakes)
    if mistakes:
        raise InputError(mistakes)
    return policies


def policies_of_place(
    profile: Document, assumptions: Sequence[str], rules: Sequence[Path], lang: Language
) -> tuple[list[str], str | None]:
    """The ids of the policies whose region holds the enterprise, as its profile or else an assumption tells it.

    A policy that does not say where it holds, or not in a way that can be understood, is among them: it may concern
    the enterprise, and loading it tells what is wrong. Where the region of the enterprise cannot be told, all of them
    are. The second value is what a person should be told about that.
    """
    from incentive_engine.policy import load_regions, load_vocabulary, stated_regions
    from incentive_engine.profile import peek

    regions, stated = load_regions(rules), stated_regions(rules)
    if regions.of is None or not any(stated.values()):
        return list(stated), None
    fact = load_vocabulary(rules).facts[regions.of]
    place = peek(fact, profile, assumptions)
    if place in regions.within:
        path = regions.path(place)
        held = [id_ for id_, region in stated.items() if region in path or region not in regions.within]
        return held, None if held else say("cli.region-without-policies", lang, region=place)
    if place is None:
        message = say("cli.region-not-stated", lang, label=fact.label)
    else:
        near = nearest(place, regions.within)
        message = say("cli.region-not-known", lang, label=fact.label, region=tame(place), nearest=near)
    return list(stated), message


def shared_vocabulary(policies: Sequence[Policy], rules: Sequence[Path]) -> Vocabulary:
    """The facts that a profile for the policies may state: what they know, and what the folders of rules declare.

    A name under which one policy derives something may be a fact to state elsewhere: then it may be stated.
    """
    from incentive_engine.policy import load_vocabulary
    from incentive_engine.policy.model import Vocabulary

    known = [load_vocabulary(rules), *(policy.vocabulary for policy in reversed(policies))]
    facts = [fact for one in known for fact in one.facts.values()]
    facts.sort(key=lambda fact: fact.formula is None)
    labels = {label: fact for one in known for label, fact in one.by_label.items()}
    return Vocabulary({fact.id: fact for fact in facts}, labels)
