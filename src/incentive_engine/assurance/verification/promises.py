"""Properties: what the author of a policy promises of every enterprise, as questions for one that breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from incentive_engine.assurance.verification.questions import Attempt, One, Question, Two
from incentive_engine.assurance.verification.readings import Bit, Claim, Comparison, Reading
from incentive_engine.assurance.verification.rises import falls, total_falls
from incentive_engine.policy.model import Expected, Expression, NeverFalls, Policy, Promise, Property, Test
from incentive_engine.policy.model.properties import EACH, TOTAL

_VERDICTS = ("eligible", "ineligible", "undetermined")


def property_questions(policy: Policy) -> Iterator[Question]:
    """Of each property: is there an enterprise that breaks it?"""
    for one in policy.properties:
        attempts = _of_promise(policy, one) if isinstance(one, Promise) else _of_rise(policy, one)
        values = {"label": one.label}
        yield Question(
            f"property:{one.id}", "property", False, tuple(attempts), "verification.promise", one.place, values
        )


def _of_promise(policy: Policy, promise: Promise) -> Iterator[Attempt]:
    for expected in promise.expect:
        if expected.measure == TOTAL:
            yield One(_where(promise, _total_broken(expected)))
        else:
            for id_ in _measures(policy, (expected.measure,)):
                yield One(_where(promise, _broken(expected, id_)), id_, paid=expected.payable is not None)


def _of_rise(policy: Policy, rise: NeverFalls) -> Iterator[Attempt]:
    for id_ in _measures(policy, rise.measures):
        yield Two(_where_both(rise, falls(policy, id_)), rise.rises, id_, paid=True)
    if TOTAL in rise.measures:
        yield Two(_where_both(rise, total_falls), rise.rises)


def _measures(policy: Policy, named: Iterable[str]) -> list[str]:
    """The ids of the measures that are named, each of them where `EACH` is."""
    named = list(named)
    return [one.id for one in policy.measures if one.id in named or EACH in named]


def _where(property_: Property, claim: Claim) -> Claim:
    when = _condition(property_)
    if when is None:
        return claim
    return lambda reading: reading.every(reading.truth(when).true, claim(reading))


def _where_both(property_: Property, claim: Comparison) -> Comparison:
    when = _condition(property_)
    if when is None:
        return claim

    def where(lower: Reading, higher: Reading) -> Bit:
        return lower.every(lower.truth(when).true, higher.truth(when).true, claim(lower, higher))

    return where


def _condition(property_: Property) -> Test | None:
    when = property_.when
    return None if when is None else Test(property_.id, property_.label, when, when.place)


def _broken(expected: Expected, measure: str) -> Claim:
    """That a measure's verdict is another than expected, or one of its amounts fails its test."""

    def claim(reading: Reading) -> Bit:
        breaks = []
        if expected.verdicts:
            others = [one for one in _VERDICTS if one not in expected.verdicts]
            breaks += [reading.verdict(measure, one) for one in others]
        if expected.gross is not None:
            breaks.append(_fails(reading, expected.gross, measure, gross=True))
        if expected.payable is not None:
            breaks.append(_fails(reading, expected.payable, measure, gross=False))
        return reading.some(*breaks)

    return claim


def _fails(reading: Reading, tests: Expression, measure: str, *, gross: bool) -> Bit:
    amount = reading.gross(measure) if gross else reading.payable(measure)
    return reading.meets(tests, amount).false


def _total_broken(expected: Expected) -> Claim:
    def claim(reading: Reading) -> Bit:
        if expected.payable is None:
            return reading.some()
        return reading.meets(expected.payable, reading.total()).false

    return claim
