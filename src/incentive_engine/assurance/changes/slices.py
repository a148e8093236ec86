"""All that a measure's verdict and amount rest on: if it says the same in two states, so do they, without any proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from incentive_engine.assurance.changes.expressions import award_said, condition_said, formula_said, said
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Fact, Granted, Measure, Parameter, Policy
from incentive_engine.policy.reads import names_behind, reads_of

_YEARS = "established_on"
"""The fact from which the years of an annual fact are counted."""


class Slices:
    """The slices of one policy's measures."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._made: dict[str, Any] = {}

    def of(self, measure: Measure) -> Any:
        """What its verdict and its gross amount rest on; equal to another state's if that says the same."""
        if measure.id not in self._made:
            self._made[measure.id] = tuple(self._parts(measure))
        return self._made[measure.id]

    def award(self, measure: Measure) -> Any:
        """What its amount rests on besides its verdict and what other measures leave of it."""
        reads = self._names(reads_of(measure.award))
        return award_said(measure.award), tuple(reads), self.settlement(measure)

    def settlement(self, measure: Measure) -> Any:
        """What its payable amount rests on besides: its group, the limits over it, which measures share them."""
        policy, group = self.policy, self.policy.groups.get(measure.group or "")
        limits = [one for one in policy.limits if not one.measures or measure.id in one.measures]
        return (
            (group.keep, said(group.received), *self._names(reads_of(group))) if group else None,
            tuple((said(one.maximum), one.measures, *self._names(reads_of(one))) for one in limits),
            tuple((one.id, one.group) for one in self._mates(measure)),
        )

    def mates(self, measure: Measure) -> Any:
        """What the measures rest on that share its group or a limit with it."""
        return tuple(self.of(one) for one in self._mates(measure))

    def _mates(self, measure: Measure) -> list[Measure]:
        """The measures whose amounts may change what is paid of it, in the order in which limits look at them."""
        found, pending = {measure.id}, [measure]
        while pending:
            one = pending.pop()
            for other in self.policy.measures:
                if other.id not in found and self._share(one, other):
                    found.add(other.id)
                    pending.append(other)
        return [one for one in self.policy.measures if one.id in found]

    def _share(self, one: Measure, other: Measure) -> bool:
        if one.group is not None and one.group == other.group:
            return True
        return any(not limit.measures or {one.id, other.id} <= {*limit.measures} for limit in self.policy.limits)

    def names(self, measure: Measure) -> frozenset[str]:
        """The facts and parameters that it reads, with all behind them."""
        policy = self.policy
        names = reads_of((policy.requirements, measure.when, measure.award))
        for other in self._granted(measure):
            names |= self.names(other)
        return names_behind(names, policy.vocabulary.facts)

    def _parts(self, measure: Measure) -> Iterator[Any]:
        policy = self.policy
        yield policy.in_force, measure.in_force
        conditions = [*policy.requirements, measure.when]
        yield tuple(sorted((condition_said(one) for one in conditions), key=repr))
        yield award_said(measure.award)
        yield from self._names(reads_of((policy.requirements, measure.when, measure.award)))
        for other in self._granted(measure):
            yield other.id, self.of(other)

    def _granted(self, measure: Measure) -> list[Measure]:
        """The measures whose verdict is one of its conditions."""
        conditions = (one for root in (*self.policy.requirements, measure.when) for one in conditions_in(root))
        return [
            self.policy.measure(one) for one in sorted({one.measure for one in conditions if isinstance(one, Granted)})
        ]

    def _names(self, names: frozenset[str]) -> Iterator[Any]:
        facts, parameters = self.policy.vocabulary.facts, self.policy.parameters
        behind = names_behind(names, facts)
        if any(name in facts and facts[name].annual for name in behind):
            behind |= {_YEARS}
        for name in sorted(behind):
            if name in parameters:
                yield name, _history(parameters[name])
            elif name in facts:
                yield name, _fact_said(facts[name])


def _history(parameter: Parameter) -> Any:
    """From which days it has which values; the same value once more is nothing new."""
    told: list[Any] = []
    for since, value in parameter.values:
        if not told or told[-1][1:] != (type(value).__name__, value):
            told.append((since, type(value).__name__, value))
    return tuple(told)


def _fact_said(fact: Fact) -> Any:
    columns = tuple((one.id, one.type) for one in fact.item)
    return fact.type, fact.annual, fact.years if fact.annual else 0, columns, formula_said(fact.formula)
