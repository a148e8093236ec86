"""Facts that an enterprise would have to state and that nobody asks for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Library
from incentive_engine.policy.model import Fact, FactType
from incentive_engine.policy.reads import facts_read

finding = partial(Finding, "unasked-fact", Severity.WARNING)


def check_library(library: Library) -> Iterator[Finding]:
    """The facts that the policies read and that are stated, not derived: each with a question and a source."""
    read: dict[str, Fact] = {fact.id: fact for subject in library.subjects for fact in facts_read(subject.policy)}
    for fact in read.values():
        if fact.formula is not None:
            continue
        if not fact.ask:
            yield finding(fact.place, "lint.unasked-fact", {"fact": fact.label}, (fact.id,))
        elif not fact.source:
            yield finding(fact.place, "lint.unasked-fact.source", {"fact": fact.label}, (fact.id,))
        elif fact.type is FactType.BOOLEAN and "？" not in fact.ask and "?" not in fact.ask:
            yield finding(fact.place, "lint.unasked-fact.question", {"fact": fact.label}, (fact.id,))
