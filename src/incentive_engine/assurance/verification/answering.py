"""Answering questions about one policy: by an enterprise of its rule cases where one will do, else by the solver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import z3

from incentive_engine.assurance.symbolic.answers import Found, Never, Undecided, untranslatable
from incentive_engine.assurance.symbolic.asking import ask
from incentive_engine.assurance.symbolic.limits import within_limits
from incentive_engine.assurance.symbolic.periods import days_of
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.values import Untranslatable
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.assurance.verification.answers import Answer, Status
from incentive_engine.assurance.verification.decided import Decided
from incentive_engine.assurance.verification.differing import Difference, Facts
from incentive_engine.assurance.verification.lists import ENTRIES, entries_needed, read_by_place
from incentive_engine.assurance.verification.open_lists import OpenLists, refuted
from incentive_engine.assurance.verification.pairs import Compared, beside, rises, smaller, tried
from incentive_engine.assurance.verification.questions import Attempt, One, Question, Two
from incentive_engine.assurance.verification.readings import Bit
from incentive_engine.assurance.verification.translated import Translated
from incentive_engine.policy.model import Policy
from incentive_engine.policy.rising import Rising, rising


class Answerer:
    """Answers the questions of one policy, each in at most `seconds` a day."""

    def __init__(self, policy: Policy, known: Sequence[Decided], seconds: float) -> None:
        self._policy = policy
        self._enterprises = known
        self._seconds = seconds
        self._worlds: dict[tuple[str | None, date, int], tuple[World, Translated]] = {}
        self._opened: dict[tuple[str | None, date], tuple[World, Translated]] = {}
        self._entries: dict[str | None, Mapping[str, int | None]] = {}

    def answer(self, question: Question) -> Answer:
        """The answer to a question."""
        known = self._known(question.attempts) if question.wanted else None
        answer = self._told(question, *(known or self._asked(question.attempts)))
        if answer.status is Status.FAULT and question.excuses:
            found, day = self._known(question.excuses) or self._asked(question.excuses)
            if isinstance(found, Found):
                excused = replace(answer, status=Status.REMARK, serious=False, code=f"{question.code}-open")
                return replace(excused, enterprises=found.enterprises, day=day)
        return answer

    def _known(self, attempts: Sequence[Attempt]) -> tuple[Found, date] | None:
        """An enterprise of the rule cases that answers the question."""
        found = (self._known_one(attempt) for attempt in attempts if isinstance(attempt, One))
        return next(filter(None, found), None)

    def _known_one(self, attempt: One) -> tuple[Found, date] | None:
        for decided in self._enterprises:
            if _concerns(decided, attempt) and attempt.claim(decided):
                return Found((decided.stated,)), decided.as_of
        return None

    def _asked(self, attempts: Sequence[Attempt]) -> tuple[Found | Never | Undecided, date | None]:
        """What the solver says: found by one attempt on one day, never by all, or undecided where neither."""
        undecided: Undecided | None = None
        items: int | None = None
        for attempt, day in self._in_turn(attempts):
            answer = self._ask(attempt, day)
            if isinstance(answer, Found):
                return answer, day
            if isinstance(answer, Undecided):
                undecided = undecided or answer
            elif answer.items is not None:
                items = answer.items
        if undecided is None:
            return Never(items), None
        found = filter(None, map(self._tried, attempts))
        return next(found, (undecided, None))

    def _in_turn(self, attempts: Sequence[Attempt]) -> Iterator[tuple[Attempt, date]]:
        return ((attempt, day) for attempt in attempts for day in self._days(attempt))

    def _days(self, attempt: Attempt) -> Sequence[date]:
        """The days that stand for all others, as far as the attempt is concerned."""
        if attempt.measure is not None:
            return days_of(self._policy, attempt.measure, settled=attempt.paid)
        days = (days_of(self._policy, one.id, settled=False) for one in self._policy.measures)
        return sorted(set().union(*days))

    def _ask(self, attempt: Attempt, day: date) -> Found | Never | Undecided:
        """What the solver says of lists with a few different entries, then with more, as long as that matters."""
        answer: Found | Never | Undecided = Never()
        for items in ENTRIES:
            try:
                if isinstance(attempt, One):
                    found, lists = self._ask_one(attempt, day, items)
                else:
                    found, lists = self._ask_two(attempt, day, items)
            except Untranslatable as limit:
                return untranslatable(limit.what, limit.place)
            except z3.Z3Exception as error:  # what the solver cannot do, it says in its own words
                return Undecided("verification.solver-failed", {"problem": str(error)})
            if not isinstance(found, Never):
                # Lists with more entries may be too much for the solver; of those with fewer it is sure.
                return answer if isinstance(found, Undecided) and items != ENTRIES[0] else found
            if self._suffice(attempt, lists, items) or (items == ENTRIES[0] and self._whatever_lists(attempt, day)):
                return Never()
            # Beside an entry that rises, so many less one are looked at.
            answer = Never(items - 1 if self._rising_list(attempt) else items)
        return answer

    def _suffice(self, attempt: Attempt, lists: set[str], items: int) -> bool:
        """Whether so many different entries of the lists speak for any number of them."""
        needed = self._needed(None if attempt.paid else attempt.measure) if lists else {}
        risen = self._rising_list(attempt)
        return all((most := needed.get(id_)) is not None and most + (id_ == risen) <= items for id_ in lists)

    def _rising_list(self, attempt: Attempt) -> str | None:
        """The list in an entry of which two enterprises differ."""
        if isinstance(attempt, One):
            return None
        risen = self._rising(attempt)
        return risen.fact.id if risen.column is not None else None

    def _whatever_lists(self, attempt: Attempt, day: date) -> bool:
        """Whether the claim is refuted whatever the lists of an enterprise are."""
        try:
            if isinstance(attempt, One):
                world, reading = self._open(attempt.measure, day)
                return refuted((world,), attempt.claim(reading), self._seconds)
            world = World(day)
            worlds, claim = self._side_by_side(
                attempt, day, world, lambda one: OpenLists(one, self._policy, self._rising(attempt).fact.id)
            )
            return refuted(worlds, claim, self._seconds)
        except (Untranslatable, z3.Z3Exception):
            return False

    def _open(self, measure: str | None, day: date) -> tuple[World, Translated]:
        if (measure, day) not in self._opened:
            world = World(day)
            self._opened[measure, day] = world, Translated(OpenLists(world, self._policy))
        return self._opened[measure, day]

    def _needed(self, measure: str | None) -> Mapping[str, int | None]:
        if measure not in self._entries:
            self._entries[measure] = entries_needed(self._policy, measure)
        return self._entries[measure]

    def _ask_one(self, attempt: One, day: date, items: int) -> tuple[Found | Never | Undecided, set[str]]:
        world, reading = self._world(attempt.measure, day, items)
        claim = attempt.claim(reading)

        def confirm(facts: Facts) -> bool:
            return bool(attempt.claim(Decided(self._policy, day, facts)))

        return ask(world, claim, confirm, self._seconds), set(world.lists)

    def _ask_two(self, attempt: Two, day: date, items: int) -> tuple[Found | Never | Undecided, set[str]]:
        differ, compared = Difference(self._rising(attempt), day), self._compared(attempt, day)
        if differ.rising.column is not None:
            self._check_order(attempt, differ.rising.fact.id)
        world, _ = self._world(attempt.measure, day, items)
        worlds, claim = self._side_by_side(attempt, day, world, lambda one: one.policy(self._policy))
        answer = ask(worlds, claim, lambda *two: differ.alike(*two) and compared(*two), self._seconds)
        if isinstance(answer, Found):
            answer = Found(smaller(differ, (answer.enterprises[0], answer.enterprises[1]), compared))
        return answer, set(world.lists)

    def _side_by_side(
        self, attempt: Two, day: date, world: World, read: Callable[[World], Rules]
    ) -> tuple[tuple[World, World], Bit]:
        """A second enterprise beside that of the world, and what the attempt claims of the two."""
        risen, lower = self._rising(attempt), Translated(read(world))
        attempt.claim(lower, lower)  # gives the first enterprise all its symbols, for the second to share
        rises(lower, lower, risen)
        other = beside(world, Difference(risen, day))
        higher = Translated(read(other))
        return (world, other), lower.every(rises(lower, higher, risen), attempt.claim(lower, higher))

    def _tried(self, attempt: Attempt) -> tuple[Found, date] | None:
        """What enterprises of the rule cases answer to a question that is too hard for the solver."""
        if isinstance(attempt, One):
            return self._known_one(attempt)
        for day in sorted({one.as_of for one in self._enterprises}):
            known = [one.stated for one in self._enterprises if one.as_of == day and _concerns(one, attempt)]
            differ, compared = Difference(self._rising(attempt), day), self._compared(attempt, day)
            pair = tried(differ, known, compared)
            if pair is not None:
                return Found(smaller(differ, pair, compared)), day
        return None

    def _check_order(self, attempt: Two, list_: str) -> None:
        """The entry that rises is taken for the first: Untranslatable where it matters which one it is."""
        expression = read_by_place(self._policy, None if attempt.paid else attempt.measure, list_)
        if expression is not None:
            raise Untranslatable(expression.text, expression.place)

    def _rising(self, attempt: Two) -> Rising:
        found = rising(self._policy.vocabulary.facts, attempt.rises)
        assert found is not None, attempt.rises  # noqa: S101 - questions are about what rises
        return found

    def _compared(self, attempt: Two, day: date) -> Compared:
        risen = self._rising(attempt)

        def compared(lower: Facts, higher: Facts) -> bool:
            if not all(within_limits(facts, self._policy.vocabulary.facts) for facts in (lower, higher)):
                return False
            one, two = Decided(self._policy, day, lower), Decided(self._policy, day, higher)
            return bool(rises(one, two, risen) and attempt.claim(one, two))

        return compared

    def _world(self, measure: str | None, day: date, items: int) -> tuple[World, Translated]:
        """The symbols of an enterprise, kept apart by measure: no question carries what it does not need."""
        found = self._worlds.get((measure, day, items))
        if found is None:
            world = World(day, items=items)
            found = self._worlds[measure, day, items] = world, Translated(world.policy(self._policy))
        return found

    def _told(self, question: Question, answer: Found | Never | Undecided, day: date | None) -> Answer:
        status = _status(question, answer)
        return Answer(
            question=question.id,
            kind=question.kind,
            measure=question.measure,
            status=status,
            serious=question.fault,
            code=f"{question.code}-not" if status in (Status.FAULT, Status.REMARK) else question.code,
            values=question.values,
            place=(question.place.file, question.place.line),
            day=day,
            enterprises=answer.enterprises if isinstance(answer, Found) else (),
            rises=next((one.rises for one in question.attempts if isinstance(one, Two)), None),
            items=answer.items if isinstance(answer, Never) else None,
            why=_why(question, answer),
        )


def _concerns(decided: Decided, attempt: Attempt) -> bool:
    return attempt.measure is None or attempt.measure in decided.measures


def _status(question: Question, answer: Found | Never | Undecided) -> Status:
    if isinstance(answer, Undecided):
        return Status.UNDECIDED
    if isinstance(answer, Never) and answer.items is not None:  # longer lists may be another matter
        return Status.UNDECIDED if question.wanted else Status.BOUNDED
    if isinstance(answer, Found) is question.wanted:
        return Status.SHOWN if question.wanted else Status.PROVED
    return Status.FAULT if question.fault else Status.REMARK


def _why(question: Question, answer: Found | Never | Undecided) -> tuple[str, Mapping[str, object]] | None:
    """Why nothing was decided."""
    if isinstance(answer, Undecided):
        return answer.code, answer.values
    if isinstance(answer, Never) and answer.items is not None and question.wanted:
        return "verification.none-in-short-lists", {"items": answer.items}
    return None
