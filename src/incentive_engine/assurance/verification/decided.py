"""Claims read of one enterprise, by what the reference engine decides about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from functools import cached_property
from typing import Any, cast

from incentive_engine.assurance.verification.differing import Difference
from incentive_engine.assurance.verification.readings import Amount, Truth
from incentive_engine.decision import PolicyDecision, decide
from incentive_engine.decision.network import in_force
from incentive_engine.decision.program import program_of
from incentive_engine.feel import ternary
from incentive_engine.feel.compiler import compile_unary_tests
from incentive_engine.feel.compiler.compilation import Scope
from incentive_engine.feel.syntax import UnaryTests
from incentive_engine.feel.tables import DecisionTable
from incentive_engine.feel.ternary import Unknown, at_least, failed, negation
from incentive_engine.feel.values import CONTEXT
from incentive_engine.policy.model import AtLeast, Condition, Each, Expression, Not, Policy, Table, Test
from incentive_engine.policy.rising import Rising
from incentive_engine.profile import Profile

NOT_KNOWN = Amount(False, Decimal(0))


class DecidedScope:
    """Expressions evaluated over what is known of one enterprise, or of one item of a list."""

    def __init__(self, policy: Policy, as_of: date, env: Mapping[str, Any]) -> None:
        self._policy = policy
        self._program = program_of(policy, as_of)
        self._env = env

    def every(self, *parts: bool) -> bool:
        """All of them; true for none."""
        return all(parts)

    def some(self, *parts: bool) -> bool:
        """At least one of them; false for none."""
        return any(parts)

    def no(self, part: bool) -> bool:
        """Not this."""
        return not part

    def larger(self, one: Decimal, other: Decimal) -> Decimal:
        """The larger of two values."""
        return max(one, other)

    def smaller(self, one: Decimal, other: Decimal) -> Decimal:
        """The smaller of two values."""
        return min(one, other)

    def value(self, expression: Expression) -> Amount:
        """The number that an expression comes to."""
        return self.gross_of(expression)

    def gross_of(self, amount: Expression | Table) -> Amount:
        """The number that the formula or table of an award comes to, before it is rounded."""
        with localcontext(CONTEXT):
            return _amount(self._program.compiled.evaluator(amount)(self._env))

    def hits(self, table: Table) -> Sequence[Truth]:
        """Of every row of a table, by itself, whether it hits."""
        with localcontext(CONTEXT):
            compiled = self._program.compiled.evaluator(table)
            assert isinstance(compiled, DecisionTable)  # noqa: S101 - tells the type checker what a table becomes
            return [_truth(value) for value in compiled.hits(self._env)]


class DecidedItem(DecidedScope):
    """An item of a list, of which it is certain that it counts, or not."""

    def __init__(self, policy: Policy, as_of: date, env: Mapping[str, Any], where: Expression | None) -> None:
        super().__init__(policy, as_of, env)
        with localcontext(CONTEXT):
            self.here = where is None or self._program.compiled.condition(where)(env) is True


class Decided(DecidedScope):
    """One enterprise, `stated` as `Profile.facts`, decided under one policy on one day; what is asked is kept."""

    def __init__(self, policy: Policy, as_of: date, stated: Mapping[str, Any]) -> None:
        self.policy = policy
        self.as_of = as_of
        self.stated = stated
        super().__init__(policy, as_of, program_of(policy, as_of).facts(stated, as_of.year - 1))
        self.measures: Sequence[str] = [one.id for one in policy.measures if in_force(policy, one, as_of)]

    @cached_property
    def decision(self) -> PolicyDecision:
        """What the policy decides."""
        profile = Profile(facts=self.stated)
        return decide(profile, [self.policy], as_of=self.as_of, engine="reference").policies[0]

    def truth(self, condition: Condition) -> Truth:
        """Whether a condition is met."""
        with localcontext(CONTEXT):
            return _truth(self._kleene(condition))

    def _kleene(self, condition: Condition) -> ternary.Truth:
        if isinstance(condition, Test):
            return self._program.compiled.condition(condition.expression)(self._env)
        if isinstance(condition, AtLeast):
            return at_least(condition.count, [self._kleene(child) for child in condition.children])
        if isinstance(condition, Not):
            return negation(self._kleene(condition.child))
        verdict = self.decision.measure(condition.measure).verdict.value
        return verdict == "eligible" if verdict != "undetermined" else failed("decision.no-truth-value")

    def verdict(self, measure: str, verdict: str) -> bool:
        """Whether this is the verdict of a measure."""
        return self.decision.measure(measure).verdict.value == verdict

    def gross(self, measure: str) -> Amount:
        """What the measure's award gives; known only where the measure is eligible."""
        one = self.decision.measure(measure)
        return _amount(one.gross) if one.verdict.value == "eligible" else NOT_KNOWN

    def payable(self, measure: str) -> Amount:
        """What is paid after all adjustments; known only where the verdict is, 0 where that is ineligible."""
        return _amount(self.decision.measure(measure).payable)

    def total(self) -> Amount:
        """What is payable under the policy in all, as far as known."""
        return Amount(True, self.decision.totals.payable)

    def meets(self, tests: Expression, amount: Amount) -> Truth:
        """Whether an amount meets unary tests; neither where it is not known."""
        if not amount.known:
            return Truth(False, False)
        with localcontext(CONTEXT):
            return _truth(compile_unary_tests(cast(UnaryTests, tests.tree), policy=True)(amount.value, self._env))

    def items(self, each: Each) -> Sequence[DecidedItem]:
        """The items of a list that an award is given for."""
        with localcontext(CONTEXT):
            records = self._program.compiled.evaluator(each.within)(self._env)
        if isinstance(records, Unknown):
            return ()
        scopes = [Scope({each.item: record}, self._env) for record in records]
        return [DecidedItem(self._policy, self.as_of, scope, each.where) for scope in scopes]

    def figure(self, rising: Rising) -> Amount:
        """The number that is stated; of an annual fact, for the assessment year; of a list, in its first entry."""
        return _amount(Difference(rising, self.as_of).of(self.stated))

    def level(self, rising: Rising, level: str) -> bool:
        """Whether this is the level that is stated, likewise."""
        return Difference(rising, self.as_of).of(self.stated) == level


def _truth(value: ternary.Truth) -> Truth:
    return Truth(value is True, value is False)


def _amount(value: Any) -> Amount:
    return Amount(True, value) if isinstance(value, Decimal) else NOT_KNOWN
