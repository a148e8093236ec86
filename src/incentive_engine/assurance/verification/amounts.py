"""Awards: can each be had, does every slice, floor, ceiling and deduction come to bear, are the bounds kept?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from incentive_engine.assurance.verification.questions import One, Question, eligible, titled
from incentive_engine.assurance.verification.readings import Amount, Bit, Claim, Part, Reading, Scope
from incentive_engine.policy.model import Measure, Policy, Step

_NOTHING = Decimal(0)


def award_questions(_policy: Policy, measure: Measure) -> Iterator[Question]:
    """Of a measure's award, and whether it can be had at all."""
    yield _question(measure, "awardable", "awardable", "awardable", _awardable(measure), wanted=True)
    if measure.award.amount is None:
        return
    brackets = measure.award.brackets
    if brackets is not None:
        for number in range(len(brackets.slices)):
            claim = _reaches_slice(measure, number)
            yield _question(measure, f"slice/{number + 1}", "step", "slice", claim, wanted=True, slice=number + 1)
    for step in measure.award.steps:
        claim = _item_changed(measure, step) if step.each else _changed(measure, step)
        yield _question(measure, f"step/{step.kind}", "step", f"step-{step.kind}", claim, wanted=True)
    yield _question(measure, "amount/negative", "amount", "negative", _negative(measure), wanted=False)
    yield _question(measure, "amount/bounds", "amount", "bounds", _out_of_bounds(measure), wanted=False)
    yield _question(measure, "amount/nothing", "amount", "nothing", _nothing(measure), wanted=False, fault=False)


def own_amount(reading: Reading, measure: Measure, until: Step | None = None) -> Amount:
    """What the award gives before groups and limits; `until` a step: what it comes to when that is taken."""
    gross = reading.gross(measure.id)
    return _stepped(reading, gross, [step for step in measure.award.steps if not step.each], until)


def _stepped(scope: Scope, gross: Amount, steps: list[Step], until: Step | None) -> Amount:
    known, current = gross.known, scope.larger(gross.value, _NOTHING)
    for step in steps:
        if step is until:
            break
        bound = scope.value(step.amount)
        height = scope.larger(bound.value, _NOTHING)
        known = scope.every(known, bound.known)
        if step.kind == "min":
            current = scope.larger(current, height)
        elif step.kind == "max":
            current = scope.smaller(current, height)
        else:
            current = scope.larger(current - height, _NOTHING)
    return Amount(known, current)


def _question(
    measure: Measure,
    name: str,
    kind: str,
    code: str,
    claim: Claim,
    *,
    wanted: bool,
    fault: bool = True,
    **values: object,
) -> Question:
    return Question(
        f"{measure.id}/{name}",
        kind,
        wanted,
        (One(claim, measure.id),),
        f"verification.{code}",
        measure.award.place,
        {**titled(measure), **values},
        fault,
        measure.id,
    )


def _awardable(measure: Measure) -> Claim:
    def claim(reading: Reading) -> Bit:
        if measure.award.amount is None:
            return eligible(reading, measure.id)
        payable = reading.payable(measure.id)
        return reading.every(eligible(reading, measure.id), payable.known, payable.value > _NOTHING)

    return claim


def _reaches_slice(measure: Measure, number: int) -> Claim:
    brackets = measure.award.brackets
    assert brackets is not None  # noqa: S101 - asked only of awards with brackets
    over, _ = brackets.slices[number]

    def reaches(scope: Scope) -> Bit:
        base, floor = scope.value(brackets.base), scope.value(over)
        return scope.every(base.known, floor.known, base.value > floor.value)

    return _eligible_where(measure, reaches)


def _eligible_where(measure: Measure, reaches: Part) -> Claim:
    """That the measure is eligible and something is true: of the enterprise, or of an item that counts."""
    each = measure.award.each

    def claim(reading: Reading) -> Bit:
        if each is None:
            return reading.every(eligible(reading, measure.id), reaches(reading))
        items = reading.items(each)
        found = (reading.every(item.here, reaches(item)) for item in items)
        return reading.every(eligible(reading, measure.id), reading.some(*found))

    return claim


def _changed(measure: Measure, step: Step) -> Claim:
    """That the step changes the amount that it comes to."""

    def claim(reading: Reading) -> Bit:
        return reading.every(eligible(reading, measure.id), _changes(reading, step, own_amount(reading, measure, step)))

    return claim


def _item_changed(measure: Measure, step: Step) -> Claim:
    """That the step changes the amount of some item."""
    steps = [one for one in measure.award.steps if one.each]

    def changes(scope: Scope) -> Bit:
        assert measure.award.amount is not None  # noqa: S101 - asked only of awards of money
        amount = scope.gross_of(measure.award.amount)
        return _changes(scope, step, _stepped(scope, amount, steps, step))

    return _eligible_where(measure, changes)


def _changes(scope: Scope, step: Step, amount: Amount) -> Bit:
    bound = scope.value(step.amount)
    if step.kind == "min":
        changes = amount.value < bound.value
    elif step.kind == "max":
        changes = amount.value > bound.value
    else:
        changes = scope.every(amount.value > _NOTHING, bound.value > _NOTHING)
    return scope.every(amount.known, bound.known, changes)


def _negative(measure: Measure) -> Claim:
    def claim(reading: Reading) -> Bit:
        gross = reading.gross(measure.id)
        return reading.every(eligible(reading, measure.id), gross.known, gross.value < _NOTHING)

    return claim


def _nothing(measure: Measure) -> Claim:
    def claim(reading: Reading) -> Bit:
        gross = reading.gross(measure.id)
        return reading.every(eligible(reading, measure.id), gross.known, reading.no(gross.value > _NOTHING))

    return claim


def _out_of_bounds(measure: Measure) -> Claim:
    """That the award comes to less than 0, or to more than its own ceiling."""
    ceilings = [step.amount for step in measure.award.steps if step.kind == "max" and not step.each]

    def claim(reading: Reading) -> Bit:
        own = own_amount(reading, measure)
        above = []
        for ceiling in ceilings:
            most = reading.value(ceiling)
            above.append(reading.every(most.known, own.value > reading.larger(most.value, _NOTHING)))
        return reading.every(eligible(reading, measure.id), own.known, reading.some(own.value < _NOTHING, *above))

    return claim
