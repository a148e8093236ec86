"""Claims read as formulas: of every enterprise there can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from incentive_engine.assurance.symbolic import formulas, numbers, tables, truths
from incentive_engine.assurance.symbolic.numbers import Number
from incentive_engine.assurance.symbolic.rules import Rules
from incentive_engine.assurance.symbolic.values import Listing, Text, Value, plain, same
from incentive_engine.assurance.verification.readings import Amount, Bit, Truth
from incentive_engine.feel.syntax import UnaryTests
from incentive_engine.policy.model import Condition, Each, Expression, Table
from incentive_engine.policy.rising import Rising
from incentive_engine.profile.facts import ESTABLISHED_ON


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A number as a formula has it, compared and calculated with Python's operators."""

    number: Number

    def __lt__(self, other: Term | Decimal) -> Bit:
        return numbers.holds("<", self.number, _number(other))

    def __gt__(self, other: Term | Decimal) -> Bit:
        return numbers.holds(">", self.number, _number(other))

    def __add__(self, other: Term | Decimal) -> Term:
        return Term(numbers.add(self.number, _number(other)))

    __radd__ = __add__

    def __sub__(self, other: Term | Decimal) -> Term:
        return Term(numbers.subtract(self.number, _number(other)))


class TranslatedScope:
    """Expressions as formulas over an enterprise, or over an item of one of its lists."""

    def __init__(self, rules: Rules, env: Mapping[str, Any]) -> None:
        self._rules = rules
        self._env = env

    def every(self, *parts: Bit) -> Bit:
        """All of them; true for none."""
        return formulas.all_of(parts)

    def some(self, *parts: Bit) -> Bit:
        """At least one of them; false for none."""
        return formulas.any_of(parts)

    def no(self, part: Bit) -> Bit:
        """Not this."""
        return formulas.no(part)

    def larger(self, one: Term, other: Term | Decimal) -> Term:
        """The larger of two values."""
        return Term(numbers.highest((_number(one), _number(other))))

    def smaller(self, one: Term, other: Term | Decimal) -> Term:
        """The smaller of two values."""
        return Term(numbers.lowest((_number(one), _number(other))))

    def value(self, expression: Expression) -> Amount:
        """The number that an expression comes to."""
        return self.gross_of(expression)

    def gross_of(self, amount: Expression | Table) -> Amount:
        """The number that the formula or table of an award comes to, before it is rounded."""
        return _amount(self._rules.number(amount, self._env))

    def hits(self, table: Table) -> Sequence[Truth]:
        """Of every row of a table, by itself, whether it hits."""
        return [_truth(row) for row in self._rules.rows(table, self._env)]


class TranslatedItem(TranslatedScope):
    """An item of a list, of which it is certain that it counts, or not."""

    def __init__(self, rules: Rules, env: Mapping[str, Any], present: Bit, where: Expression | None) -> None:
        super().__init__(rules, env)
        self.here = present if where is None else formulas.both(present, rules.truth(where, env).true)


class Translated(TranslatedScope):
    """All enterprises, under one policy on one day."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules, {})
        self.measures: Sequence[str] = [one.id for one in rules.policy.measures if rules.in_force(one.id)]
        self._kept: list[Condition] = []  # alive: formulas are found again by the identity of their conditions

    def truth(self, condition: Condition) -> Truth:
        """Whether a condition is met."""
        self._kept.append(condition)
        return _truth(self._rules.condition(condition))

    def verdict(self, measure: str, verdict: str) -> Bit:
        """Whether this is the verdict of a measure."""
        found = self._rules.verdict(measure)
        return {"eligible": found.true, "ineligible": found.false, "undetermined": found.unknown}[verdict]

    def gross(self, measure: str) -> Amount:
        """What the measure's award gives; known only where the measure is eligible."""
        return self._granted(measure, self._rules.gross(measure))

    def payable(self, measure: str) -> Amount:
        """What is paid after all adjustments; known only where the verdict is, 0 where that is ineligible."""
        found = self._rules.payable(measure)
        return Amount(formulas.both(self._rules.verdict(measure).known, found.known), Term(found))

    def _granted(self, measure: str, found: Number) -> Amount:
        return Amount(formulas.both(self._rules.verdict(measure).true, found.known), Term(found))

    def total(self) -> Amount:
        """What is payable under the policy in all, as far as known."""
        return _amount(self._rules.total())

    def meets(self, tests: Expression, amount: Amount) -> Truth:
        """Whether an amount meets unary tests; neither where it is not known."""
        found = tables.meets(self._rules, cast(UnaryTests, tests.tree), amount.value.number, {})
        return _truth(truths.given(amount.known, found))

    def items(self, each: Each) -> Sequence[TranslatedItem]:
        """The items of a list that an award is given for."""
        listing = self._rules.value(each.within)
        if not isinstance(listing, Listing):
            return ()
        return [
            TranslatedItem(
                self._rules, {each.item: entry.value}, formulas.both(listing.known, entry.present), each.where
            )
            for entry in listing.entries
        ]

    def figure(self, rising: Rising) -> Amount:
        """The number that is stated; of an annual fact, for the assessment year; of a list, in its first entry."""
        there, value = self._stated(rising)
        found = plain(value)
        return Amount(formulas.both(there, found.known), Term(found))

    def level(self, rising: Rising, level: str) -> Bit:
        """Whether this is the level that is stated, likewise."""
        there, value = self._stated(rising)
        return formulas.both(there, same(value, Text(True, self._rules.world.code(level))).true)

    def _stated(self, rising: Rising) -> tuple[Bit, Value]:
        """What is stated, and whether it is for certain: of a list, in an entry that stands in it once."""
        founded = self._rules.policy.vocabulary.facts.get(ESTABLISHED_ON)
        value = self._rules.world.value(rising.fact, founded)
        if not isinstance(value, Listing):
            return True, value
        if rising.column is None:
            return True, value.entries[-1].value
        first = value.entries[0]
        once = numbers.holds("=", first.copies, numbers.number(1))
        return formulas.all_of((value.known, first.present, once)), first.value.columns[rising.column.id]


def _truth(found: truths.Truth) -> Truth:
    return Truth(found.true, found.false)


def _amount(found: Number) -> Amount:
    return Amount(found.known, Term(found))


def _number(value: Term | Decimal) -> Number:
    return value.number if isinstance(value, Term) else numbers.number(Fraction(value))
