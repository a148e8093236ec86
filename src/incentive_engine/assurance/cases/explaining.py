"""Why a case is decided otherwise than expected: the part of the proof, and the steps of an amount, that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from incentive_engine.assurance.cases.running import Difference, Ran
from incentive_engine.decision import Adjustment, MeasureDecision, Proof, Verdict
from incentive_engine.decision.shortfalls import unfolded
from incentive_engine.wording import Language

_ORDER = ("verdict", "failed", "missing", "gross", "payable", "provisional", "items", "adjustments")
_AMOUNTS = frozenset(("gross", "payable", "items", "adjustments"))
_SETTING = ("floor", "min", "max", "highest", "limit")
"""The steps that set an amount, whatever it was before."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of how an amount came about: what it adds or comes to, and whether it is here that it differs."""

    amount: Decimal
    differs: bool
    words: Callable[[Language], str]
    changes: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """What differs in one measure, and why.

    `conditions` are the part of the proof that went otherwise, each with its depth; `steps` are how the amount came
    about, if it differs. `not_missing` are facts that the case expects to be missing: what is stated of them, or None.
    """

    decision: MeasureDecision
    differences: tuple[Difference, ...]
    conditions: tuple[tuple[int, Proof], ...] = ()
    steps: tuple[Step, ...] = ()
    not_missing: Mapping[str, Any] | None = None


def explanations(ran: Ran) -> Iterator[Explanation]:
    """What differs, measure by measure in the order of the case."""
    if ran.decision is None:
        return
    policy = ran.decision.policy(ran.cases.policy.id)
    for expectation in ran.case.expect:
        found = {one.what: one for one in ran.differences if one.measure == expectation.measure}
        if found:
            decision = policy.measure(expectation.measure)
            yield Explanation(
                decision,
                tuple(found[what] for what in _ORDER if what in found),
                tuple(_conditions(decision, expectation.stated, found)),
                tuple(_steps(decision, expectation.stated, found)),
                _not_missing(ran, found["missing"]) if "missing" in found else None,
            )


def _not_missing(ran: Ran, missing: Difference) -> Mapping[str, Any]:
    facts = ran.decision.profile.facts if ran.decision else {}
    return {fact: facts.get(fact) for fact in missing.expected if fact not in missing.decided}


def _conditions(
    decision: MeasureDecision, stated: Mapping[str, Any], found: Mapping[str, Difference]
) -> Iterator[tuple[int, Proof]]:
    """The conditions that made the verdict what it is, then those that the case expects to have made it another."""
    if decision.proof is None or not found.keys() & {"verdict", "failed", "missing"}:
        return
    decisive = list(_decisive(decision.proof))
    yield from decisive
    told = {proof.id for _, proof in decisive if proof.id}
    expected = [one for one in _expected(decision.proof, stated) if one.id not in told]
    yield from ((0, one) for one in expected)
    if not decisive and not expected:  # all are met, and the case does not say which should not be
        yield from ((0, one) for one in decision.proof.children if not one.requirement)


def _decisive(proof: Proof) -> Iterator[tuple[int, Proof]]:
    """What stands in the way: of a refusal the conditions that are not met, else those that are not known."""
    refused = proof.value is False
    for child in proof.children:
        if child.value is not True and (child.value is False) is refused:
            yield from unfolded(child, without=True)


def _expected(proof: Proof, stated: Mapping[str, Any]) -> Iterator[Proof]:
    """The conditions that the case expects to fail, or to wait for a fact, wherever they stand in the proof."""
    failed, missing = set(stated.get("failed") or ()), set(stated.get("missing") or ())
    for _, one in unfolded(proof):
        if one.id in failed or (one.kind == "test" and missing.intersection(one.facts)):
            yield one


def _steps(decision: MeasureDecision, stated: Mapping[str, Any], found: Mapping[str, Difference]) -> Iterator[Step]:
    """The lines of the amount, those marked from which on it is not what the case expects."""
    if decision.verdict is not Verdict.ELIGIBLE or not found.keys() & _AMOUNTS:
        return
    adjustments = decision.adjustments
    first = len(adjustments) if "payable" not in found else _first_otherwise(decision, stated)
    by_formula = "gross" in found or first < 0
    for line in decision.amount_trace:
        yield Step(line.amount, by_formula, line.text)
    expected = list(stated.get("adjustments") or ())
    for number, step in enumerate(adjustments):
        otherwise = (step.step, step.amount) not in expected if "adjustments" in found else number >= first >= 0
        yield Step(step.amount, otherwise, step.because, changes=True)


def _first_otherwise(decision: MeasureDecision, stated: Mapping[str, Any]) -> int:
    """The number of the first step after which the amount is no longer what the case expects; -1 for the formula."""
    expected, steps = stated.get("payable"), decision.adjustments
    if not steps or decision.gross is None:
        return -1
    reached = _reached(decision.gross, steps)
    if expected in reached[:-1]:
        return len(reached) - 2 - reached[-2::-1].index(expected)
    if stated.get("gross") is not None and stated["gross"] == decision.gross:
        return 0
    return len(steps) - 1 if steps[-1].step in _SETTING else -1


def _reached(gross: Decimal, steps: Sequence[Adjustment]) -> list[Decimal]:
    """The amount before any step, and after each."""
    reached = [gross]
    for step in steps:
        reached.append(reached[-1] + step.amount)
    return reached
