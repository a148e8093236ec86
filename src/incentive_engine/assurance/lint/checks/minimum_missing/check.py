"""Amounts of money that may be stated below zero: facts and columns without a `minimum`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Library
from incentive_engine.policy.model import Fact, FactType
from incentive_engine.policy.reads import facts_read

finding = partial(Finding, "minimum-missing", Severity.WARNING)


def check_library(library: Library) -> Iterator[Finding]:
    """Money that is stated, unless its question speaks of losses or negative numbers."""
    read: dict[str, Fact] = {fact.id: fact for subject in library.subjects for fact in facts_read(subject.policy)}
    for fact in read.values():
        if fact.formula is not None or "负" in (fact.ask or "") or "亏损" in (fact.ask or ""):
            continue
        for one in (fact, *fact.item):
            if one.type is FactType.MONEY and one.minimum is None:
                about = (fact.id,) if one is fact else (fact.id, one.id)
                yield finding(one.place, "lint.minimum-missing", {"fact": one.label}, about)
