"""Suggesting cases: for every outcome that no case shows, an enterprise that would, or why there is none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from incentive_engine.assurance.cases.running import case_facts
from incentive_engine.assurance.coverage.coverage import Coverage, Uncovered, cover
from incentive_engine.assurance.coverage.points import DAYS, Kind, Point
from incentive_engine.assurance.suggestions.searching import Example, Facts, Search
from incentive_engine.assurance.suggestions.showing import Question, days_asked
from incentive_engine.assurance.symbolic import SECONDS
from incentive_engine.assurance.symbolic.answers import Never, Undecided
from incentive_engine.assurance.symbolic.periods import days_of
from incentive_engine.decision import MeasureDecision
from incentive_engine.decision.network import in_force
from incentive_engine.decision.reading import facts_behind
from incentive_engine.policy.cases import Case, RuleCases
from incentive_engine.policy.model import Limit, Measure, Policy

_WAITING = "coverage.why-unconfirmed"
_TIME_OUT = "symbolic.time-out"
_MOST_IN_VAIN = 3
_MOST_MEASURES = 3
"""Of how many measures that read a fact cases are tried."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A case for a person to confirm: an enterprise, what is decided of it now, and the outcomes that it shows."""

    question: Question
    facts: Mapping[str, Any]
    decided: MeasureDecision
    shows: tuple[Uncovered, ...]


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Proved: no enterprise shows this, in a case about one of `measures` on one of `days`."""

    uncovered: Uncovered
    measures: tuple[str, ...]
    days: tuple[date, ...]
    items: int | None


@dataclass(frozen=True, slots=True)
class Open:
    """Neither an enterprise nor a proof was found; `reason` says why."""

    uncovered: Uncovered
    reason: Undecided


@dataclass(slots=True)
class Suggestions:
    """What is suggested for one policy; `waiting` is what a case that nobody has confirmed yet would show already."""

    policy: Policy
    cases: list[Suggestion] = field(default_factory=list)
    unreachable: list[Unreachable] = field(default_factory=list)
    open: list[Open] = field(default_factory=list)
    waiting: list[Uncovered] = field(default_factory=list)
    left: int = 0
    """How many outcomes were not looked at, as there are cases enough."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which points suggestions are wanted for; nothing stated: all."""

    point: str = ""
    measures: frozenset[str] = frozenset()

    def __contains__(self, point: Point) -> bool:
        texts = (point.text, point.id, point.label, point.owner, point.kind.value)
        about = not self.measures or point.owner in self.measures or point.id in self.measures
        return about and any(self.point in text for text in texts)


EVERYTHING = Wanted()


def suggest(
    policies: Sequence[Policy],
    files: Sequence[RuleCases],
    *,
    wanted: Wanted = EVERYTHING,
    limit: int | None = None,
    seconds: float = SECONDS,
) -> list[Suggestions]:
    """Cases for what those in `files` do not show of the policies, at most `limit` for each.

    Raises InputError as `cover` does.
    """
    coverage = cover(policies, files)
    return [
        _Suggesting(policy, files, seconds).all(_of(policy, policies, coverage, wanted), limit) for policy in policies
    ]


def _of(policy: Policy, policies: Sequence[Policy], coverage: Coverage, wanted: Wanted) -> Iterator[Uncovered]:
    """What is uncovered of a policy; shared facts belong to the first policy that has measures which read them."""
    for one in coverage.uncovered():
        if one.point in wanted:
            owner = one.point.policy or next((each.id for each in policies if _readers(each, one.point.owner)), "")
            if owner == policy.id:
                yield one


def _readers(policy: Policy, fact: str) -> list[Measure]:
    """The measures that rest on a fact, those first whose conditions do."""
    by_award = [one for one in policy.measures if fact in facts_behind(policy, one, with_award=True)]
    return sorted(by_award, key=lambda one: fact not in facts_behind(policy, one, with_award=False))


