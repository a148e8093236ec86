"""Why an outcome is not covered, in the order in which an author would ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from incentive_engine.assurance.coverage.exercised import Exercised
from incentive_engine.assurance.coverage.independence import conditions_below
from incentive_engine.assurance.coverage.points import DAYS, CaseName, Kind, Point
from incentive_engine.decision.model import MeasureDecision
from incentive_engine.decision.outline import Outline
from incentive_engine.feel.source import source
from incentive_engine.feel.ternary import Truth, Unknown
from incentive_engine.mistakes import Names
from incentive_engine.wording import Language, say

_PAID = (Kind.ROW, Kind.SLICE, Kind.BOUND, Kind.ITEMS)
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Why:
    """A reason: the code of its sentence, and the values that it names."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: Language = "zh") -> str:
        """The reason as one sentence."""
        return say(self.code, lang, **{name: _said(one, lang) for name, one in self.values.items()})


@dataclass(frozen=True, slots=True)
class Tally:
    """In how many cases each of some things is so: ids of conditions, or outcomes of a point."""

    counts: tuple[tuple[str, int], ...]
    outcomes: bool = False

    def text(self, lang: Language) -> str:
        """The things with their numbers, in their order."""
        spoken = [(say(f"coverage.outcome-{one}", lang) if self.outcomes else one, count) for one, count in self.counts]
        parts = [say("coverage.times", lang, what=what, count=count) for what, count in spoken]
        return ("、" if lang == "zh" else ", ").join(parts)


def _said(value: object, lang: Language) -> object:
    return value.text(lang) if isinstance(value, Tally) else value


class Reasons:
    """The reasons for what the runs of some cases leave uncovered."""

    def __init__(self, exercised: Exercised) -> None:
        self._exercised = exercised
        self._points = exercised.points

    def why(self, point: Point, outcome: str) -> Why:
        """Why an outcome that is wanted was not seen."""
        beside = self._points.beside.get(point, {}).get(outcome)
        if beside:
            return self._beside(beside[0])
        if point.kind is Kind.SWITCH:
            switch = point.about
            day = switch.days()[DAYS.index(outcome)]
            return Why("coverage.why-no-day", {"day": day, "measures": Names(sorted(switch.measures)[:_MOST_NAMED])})
        decisions = self._exercised.counting(point.policy, point.owner) if self._is_measure(point) else None
        if decisions == []:
            return Why("coverage.why-no-case", {"measure": point.owner})
        if point.kind is Kind.ALONE and decisions is not None:
            return self._masked(point, outcome, decisions)
        others = self._points.seen.get(point, {})
        if others:
            counts = tuple((one, len(others[one])) for one in self._points.wanted[point] if one in others)
            return Why("coverage.why-otherwise", {"seen": Tally(counts, outcomes=True)})
        of_award = decisions is not None and point.kind in _PAID
        return Why("coverage.why-not-paid" if of_award else "coverage.why-not-reached")

    def _is_measure(self, point: Point) -> bool:
        part = self._exercised.parts.get(point.policy)
        return part is not None and any(one.id == point.owner for one in part.policy.measures)

    def _beside(self, case: CaseName) -> Why:
        unconfirmed = any(run.name == case and not run.confirmed for run in self._exercised.runs)
        return Why("coverage.why-unconfirmed" if unconfirmed else "coverage.why-beside", {"case": case})

    def _masked(self, point: Point, outcome: str, decisions: Sequence[MeasureDecision]) -> Why:
        """Why a condition never decided alone while it was true, or false."""
        wanted = outcome == "true"
        reasons: Counter[str] = Counter()
        cases = 0
        for decision in decisions:
            trail = decision.trail
            if trail is None:
                continue
            root = trail.program.outline(decision.measure)
            condition = next((one for one in conditions_below(root) if _text(one) == point.text), None)
            if condition is not None and trail.truths[condition.number] is wanted:
                cases += 1
                reasons.update(dict.fromkeys(_masks(root, condition, trail.truths), 1))
        if not cases:
            return Why(f"coverage.why-never-{outcome}", {"cases": len(decisions)})
        named = Tally(tuple(reasons.most_common(_MOST_NAMED)))
        return Why("coverage.why-masked", {"cases": cases, "masks": named})


def _masks(root: Outline, condition: Outline, truths: Sequence[Truth]) -> Iterator[str]:
    """The conditions beside which it does not matter which way round this one is."""
    for above, below in pairwise(_path(root, condition)):
        others = [one for one in above.children if one is not below]
        needed = {"all": len(above.children), "any": 1, "not": 1}.get(above.kind, above.count or 1)
        true = [one for one in others if truths[one.number] is True]
        open_ = [one for one in others if isinstance(truths[one.number], Unknown)]
        false = [one for one in others if truths[one.number] is False]
        if len(true) >= needed:
            masking = true
        elif len(true) + len(open_) + 1 < needed:
            masking = false
        else:
            masking = open_ if above.kind != "not" else []
        yield from map(_name, masking)


def _path(root: Outline, wanted: Outline) -> list[Outline]:
    if root is wanted:
        return [root]
    for child in root.children:
        below = _path(child, wanted)
        if below:
            return [root, *below]
    return []


def _text(outline: Outline) -> str:
    return source(outline.expression.tree) if outline.expression else f"measure {outline.id}"


def _name(outline: Outline) -> str:
    if outline.kind == "test" or outline.id:
        return outline.id or _text(outline)
    return f"{outline.kind}({', '.join(map(_name, outline.children))})"
