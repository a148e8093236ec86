"""What an enterprise must be like to show an outcome of a point, as formulas: the most telling first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from incentive_engine.assurance.coverage.boundaries import boundaries
from incentive_engine.assurance.coverage.conditions import text_of
from incentive_engine.assurance.coverage.points import Kind, Point
from incentive_engine.assurance.suggestions import amounts
from incentive_engine.assurance.suggestions.scopes import item_scopes, scopes_of_comparison, scopes_of_part
from incentive_engine.assurance.symbolic import truths
from incentive_engine.assurance.symbolic.expressions import compared, condition, translate
from incentive_engine.assurance.symbolic.formulas import Formula, all_of, any_of, at_least, both, either, no
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.tables import rows
from incentive_engine.assurance.symbolic.truths import FALSE, TRUE, Truth
from incentive_engine.decision import Verdict
from incentive_engine.decision.network import conditions_of
from incentive_engine.feel.syntax import Comparison
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import AtLeast, Condition, Granted, Measure, Not, Test

_ANY = frozenset(Verdict)
_CERTAIN = frozenset((Verdict.ELIGIBLE, Verdict.INELIGIBLE))
_GRANTED = frozenset((Verdict.ELIGIBLE,))
_OPEN = frozenset((Verdict.UNDETERMINED,))
_SIDES = {"below": "<", "at": "=", "above": ">"}


@dataclass(frozen=True, slots=True)
class Claim:
    """What must hold (`formula`), and which `verdicts` a decision may then come to.

    `alone` is a condition that must decide the verdict alone, so that a reader sees what it is about.
    """

    formula: Formula
    verdicts: frozenset[Verdict] = _ANY
    alone: Condition | None = None


def claims(rules: Rules, measure: Measure, point: Point, outcome: str) -> Iterator[Claim]:
    """Claims under which a case about `measure` shows the outcome, the most telling first, at last the bare one.

    Raises Untranslatable for what has no formula.
    """
    plain = _FORMULAS[point.kind](rules, measure, point, outcome)
    verdict = rules.verdict(measure.id)
    about = _condition_of(rules, measure, point)
    if about is not None and outcome == "unknown":
        if_met = verdict_with(rules, measure, {text_of(about): TRUE})
        yield Claim(all_of((plain, verdict.unknown, if_met.true)), _OPEN)
        yield Claim(both(plain, verdict.unknown), _OPEN)
    elif about is not None:
        yield Claim(both(plain, _alone(rules, measure, about)), _CERTAIN, about)
        yield Claim(both(plain, verdict.known), _CERTAIN)
    else:
        paid = rules.payable(measure.id).known if measure.award.amount is not None else True
        yield Claim(all_of((plain, verdict.true, paid)), _GRANTED)
        yield Claim(both(plain, verdict.true), _GRANTED)
    yield Claim(plain)


def verdict_with(rules: Rules, measure: Measure, instead: Mapping[str, Truth]) -> Truth:
    """The verdict where some conditions, named by their canonical texts, come to something else."""
    if not rules.in_force(measure.id):
        return FALSE

    def of(one: Condition) -> Truth:
        if text_of(one) in instead:
            return instead[text_of(one)]
        if isinstance(one, AtLeast):
            return truths.at_least(one.count, [of(child) for child in one.children])
        if isinstance(one, Not):
            return truths.negation(of(one.child))
        if isinstance(one, Granted):
            return verdict_with(rules, rules.policy.measure(one.measure), instead)
        return rules.condition(one)

    return truths.conjunction([of(one) for one in conditions_of(rules.policy, measure)])


def _alone(rules: Rules, measure: Measure, about: Condition) -> Formula:
    """That turning the condition round would turn the verdict round."""
    value, verdict = rules.condition(about), rules.verdict(measure.id)
    turned = verdict_with(rules, measure, {text_of(about): truths.negation(value)})
    return both(value.known, either(both(verdict.true, turned.false), both(verdict.false, turned.true)))


def _condition_of(rules: Rules, measure: Measure, point: Point) -> Condition | None:
    """The condition of the measure that the point is, or lies in; None where it lies in none."""
    if point.kind in (Kind.CONDITION, Kind.ALONE, Kind.QUORUM):
        return point.about if isinstance(point.about, (Test, AtLeast, Granted, Not)) else None
    if point.kind not in (Kind.COMPARISON, Kind.PART):
        return None
    for root in conditions_of(rules.policy, measure):
        for one in conditions_in(root):
            if isinstance(one, Test) and _holds(one, point):
                return one
    return None


def _holds(test: Test, point: Point) -> bool:
    if point.kind is Kind.PART:
        return any(node == point.about for node in test.expression.tree.walk())
    wanted = (point.about.op, point.about.left, point.about.right)
    return any(one == wanted for node in test.expression.tree.walk() for one in boundaries(node))


# one formula for each kind of point


def _of_condition(rules: Rules, _measure: Measure, point: Point, outcome: str) -> Formula:
    value = rules.condition(point.about)
    return {"true": value.true, "false": value.false, "unknown": value.unknown}[outcome]


def _of_alone(rules: Rules, measure: Measure, point: Point, outcome: str) -> Formula:
    return both(_of_condition(rules, measure, point, outcome), _alone(rules, measure, point.about))


def _of_branch(rules: Rules, measure: Measure, point: Point, _outcome: str) -> Formula:
    """That of the alternatives this one alone is met."""
    for root in conditions_of(rules.policy, measure):
        for one in conditions_in(root):
            if isinstance(one, AtLeast) and any(child is point.about for child in one.children):
                others = [rules.condition(child).false for child in one.children if child is not point.about]
                return all_of((rules.condition(point.about).true, *others))
    return False


def _of_quorum(rules: Rules, _measure: Measure, point: Point, outcome: str) -> Formula:
    values = [rules.condition(child) for child in point.about.children]
    met, count = [one.true for one in values], point.about.count
    enough, more = at_least(count, met), at_least(count + 1, met)
    side = {"below": no(enough), "at": both(enough, no(more)), "above": more}[outcome]
    return all_of((*(one.known for one in values), side))


def _of_comparison(rules: Rules, _measure: Measure, point: Point, outcome: str) -> Formula:
    node: Comparison = point.about
    parts = []
    for guard, env in scopes_of_comparison(rules, point.owner, node):
        left, right = translate(rules, node.left, env), translate(rules, node.right, env)
        if outcome in _SIDES:
            held = compared(node, _SIDES[outcome], left, right).true
        else:
            equal = compared(node, "=", left, right)
            held = equal.true if outcome == "equal" else equal.false
        parts.append(both(guard, held))
    return any_of(parts)


def _of_part(rules: Rules, _measure: Measure, point: Point, outcome: str) -> Formula:
    parts = []
    for guard, env in scopes_of_part(rules, point.owner, point.about):
        value = condition(rules, point.about, env)
        parts.append(both(guard, value.true if outcome == "true" else value.false))
    return any_of(parts)


def _of_row(rules: Rules, measure: Measure, point: Point, _outcome: str) -> Formula:
    """That the row answers: none before it is met where the first one counts."""
    table, number_ = point.about
    parts = []
    for guard, env in item_scopes(rules, measure) if point.owner == measure.id else [(True, {})]:
        found = rows(rules, table, env)
        before = [one.false for one in found[:number_]] if table.hit == "first" or number_ == len(found) else []
        met = found[number_].true if number_ < len(found) else True
        parts.append(all_of((guard, *before, met)))
    return any_of(parts)


def _of_switch(_rules: Rules, _measure: Measure, _point: Point, _outcome: str) -> Formula:
    """Nothing but the day matters."""
    return True


_FORMULAS: Mapping[Kind, Callable[[Rules, Measure, Point, str], Formula]] = {
    Kind.CONDITION: _of_condition,
    Kind.BRANCH: _of_branch,
    Kind.QUORUM: _of_quorum,
    Kind.ALONE: _of_alone,
    Kind.PART: _of_part,
    Kind.COMPARISON: _of_comparison,
    Kind.ROW: _of_row,
    Kind.SLICE: amounts.of_slice,
    Kind.BOUND: amounts.of_bound,
    Kind.ITEMS: amounts.of_items,
    Kind.GROUP: amounts.of_group,
    Kind.MEMBER: amounts.of_group,
    Kind.LIMIT: amounts.of_limit,
    Kind.SWITCH: _of_switch,
}
