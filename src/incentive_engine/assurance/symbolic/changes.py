"""Which names mean something else in one policy than in another."""

from __future__ import annotations

from datetime import date

from incentive_engine.decision.reading import expressions_of
from incentive_engine.policy.model import Policy


def base_facts_differ(old: Policy, new: Policy) -> bool:
    """Whether the two take different facts from an enterprise, or other values of them."""
    before, after = old.vocabulary.facts, new.vocabulary.facts
    if before is after:
        return False
    stated = {id_ for facts in (before, after) for id_, fact in facts.items() if fact.formula is None}
    return any(before.get(id_) is not after.get(id_) and before.get(id_) != after.get(id_) for id_ in stated)


def names_changed(old: Policy, new: Policy, day: date) -> frozenset[str]:
    """The facts and parameters that differ on a day, and the derived facts that rest on them."""
    changed = {
        name
        for name in old.parameters.keys() | new.parameters.keys()
        if name not in old.parameters
        or name not in new.parameters
        or old.parameters[name].on(day) != new.parameters[name].on(day)
    }
    before, after = old.vocabulary.facts, new.vocabulary.facts
    if before is not after:
        changed |= before.keys() ^ after.keys()
        both = before.keys() & after.keys()
        changed |= {id_ for id_ in both if before[id_] is not after[id_] and before[id_] != after[id_]}
    resting = {
        fact.id: {name for one in expressions_of(fact.formula) for name in one.reads}
        for fact in after.values()
        if changed and fact.formula is not None
    }
    while further := {id_ for id_, reads in resting.items() if id_ not in changed and reads & changed}:
        changed |= further
    return frozenset(changed)
