"""What a claim about an enterprise is made of, read in two ways: as formulas over all enterprises, or decided of one.

A claim is written once, as a function of a `Reading`. The solver looks for an enterprise of which it is true
(`formulas.py`); the reference engine says whether it is true of one (`decided.py`). So a counterexample is confirmed by
the very claim that it was found for, and a proof can be attacked with enterprises at random.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from incentive_engine.policy.model import Condition, Each, Expression, Table
from incentive_engine.policy.rising import Rising

Bit: TypeAlias = Any
"""A truth: a bool of one enterprise, or a formula over all of them."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A truth value that may be unknown: neither `true` nor `false` then."""

    true: Bit
    false: Bit


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that may be unknown; `value` means nothing where it is not `known`. Compared with Python's operators."""

    known: Bit
    value: Any


class Scope(Protocol):
    """Where expressions are read: an enterprise, or an item of one of its lists."""

    def every(self, *parts: Bit) -> Bit:
        """All of them; true for none."""

    def some(self, *parts: Bit) -> Bit:
        """At least one of them; false for none."""

    def no(self, part: Bit) -> Bit:
        """Not this."""

    def larger(self, one: Any, other: Any) -> Any:
        """The larger of two values."""

    def smaller(self, one: Any, other: Any) -> Any:
        """The smaller of two values."""

    def value(self, expression: Expression) -> Amount:
        """The number that an expression comes to."""

    def hits(self, table: Table) -> Sequence[Truth]:
        """Of every row of a table, by itself, whether it hits."""

    def gross_of(self, amount: Expression | Table) -> Amount:
        """The number that the formula or table of an award comes to, before it is rounded."""


class Item(Scope, Protocol):
    """An item of a list; `here` says whether there is such an item and whether it counts for certain."""

    here: Bit


class Reading(Scope, Protocol):
    """An enterprise on one day, under one policy; `measures` are those in force."""

    measures: Sequence[str]

    def truth(self, condition: Condition) -> Truth:
        """Whether a condition is met."""

    def verdict(self, measure: str, verdict: str) -> Bit:
        """Whether this is the verdict of a measure: `eligible`, `ineligible` or `undetermined`."""

    def gross(self, measure: str) -> Amount:
        """What the measure's award gives; known only where the measure is eligible."""

    def payable(self, measure: str) -> Amount:
        """What is paid after all adjustments; known only where the verdict is, 0 where that is ineligible."""

    def total(self) -> Amount:
        """What is payable under the policy in all, as far as known; always known."""

    def meets(self, tests: Expression, amount: Amount) -> Truth:
        """Whether an amount meets unary tests; neither where it is not known."""

    def items(self, each: Each) -> Sequence[Item]:
        """The items of a list that an award is given for."""

    def figure(self, rising: Rising) -> Amount:
        """The number that is stated; of an annual fact, for the assessment year; of a list, in its first entry."""

    def level(self, rising: Rising, level: str) -> Bit:
        """Whether this is the level that is stated, likewise."""


Part: TypeAlias = Callable[[Scope], Bit]
"""What is claimed of an enterprise, or of an item of one of its lists."""

Claim: TypeAlias = Callable[[Reading], Bit]
"""What is claimed of an enterprise."""

Comparison: TypeAlias = Callable[[Reading, Reading], Bit]
"""What is claimed of two enterprises that are alike but for one number or level, the second having more of it."""
