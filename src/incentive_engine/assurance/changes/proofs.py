"""Whether two states of a measure ever decide differently, asked of the solver where it is installed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from incentive_engine.assurance.changes.effects import Proof, Prover, Reason
from incentive_engine.assurance.changes.instances import Instance, decided, differ
from incentive_engine.assurance.symbolic import SECONDS, prover_installed
from incentive_engine.policy.model import Policy

if TYPE_CHECKING:
    from incentive_engine.assurance.symbolic.answers import Answer


def prover(seconds: float = SECONDS) -> Prover:
    """What proves two states of a measure equivalent; without the solver it says of each that it is not proved."""
    if not prover_installed():
        return _not_installed

    def prove(old: Policy, new: Policy, measure_id: str, *, award: bool) -> Proof:
        answer = _compared(old, new, measure_id, seconds) if award else _verdicts(old, new, measure_id, seconds)
        return _proof(old, new, measure_id, answer)

    return prove


def _not_installed(old: Policy, new: Policy, measure_id: str, *, award: bool) -> Proof:
    del old, new, measure_id, award
    return Proof(reason=Reason("changes.solver-not-installed"))


def _compared(old: Policy, new: Policy, measure_id: str, seconds: float) -> Answer:
    """Whether verdicts or amounts differ on any day."""
    from incentive_engine.assurance.symbolic.equivalence import equivalent

    return equivalent(old, new, measure_id, seconds=seconds)


def _verdicts(old: Policy, new: Policy, measure_id: str, seconds: float) -> Answer:
    """Whether verdicts differ on any day: a much smaller question, on fewer days."""
    from incentive_engine.assurance.symbolic.answers import Found, Never, Undecided, untranslatable
    from incentive_engine.assurance.symbolic.asking import ask
    from incentive_engine.assurance.symbolic.formulas import agree, any_of, no
    from incentive_engine.assurance.symbolic.periods import days_of
    from incentive_engine.assurance.symbolic.values import Untranslatable
    from incentive_engine.assurance.symbolic.worlds import World

    days = sorted({day for one in (old, new) for day in days_of(one, measure_id, settled=False)})
    items: int | None = None
    open_: Undecided | None = None
    for day in days:
        world = World(day)

        def otherwise(facts: Mapping[str, Any], day: date = day) -> bool:
            before, after = (decided(one, facts, day)[measure_id] for one in (old, new))
            return differ(before, after)

        try:
            before, after = (world.policy(one).verdict(measure_id) for one in (old, new))
        except Untranslatable as limit:
            return untranslatable(limit.what, limit.place)
        unlike = any_of((no(agree(before.true, after.true)), no(agree(before.false, after.false))))
        answer = ask(world, unlike, otherwise, seconds)
        if isinstance(answer, Found):
            return Found(answer.enterprises, day)
        if isinstance(answer, Undecided):
            open_ = open_ or answer
        elif answer.items is not None:
            items = answer.items
    return open_ or Never(items, tuple(days))


def _proof(old: Policy, new: Policy, measure_id: str, answer: Answer) -> Proof:
    from incentive_engine.assurance.symbolic.answers import Found, Undecided

    if isinstance(answer, Undecided):
        return Proof(reason=Reason(answer.code, answer.values))
    if isinstance(answer, Found):
        assert answer.day is not None  # noqa: S101 - the question was about several days
        year = answer.day.year - 1
        before, after = (decided(one, answer.facts, answer.day, year).get(measure_id) for one in (old, new))
        return Proof((answer.day,), Instance(answer.facts, answer.day, year, before, after))
    return Proof(answer.days, items=answer.items)
