"""The points of what is paid: slices reached, floors and ceilings that bind, items, groups and limits that cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from incentive_engine.assurance.coverage.points import BOUND, DEDUCTION, ITEMS, Kind, Point, Points
from incentive_engine.decision.facts import Facts
from incentive_engine.decision.model import MeasureDecision, PolicyDecision, Verdict
from incentive_engine.decision.program import Program
from incentive_engine.decision.rounding import ZERO
from incentive_engine.feel.compiler.compilation import Scope
from incentive_engine.feel.source import source
from incentive_engine.policy.model import Brackets, Each, Expression, Group, Limit, Measure, Policy, Step

_SIDES = {"max": ("free", "at", "binds"), "min": ("binds", "at", "free"), "less": ("all", "at", "binds")}
_LIMIT_SIDES = _SIDES["max"]


class Amounts:
    """The points of the awards, groups and limits of one policy."""

    def __init__(self, policy: Policy, points: Points) -> None:
        self._policy = policy
        self._points = points
        for measure in policy.measures:
            self._want_award(measure)
        for group in sorted(policy.groups.values(), key=lambda one: one.id):
            self._want_group(group)
        for limit in policy.limits:
            points.want(self._ceiling(limit), BOUND)

    def note_award(self, program: Program, decision: MeasureDecision, facts: Facts) -> None:
        """Note what the award of an eligible measure comes to: nobody is shown the amount of another."""
        if decision.verdict is not Verdict.ELIGIBLE:
            return
        measure = self._policy.measure(decision.id)
        grant = program.grant(measure, facts)
        program.groups([measure.group], facts)
        self._note_steps(program, measure, grant.gross, facts, each=False)
        each = measure.award.each
        if each is None:
            self._note_slices(program, measure, facts)
            return
        self._note_where(program, measure, each, facts)
        for item in grant.items:
            scope = Scope({each.item: item.record}, facts)
            self._note_slices(program, measure, scope)
            self._note_steps(program, measure, item.gross, scope, each=True)
            if not item.kept:
                self._points.see(self._kept(measure, each), "cuts")

    def note_group(self, decided: PolicyDecision, decision: MeasureDecision) -> None:
        """Note whether a measure was kept or dropped in its group."""
        group = self._policy.groups.get(decision.measure.group or "")
        if group is None:
            return
        for step in decision.adjustments:
            if step.code == "decision.group-highest":
                self._points.see(self._member(group, decision.id), "lost")
                self._points.see(self._group(group), "cuts")
            elif step.code == "decision.group-top-up":
                self._points.see(self._group(group), "deducts")
        others = [one for one in decided.measures if one.measure.group == group.id and one is not decision]
        cut = (step for one in others for step in one.adjustments if step.code == "decision.group-highest")
        if any(step.values["number"] == decision.measure.number for step in cut):
            self._points.see(self._member(group, decision.id), "won")

    def note_limits(
        self, program: Program, decided: PolicyDecision, of: Iterable[MeasureDecision], facts: Facts
    ) -> None:
        """On which side of each yearly ceiling that stands which is cut to it; of those that cover some of `of`."""
        decisions = list(of)
        for limit in self._policy.limits:
            if not any(_covers(limit, one) for one in decisions):
                continue
            members = [one for one in decided.measures if _covers(limit, one)]
            cut = sum((step.amount for one in members for step in one.adjustments if step.step == "limit"), ZERO)
            total = sum((one.payable or ZERO for one in members), ZERO) - cut
            maximum = program.compiled.money(limit.maximum)(facts)
            self._points.see_sides(self._ceiling(limit), total, maximum, _LIMIT_SIDES)

    def _note_steps(
        self, program: Program, measure: Measure, amount: Decimal | None, env: Mapping[str, Any], *, each: bool
    ) -> None:
        """On which side of each bound an amount stands when it comes to it."""
        for step in measure.award.steps:
            bound = program.compiled.money(step.amount)(env) if step.each is each else None
            if amount is None or not isinstance(bound, Decimal):
                continue
            point = self._bound(measure, step)
            if step.kind == "less" and bound <= 0:
                self._points.see(point, "free")
            else:
                self._points.see_sides(point, amount, bound, _SIDES[step.kind])
            changed = {"min": max(amount, bound), "max": min(amount, bound)}
            amount = changed.get(step.kind, max(amount - bound, ZERO))

    def _note_where(self, program: Program, measure: Measure, each: Each, facts: Facts) -> None:
        """Which items count for the award, and which are left out."""
        if each.where is None:
            return
        truth = program.compiled.condition(each.where)
        records = program.compiled.evaluator(each.within)(facts)
        for record in records if isinstance(records, list) else ():
            value = truth(Scope({each.item: record}, facts))
            if isinstance(value, bool):
                self._points.see(self._where(measure, each, each.where), ITEMS[not value])

    def _note_slices(self, program: Program, measure: Measure, env: Mapping[str, Any]) -> None:
        brackets = measure.award.brackets
        if brackets is None:
            return
        base = program.compiled.evaluator(brackets.base)(env)
        for number, (over, _) in enumerate(brackets.slices):
            floor = program.compiled.evaluator(over)(env)
            if isinstance(base, Decimal) and isinstance(floor, Decimal) and base > floor:
                self._points.see(self._slice(measure, brackets, number), "reached")

    def _want_award(self, measure: Measure) -> None:
        award = measure.award
        if award.brackets is not None:
            for number in range(len(award.brackets.slices)):
                self._points.want(self._slice(measure, award.brackets, number), ("reached",))
        for step in award.steps:
            self._points.want(self._bound(measure, step), DEDUCTION if step.kind == "less" else BOUND)
        if award.each is not None and award.each.where is not None:
            self._points.want(self._where(measure, award.each, award.each.where), ITEMS)
        if award.each is not None and award.each.keep == "highest":
            self._points.want(self._kept(measure, award.each), ("cuts",))

    def _want_group(self, group: Group) -> None:
        members = [one for one in self._policy.measures if one.group == group.id]
        if group.keep == "sum" or not members:
            return
        if len(members) > 1:
            self._points.want(self._group(group), ("cuts",))
            for measure in members:
                self._points.want(self._member(group, measure.id), ("won", "lost"))
        if group.keep == "top_up":
            self._points.want(self._group(group), ("deducts",))

    def _slice(self, measure: Measure, brackets: Brackets, number: int) -> Point:
        over, rate = brackets.slices[number]
        text = f"over {source(over.tree)}: {source(rate.tree)}"
        return Point(self._policy.id, measure.id, Kind.SLICE, text, place=measure.award.place, about=(brackets, number))

    def _bound(self, measure: Measure, step: Step) -> Point:
        text = f"{step.kind} {source(step.amount.tree)}"
        return Point(self._policy.id, measure.id, Kind.BOUND, text, place=step.amount.place, about=step)

    def _where(self, measure: Measure, each: Each, where: Expression) -> Point:
        text = f"where {source(where.tree)}"
        return Point(self._policy.id, measure.id, Kind.ITEMS, text, place=where.place, about=each)

    def _kept(self, measure: Measure, each: Each) -> Point:
        text = f"keep highest by {source(each.by.tree)}" if each.by else "keep highest"
        return Point(self._policy.id, measure.id, Kind.ITEMS, text, place=measure.award.place, about=each)

    def _group(self, group: Group) -> Point:
        return Point(
            self._policy.id, "groups", Kind.GROUP, group.id, group.id, group.label, place=group.place, about=group
        )

    def _member(self, group: Group, measure: str) -> Point:
        title = self._policy.measure(measure).title
        text = f"{measure} in {group.id}"
        return Point(self._policy.id, "groups", Kind.MEMBER, text, measure, title, place=group.place, about=group)

    def _ceiling(self, limit: Limit) -> Point:
        text = f"{limit.label}: {source(limit.maximum.tree)}"
        return Point(self._policy.id, "limits", Kind.LIMIT, text, "", limit.label, place=limit.place, about=limit)


def _covers(limit: Limit, decision: MeasureDecision) -> bool:
    return not limit.measures or decision.measure.id in limit.measures
