"""Running mutants: each until the first case that decides otherwise than expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import localcontext

from incentive_engine.assurance.cases.running import Difference, differences_in
from incentive_engine.assurance.mutation.mutants import Mutant
from incentive_engine.assurance.mutation.suite import PARTS, Judge, Programs, Suite, outcome
from incentive_engine.decision import PolicyDecision
from incentive_engine.decision.compiled import Compiled
from incentive_engine.feel.values import CONTEXT
from incentive_engine.mistakes import Place

MOST_NEAR = 2
"""Cases that are named for a survivor."""


@dataclass(frozen=True, slots=True)
class Near:
    """A case that did not kill a mutant, though it is about what was changed.

    Where the mutant decides it otherwise without contradicting what it expects: of which `measure`, `what`, and both
    values as texts.
    """

    case: str
    place: Place
    measure: str = ""
    what: str = ""
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of a mutant: the case that killed it, or else those that came nearest; and how many were run."""

    cases: int
    killed_by: Near | None = None
    near: tuple[Near, ...] = ()


class Runner:
    """Runs the mutants of one policy; what a mutant leaves as it is is compiled once for all of them."""

    def __init__(self, suite: Suite) -> None:
        self._suite = suite
        self._compiled = Compiled(suite.policy)
        self._warm()

    def run(self, mutant: Mutant) -> Ran:
        """Run the cases that can tell the mutant from the policy, up to the first that does."""
        programs = Programs(self._compiled.variant(mutant.make()))
        judges = self._suite.judging(mutant)
        near: list[Near] = []
        with localcontext(CONTEXT):
            for number, judge in enumerate(judges, 1):
                decided = programs.decide(judge.case, judge.facts, judge.case.year)
                wrong = next(differences_in(judge.file, judge.case, decided), None)
                if wrong is not None:
                    return Ran(number, _kill(judge, wrong))
                if len(near) < MOST_NEAR:
                    near += _unnoticed(judge, decided)
        return Ran(len(judges), near=tuple((near or list(map(_beside, judges)))[:MOST_NEAR]))

    def _warm(self) -> None:
        """Compile what the cases need, so that every mutant finds it."""
        programs = Programs(self._compiled)
        with localcontext(CONTEXT):
            for judge in self._suite.judges:
                programs.decide(judge.case, judge.facts, judge.case.year)


def _kill(judge: Judge, wrong: Difference) -> Near:
    return Near(
        judge.case.name, judge.case.place, wrong.measure, wrong.what, _text(wrong.expected), _text(wrong.decided)
    )


def _unnoticed(judge: Judge, decided: PolicyDecision) -> Iterator[Near]:
    """Where a mutant decides a case otherwise, in what the case does not mention."""
    for one in decided.measures:
        now, then = outcome(one), judge.decided[one.id]
        for what, before, after in zip(PARTS, then, now, strict=True):
            if before != after:
                yield Near(judge.case.name, judge.case.place, one.id, what, _text(before), _text(after))
                return


def _beside(judge: Judge) -> Near:
    return Near(judge.case.name, judge.case.place)


def _text(value: object) -> str | None:
    if value is None:
        return None
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
