"""Asking whether an enterprise exists for which a claim holds: answered by one that was confirmed, or by a proof."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import z3

from incentive_engine.assurance.symbolic.answers import Answer, Found, Never, Undecided
from incentive_engine.assurance.symbolic.extraction import enterprise_of
from incentive_engine.assurance.symbolic.formulas import Formula
from incentive_engine.assurance.symbolic.shrinking import shrunk
from incentive_engine.assurance.symbolic.worlds import World

SECONDS = 10.0
"""How long a question may take, unless the caller says otherwise."""
_ATTEMPTS = 6
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
        self._confirm = confirm
        self._seconds = seconds
        self._context = worlds[0].context
        self._solver = z3.Solver(ctx=self._context)
        self._solver.set("timeout", max(1, int(seconds * 1000)))
        self._uncounted = [pair for world in worlds for pair in world.uncounted()]
        self._claim = z3.BoolVal(claim, self._context) if isinstance(claim, bool) else claim

    def answer(self) -> Answer:
        if z3.is_false(self._claim):
            return Never(self._items())
        self._add(self._claim)
        for world in self._worlds:
            for constraint in world.domain:
                self._add(constraint)
        for attempt in range(_ATTEMPTS):
            outcome = self._solver.check()
            if outcome == z3.unsat:
                return Never(self._items()) if attempt < 2 else Undecided("symbolic.not-confirmed")
            if outcome == z3.unknown:
                return Undecided("symbolic.time-out", {"seconds": f"{self._seconds:g}"})
            found = self._found(self._solver.model())
            if found is not None:
                return found
            self._narrow(attempt)
        return Undecided("symbolic.not-confirmed")

    def _add(self, formula: Any) -> None:
        self._solver.add(z3.substitute(formula, *self._uncounted) if self._uncounted else formula)

    def _items(self) -> int | None:
        return max((world.items for world in self._worlds if world.lists), default=None)

    def _found(self, model: Any) -> Found | None:
        enterprises = tuple(enterprise_of(world, model) for world in self._worlds)
        if not self._confirm(*enterprises):
            return None
        return Found(shrunk(enterprises, self._confirm))

    def _narrow(self, attempt: int) -> None:
        """Ask for another model: first one without fractions of a fen, then one that differs from the last."""
        if attempt == 0:
            for world in self._worlds:
                for constraint in world.whole:
                    self._add(constraint)
            return
        model = self._solver.model()
        self._solver.add(z3.Or(*(one() != model[one] for one in model.decls() if one.arity() == 0)))
