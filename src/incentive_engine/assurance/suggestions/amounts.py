"""What an enterprise must be like to show an outcome of what is paid: slices, bounds, items, groups, limits."""

from __future__ import annotations

from fractions import Fraction

from incentive_engine.assurance.coverage.points import Point
from incentive_engine.assurance.suggestions.scopes import item_scopes
from incentive_engine.assurance.symbolic import awards, numbers
from incentive_engine.assurance.symbolic.expressions import Environment
from incentive_engine.assurance.symbolic.formulas import Formula, all_of, any_of, both, no
from incentive_engine.assurance.symbolic.lists import listing
from incentive_engine.assurance.symbolic.numbers import Number, number
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.truths import TRUE
from incentive_engine.assurance.symbolic.values import same
from incentive_engine.policy.model import Measure, Step

_BOUNDS = {
    "max": {"binds": ">", "at": "=", "free": "<"},
    "min": {"binds": "<", "at": "=", "free": ">"},
    "less": {"binds": ">", "at": "=", "all": "<"},
}


def of_slice(rules: Rules, measure: Measure, point: Point, _outcome: str) -> Formula:
    """That a slice of marginal rates is reached."""
    brackets, number_ = point.about
    over, _ = brackets.slices[number_]
    return any_of(
        both(guard, numbers.compare(">", rules.number(brackets.base, env), rules.number(over, env)).true)
        for guard, env in item_scopes(rules, measure)
    )


def of_bound(rules: Rules, measure: Measure, point: Point, outcome: str) -> Formula:
    """On which side of a floor, a ceiling or a deduction the amount stands that comes to it."""
    step: Step = point.about
    parts = []
    for guard, env in item_scopes(rules, measure) if step.each else [(True, {})]:
        bound = awards.amount(rules, step.amount, env)
        amount = _amount_before(rules, measure, step, env)
        known = both(amount.known, bound.known)
        if step.kind == "less" and outcome == "free":
            held = numbers.holds("<=", bound, number(0))
        else:
            held = numbers.holds(_BOUNDS[step.kind][outcome], amount, bound)
            if step.kind == "less":
                held = both(held, numbers.holds(">", bound, number(0)))
        parts.append(all_of((guard, known, held)))
    return any_of(parts)


def _amount_before(rules: Rules, measure: Measure, step: Step, env: Environment) -> Number:
    """The amount that comes to a step."""
    award = measure.award
    if award.each is not None and not step.each:
        amount = rules.grant(measure).gross
    else:
        assert award.amount is not None  # noqa: S101 - steps change an amount
        amount = numbers.rounded(rules.number(award.amount, env), Fraction(award.rounding.to), award.rounding.mode)
    for earlier in award.steps:
        if earlier is step:
            break
        if earlier.each is step.each:
            amount = _changed(earlier.kind, amount, awards.amount(rules, earlier.amount, env))
    return amount


def _changed(kind: str, amount: Number, bound: Number) -> Number:
    if kind == "min":
        return numbers.highest((amount, bound))
    if kind == "max":
        return numbers.lowest((amount, bound))
    return numbers.highest((numbers.subtract(amount, bound), number(0)))


def of_items(rules: Rules, _measure: Measure, point: Point, outcome: str) -> Formula:
    """That an item counts, or is left out; or that of two that are alike only one is paid."""
    each = point.about
    entries = listing(each.within.tree, rules.value(each.within)).entries
    envs = [(entry.present, {each.item: entry.value}) for entry in entries]
    where = [rules.truth(each.where, env) if each.where else TRUE for _, env in envs]
    if outcome == "cuts":
        keys = [rules.value(each.by, env) if each.by else None for _, env in envs]
        pairs = [
            (one, other, True if keys[one] is None else same(keys[one], keys[other]).true)  # type: ignore[arg-type]
            for one in range(len(envs))
            for other in range(one)
        ]
        return any_of(
            all_of((envs[one][0], envs[other][0], where[one].true, where[other].true, alike))
            for one, other, alike in pairs
        )
    wanted = [one.true if outcome == "included" else one.false for one in where]
    return any_of(both(present, held) for (present, _), held in zip(envs, wanted, strict=True))


def of_group(rules: Rules, measure: Measure, point: Point, outcome: str) -> Formula:
    """That of two granted measures of a group one is paid less than its award, or that what was received comes off."""
    group = point.about
    members = [one for one in rules.policy.measures if one.group == group.id and rules.in_force(one.id)]
    if outcome == "deducts":
        return _cut(rules, measure)
    losing = [measure] if outcome == "lost" else members
    winning = [measure] if outcome == "won" else members
    return any_of(
        both(_cut(rules, loser), _paid(rules, winner)) for loser in losing for winner in winning if loser is not winner
    )


def _cut(rules: Rules, measure: Measure) -> Formula:
    own, paid = rules.grant(measure).payable, rules.payable(measure.id)
    less = both(both(own.known, paid.known), numbers.holds("<", paid, own))
    return both(rules.verdict(measure.id).true, less)


def _paid(rules: Rules, measure: Measure) -> Formula:
    paid = rules.payable(measure.id)
    return all_of((rules.verdict(measure.id).true, paid.known, numbers.holds(">", paid, number(0))))


def of_limit(rules: Rules, _measure: Measure, point: Point, outcome: str) -> Formula:
    """On which side of a yearly limit the sum of what is paid stands."""
    limit = point.about
    covered = [one for one in rules.policy.measures if not limit.measures or one.id in limit.measures]
    covered = [one for one in covered if rules.in_force(one.id) and one.award.amount is not None]
    maximum = awards.amount(rules, limit.maximum)
    paid = [rules.payable(one.id) for one in covered]
    total = numbers.total(paid)
    known = all_of((*(one.known for one in paid), maximum.known))
    if outcome == "binds":
        return all_of((known, numbers.holds("=", total, maximum), any_of(_cut(rules, one) for one in covered)))
    uncut = all_of(no(_cut(rules, one)) for one in covered)
    return all_of((known, uncut, numbers.holds({"at": "=", "free": "<"}[outcome], total, maximum)))
