"""Truth values of three kinds as formulas: when true, when false, and unknown where neither (Kleene)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from incentive_engine.assurance.symbolic import formulas
from incentive_engine.assurance.symbolic.formulas import Formula, all_of, any_of, both, either, no


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """When a condition is true and when it is false; never both, and unknown where neither."""

    true: Formula
    false: Formula

    @property
    def known(self) -> Formula:
        """When it is true or false."""
        return either(self.true, self.false)

    @property
    def unknown(self) -> Formula:
        """When it is neither."""
        return no(self.known)


TRUE, FALSE, NEITHER = Truth(True, False), Truth(False, True), Truth(False, False)


def truth(known: Formula, holds: Formula) -> Truth:
    """What holds where it is known."""
    return Truth(both(known, holds), both(known, no(holds)))


def certain(value: bool) -> Truth:
    """A truth value without a doubt."""
    return TRUE if value else FALSE


def negation(value: Truth) -> Truth:
    """Kleene's not."""
    return Truth(value.false, value.true)


def conjunction(values: Iterable[Truth]) -> Truth:
    """Kleene's and."""
    listed = list(values)
    return Truth(all_of(one.true for one in listed), any_of(one.false for one in listed))


def disjunction(values: Iterable[Truth]) -> Truth:
    """Kleene's or."""
    listed = list(values)
    return Truth(any_of(one.true for one in listed), all_of(one.false for one in listed))


def at_least(count: int, values: Sequence[Truth]) -> Truth:
    """Whether no fewer than `count` of the values are true."""
    refuted = formulas.at_least(len(values) - count + 1, (one.false for one in values))
    return Truth(formulas.at_least(count, (one.true for one in values)), refuted)


def given(condition: Formula, value: Truth) -> Truth:
    """The value where the condition holds, else unknown."""
    return Truth(both(condition, value.true), both(condition, value.false))
