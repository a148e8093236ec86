"""A conversation about one enterprise: facts arrive one at a time, and each says at once what it settles.

with Session([load_policy("yanfeng/incentives-20")], as_of=date(2021, 3, 31)) as session:
    for settled in session.tell("dishonest", False):
        print(settled.text())
    question = session.missing()[0]        # what to ask next, e.g. question.ask
    decision = session.decision()          # as `decide` would give it for what was told so far
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import localcontext
from types import TracebackType
from typing import Any

from incentive_engine.decision.deciding import decide
from incentive_engine.decision.engine import Engine, default_engine, engine_named
from incentive_engine.decision.inference import open_inference
from incentive_engine.decision.model import Decision
from incentive_engine.decision.program import Parameters, Program, program_of
from incentive_engine.decision.settled import Settled, Subjects
from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.values import CONTEXT
from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.model import Fact, Policy, Vocabulary
from incentive_engine.profile.loading import profile_of
from incentive_engine.profile.model import Profile
from incentive_engine.profile.names import FactNames


class Session:
    """Facts told one at a time about one enterprise, under some policies.

    The arguments are those of `decide`, and raise what they raise there. What is settled stays settled.
    Close the session, or use it as a context manager: an open one holds memory of the engine.
    """

    def __init__(
        self,
        policies: Iterable[Policy],
        *,
        as_of: date | None = None,
        assessment_year: int | None = None,
        engine: str | Engine | None = None,
        parameters: Parameters | None = None,
    ) -> None:
        self.profile = Profile()
        self._policies = tuple(policies)
        self._engine = engine_named(engine) if isinstance(engine, str) else engine or default_engine()
        self._parameters = parameters
        opening = self._decide(as_of, assessment_year)
        self.as_of, self.assessment_year = opening.as_of, opening.assessment_year
        facts = {id_: fact for policy in self._policies for id_, fact in policy.vocabulary.facts.items()}
        self._vocabulary = Vocabulary(facts, {fact.label: fact for fact in facts.values()})
        self._names = FactNames(facts.values())
        self._told: dict[str, Any] = {}
        programs = (program_of(policy, self.as_of, parameters) for policy in self._policies)
        self._closed = False
        self._parts = [_PolicySession(program, self._engine) for program in programs]
        self._settle()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back what the engine holds for this session; nothing can be told any more."""
        self._closed = True
        for part in self._parts:
            part.inference.close()

    def tell(self, fact: str, value: Any) -> tuple[Settled, ...]:
        """State a fact, by its id or label, as a profile states it; what became settled, premises first.

        The figures of an annual fact may come together, `{2020: "500万元"}`, or year by year, `revenue@2020`.
        Nothing told (None, 未知) settles nothing. Raises InputError for what no profile could hold, and for a
        fact or a year that was told before: what follows from it is settled. ValueError after closing.
        """
        if self._closed:
            raise ValueError("the session is closed")
        entries = self._entries(fact, value)
        stated = _stated(self.profile)
        again = [self._told_before(fact, name) for name in entries if name in stated]
        if again:
            raise InputError(again)
        profile = profile_of({**self._told, **entries}, self._vocabulary, file=fact)
        if _stated(profile) == stated:
            return ()
        self._told.update(entries)
        self.profile = profile
        return self._settle()

    def missing(self) -> tuple[Fact, ...]:
        """The facts that can still change a verdict or an amount, those of the most measures first."""
        measures = [measure for policy in self.decision().policies for measure in policy.measures]
        wanted = Counter(fact for measure in measures for fact in measure.missing)
        order = {fact: number for number, fact in enumerate(self._vocabulary.facts)}
        most_wanted = sorted(wanted, key=lambda fact: (-wanted[fact], order[fact]))
        return tuple(self._vocabulary.facts[fact] for fact in most_wanted)

    def decision(self) -> Decision:
        """The decision on what was told so far: that of `decide`."""
        return self._decide(self.as_of, self.assessment_year)

    def _decide(self, as_of: date | None, assessment_year: int | None) -> Decision:
        return decide(
            self.profile,
            self._policies,
            as_of=as_of,
            assessment_year=assessment_year,
            engine=self._engine,
            parameters=self._parameters,
        )

    def _entries(self, name: str, value: Any) -> Mapping[str, Any]:
        """What is told, under one name however the fact is called: its id, and the year of a figure."""
        stem, at, year = name.replace("＠", "@").partition("@")
        fact = self._names.find(stem)
        if fact is None:
            return {name: value}
        if fact.annual and not at and isinstance(value, Mapping):
            return {f"{fact.id}@{year}": figure for year, figure in value.items()}
        return {f"{fact.id}{at}{year}": value}

    def _told_before(self, told: str, name: str) -> Mistake:
        fact = self._names.find(name.partition("@")[0])
        values = {"label": fact.label if fact else name, "fact": name}
        return Mistake(Place(told), "decision.session-told-before", values)

    def _settle(self) -> tuple[Settled, ...]:
        return tuple(
            settled for part in self._parts for settled in part.settle(self.profile, self.assessment_year)
        )


def _stated(profile: Profile) -> set[str]:
    """What a profile states: `id`, `name`, and facts by their ids, annual ones year by year."""
    names = {name for name, value in (("id", profile.id), ("name", profile.name)) if value is not None}
    for fact, value in profile.facts.items():
        names |= {f"{fact}@{year}" for year in value} if isinstance(value, Mapping) else {fact}
    return names


class _PolicySession:
    """The part of a session that is about one policy."""

    def __init__(self, program: Program, engine: Engine) -> None:
        self.inference = open_inference(engine, program.network)
        self._program = program
        self._subjects = Subjects(program)
        self._open = dict(enumerate(program.conditions))

    def settle(self, profile: Profile, assessment_year: int) -> list[Settled]:
        """Tell the inference those conditions that can be decided now; what this settles."""
        facts = self._program.facts(profile.facts, assessment_year)
        with localcontext(CONTEXT):
            decided = {leaf: condition(facts) for leaf, condition in self._open.items()}
        settled: list[Settled] = []
        for leaf, truth in decided.items():
            if not isinstance(truth, Unknown):
                del self._open[leaf]
                for conclusion in self.inference.tell(leaf, truth):
                    settled += self._subjects.settled(conclusion, self.inference.settled)
        return settled
