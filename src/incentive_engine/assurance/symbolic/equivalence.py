"""Whether two policies ever decide a measure differently: its verdict, what it gives, or what is paid on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from incentive_engine.assurance.symbolic import SECONDS, numbers
from incentive_engine.assurance.symbolic.answers import Answer, Found, Never, Undecided, untranslatable
from incentive_engine.assurance.symbolic.asking import Confirm, ask
from incentive_engine.assurance.symbolic.changes import base_facts_differ
from incentive_engine.assurance.symbolic.counted import lists_counted
from incentive_engine.assurance.symbolic.formulas import Formula, agree, any_of, both, no
from incentive_engine.assurance.symbolic.lengths import entries_enough
from incentive_engine.assurance.symbolic.numbers import Number
from incentive_engine.assurance.symbolic.periods import days_of
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.truths import Truth
from incentive_engine.assurance.symbolic.values import Untranslatable
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.decision import decide
from incentive_engine.decision.model import Verdict
from incentive_engine.policy.model import Policy
from incentive_engine.profile.model import Profile

_FEW = 6
"""Up to so many entries of a list are tried where these make a proof one about lists of any length."""


def equivalent(
    old: Policy,
    new: Policy,
    measure_id: str,
    days: Iterable[date] | None = None,
    *,
    items: int = 2,
    seconds: float = SECONDS,
) -> Answer:
    """Never, if both decide the measure alike on all the days (by default those of both policies, see `days_of`);
    Found with an enterprise and a day for which they do not; else Undecided.
    """
    return Original(old, items, seconds).compared(new, measure_id, days)


class Original:
    """A policy that others are compared with, one after the other: what they share with it is read once."""

    def __init__(self, policy: Policy, items: int = 2, seconds: float = SECONDS) -> None:
        self.policy = policy
        self._items = items
        self._seconds = seconds
        self._counted = lists_counted(policy)
        self._rules: dict[date, Rules] = {}

    def compared(self, new: Policy, measure_id: str, days: Iterable[date] | None = None) -> Answer:
        """As `equivalent`."""
        if days is None:
            days = sorted({*days_of(self.policy, measure_id), *days_of(new, measure_id)})
        asked = tuple(days)
        open_: Undecided | None = None
        lists: int | None = None
        for day in asked:
            answer = self._on(day, new, measure_id)
            if isinstance(answer, Found):
                return Found(answer.enterprises, day)
            if isinstance(answer, Undecided):
                open_ = open_ or answer
            elif answer.items is not None:
                lists = answer.items
        return open_ or Never(lists, asked)

    def _read(self, day: date, new: Policy) -> tuple[Rules, Rules]:
        """The policy and another one over one world."""
        if not lists_counted(new) <= self._counted or base_facts_differ(self.policy, new):
            world = World(day, items=self._items)
            world.counted |= lists_counted(new)
            return world.policy(self.policy), world.policy(new)
        if day not in self._rules:
            self._rules[day] = World(day, items=self._items).policy(self.policy)
        before = self._rules[day]
        return before, before.world.policy(new, like=before)

    def _on(self, day: date, new: Policy, measure_id: str) -> Answer:
        before, after = self._read(day, new)
        world = before.world

        def differ(facts: Mapping[str, Any]) -> bool:
            return _decided(self.policy, measure_id, day, facts) != _decided(new, measure_id, day, facts)

        try:
            old = _outcome(before, measure_id)
            asked, whole = world.asked_of.copy(), set(world.read_whole)
            try:
                claims = _unlike(old, _outcome(after, measure_id))
                answer = _first(world, claims, differ, self._seconds)
                longer = _enough(world, claims) if isinstance(answer, Never) and answer.items else None
            finally:  # what the other policy asks of lists is nothing to the next one
                world.asked_of, world.read_whole = asked, whole
        except Untranslatable as limit:
            return untranslatable(limit.what, limit.place)
        if longer is None:
            return answer
        return Original(self.policy, longer, self._seconds)._on(day, new, measure_id)


def _enough(world: World, claims: Iterable[Formula]) -> int | None:
    """How many entries lists need for a proof about lists of any length, where a few more will do."""
    needed = [count for claim in claims for count in entries_enough((world,), claim).values()]
    counts = [one for one in needed if one is not None]
    most = max(counts, default=0)
    return most if len(counts) == len(needed) and world.items < most <= _FEW else None


def _first(world: World, claims: Iterable[Formula], confirm: Confirm, seconds: float) -> Answer:
    """The enterprise that one of the claims holds for, or that none does."""
    items: int | None = None
    for claim in claims:
        answer = ask(world, claim, confirm, seconds)
        if not isinstance(answer, Never):
            return answer
        items = answer.items or items
    return Never(items)


_Outcome: TypeAlias = tuple[Truth, Number, Number]


def _outcome(rules: Rules, measure_id: str) -> _Outcome:
    return rules.verdict(measure_id), rules.gross(measure_id), rules.payable(measure_id)


def _unlike(old: _Outcome, new: _Outcome) -> tuple[Formula, Formula]:
    """That a measure gives something else by itself, the smaller question; that something else is paid on it, which
    may rest on all the other measures.
    """
    own = any_of((_apart(old[0], new[0]), amounts_differ(old[1], new[1])))
    return own, amounts_differ(old[2], new[2])


def _apart(one: Truth, other: Truth) -> Formula:
    return any_of((no(agree(one.true, other.true)), no(agree(one.false, other.false))))


def amounts_differ(one: Number, other: Number) -> Formula:
    """When two amounts are not the same, or only one of them is known."""
    unlike = both(both(one.known, other.known), numbers.holds("!=", one, other))
    return any_of((no(agree(one.known, other.known)), unlike))


def _decided(policy: Policy, measure_id: str, day: date, facts: Mapping[str, Any]) -> object:
    decision = decide(Profile(facts=facts), [policy], as_of=day, engine="reference")
    measure = decision.policy(policy.id).measure(measure_id)
    verdict = Verdict.INELIGIBLE if measure.verdict is Verdict.NOT_IN_FORCE else measure.verdict
    return verdict, measure.gross, measure.payable
