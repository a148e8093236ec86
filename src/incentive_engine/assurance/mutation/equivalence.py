"""Whether a mutant can be told from its policy: asked of the solver, measure by measure.

Compared are the measures that read what was changed. What their awards give decides what is paid, so that limits are
left out of the question unless the change is in one; of groups the whole is asked where the change is in theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import localcontext
from typing import Any

from incentive_engine.assurance.mutation.mutants import Mutant
from incentive_engine.assurance.mutation.proofs import DIFFERENT, EQUIVALENT, OPEN, Proof
from incentive_engine.assurance.mutation.suite import PARTS, Programs, Suite, outcome
from incentive_engine.assurance.mutation.words import difference_in_words, in_languages
from incentive_engine.assurance.symbolic.answers import Found, Undecided
from incentive_engine.assurance.symbolic.equivalence import Original
from incentive_engine.decision.compiled import Compiled
from incentive_engine.feel.values import CONTEXT
from incentive_engine.mistakes import Place
from incentive_engine.policy.cases import Case
from incentive_engine.policy.model import Policy

_NO_CASE = Case("", date.min, None, {}, {}, (), Place(""))


class Judgement:
    """Judges the mutants of one policy, which is read once for all of them; every question may take `seconds`."""

    def __init__(self, suite: Suite, seconds: float) -> None:
        self._suite = suite
        self._seconds = seconds
        self._unlimited = Original(_without_limits(suite.policy), seconds=seconds)
        self._limited = Original(suite.policy, seconds=seconds)

    def of(self, mutant: Mutant) -> Proof:
        """What the solver says of a mutant."""
        changed = mutant.make()
        about_limits = mutant.owner.kind == "limit"
        original = self._limited if about_limits else self._unlimited
        other = changed if about_limits else _without_limits(changed)
        days: set[date] = set()
        items: int | None = None
        open_: Undecided | None = None
        for measure in self._measures(mutant):
            answer = original.compared(other, measure)
            if isinstance(answer, Found):
                assert answer.day is not None  # noqa: S101 - the question was about several days
                return Proof(DIFFERENT, self._told(changed, measure, answer.day, answer.facts))
            if isinstance(answer, Undecided):
                open_ = open_ or answer
            else:
                days.update(answer.days)
                items = answer.items if items is None else max(items, answer.items or 0)
        if open_ is not None:
            why = {"zh": open_.text("zh"), "en": open_.text("en")}
            return Proof(OPEN, in_languages("open", why=why), self._seconds)
        code = "proved" if items is None else "proved-items"
        return Proof(EQUIVALENT, in_languages(code, days=", ".join(map(str, sorted(days))), items=items))

    def _measures(self, mutant: Mutant) -> list[str]:
        """The measures that are compared, in the policy's order."""
        in_group = mutant.owner.kind == "group" or mutant.operator == "group"
        asked = self._suite.reach.reached(mutant.measures) if in_group else frozenset(mutant.measures)
        return [measure.id for measure in self._suite.policy.measures if measure.id in asked]

    def _told(self, changed: Policy, measure: str, day: date, facts: Mapping[str, Any]) -> dict[str, str]:
        """An enterprise that the two decide otherwise, and how, by language."""
        compiled = Compiled(self._suite.policy)
        case = replace(_NO_CASE, as_of=day)
        decided = []
        for programs in (Programs(compiled), Programs(compiled.variant(changed))):
            with localcontext(CONTEXT):
                found = programs.decide(case, facts, day.year - 1).measure(measure)
            decided.append(outcome(found)[: PARTS.index("missing")])
        return difference_in_words(self._suite.policy, measure, day, facts, *decided)


def _without_limits(policy: Policy) -> Policy:
    return replace(policy, limits=())
