"""The points of a policy's conditions: what each came to, which of several was the reason, which decided alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from incentive_engine.assurance.coverage.independence import Flips
from incentive_engine.assurance.coverage.points import KLEENE, SIDES, TRUTHS, Kind, Point, Points
from incentive_engine.decision.model import MeasureDecision
from incentive_engine.decision.network import Network, conditions_of
from incentive_engine.decision.outline import Outline
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Arithmetic, Comparison, Literal, Logic, Name, Node
from incentive_engine.feel.ternary import Truth
from incentive_engine.policy.model import AtLeast, Condition, Expression, Granted, Measure, Not, Policy, Test

_PLAIN = (Comparison, Literal, Logic, Name, Arithmetic)


@dataclass(frozen=True, slots=True)
class Watched:
    """A condition of a measure with its points: `truth` of it, `branches` and `quorum` of what it is made of.

    `alone` is there for what MC/DC calls a condition: a test, or another measure's verdict. `positive` says that the
    measure wants it true, not false.
    """

    truth: Point | None
    alone: Point | None = None
    positive: bool = True
    branches: tuple[Point, ...] = ()
    quorum: Point | None = None
    children: tuple[Watched, ...] = ()


class Conditions:
    """The points of the conditions of one policy."""

    def __init__(self, policy: Policy, points: Points) -> None:
        self._policy = policy
        self._points = points
        self._flips: dict[tuple[Network, int], Flips] = {}
        self._watched = {measure.id: self._watch_measure(measure) for measure in policy.measures}

    def note(self, decision: MeasureDecision) -> None:
        """Note what the conditions behind a measure's verdict came to."""
        trail = decision.trail
        if trail is None:
            return
        outline = trail.program.outline(decision.measure)
        key = (trail.program.network, outline.number)
        flips = self._flips.get(key)
        if flips is None:
            flips = self._flips[key] = Flips(*key)
        for watched, child in zip(self._watched[decision.id], outline.children, strict=True):
            self._note(watched, child, trail.truths, flips)

    def _note(self, watched: Watched, outline: Outline, truths: Sequence[Truth], flips: Flips) -> None:
        value = truths[outline.number]
        if watched.truth is not None:
            self._points.see_truth(watched.truth, value)
        as_wanted = (value is truths[flips.root]) is watched.positive
        if watched.alone is not None and as_wanted and flips.decides(outline.number, truths):
            self._points.see_truth(watched.alone, value)
        values = [truths[child.number] for child in outline.children]
        for branch, one in zip(watched.branches, values, strict=False):
            if one is True and values.count(False) == len(values) - 1:
                self._points.see(branch, "sole")
        if watched.quorum is not None and all(isinstance(one, bool) for one in values):
            self._points.see_sides(watched.quorum, Decimal(values.count(True)), Decimal(outline.count or 0))
        for below, child in zip(watched.children, outline.children, strict=True):
            self._note(below, child, truths, flips)

    def _watch_measure(self, measure: Measure) -> tuple[Watched, ...]:
        asked = len(self._policy.requirements)
        return tuple(
            self._watch(condition, measure, "requirements" if place < asked else measure.id)
            for place, condition in enumerate(conditions_of(self._policy, measure))
        )

    def _watch(self, condition: Condition, measure: Measure, owner: str, positive: bool = True) -> Watched:
        point = self._point(Kind.CONDITION, condition, owner, text_of(condition))
        if isinstance(condition, Not):
            return Watched(None, children=(self._watch(condition.child, measure, owner, not positive),))
        self._points.want(point, KLEENE)
        if isinstance(condition, AtLeast):
            children = tuple(self._watch(one, measure, owner, positive) for one in condition.children)
            branches = tuple(self._branches(condition, owner)) if condition.written == "any" else ()
            quorum = None
            if condition.written == "at_least":
                quorum = self._point(Kind.QUORUM, condition, owner, point.text)
                self._points.want(quorum, SIDES)
                if condition.count >= len(condition.children):
                    self._points.excuse(quorum, ("above",))
            return Watched(point, None, positive, branches, quorum, children)
        if isinstance(condition, Test) and _always_known(self._policy, condition.expression):
            self._points.excuse(point, ("unknown",))
        alone = self._point(Kind.ALONE, condition, measure.id, point.text)
        self._points.want(alone, TRUTHS)
        return Watched(point, alone, positive)

    def _branches(self, condition: AtLeast, owner: str) -> Iterator[Point]:
        for child in condition.children:
            point = self._point(Kind.BRANCH, child, owner, f"{name_of(child)} in {text_of(condition)}")
            self._points.want(point, ("sole",))
            yield point

    def _point(self, kind: Kind, condition: Condition, owner: str, text: str) -> Point:
        label = condition.label or ""
        if isinstance(condition, Granted) and not label:
            label = self._policy.measure(condition.measure).title
        return Point(
            self._policy.id, owner, kind, text, condition.id or "", label, place=condition.place, about=condition
        )


def text_of(condition: Condition) -> str:
    """A condition in canonical form: the expression of a test, what a composed one is made of."""
    if isinstance(condition, Test):
        return source(condition.expression.tree)
    if isinstance(condition, Granted):
        return f"measure {condition.measure}"
    if isinstance(condition, Not):
        return f"not({name_of(condition.child)})"
    of = f"({', '.join(map(name_of, condition.children))})"
    return f"at least {condition.count} of {of}" if condition.written == "at_least" else f"{condition.written}{of}"


def name_of(condition: Condition) -> str:
    """A condition's id, or what it says where it has none."""
    return condition.id or text_of(condition)


def _always_known(policy: Policy, expression: Expression) -> bool:
    """Whether nothing that an enterprise may leave open is in it: only the year, the day, parameters with values."""
    start = policy.in_force.start
    parameters = [policy.parameters[one] for one in expression.reads if one in policy.parameters]
    given = {"assessment_year", "as_of", *(one.id for one in parameters)}
    return (
        expression.reads <= given
        and all(start is not None and one.on(start) is not None for one in parameters)
        and all(isinstance(node, _PLAIN) and getattr(node, "op", "") not in ("/", "**") for node in _walk(expression))
    )


def _walk(expression: Expression) -> Iterator[Node]:
    return expression.tree.walk()
