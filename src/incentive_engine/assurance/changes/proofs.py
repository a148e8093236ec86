"""Whether two states of a measure ever decide differently, asked of the solver where it is installed."""

from __future__ import annotations

from importlib.util import find_spec

from incentive_engine.assurance.changes.effects import Proof, Prover, Reason
from incentive_engine.assurance.changes.instances import Instance, decided
from incentive_engine.policy.model import Policy

MOST_SECONDS = 10.0
"""How long a question may take, unless asked otherwise."""


def prover(seconds: float = MOST_SECONDS) -> Prover:
    """What proves two states of a measure equivalent; without the solver it says of each that it is not proved."""
    if find_spec("z3") is None:
        return _not_installed

    def prove(old: Policy, new: Policy, measure_id: str) -> Proof:
        return _proof(old, new, measure_id, seconds)

    return prove


def _not_installed(old: Policy, new: Policy, measure_id: str) -> Proof:
    del old, new, measure_id
    return Proof(reason=Reason("changes.solver-not-installed"))


def _proof(old: Policy, new: Policy, measure_id: str, seconds: float) -> Proof:
    from incentive_engine.assurance.symbolic.answers import Found, Undecided
    from incentive_engine.assurance.symbolic.equivalence import equivalent

    answer = equivalent(old, new, measure_id, seconds=seconds)
    if isinstance(answer, Undecided):
        return Proof(reason=Reason(answer.code, answer.values))
    if isinstance(answer, Found):
        assert answer.day is not None  # noqa: S101 - the question was about several days
        year = answer.day.year - 1
        before, after = (decided(one, answer.facts, answer.day, year).get(measure_id) for one in (old, new))
        return Proof((answer.day,), Instance(answer.facts, answer.day, year, before, after))
    return Proof(answer.days, items=answer.items)
