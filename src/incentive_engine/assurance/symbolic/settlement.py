"""What is paid of what the awards give, as formulas: groups, then yearly limits (semantics, section 6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from incentive_engine.assurance.symbolic import awards, numbers
from incentive_engine.assurance.symbolic.awards import NOTHING_PAID
from incentive_engine.assurance.symbolic.formulas import Formula, any_of, both, either, implies, no
from incentive_engine.assurance.symbolic.numbers import Number, number
from incentive_engine.policy.model import Group, Limit, Measure

if TYPE_CHECKING:
    from incentive_engine.assurance.symbolic.rules import Rules


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """What is paid on a measure where `made`: it is granted, and its own amount is known. `known` tells whether what is
    paid on it is; `paid` is 0 where no claim is made.
    """

    measure: Measure
    made: Formula
    paid: Number
    known: Formula = True


class Settlement:
    """The payments of a policy, each worked out when it is asked for."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._claims: dict[str, Claim] = {}
        self._grouped: dict[str, Claim] = {}
        self._limited: dict[tuple[int, str], Claim] = {}
        in_order = sorted(rules.policy.measures, key=lambda one: one.number)
        self._measures = [one for one in in_order if rules.in_force(one.id) and one.award.amount is not None]

    def gross(self, measure_id: str) -> Number:
        """What the measure gives before steps, groups and limits; 0 where it is not granted."""
        return self._of(measure_id, self._rules.grant(self._rules.policy.measure(measure_id)).gross)

    def payable(self, measure_id: str) -> Number:
        """What is paid on the measure; 0 where it is not granted."""
        measure = self._rules.policy.measure(measure_id)
        if measure.award.amount is None or not self._rules.in_force(measure_id):
            return self._of(measure_id, NOTHING_PAID)
        claim = self._settled(measure)
        return self._of(measure_id, replace(claim.paid, known=both(claim.made, claim.known)))

    def _of(self, measure_id: str, amount: Number) -> Number:
        verdict = self._rules.verdict(measure_id)
        found = numbers.merge(verdict.true, amount, number(0))
        return replace(found, known=both(verdict.known, implies(verdict.true, amount.known)))

    def total(self) -> Number:
        """What is paid in all, amounts that are unknown left out."""
        claims = [self._settled(measure) for measure in self._measures]
        return numbers.total(numbers.merge(both(one.made, one.known), one.paid, number(0)) for one in claims)

    def _settled(self, measure: Measure) -> Claim:
        return self._after_limits(measure, len(self._rules.policy.limits))

    def _claim(self, measure: Measure) -> Claim:
        found = self._claims.get(measure.id)
        if found is None:
            payable = self._rules.grant(measure).payable
            made = both(self._rules.verdict(measure.id).true, payable.known)
            found = self._claims[measure.id] = Claim(measure, made, _where(made, payable))
        return found

    def _after_group(self, measure: Measure) -> Claim:
        found = self._grouped.get(measure.id)
        if found is None:
            group = self._rules.policy.groups.get(measure.group or "")
            found = self._claim(measure) if group is None or group.keep == "sum" else self._winning(measure, group)
            self._grouped[measure.id] = found
        return found

    def _winning(self, measure: Measure, group: Group) -> Claim:
        """The claim where it is the highest of its group; of equal ones that with the lower number is."""
        claim = self._claim(measure)
        others = [self._claim(one) for one in self._measures if one.group == measure.group and one is not measure]
        beaten = any_of(
            both(other.made, numbers.holds(">=" if _before(other, claim) else ">", other.paid, claim.paid))
            for other in others
        )
        wins = both(claim.made, no(beaten))
        if group.keep == "highest":
            return replace(claim, paid=_where(wins, claim.paid))
        received = awards.amount(self._rules, group.received) if group.received else number(0)
        above = numbers.subtract(claim.paid, numbers.highest((replace(received, known=True), number(0))))
        paid = _where(wins, numbers.highest((above, number(0))))
        return replace(claim, paid=paid, known=implies(wins, received.known))

    def _after_limits(self, measure: Measure, count: int) -> Claim:
        """The claim after the policy's first `count` limits."""
        if not count:
            return self._after_group(measure)
        key = (count, measure.id)
        found = self._limited.get(key)
        if found is None:
            limit = self._rules.policy.limits[count - 1]
            found = self._after_limits(measure, count - 1)
            if _covers(limit, measure):
                found = self._cut(found, limit, count)
            self._limited[key] = found
        return found

    def _cut(self, claim: Claim, limit: Limit, count: int) -> Claim:
        """What the limit leaves of a claim: measures are paid in order until it is reached."""
        maximum = awards.amount(self._rules, limit.maximum)
        covered = [one for one in self._measures if _covers(limit, one)]
        earlier = [self._after_limits(one, count - 1) for one in covered[: covered.index(claim.measure)]]
        before = numbers.total(_where(both(one.made, one.known), one.paid) for one in earlier)
        height = numbers.highest((replace(maximum, known=True), number(0)))
        left = numbers.highest((numbers.subtract(height, before), number(0)))
        paid = replace(numbers.lowest((claim.paid, left)), known=True)
        nothing = numbers.holds("=", claim.paid, number(0))
        return replace(claim, paid=paid, known=both(claim.known, either(maximum.known, nothing)))


def _where(condition: Formula, amount: Number) -> Number:
    """The amount where the condition holds, else nothing."""
    return numbers.merge(condition, replace(amount, known=True), number(0))


def _before(one: Claim, other: Claim) -> bool:
    return one.measure.number < other.measure.number


def _covers(limit: Limit, measure: Measure) -> bool:
    return not limit.measures or measure.id in limit.measures
