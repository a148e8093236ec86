"""Derived facts of the vocabulary that policies outside a run read too: their cases may be with those policies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from incentive_engine.decision.reading import facts_behind
from incentive_engine.mistakes import InputError
from incentive_engine.policy import load_policy
from incentive_engine.policy.library import policy_folders
from incentive_engine.policy.model import Policy


def read_elsewhere(policies: Iterable[Policy], rules: Sequence[str | Path] = ()) -> frozenset[str]:
    """The shared derived facts that policies in the folders of rules read, other than these.

    A policy that cannot be loaded reads nothing. Raises InputError when a folder of rules does not exist.
    """
    measured = {policy.id for policy in policies}
    found: set[str] = set()
    for id_ in policy_folders(rules):
        if id_ not in measured:
            try:
                found |= _shared_facts(load_policy(id_, rules=rules))
            except InputError:  # told when that policy itself is used
                continue
    return frozenset(found)


def _shared_facts(policy: Policy) -> set[str]:
    behind = (facts_behind(policy, measure, with_award=True) for measure in policy.measures)
    facts = policy.vocabulary.facts
    return {id_ for id_ in set().union(*behind) if facts[id_].policy is None and facts[id_].formula is not None}
