"""Whether two policies ever decide a measure differently: its verdict, what it gives, or what is paid on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from incentive_engine.assurance.symbolic import numbers
from incentive_engine.assurance.symbolic.answers import Answer, Found, Never, Undecided, untranslatable
from incentive_engine.assurance.symbolic.asking import SECONDS, ask
from incentive_engine.assurance.symbolic.formulas import Formula, agree, any_of, both, no
from incentive_engine.assurance.symbolic.numbers import Number
from incentive_engine.assurance.symbolic.periods import days_of
from incentive_engine.assurance.symbolic.truths import Truth
from incentive_engine.assurance.symbolic.values import Untranslatable
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.decision import decide
from incentive_engine.decision.model import Verdict
from incentive_engine.policy.model import Policy
from incentive_engine.profile.model import Profile


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
    if days is None:
        days = sorted({*days_of(old, measure_id), *days_of(new, measure_id)})
    asked = tuple(days)
    open_: Undecided | None = None
    lists: int | None = None
    for day in asked:
        answer = _on(day, old, new, measure_id, items, seconds)
        if isinstance(answer, Found):
            return answer
        if isinstance(answer, Undecided):
            open_ = open_ or answer
        elif answer.items is not None:
            lists = answer.items
    return open_ or Never(lists, asked)


def _on(day: date, old: Policy, new: Policy, measure_id: str, items: int, seconds: float) -> Answer:
    world = World(day, items=items)

    def differ(facts: Mapping[str, Any]) -> bool:
        return _decided(old, measure_id, day, facts) != _decided(new, measure_id, day, facts)

    try:
        before, after = world.policy(old), world.policy(new)
        claims = [
            _apart(before.verdict(measure_id), after.verdict(measure_id)),
            amounts_differ(before.gross(measure_id), after.gross(measure_id)),
            amounts_differ(before.payable(measure_id), after.payable(measure_id)),
        ]
    except Untranslatable as limit:
        return untranslatable(limit.what, limit.place)
    # What a measure gives by itself is the smaller question; what is paid on it may rest on all the others.
    answer: Answer = Never()
    for claim in (any_of(claims[:2]), claims[2]):
        answer = ask(world, claim, differ, seconds)
        if isinstance(answer, Found):
            return Found(answer.enterprises, day)
        if isinstance(answer, Undecided):
            return answer
    return answer


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
