"""What must hold between the parts of a policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, pairwise
from operator import ge, gt

from incentive_engine.feel.syntax import Literal, Name
from incentive_engine.mistakes import Names, Place, nearest
from incentive_engine.policy.cycles import cycles
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import Award, Budget, Condition, Expression, Granted, Limit, Measure, Policy
from incentive_engine.policy.reads import expressions_in, names_behind, reads_of
from incentive_engine.policy.schema.measure_file import MeasureFile
from incentive_engine.policy.schema.policy_file import PolicyFile
from incentive_engine.policy.scope import Scope
from incentive_engine.policy.source import Document


def check_references(scope: Scope, document: Document, file: MeasureFile, policy: PolicyFile) -> None:
    """Note the category, group and sources of a measure that its policy does not have."""
    if file.category is not None and file.category not in policy.categories:
        _unknown(scope, document.place("category"), "policy.unknown-category", file.category, policy.categories)
    if file.group is not None and file.group not in policy.groups:
        _unknown(scope, document.place("group"), "policy.unknown-group", file.group, policy.groups)
    for id_ in file.source:
        if id_ not in policy.sources:
            _unknown(scope, document.key_place("source", id_), "policy.unknown-source", id_, policy.sources)


def check_policy(scope: Scope, policy: Policy, measure_ids: Sequence[str], whole: bool) -> None:
    """Note what is wrong between the parts of a policy.

    `measure_ids` are those of all its files; when not all of them could be read (`whole` is false), nothing is called
    unused.
    """
    if not measure_ids:
        scope.note(policy.place, "policy.no-measures")
    _check_twice(scope, policy.measures)
    _check_granted(scope, policy, measure_ids)
    required = _check_ids(scope, policy.requirements, {})
    for measure in policy.measures:
        _check_ids(scope, [measure.when], required)
        _check_bounds(scope, policy, measure.award)
        _check_period(scope, policy, measure)
    _check_settlement(scope, policy, measure_ids)
    reads = _reads(policy)
    _check_first_days(scope, policy, reads)
    if whole:
        _check_unused(scope, policy, frozenset().union(*reads.values()))


def _reads(policy: Policy) -> dict[str, frozenset[str]]:
    """What each measure reads, by its id, and under the policy's id what is read for all of them."""
    facts = policy.vocabulary.facts
    common = (policy.requirements, policy.groups, policy.limits, policy.budget)
    reads = {measure.id: names_behind(reads_of(measure), facts) for measure in policy.measures}
    return {policy.id: names_behind(reads_of(common), facts), **reads}


def _unknown(scope: Scope, place: Place, code: str, name: str, known: Iterable[str]) -> None:
    known = list(known)
    scope.note(place, code, name=name, nearest=nearest(name, known) or Names(known[:10]))


def _check_twice(scope: Scope, measures: Iterable[Measure]) -> None:
    ids: dict[str, Measure] = {}
    numbers: dict[int, Measure] = {}
    for measure in measures:
        if measure.id in ids:
            scope.note(measure.place, "policy.measure-twice", measure=measure.id, other=ids[measure.id].place)
        if measure.number in numbers:
            other = numbers[measure.number].place
            scope.note(measure.place, "policy.number-twice", number=measure.number, other=other)
        ids.setdefault(measure.id, measure)
        numbers.setdefault(measure.number, measure)


def _check_ids(scope: Scope, conditions: Iterable[Condition], taken: Mapping[str, Place]) -> Mapping[str, Place]:
    """Note the ids of conditions that are taken already; the ids that are taken afterwards, and where."""
    seen = dict(taken)
    for condition in chain.from_iterable(map(conditions_in, conditions)):
        if condition.id and condition.id in seen:
            scope.note(condition.place, "policy.condition-twice", id=condition.id, other=seen[condition.id])
        elif condition.id:
            seen[condition.id] = condition.place
    return seen


def _check_granted(scope: Scope, policy: Policy, measure_ids: Sequence[str]) -> None:
    graph: dict[str, list[str]] = {}
    for measure in policy.measures:
        granted = [one for one in conditions_in(measure.when) if isinstance(one, Granted)]
        for one in granted:
            if one.measure not in measure_ids:
                _unknown(scope, one.place, "policy.unknown-measure", one.measure, measure_ids)
        graph[measure.id] = [one.measure for one in granted]
    for root in policy.requirements:
        for condition in conditions_in(root):
            if isinstance(condition, Granted):
                scope.note(condition.place, "policy.requirement-granted")
    for circle in cycles(graph):
        place = policy.measure(circle[0]).place
        scope.note(place, "policy.measure-cycle", circle=" → ".join((*circle, circle[0])))


