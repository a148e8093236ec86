"""A policy over an enterprise of whose lists nothing is said: what an expression makes of one may be anything.

What holds of such an enterprise, holds whatever its lists are, and however long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import z3

from incentive_engine.assurance.symbolic import awards, numbers, truths
from incentive_engine.assurance.symbolic.numbers import Number, number
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.values import Untranslatable, Value
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.feel.syntax import Literal, Name
from incentive_engine.feel.types import BOOLEAN, MONEY, NumberType
from incentive_engine.policy.model import Award, Expression, FactType, Measure, Policy, Rounding, Table
from incentive_engine.policy.reads import names_behind, reads_of

_FEN = Fraction(1, 100)


class OpenLists(Rules):
    """Rules that take whatever rests on a list for anything; `rises` is the fact that two enterprises differ in."""

    def __init__(self, world: World, policy: Policy, rises: str | None = None) -> None:
        super().__init__(world, policy, {})
        self._rises = rises
        self._lists = {id_ for id_, fact in policy.vocabulary.facts.items() if fact.type is FactType.LIST}
        self._amounts: dict[str, Expression] = {}

    def named(self, name: str) -> Value:
        """What a name stands for; Untranslatable for a list."""
        if name in self._lists:
            raise Untranslatable(name)
        return super().named(name)

    def value(self, formula: Expression | Table, env: Mapping[str, Any] | None = None) -> Value:
        """What an expression comes to: anything of its type where it names a list, any entries for a list."""
        if not env and isinstance(formula, Expression) and formula.reads & self._lists:
            if isinstance(formula.tree, Name) and self._rises is None:
                # Claims ask of a list itself only whether some entry is of a kind: any entry speaks for all.
                return self.world.value(self.policy.vocabulary.facts[formula.tree.name], None)
            return self._anything(formula)
        return super().value(formula, env)

    def grant(self, measure: Measure) -> awards.Grant:
        """What the measure's own award gives: for an award per item, any amount that is not negative."""
        award = measure.award
        if award.each is None:
            return super().grant(measure)
        if measure.id not in self._amounts:
            self._amounts[measure.id] = Expression(
                f"each of {measure.id}", Literal(None), MONEY, reads_of(award), award.place
            )
        total = replace(
            award,
            each=None,
            amount=self._amounts[measure.id],
            rounding=Rounding(),
            steps=tuple(step for step in award.steps if not step.each),
        )
        return self._grant(measure.id, total)

    def _grant(self, measure: str, award: Award) -> awards.Grant:
        if measure not in self._grants:
            self._grants[measure] = awards.grant(self, award)
        return self._grants[measure]

    def _anything(self, formula: Expression) -> Value:
        """A value that nothing is known of; the same for two enterprises unless they differ in what it rests on."""
        behind = names_behind(formula.reads, self.policy.vocabulary.facts)
        whose = self.world.name if self._rises is None or self._rises in behind else ""
        name = f"{whose}{formula.place} {formula.text}"
        known = z3.Bool(f"{name} ?", self.world.context)
        if formula.type == BOOLEAN:
            return truths.truth(known, z3.Bool(name, self.world.context))
        if not isinstance(formula.type, NumberType):
            raise Untranslatable(formula.text, formula.place)
        term = z3.Real(name, self.world.context)
        if formula in self._amounts.values():
            return numbers.highest((Number(known, term, grain=_FEN), number(0)))
        return Number(known, term)


def refuted(worlds: Sequence[World], claim: Any, seconds: float) -> bool:
    """Whether the solver finds within so many seconds that the claim is true of no enterprise."""
    if isinstance(claim, bool):
        return not claim
    solver = z3.SimpleSolver(ctx=worlds[0].context)
    solver.set("timeout", max(1, int(seconds * 1000)))
    solver.add(claim, *(one for world in worlds for one in world.domain))
    return bool(solver.check() == z3.unsat)
