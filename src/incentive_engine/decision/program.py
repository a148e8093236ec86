"""A policy made ready for one day and one set of parameter values: what all decisions by it share."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from incentive_engine.decision.awards import Grant
from incentive_engine.decision.compiled import Compiled
from incentive_engine.decision.facts import Facts
from incentive_engine.decision.network import build_network, in_force
from incentive_engine.decision.outline import Outline, Outliner
from incentive_engine.decision.rounding import ZERO
from incentive_engine.decision.settlement import Group, Limit
from incentive_engine.feel.ternary import Truth, failed
from incentive_engine.policy.model import Constant, Measure, Policy

Parameters = Mapping[str, Constant]

_MOST_KEPT = 64


class Program:
    """The network, the parameter values and the closures of one policy on the day `as_of`.

    `measures` are all of the policy's, each with its proposition's number, or None when it is not in force.
    Facts and conditions are evaluated under `feel.values.CONTEXT`.
    """

    def __init__(self, compiled: Compiled, as_of: date, parameters: Parameters) -> None:
        policy = compiled.policy
        self.policy = policy
        self.compiled = compiled
        self.as_of = as_of
        self.constants = _constants(policy, as_of, parameters)
        self.network = build_network(policy, as_of)
        self.conditions = [compiled.condition(leaf) for leaf in self.network.leaves]
        self.measures = [
            (measure, self.network.verdicts[measure.id] if in_force(policy, measure, as_of) else None)
            for measure in policy.measures
        ]
        self._groups = [
            (id_, group, compiled.money(group.received) if group.received else None)
            for id_, group in policy.groups.items()
            if group.keep != "sum"
        ]
        self._outliner = Outliner(policy, self.network, compiled.facts.keys())
        self._outlines: dict[str, Outline] = {}
        self._maxima = [(limit, compiled.money(limit.maximum)) for limit in policy.limits]

    def facts(self, stated: Mapping[str, Any], assessment_year: int) -> Facts:
        """What expressions are evaluated over, given what is stated about an enterprise (`Profile.facts`)."""
        return Facts(self.compiled, self.constants, stated, assessment_year)

    def leaves(self, facts: Facts) -> list[Truth]:
        """The truth of the network's leaves, in their order."""
        return [condition(facts) for condition in self.conditions]

    def outline(self, measure: Measure) -> Outline:
        """The shape of the proof of a measure that is in force."""
        outline = self._outlines.get(measure.id)
        if outline is None:
            outline = self._outlines[measure.id] = self._outliner.measure(measure)
        return outline

    def grant(self, measure: Measure, facts: Mapping[str, Any]) -> Grant:
        """What the measure's own award gives."""
        return self.compiled.award(measure)(facts)

    def groups(self, ids: Iterable[str | None], facts: Mapping[str, Any]) -> dict[str, Group]:
        """Those of the groups named that change what is paid, with what was received before."""
        wanted = set(ids)
        return {
            id_: Group(group.label, group.keep, received(facts) if received else ZERO)
            for id_, group, received in self._groups
            if id_ in wanted
        }

    def limits(self, facts: Mapping[str, Any]) -> list[Limit]:
        """The policy's limits with their heights."""
        return [Limit(limit.label, maximum(facts), limit.measures) for limit, maximum in self._maxima]


def _constants(policy: Policy, as_of: date, parameters: Parameters) -> dict[str, Any]:
    constants: dict[str, Any] = {"as_of": as_of}
    for id_, parameter in policy.parameters.items():
        value = parameters.get(id_, parameter.on(as_of))
        if value is None:
            day = as_of.isoformat()
            constants[id_] = failed("decision.no-parameter-value", parameter=parameter.label, day=day)
        else:
            constants[id_] = value
    return constants


_programs: OrderedDict[tuple[int, date, tuple[tuple[str, Constant], ...]], Program] = OrderedDict()


def program_of(policy: Policy, as_of: date, parameters: Parameters | None = None) -> Program:
    """The program of `policy` on a day, `parameters` overriding its values; made once and kept for a while.

    Kept by the policy's identity, not its content: a policy that was changed is another object.
    """
    overridden = {id_: value for id_, value in (parameters or {}).items() if id_ in policy.parameters}
    key = (id(policy), as_of, tuple(sorted(overridden.items())))
    program = _programs.get(key)
    if program is None:
        program = _programs[key] = Program(_compiled(policy), as_of, overridden)
        if len(_programs) > _MOST_KEPT:
            _programs.popitem(last=False)
    return program


def _compiled(policy: Policy) -> Compiled:
    """What was compiled of the policy for other days or parameter values, if anything was."""
    for program in _programs.values():
        if program.policy is policy:
            return program.compiled
    return Compiled(policy)
