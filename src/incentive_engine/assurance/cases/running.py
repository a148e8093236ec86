"""Rule cases put to the test: what a case expects of a measure, against what the policy decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from time import perf_counter
from typing import Any

from incentive_engine.decision import Decision, MeasureDecision, PolicyDecision, decide
from incentive_engine.decision.failed import failed_conditions
from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.cases import Case, RuleCases
from incentive_engine.profile import Profile, read_facts


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a decision is not what a case expects: of which measure, in what (verdict, payable, …), and both values.

    `why` names what made the verdict another: the facts that are missing, or the conditions that failed.
    """

    measure: str
    what: str
    expected: Any
    decided: Any
    place: Place
    why: tuple[str, ...] = ()

    def __str__(self) -> str:
        why = f" ({', '.join(self.why)})" if self.why else ""
        return f"{self.place}: {self.measure}: {self.what}: expected {self.expected}, decided {self.decided}{why}"


class Outcome(str, Enum):
    """How a case turned out; one that a person has yet to confirm counts for nothing, whatever is decided."""

    PASSED = "passed"
    FAILED = "failed"
    TO_CONFIRM = "to_confirm"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Ran:
    """A case that was run: what was decided, and where that is not what the case expects.

    `mistakes` say why the case's facts cannot be read; there is no decision then. `seconds` is how long it took.
    """

    cases: RuleCases
    case: Case
    decision: Decision | None
    differences: tuple[Difference, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    seconds: float = 0.0

    @property
    def outcome(self) -> Outcome:
        """How it turned out."""
        if self.decision is None:
            return Outcome.UNREADABLE
        if self.case.to_confirm is not None:
            return Outcome.TO_CONFIRM
        return Outcome.FAILED if self.differences else Outcome.PASSED


def run_cases(cases: Iterable[tuple[RuleCases, Case]], *, engine: str | None = None) -> Iterator[Ran]:
    """The cases, decided one after the other. Raises EngineUnavailable for an engine that cannot be used."""
    for file, case in cases:
        start = perf_counter()
        try:
            decision = decide_case(file, case, engine=engine)
        except InputError as error:
            yield Ran(file, case, None, mistakes=error.mistakes, seconds=perf_counter() - start)
        else:
            found = tuple(differences_of(file, case, decision))
            yield Ran(file, case, decision, found, seconds=perf_counter() - start)


def case_facts(cases: RuleCases, case: Case) -> dict[str, Any]:
    """What a case states (`Profile.facts`): the file's base facts, with the case's own on top.

    A fact that the case states as null is taken away from the base. Raises InputError for facts that cannot be read.
    """
    vocabulary = cases.policy.vocabulary
    own = read_facts(case.facts, vocabulary, cases.document, (*case.path, "facts"))
    named = {fact.id for fact in map(vocabulary.named, case.facts) if fact is not None}
    base = read_facts(cases.base, vocabulary, cases.document, ("base",))
    return {**{id_: value for id_, value in base.items() if id_ not in named}, **own}


def decide_case(cases: RuleCases, case: Case, *, engine: str | None = None) -> Decision:
    """What the policy decides for a case. Raises InputError for facts that cannot be read."""
    return decide(
        Profile(None, case.name, case_facts(cases, case), case.place),
        [cases.policy],
        as_of=case.as_of,
        assessment_year=case.assessment_year,
        parameters=case.parameters,
        engine=engine,
    )


def differences(cases: RuleCases, case: Case, *, engine: str | None = None) -> list[Difference]:
    """Where the decision is not what the case expects; empty when it is in everything that the case names.

    Raises InputError for facts that cannot be read.
    """
    return list(differences_of(cases, case, decide_case(cases, case, engine=engine)))


def differences_of(cases: RuleCases, case: Case, decision: Decision) -> Iterator[Difference]:
    """Where a decision is not what the case expects, at the place of what it expects."""
    for one in differences_in(case, decision.policy(cases.policy.id)):
        yield replace(one, place=cases.document.key_place(*case.path, "expect", one.measure, one.what))


def differences_in(case: Case, decided: PolicyDecision) -> Iterator[Difference]:
    """Where what a policy decides is not what the case expects, at the place of the measure."""
    for expectation in case.expect:
        measure = decided.measure(expectation.measure)
        for what, stated in expectation.stated.items():
            expected, found = _comparable(what, stated), _DECIDED[what](measure)
            if expected != found:
                why = (*sorted(measure.missing), *failed_conditions(measure)) if what == "verdict" else ()
                yield Difference(measure.id, what, expected, found, expectation.place, why)


_DECIDED: Mapping[str, Callable[[MeasureDecision], Any]] = {
    "verdict": lambda measure: measure.verdict.value,
    "gross": lambda measure: measure.gross,
    "payable": lambda measure: measure.payable,
    "provisional": lambda measure: measure.provisional,
    "missing": lambda measure: sorted(measure.missing),
    "failed": failed_conditions,
    "items": lambda measure: [item.payable for item in measure.items if item.kept],
    "adjustments": lambda measure: [(step.step, step.amount) for step in measure.adjustments],
}


def _comparable(what: str, stated: Any) -> Any:
    """What a case states, in the form in which the decision is compared."""
    if what in ("missing", "failed"):
        return sorted(set(stated or ()))
    return stated or [] if what in ("items", "adjustments") else stated
