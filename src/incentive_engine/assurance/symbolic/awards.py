"""What an award gives by itself, as formulas: its amount or one per item, rounded, with its own steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from incentive_engine.assurance.symbolic import numbers, truths
from incentive_engine.assurance.symbolic.expressions import Environment
from incentive_engine.assurance.symbolic.formulas import Formula, all_of, any_of, both, either, implies, no
from incentive_engine.assurance.symbolic.lists import listing
from incentive_engine.assurance.symbolic.numbers import Number, number
from incentive_engine.assurance.symbolic.truths import Truth
from incentive_engine.assurance.symbolic.values import Entry, Text, Value, same
from incentive_engine.policy.model import Award, Each, Expression, Step, Table

if TYPE_CHECKING:
    from incentive_engine.assurance.symbolic.rules import Rules

FEN = Fraction(1, 100)
NOTHING_PAID = number(0)


@dataclass(frozen=True, slots=True, eq=False)
class Grant:
    """What an award gives before other measures are looked at, in yuan; either may be unknown."""

    gross: Number
    payable: Number


def grant(rules: Rules, award: Award) -> Grant:
    """What the award gives an enterprise that is granted it."""
    if award.amount is None:
        return Grant(NOTHING_PAID, NOTHING_PAID)
    if award.each is not None:
        gross = _of_items(rules, award, award.each, award.amount)
    else:
        gross = _gross(rules, award, award.amount, {})
    return _stepped(rules, gross, [step for step in award.steps if not step.each], {})


def amount(rules: Rules, expression: Expression, env: Environment | None = None) -> Number:
    """An amount that is not an award's own (a floor, a ceiling, what was received), to the fen, half up."""
    return numbers.rounded(rules.number(expression, env), FEN, "half up")


def _gross(rules: Rules, award: Award, formula: Expression | Table, env: Environment) -> Number:
    value = numbers.rounded(rules.number(formula, env), Fraction(award.rounding.to), award.rounding.mode)
    return numbers.rounded(value, FEN, "half up")


def _stepped(rules: Rules, gross: Number, steps: Sequence[Step], env: Environment) -> Grant:
    bounds = [(step.kind, amount(rules, step.amount, env)) for step in steps]
    current = numbers.highest((replace(gross, known=True), number(0)))
    for kind, bound in bounds:
        current = _change(kind, current, numbers.highest((replace(bound, known=True), number(0))))
    known = all_of((gross.known, *(bound.known for _, bound in bounds)))
    return Grant(gross, replace(current, known=known))


def _change(kind: str, current: Number, bound: Number) -> Number:
    if kind == "min":
        return numbers.highest((current, bound))
    if kind == "max":
        return numbers.lowest((current, bound))
    return numbers.highest((numbers.subtract(current, bound), number(0)))  # less


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    """An entry that an award may be given for: whether it is (`included`), how much, and what others may share."""

    entry: Entry
    included: Truth
    payable: Number
    by: Value | None

    @property
    def counts(self) -> Formula:
        """When it is looked at: it is there, and not certainly left out."""
        return both(self.entry.present, no(self.included.false))


def _of_items(rules: Rules, award: Award, each: Each, formula: Expression | Table) -> Number:
    records = listing(each.within.tree, rules.value(each.within))
    items = [_item(rules, award, each, formula, entry) for entry in records.entries]
    known = [records.known]
    for item in items:
        known.append(implies(item.counts, both(item.included.true, item.payable.known)))
    if each.keep == "highest":
        known += _keys_known(items)
        parts = _highest_of_each(items)
    else:
        parts = [numbers.merge(item.counts, _times(item.payable, item.entry.copies), number(0)) for item in items]
    return replace(numbers.total(parts), known=all_of(known))


def _times(one: Number, copies: Number) -> Number:
    return replace(numbers.multiply(one, copies), known=True)


def _item(rules: Rules, award: Award, each: Each, formula: Expression | Table, entry: Entry) -> _Item:
    env = {each.item: entry.value}
    included = rules.truth(each.where, env) if each.where else truths.TRUE
    steps = [step for step in award.steps if step.each]
    payable = _stepped(rules, _gross(rules, award, formula, env), steps, env).payable
    return _Item(entry, included, payable, rules.value(each.by, env) if each.by else None)


def _keys_known(items: Sequence[_Item]) -> Iterable[Formula]:
    """That what items share is known, where there are several."""
    for item in items:
        if item.by is not None:
            several = numbers.holds(">", item.entry.copies, number(1))
            beside = any_of(other.counts for other in items if other is not item)
            yield implies(both(item.counts, either(several, beside)), item.by.known)


def _highest_of_each(items: Sequence[_Item]) -> list[Number]:
    """The amount of each item that no other one displaces; on a tie the earlier one is kept."""
    parts = []
    for at, item in enumerate(items):
        displaced = any_of(
            both(
                both(other.counts, _alike(other.by, item.by)),
                numbers.holds(">=" if before < at else ">", other.payable, item.payable),
            )
            for before, other in enumerate(items)
            if other is not item
        )
        kept = both(item.counts, no(displaced))
        parts.append(numbers.merge(kept, _times(item.payable, _kept_copies(item)), number(0)))
    return parts


def _alike(one: Value | None, other: Value | None) -> Formula:
    return True if one is None or other is None else same(one, other).true


def _kept_copies(item: _Item) -> Number:
    """How many copies of an entry are kept: one, but all where the text that is looked at is each one's own."""
    if item.entry.copies.constant == 1 or not isinstance(item.by, Text):
        return number(1)
    own = numbers.holds("<", Number(True, item.by.code), number(0))
    return numbers.merge(own, item.entry.copies, number(1))