def _check_settlement(scope: Scope, policy: Policy, measure_ids: Sequence[str]) -> None:
    """Note limits and budgets for measures that are not there, and budgets that read facts of one enterprise."""
    parts: tuple[Limit | Budget, ...] = (*policy.limits, *(policy.budget.parts if policy.budget else ()))
    for part in parts:
        for id_ in part.measures:
            if id_ not in measure_ids:
                _unknown(scope, part.place, "policy.unknown-measure", id_, measure_ids)
    for expression in expressions_in(policy.budget):
        for name in sorted(expression.reads & policy.vocabulary.facts.keys()):
            scope.note(expression.place, "policy.budget-reads-fact", fact=name)


def _check_bounds(scope: Scope, policy: Policy, award: Award) -> None:
    """Note a floor above its ceiling, and slices that do not rise, where both are constants on some day."""
    steps = {step.kind: step.amount for step in award.steps}
    if "min" in steps and "max" in steps and _ever(policy, steps["min"], steps["max"], gt):
        floor, ceiling = steps["min"], steps["max"]
        scope.note(ceiling.place, "policy.floor-above-ceiling", floor=floor.text, ceiling=ceiling.text)
    if award.brackets is not None:
        overs = [over for over, _ in award.brackets.slices]
        for lower, upper in pairwise(overs):
            if _ever(policy, lower, upper, ge):
                scope.note(upper.place, "policy.slices-do-not-rise", lower=lower.text, upper=upper.text)


def _ever(policy: Policy, left: Expression, right: Expression, holds: Callable[[Decimal, Decimal], bool]) -> bool:
    """Whether `holds` is true of two amounts on a day when both are constants."""
    names = left.reads | right.reads
    days = [day for name in names if name in policy.parameters for day, _ in policy.parameters[name].values]
    for day in days or [date.max]:
        one, other = _constant(policy, left, day), _constant(policy, right, day)
        if one is not None and other is not None and holds(one, other):
            return True
    return False


def _constant(policy: Policy, expression: Expression, day: date) -> Decimal | None:
    """The value of a literal or a parameter on `day`; None for anything else."""
    tree = expression.tree
    if isinstance(tree, Literal):
        value = tree.value
    elif isinstance(tree, Name) and tree.name in policy.parameters:
        value = policy.parameters[tree.name].on(day)
    else:
        return None
    return value if isinstance(value, Decimal) else None


def _check_period(scope: Scope, policy: Policy, measure: Measure) -> None:
    """Note a measure that is in force on no day of its policy."""
    start, end = measure.in_force.start, measure.in_force.end
    policy_start, policy_end = policy.in_force.start, policy.in_force.end
    too_late = start is not None and policy_end is not None and start > policy_end
    too_early = end is not None and policy_start is not None and end < policy_start
    if too_late or too_early:
        scope.note(measure.place, "policy.never-in-force", measure=measure.id)


def _check_first_days(scope: Scope, policy: Policy, reads: Mapping[str, frozenset[str]]) -> None:
    """Note the parameters that have no value yet on the first day of what reads them."""
    begins = {measure.id: _later(policy.in_force.start, measure.in_force.start) for measure in policy.measures}
    begins[policy.id] = policy.in_force.start
    for id_, parameter in policy.parameters.items():
        days = [(day, what) for what, day in begins.items() if day is not None and id_ in reads[what]]
        first, what = min(days, default=(date.max, ""))
        if parameter.values and parameter.values[0][0] > first:
            values = {"parameter": id_, "since": parameter.values[0][0], "first": first, "what": what}
            scope.note(parameter.place, "policy.parameter-begins-late", **values)


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _check_unused(scope: Scope, policy: Policy, reads: frozenset[str]) -> None:
    derived = (fact.formula for fact in policy.vocabulary.facts.values() if fact.policy is not None)
    used = reads.union(*map(reads_of, derived))
    for id_, parameter in policy.parameters.items():
        if id_ not in used:
            scope.note(parameter.place, "policy.unused-parameter", parameter=id_)
    grouped = {measure.group for measure in policy.measures}
    for id_, group in policy.groups.items():
        if id_ not in grouped:
            scope.note(group.place, "policy.unused-group", group=id_)
