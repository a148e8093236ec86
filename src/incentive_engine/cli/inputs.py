"""What commands are asked about: policies by id or folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from incentive_engine.mistakes import InputError, Mistake

if TYPE_CHECKING:
    from incentive_engine.policy.model import Policy, Vocabulary


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


def shared_vocabulary(policies: Sequence[Policy]) -> Vocabulary:
    """The facts that any of the policies knows: what a profile for them may state."""
    from incentive_engine.policy.model import Vocabulary

    facts = {id_: fact for policy in reversed(policies) for id_, fact in policy.vocabulary.facts.items()}
    labels = {label: fact for policy in reversed(policies) for label, fact in policy.vocabulary.by_label.items()}
    return Vocabulary(facts, labels)
