"""How far a change reaches: the measures that read what is changed, and those whose outcome can follow theirs."""

from __future__ import annotations

from collections.abc import Iterable

from incentive_engine.assurance.mutation.spots import Owner
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Granted, Measure, Policy
from incentive_engine.policy.reads import names_behind, reads_of


class Reach:
    """Who reads what in a policy. `derived` are the derived facts that any measure, group or limit reads."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._all = tuple(measure.id for measure in policy.measures)
        facts = policy.vocabulary.facts
        asked = reads_of(policy.requirements)
        self._read = {
            measure.id: names_behind(asked | reads_of((measure.when, measure.award)) | self._received(measure), facts)
            for measure in policy.measures
        }
        self._limits = {limit.label: names_behind(reads_of(limit.maximum), facts) for limit in policy.limits}
        names = frozenset().union(*self._read.values(), *self._limits.values())
        self.derived = frozenset(name for name in names if name in facts and facts[name].formula is not None)

    def readers(self, owner: Owner) -> tuple[str, ...]:
        """The measures that read a part of the policy themselves, in the policy's order."""
        if owner.kind == "measure":
            return (owner.id,)
        if owner.kind == "group":
            return tuple(measure.id for measure in self._policy.measures if measure.group == owner.id)
        if owner.kind == "limit":
            return self._limited(owner.id)
        if owner.kind == "policy":
            return self._all
        limited = {id_ for label, names in self._limits.items() if owner.id in names for id_ in self._limited(label)}
        return tuple(id_ for id_ in self._all if owner.id in self._read[id_] or id_ in limited)

    def reached(self, measures: Iterable[str]) -> frozenset[str]:
        """The measures, those of their groups, and those that ask whether one of them is granted, as far as it goes."""
        found: set[str] = set()
        pending = set(measures)
        while pending:
            found |= pending
            groups = {measure.group for measure in self._policy.measures if measure.id in found and measure.group}
            pending = {
                measure.id
                for measure in self._policy.measures
                if measure.group in groups or any(one.measure in found for one in _granted(measure))
            } - found
        return frozenset(found)

    def settling(self, policy: Policy) -> frozenset[str]:
        """The facts and parameters behind groups and limits."""
        asked = frozenset().union(*(reads_of(group) for group in policy.groups.values()))
        return names_behind(asked, policy.vocabulary.facts).union(*self._limits.values())

    def names(self, measure: str) -> frozenset[str]:
        """The facts and parameters that a measure rests on, without those of measures that it refers to."""
        return self._read[measure]

    def _received(self, measure: Measure) -> frozenset[str]:
        group = self._policy.groups.get(measure.group or "")
        return reads_of(group.received) if group and group.received else frozenset()

    def _limited(self, label: str) -> tuple[str, ...]:
        limits = [limit for limit in self._policy.limits if limit.label == label]
        return tuple(id_ for id_ in self._all if any(not one.measures or id_ in one.measures for one in limits))


def _granted(measure: Measure) -> list[Granted]:
    return [one for one in conditions_in(measure.when) if isinstance(one, Granted)]