class _Suggesting:
    """Works through what is uncovered of one policy."""

    def __init__(self, policy: Policy, files: Sequence[RuleCases], seconds: float) -> None:
        self.policy = policy
        self.files = [file for file in files if file.policy.id == policy.id]
        self.search = Search(policy, self._stated(), seconds)
        self.found = Suggestions(policy)

    def all(self, uncovered: Iterable[Uncovered], limit: int | None) -> Suggestions:
        """Suggestions for all of it, in its order; what one shows needs no other."""
        listed = list(uncovered)
        self.found.waiting = [one for one in listed if one.why.code == _WAITING]
        rest = sorted((one for one in listed if one.why.code != _WAITING), key=_in_turn)
        todo = {(one.point, one.outcome): one for one in rest}
        while todo:
            if limit is not None and len(self.found.cases) >= limit:
                self.found.left = len(todo)
                break
            key = next(iter(todo))
            example = self._example(todo[key])
            settled = self._suggest(example, key, todo) if example else {key}
            todo = {one: todo[one] for one in todo if one not in settled}
        return self.found

    def _suggest(
        self, example: Example, key: tuple[Point, str], todo: Mapping[tuple[Point, str], Uncovered]
    ) -> Collection[tuple[Point, str]]:
        """Note the example as a case: what it settles. The sides of a boundary get cases of their own, close to it."""
        example = self.search.with_usual(example, self._usual(self.policy.measure(example.question.measure)))
        decided, shown = self.search.showing.shown(example.facts, example.question)
        settled = [one for one in todo if one == key or (one in shown and not _is_side(*one))]
        shows = tuple(todo[one] for one in sorted(settled, key=lambda one: one != key))
        self.found.cases.append(Suggestion(example.question, example.facts, decided, shows))
        return settled

    def _example(self, one: Uncovered) -> Example | None:
        """An enterprise that shows it; else notes why there is none."""
        measures = self._measures(one.point)
        asked: list[Question] = []
        answers: list[Any] = []
        vain = 0
        for measure in measures:
            for question in self._questions(one, measure):
                answer = self.search.find(one.point, one.outcome, question)
                if isinstance(answer, Example):
                    return answer
                asked.append(question)
                answers.append(answer)
                vain += isinstance(answer, Undecided)
                if vain >= _MOST_IN_VAIN or (isinstance(answer, Undecided) and answer.code == _TIME_OUT):
                    break  # another day would take as long
        undecided = next((answer for answer in answers if isinstance(answer, Undecided)), None)
        if undecided is not None or not answers:
            self.found.open.append(Open(one, undecided or Undecided("suggestions.no-day")))
            return None
        items = max((answer.items for answer in answers if isinstance(answer, Never) and answer.items), default=None)
        days = tuple(sorted({question.as_of for question in asked}))
        self.found.unreachable.append(Unreachable(one, tuple(measure.id for measure in measures), days, items))
        return None

    def _measures(self, point: Point) -> list[Measure]:
        """The measures that a case about the point could expect something of, the nearest first."""
        policy = self.policy
        own = [one for one in policy.measures if one.id == point.owner]
        if own:
            return own
        if point.kind is Kind.SWITCH:
            return [one for one in policy.measures if one.id in point.about.measures][:1]
        if point.kind is Kind.MEMBER:
            return [policy.measure(point.id)]
        if point.owner == "groups":
            groups = {
                one.id
                for one in policy.groups.values()
                if point.id == one.id or (one.received is not None and one.received.place == point.place)
            }
            return [one for one in policy.measures if one.group in groups]
        if point.kind is Kind.LIMIT and isinstance(point.about, Limit):
            covered = point.about.measures
            return [one for one in policy.measures if not covered or one.id in covered]
        if point.owner in ("requirements", "limits"):
            return list(policy.measures[:_MOST_MEASURES])
        return _readers(policy, point.owner)[:_MOST_MEASURES]

    def _questions(self, one: Uncovered, measure: Measure) -> Iterator[Question]:
        """The days to ask about: the one that most cases ask about, then one of each period, the latest first."""
        if one.point.kind is Kind.SWITCH:
            day = dict(zip(DAYS, one.point.about.days(), strict=True))[one.outcome]
            yield Question(measure.id, day)
            return
        asked = dict(reversed(days_asked(self.files, measure.id)))
        usual = [day for day, _ in days_asked(self.files, measure.id) if in_force(self.policy, measure, day)]
        days = dict.fromkeys((*usual[:1], *reversed(days_of(self.policy, measure.id))))
        for day in days:
            yield Question(measure.id, day, asked.get(day))

    def _stated(self) -> dict[str, list[Facts]]:
        """What the cases about each measure state."""
        stated: dict[str, list[Facts]] = {}
        for file in self.files:
            for case in file.cases:
                facts = case_facts(file, case)
                for one in case.expect:
                    stated.setdefault(one.measure, []).append(facts)
        return stated

    def _usual(self, measure: Measure) -> Facts:
        """The facts that the measure rests on, as the file has them in its base that has most cases about it alone."""
        alone, file = max(
            ((sum(_is_about(case, measure) for case in file.cases), file) for file in self.files),
            key=lambda one: one[0],
            default=(0, None),
        )
        if file is None or not alone:
            return {}
        behind = facts_behind(self.policy, measure, with_award=True)
        base = case_facts(file, replace(file.cases[0], facts={}))
        return {id_: value for id_, value in base.items() if id_ in behind}


def _in_turn(one: Uncovered) -> bool:
    """Boundaries come first: a case on one shows much else besides."""
    return one.point.kind is not Kind.COMPARISON


def _is_side(point: Point, outcome: str) -> bool:
    return point.kind is Kind.COMPARISON and outcome in ("below", "above")


def _is_about(case: Case, measure: Measure) -> bool:
    return [one.measure for one in case.expect] == [measure.id]
