"""The rule cases of a policy made ready to judge its mutants: facts read once, and what the policy itself decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any, TypeAlias

from incentive_engine.assurance.cases.running import Difference, case_facts, differences_in
from incentive_engine.assurance.mutation.mutants import Mutant
from incentive_engine.assurance.mutation.reach import Reach
from incentive_engine.decision import MeasureDecision, PolicyDecision
from incentive_engine.decision.compiled import Compiled
from incentive_engine.decision.engine import engine_named
from incentive_engine.decision.program import Program
from incentive_engine.decision.verdicts import decide_policy
from incentive_engine.feel.values import CONTEXT
from incentive_engine.policy.cases import Case, RuleCases
from incentive_engine.policy.model import Policy
from incentive_engine.policy.reads import names_behind

Outcome: TypeAlias = "tuple[str, Decimal | None, Decimal | None, tuple[str, ...]]"
"""What a measure decides: verdict, gross, payable, and the facts that are missing."""

PARTS = ("verdict", "gross", "payable", "missing")
"""What an outcome consists of."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A case that can kill a mutant: its facts, and what the policy as it is decides.

    `cut` says that a yearly limit takes something off, so that what any measure gives is told by it.
    """

    file: RuleCases
    case: Case
    facts: Mapping[str, Any]
    decided: Mapping[str, Outcome]
    cut: bool


class Programs:
    """The programs of one version of a policy, by day and parameter values, and what they decide."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._programs: dict[Any, Program] = {}

    def decide(self, case: Case, facts: Mapping[str, Any], year: int) -> PolicyDecision:
        """What this version decides of a case; to be called under `feel.values.CONTEXT`."""
        key = (case.as_of, tuple(sorted(case.parameters.items())))
        program = self._programs.get(key)
        if program is None:
            program = self._programs[key] = Program(self.compiled, case.as_of, case.parameters)
        return decide_policy(program, program.facts(facts, year), engine_named("reference"))


class Suite:
    """A policy and its judges. `failing` are the cases that the policy itself does not pass: these judge nothing.

    Neither do cases that a person has yet to confirm. Raises InputError for facts that cannot be read.
    """

    def __init__(self, policy: Policy, files: Iterable[RuleCases]) -> None:
        self.policy = policy
        self.reach = Reach(policy)
        self.failing: list[tuple[Case, Difference]] = []
        self.judges = list(self._judges(files))

    def judging(self, mutant: Mutant) -> list[Judge]:
        """The cases that can tell the mutant from the policy, the likeliest first.

        They expect something of a measure that the change can reach; where a yearly limit cuts, of any.
        """
        reached = self.reach.reached(mutant.measures)
        read = names_behind(mutant.names, self.policy.vocabulary.facts)
        ranked = []
        for number, judge in enumerate(self.judges):
            expected = {one.measure for one in judge.case.expect}
            if not expected.isdisjoint(reached) or judge.cut:
                own = len(read.intersection(judge.case.facts)) + len(read.intersection(judge.case.parameters))
                stated = len(read.intersection(judge.facts))
                ranked.append((expected.isdisjoint(mutant.measures), -own, -stated, number, judge))
        return [judge for *_, judge in sorted(ranked, key=lambda one: one[:4])]

    def _judges(self, files: Iterable[RuleCases]) -> Iterator[Judge]:
        programs = Programs(Compiled(self.policy))
        for file in files:
            for case in file.cases:
                if case.to_confirm is not None:
                    continue
                judge = Judge(file, case, case_facts(file, case), {}, False)
                with localcontext(CONTEXT):
                    decided = programs.decide(case, judge.facts, case.year)
                wrong = next(differences_in(file, case, decided), None)
                if wrong is not None:
                    self.failing.append((case, wrong))
                    continue
                cut = any(step.step == "limit" for one in decided.measures for step in one.adjustments)
                yield Judge(file, case, judge.facts, {one.id: outcome(one) for one in decided.measures}, cut)


def outcome(decision: MeasureDecision) -> Outcome:
    """What a measure decides, as far as mutants are told apart by it."""
    return decision.verdict.value, decision.gross, decision.payable, decision.missing
