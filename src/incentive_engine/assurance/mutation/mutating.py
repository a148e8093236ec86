"""Mutating policies: which mutants there are, which are run anew and where, and what became of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Any

from incentive_engine.assurance.mutation.content import Contents
from incentive_engine.assurance.mutation.keeping import Kept
from incentive_engine.assurance.mutation.mutants import Mutant, mutants_of
from incentive_engine.assurance.mutation.proofs import DIFFERENT, EQUIVALENT, OPEN, UNASKED, Proof
from incentive_engine.assurance.mutation.running import Near, Ran, Runner
from incentive_engine.assurance.mutation.suite import Suite
from incentive_engine.assurance.symbolic import SECONDS, prover_installed
from incentive_engine.mistakes import Place

if TYPE_CHECKING:
    from incentive_engine.assurance.mutation.equivalence import Judgement

KILLED, SURVIVED = "killed", "survived"
"""Fates besides `equivalent`."""

_FEW = {"run": 200, "judge": 8}
"""Mutants that are sooner run, and survivors that are sooner judged, than other processes started."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant; for `equivalent` ones and survivors the proof says what is known of the difference."""

    mutant: Mutant
    ran: Ran
    proof: Proof

    @property
    def fate(self) -> str:
        """`killed`, `equivalent` or `survived`."""
        if self.ran.killed_by is not None:
            return KILLED
        return EQUIVALENT if self.proof.kind == EQUIVALENT else SURVIVED


class Trials:
    """The mutants of some policies, each to be judged by all of these policies that hold what it changes.

    A derived fact that policies share is mutated once, and judged by the cases of each of them.
    """

    def __init__(self, suites: Sequence[Suite]) -> None:
        self.suites = suites
        self._runners: dict[int, Runner] = {}
        self._judgements: dict[int, Judgement] = {}

    @cached_property
    def mutants(self) -> Mapping[tuple[str, str], list[tuple[int, Mutant]]]:
        """By policy (`vocabulary` for shared facts) and id: in which suites, and the mutant of each."""
        found: dict[tuple[str, str], list[tuple[int, Mutant]]] = {}
        for number, suite in enumerate(self.suites):
            for mutant in mutants_of(suite.policy):
                found.setdefault((mutant.policy, mutant.id), []).append((number, mutant))
        return found

    def run(self, key: tuple[str, str]) -> Ran:
        """Run a mutant by the cases of every policy that holds it, up to the first that kills it."""
        cases, near = 0, list[Near]()
        for number, mutant in self.mutants[key]:
            if number not in self._runners:
                self._runners[number] = Runner(self.suites[number])
            ran = self._runners[number].run(mutant)
            cases += ran.cases
            if ran.killed_by is not None:
                return Ran(cases, ran.killed_by)
            near += ran.near
        told = [one for one in near if one.what] or near
        return Ran(cases, near=tuple(told[:2]))

    def judge(self, key: tuple[str, str], seconds: float) -> Proof:
        """What the solver says of a survivor: equivalent where no policy that holds it decides anything otherwise."""
        from incentive_engine.assurance.mutation.equivalence import Judgement

        proofs = []
        for number, mutant in self.mutants[key]:
            if number not in self._judgements:
                self._judgements[number] = Judgement(self.suites[number], seconds)
            proofs.append(self._judgements[number].of(mutant))
            if proofs[-1].kind == DIFFERENT:
                return proofs[-1]
        return next((one for one in proofs if one.kind != EQUIVALENT), proofs[-1])

    @cached_property
    def places(self) -> Mapping[tuple[str, str], Place]:
        """Where the cases stand, by file and name."""
        cases = (judge.case for suite in self.suites for judge in suite.judges)
        return {(case.place.file, case.name): case.place for case in cases}


def mutate(
    trials: Trials,
    *,
    wanted: Callable[[Mutant], bool] = lambda _: True,
    jobs: int | None = None,
    keep: bool = True,
    seconds: float = SECONDS,
) -> list[Result]:
    """What becomes of the mutants, in the order of the policies' parts.

    `wanted` chooses among them; `jobs` is how many processes run them (default: one a core); `keep` says whether what
    earlier runs found is used and what this one finds is kept; a proof of equivalence may take `seconds`.
    """
    contents = [Contents(suite) for suite in trials.suites]
    kept = Kept((suite.policy.place.file for suite in trials.suites), wanted=keep)
    chosen = {key: group for key, group in trials.mutants.items() if wanted(group[0][1])}
    hashes = {key: "\n".join(contents[number].of(mutant) for number, mutant in group) for key, group in chosen.items()}
    fates = {key: fate for key in chosen if (fate := kept.find(hashes[key], trials.places)) is not None}
    new = [key for key in chosen if key not in fates]
    fates.update({key: (ran, _first_proof(ran)) for key, ran in zip(new, _all(trials, "run", new, jobs), strict=True)})
    if prover_installed():
        open_ = [key for key, fate in fates.items() if _to_judge(*fate, seconds)]
        proofs = _all(trials, "judge", open_, jobs, seconds)
        fates.update({key: (fates[key][0], proof) for key, proof in zip(open_, proofs, strict=True)})
    for key, (ran, proof) in fates.items():
        kept.note(hashes[key], ran, proof)
    kept.write()
    return [Result(group[0][1], *fates[key]) for key, group in chosen.items()]


def _first_proof(ran: Ran) -> Proof:
    """What is known before the solver is asked: a case that is decided otherwise shows a difference."""
    return Proof(DIFFERENT) if any(near.what for near in ran.near) else Proof()


def _to_judge(ran: Ran, proof: Proof, seconds: float) -> bool:
    """Whether the solver should be asked, again where it may take longer now."""
    if ran.killed_by is not None:
        return False
    return proof.kind == UNASKED or (proof.kind == OPEN and proof.seconds < seconds)


def _all(trials: Trials, work: str, keys: Sequence[tuple[str, str]], jobs: int | None, *more: Any) -> list[Any]:
    """Do a work of `Trials` on mutants, in other processes where there are many of them."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or len(keys) < _FEW[work]:
        return [getattr(trials, work)(key, *more) for key in keys]
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    spawn = get_context("spawn")
    size = max(len(keys) // (jobs * 16), 1)
    with ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_open, initargs=(trials.suites,)) as pool:
        return list(pool.map(_do, repeat(work), keys, *map(repeat, more), chunksize=size))


_trials: list[Trials] = []
"""In a process that runs mutants: those of the policies that it was given."""


def _open(suites: Sequence[Suite]) -> None:
    _trials[:] = [Trials(suites)]


def _do(work: str, key: tuple[str, str], *more: Any) -> Any:
    return getattr(_trials[0], work)(key, *more)
