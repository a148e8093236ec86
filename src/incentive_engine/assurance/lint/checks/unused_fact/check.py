"""Facts of the vocabulary that no policy reads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Library
from incentive_engine.policy.reads import facts_read

finding = partial(Finding, "unused-fact", Severity.WARNING)


def check_library(library: Library) -> Iterator[Finding]:
    """Facts that nobody reads when every policy is looked at: not even on the way to a derived fact."""
    if not library.whole:
        return
    read = {fact.id for policy in library.policies for fact in facts_read(policy)}
    for fact in library.vocabulary.facts.values():
        if fact.id not in read:
            yield finding(fact.place, "lint.unused-fact", {"fact": fact.label}, (fact.id,))
