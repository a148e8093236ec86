"""What rests on text or numbers that this project set itself, because the document was not found."""

from __future__ import annotations

from incentive_engine.policy.model import Basis, Fact, Measure, Parameter, Policy
from incentive_engine.policy.reads import names_behind, reads_of


def is_reconstructed(policy: Policy, measure: Measure) -> bool:
    """Whether the measure's amount rests on anything reconstructed: its clause, or a number that it reads."""
    return measure.basis is Basis.RECONSTRUCTED or any(
        parameter.basis is Basis.RECONSTRUCTED for parameter in parameters_of(policy, measure)
    )


def parameters_of(policy: Policy, measure: Measure) -> tuple[Parameter, ...]:
    """The parameters that the measure's conditions, award, group and limits read, in the policy's order."""
    names = names_behind(reads_of(parts_of(policy, measure)), policy.vocabulary.facts)
    return tuple(parameter for name, parameter in policy.parameters.items() if name in names)


def figures_of(policy: Policy, measure: Measure) -> tuple[Parameter, ...]:
    """The parameters that the measure's own conditions and award read, in the policy's order."""
    names = names_behind(reads_of((measure.when, measure.award)), policy.vocabulary.facts)
    return tuple(parameter for name, parameter in policy.parameters.items() if name in names)


def derived_facts_of(policy: Policy, measure: Measure) -> tuple[Fact, ...]:
    """The derived facts that the measure's own conditions and award rest on, in the order of their ids."""
    facts = policy.vocabulary.facts
    names = names_behind(reads_of((measure.when, measure.award)), facts)
    return tuple(facts[name] for name in sorted(names) if name in facts and facts[name].formula is not None)


def parts_of(policy: Policy, measure: Measure) -> tuple[object, ...]:
    """The parts of the policy that decide the measure: its own, and those that it shares with others.

    A benefit that is no money takes no part in groups and limits.
    """
    if measure.award.amount is None:
        return (policy.requirements, measure)
    return (policy.requirements, *own_parts_of(policy, measure))


def own_parts_of(policy: Policy, measure: Measure) -> tuple[object, ...]:
    """The same without what the policy asks of every measure."""
    group = policy.groups.get(measure.group) if measure.group else None
    limits = tuple(limit for limit in policy.limits if not limit.measures or measure.id in limit.measures)
    return (measure, group, limits)
