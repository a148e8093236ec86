"""Matters that name a measure of another policy which ends first, and not the one that follows it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.subject import Library
from incentive_engine.policy.model import Matter, Measure, Policy

finding = partial(Finding, "matter-outdated", Severity.WARNING)


def check_library(library: Library) -> Iterator[Finding]:
    """Each matter of the policies that are asked about, with the policies that it names."""
    policies = {policy.id: policy for policy in library.policies}
    for subject in library.subjects:
        for matter in subject.policy.matters:
            for id_, measure in matter.others:
                other = policies.get(id_)
                for successor in _successors(other, measure, matter, subject.policy) if other else ():
                    values = {"matter": matter.label, "named": f"{id_}#{measure}", "successor": f"{id_}#{successor.id}"}
                    yield finding(matter.place, "lint.matter-outdated", values, (matter.id,))


def _successors(other: Policy, named: str, matter: Matter, policy: Policy) -> Iterator[Measure]:
    """The measures of the same category that begin after the named one ends, while the policy is still in force."""
    former = next((one for one in other.measures if one.id == named), None)
    if former is None or former.in_force.end is None:
        return
    for one in other.measures:
        start = one.in_force.start
        if one.category != former.category or start is None or (other.id, one.id) in matter.others:
            continue
        in_time = policy.in_force.end is None or start <= policy.in_force.end
        if start > former.in_force.end and in_time:
            yield one
