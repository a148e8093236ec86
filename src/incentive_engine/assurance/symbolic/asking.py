"""Asking whether an enterprise exists for which a claim holds: answered by one that was confirmed, or by a proof."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from typing import Any, TypeAlias

import z3

from incentive_engine.assurance.symbolic import SECONDS
from incentive_engine.assurance.symbolic.answers import Answer, Found, Never, Undecided
from incentive_engine.assurance.symbolic.extraction import enterprise_of
from incentive_engine.assurance.symbolic.formulas import Formula
from incentive_engine.assurance.symbolic.lengths import entries_enough
from incentive_engine.assurance.symbolic.limits import within_limits
from incentive_engine.assurance.symbolic.settling import settle
from incentive_engine.assurance.symbolic.shrinking import shrunk
from incentive_engine.assurance.symbolic.worlds import World

Enterprises: TypeAlias = tuple[Mapping[str, Any], ...]

_ATTEMPTS = 3
"""How many models are tried before a question is given up whose models the reference evaluator does not confirm."""

Confirm: TypeAlias = Callable[..., bool]
"""Says of an enterprise's facts (of several: one argument each) whether the claim holds, by the reference evaluator."""


def ask(worlds: World | Sequence[World], claim: Formula, confirm: Confirm, seconds: float = SECONDS) -> Answer:
    """Whether an enterprise exists for which `claim` holds; the one that is found is made as small as it gets.

    With several worlds (made `beside` the first) the claim is about as many enterprises.
    """
    asked = (worlds,) if isinstance(worlds, World) else tuple(worlds)
    question = _Question(asked, claim, confirm, seconds)
    return question.answer()


class _Question:
    def __init__(self, worlds: tuple[World, ...], claim: Formula, confirm: Confirm, seconds: float) -> None:
        self._worlds = worlds
        self._claim = claim
        self._confirmed_by = confirm
        self._seconds = seconds
        self._deadline = monotonic() + seconds
        context = worlds[0].context
        # The plain solver: what goes before it in others takes longer than these questions do.
        self._solver = z3.SimpleSolver(ctx=context)
        self._solver.add(z3.BoolVal(claim, context) if isinstance(claim, bool) else claim)

    def answer(self) -> Answer:
        if self._claim is False:
            return self._never()
        self._solver.add(*(one for world in self._worlds for one in world.domain))
        # Whole fen come second: a proof without them holds with them, and is found sooner.
        self._solver.push()
        outcome, found = self._search()
        if outcome == z3.sat and found is None:
            self._solver.pop()
            self._solver.add(*(one for world in self._worlds for one in world.whole))
            outcome, found = self._search()
        if found is not None:
            return Found(shrunk(found, self._confirm, self._worlds[0].assessment_year))
        if outcome == z3.unsat:
            return self._never()
        if outcome == z3.unknown:
            return Undecided("symbolic.time-out", {"seconds": f"{self._seconds:g}"})
        return Undecided("symbolic.not-confirmed")

    def _never(self) -> Never:
        items = min(world.items for world in self._worlds)
        enough = entries_enough(self._worlds, self._claim).values()
        return Never(items if any(most is None or most > items for most in enough) else None)

    def _confirm(self, *enterprises: Mapping[str, Any]) -> bool:
        """Whether the claim holds of enterprises that can be stated so."""
        for world, facts in zip(self._worlds, enterprises, strict=True):
            if not within_limits(facts, {id_: declared[0] for id_, declared in world.facts.items()}):
                return False
        return self._confirmed_by(*enterprises)

    def _search(self) -> tuple[Any, Enterprises | None]:
        """What the solver says first, and enterprises of which the claim was confirmed, if models lead to any."""
        first = self._check()
        outcome = first
        for _ in range(_ATTEMPTS):
            if outcome != z3.sat:
                break
            model = self._solver.model()
            found = self._confirmed(model) or self._confirmed(settle(self._solver, model, self._worlds))
            if found is not None:
                return first, found
            self._solver.add(z3.Or(*(one() != model[one] for one in model.decls() if one.arity() == 0)))
            outcome = self._check()
        return first, None

    def _check(self) -> Any:
        left = self._deadline - monotonic()
        if left <= 0:
            return z3.unknown
        self._solver.set("timeout", max(1, int(left * 1000)))
        return self._solver.check()

    def _confirmed(self, model: Any) -> Enterprises | None:
        if model is None:
            return None
        enterprises = tuple(enterprise_of(world, model) for world in self._worlds)
        return enterprises if self._confirm(*enterprises) else None
