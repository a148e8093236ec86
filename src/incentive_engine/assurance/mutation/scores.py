"""The mutation score: the share of the mutants that cases kill among those that are not proved equivalent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from incentive_engine.assurance.mutation.explained import Explanations
from incentive_engine.assurance.mutation.mutating import KILLED, SURVIVED, Result
from incentive_engine.assurance.mutation.proofs import EQUIVALENT
from incentive_engine.policy.model import Policy

COMMON = ""
"""What stands for a measure in the score of mutants that several measures read."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many mutants there are of each fate; of the survivors `explained` are those that somebody explained."""

    killed: int
    survived: int
    equivalent: int
    explained: int

    @property
    def all(self) -> int:
        """All mutants."""
        return self.killed + self.survived + self.equivalent

    @property
    def per_cent(self) -> Decimal:
        """Killed of those that are not equivalent, in per cent, one decimal, never rounded up; 100 of none."""
        counted = self.killed + self.survived
        share = Decimal(100) * self.killed / counted if counted else Decimal(100)
        return share.quantize(Decimal("0.1"), ROUND_DOWN)


@dataclass(frozen=True, slots=True)
class Scored:
    """The results of one policy (None: of facts that policies share), its score, and that of each measure."""

    policy: Policy | None
    id: str
    results: tuple[Result, ...]
    explained: Explanations

    @property
    def score(self) -> Score:
        """The score of all of it."""
        return self._of(self.results)

    @property
    def survivors(self) -> list[Result]:
        """The mutants that live, in the order of the policy's parts."""
        return [one for one in self.results if one.fate == SURVIVED]

    @property
    def equivalents(self) -> list[Result]:
        """The mutants that decide as the policy does."""
        return [one for one in self.results if one.fate == EQUIVALENT]

    def because(self, result: Result) -> str | None:
        """Why a survivor may live, where somebody explained it."""
        explanation = self.explained.get((self.id, result.mutant.id))
        return explanation.because if explanation else None

    def measures(self) -> dict[str, Score]:
        """The score of each measure: of the mutants that it alone reads; `COMMON` has the others'."""
        if self.policy is None:
            return {}
        parts: dict[str, list[Result]] = {measure.id: [] for measure in self.policy.measures}
        parts[COMMON] = []
        for one in self.results:
            read_by = one.mutant.measures
            parts[read_by[0] if len(read_by) == 1 else COMMON].append(one)
        return {id_: self._of(results) for id_, results in parts.items() if results}

    def _of(self, results: Sequence[Result]) -> Score:
        fates = [one.fate for one in results]
        explained = sum(one.fate == SURVIVED and self.because(one) is not None for one in results)
        return Score(fates.count(KILLED), fates.count(SURVIVED), fates.count(EQUIVALENT), explained)


def scored(policies: Iterable[Policy], shared: str, results: Sequence[Result], explained: Explanations) -> list[Scored]:
    """The results by policy, those of facts that policies share (`shared`) last."""
    by_policy: dict[str, list[Result]] = {}
    for one in results:
        by_policy.setdefault(one.mutant.policy, []).append(one)
    known = {policy.id: policy for policy in policies}
    ids = [id_ for id_ in (*known, shared) if id_ in by_policy]
    return [Scored(known.get(id_), id_, tuple(by_policy[id_]), explained) for id_ in ids]
