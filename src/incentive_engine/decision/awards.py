"""What an award gives by itself: an amount, or one per item, with its rounding, floor, ceiling and deduction.

An amount is rounded where its formula ends; floors, ceilings and what is taken off are taken to the fen, half
up. An award is never negative: a formula below 0 is lifted to 0 by the step `floor`, which is recorded as any
other.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from incentive_engine.decision.model import Adjustment, Item
from incentive_engine.decision.rounding import ZERO, Amount, amount, rounder
from incentive_engine.feel.compiler.compilation import Scope
from incentive_engine.feel.ternary import Unknown, either
from incentive_engine.policy.model import Award, Each

if TYPE_CHECKING:
    from incentive_engine.decision.compiled import Compiled


@dataclass(slots=True)
class Grant:
    """What an award gives before other measures are looked at: `payable` = `gross` + adjustments.

    Either is None while it rests on an unknown; `unknowns` then say on which.
    """

    gross: Decimal | None
    payable: Decimal | None
    adjustments: tuple[Adjustment, ...] = ()
    items: tuple[Item, ...] = ()
    unknowns: tuple[Unknown, ...] = ()


NO_MONEY = Grant(ZERO, ZERO)

_Environment: TypeAlias = Mapping[str, Any]
_Step: TypeAlias = tuple[str, Amount]
Granting: TypeAlias = Callable[[_Environment], Grant]


def compile_award(award: Award, compiled: Compiled) -> Granting:
    """What computes the award from facts; to be called under `feel.values.CONTEXT`."""
    if award.amount is None:
        return lambda _: NO_MONEY
    gross = amount(compiled.evaluator(award.amount), rounder(award.rounding))
    steps = [(step.kind, compiled.money(step.amount)) for step in award.steps if not step.each]
    if award.each is None:
        return lambda facts: _grant(gross(facts), steps, facts)
    item_steps = [(step.kind, compiled.money(step.amount)) for step in award.steps if step.each]
    items = _Items(award.each, gross, item_steps, compiled)

    def grant_items(facts: _Environment) -> Grant:
        found = items.of(facts)
        if isinstance(found, Unknown):
            return Grant(None, None, unknowns=(found,))
        listed, unknowns = found
        total: Decimal | Unknown
        total = either(unknowns) if unknowns else sum((item.payable or ZERO for item in listed), ZERO)
        grant = _grant(total, steps, facts)
        grant.items = listed
        return grant

    return grant_items


def _grant(gross: Decimal | Unknown, steps: Sequence[_Step], facts: _Environment) -> Grant:
    if not steps and isinstance(gross, Decimal) and gross >= 0:
        return Grant(gross, gross)
    bounds: list[tuple[str, Decimal]] = []
    unknowns: list[Unknown] = []
    for kind, evaluate in steps:
        bound = evaluate(facts)
        if isinstance(bound, Unknown):
            unknowns.append(bound)
        else:
            bounds.append((kind, bound))
    if isinstance(gross, Unknown):
        return Grant(None, None, unknowns=(gross, *unknowns))
    if unknowns:
        return Grant(gross, None, unknowns=tuple(unknowns))
    current = gross
    adjustments: list[Adjustment] = []
    if gross < 0:
        current = ZERO
        adjustments.append(Adjustment("floor", -gross, "decision.never-negative"))
    for kind, bound in bounds:
        change = _change(kind, current, max(bound, ZERO))
        if change:
            current += change
            adjustments.append(Adjustment(kind, change, f"decision.step-{kind}", {"bound": bound}))
    return Grant(gross, current, tuple(adjustments))


def _change(kind: str, amount: Decimal, bound: Decimal) -> Decimal:
    """By how much a step changes an amount that is not negative; the outcome is not negative either."""
    if kind == "min":
        return bound - amount if amount < bound else ZERO
    if kind == "max":
        return bound - amount if amount > bound else ZERO
    return -min(amount, bound)  # less


class _Items:
    """One amount for each item that meets `where`; of those that share `by`, the highest if so wanted."""

    def __init__(self, each: Each, gross: Amount, steps: Sequence[_Step], compiled: Compiled) -> None:
        self._name = each.item
        self._within = compiled.evaluator(each.within)
        self._where = compiled.condition(each.where) if each.where else None
        self._by = compiled.evaluator(each.by) if each.by else None
        self._keep_highest = each.keep == "highest"
        self._gross = gross
        self._steps = steps

    def of(self, facts: _Environment) -> tuple[tuple[Item, ...], list[Unknown]] | Unknown:
        """The items with their amounts, and the unknowns among them; Unknown when the list itself is."""
        records = self._within(facts)
        if isinstance(records, Unknown):
            return records
        items: list[Item] = []
        keys: list[Any] = []
        unknowns: list[Unknown] = []
        inner = Scope({self._name: None}, facts)
        for record in records:
            inner[self._name] = record
            included = self._where(inner) if self._where else True
            if included is not False:
                grant = _grant(self._gross(inner), self._steps, inner)
                wanting = grant.unknowns if included is True else (included, *grant.unknowns)
                items.append(_item(record, grant, wanting))
                keys.append(self._by(inner) if self._by else None)
                unknowns += wanting
        if self._keep_highest and len(items) > 1:
            unknowns += [key for key in keys if isinstance(key, Unknown)]
            items = _highest_of_each(items, keys)
        return tuple(items), unknowns


def _item(record: Any, grant: Grant, wanting: Sequence[Unknown]) -> Item:
    if wanting:
        return Item(record, grant.gross, None, missing=either(wanting).missing)
    return Item(record, grant.gross, grant.payable, grant.adjustments)


def _highest_of_each(items: list[Item], keys: Sequence[Any]) -> list[Item]:
    best: dict[Hashable, Item] = {}
    for item, key in zip(items, keys, strict=True):
        if item.payable is not None and not isinstance(key, Unknown):
            winner = best.setdefault(_hashable(key), item)
            # Only a higher amount displaces an earlier item: on a tie the earlier is kept.
            if item.payable > (winner.payable or ZERO):
                best[_hashable(key)] = item
    if len(best) == len(items):
        return items
    return [_kept_or_not(item, key, best) for item, key in zip(items, keys, strict=True)]


def _kept_or_not(item: Item, key: Any, best: dict[Hashable, Item]) -> Item:
    if item.payable is None or isinstance(key, Unknown):
        return item
    winner = best[_hashable(key)]
    if winner is item:
        return item
    values = {"by": key, "amount": winner.payable}
    off = Adjustment("keep", -item.payable, "decision.item-not-highest", values)
    return replace(item, payable=ZERO, adjustments=(*item.adjustments, off), kept=False)


def _hashable(value: Any) -> Hashable:
    if isinstance(value, list):
        return tuple(map(_hashable, value))
    if isinstance(value, dict):
        return tuple((key, _hashable(one)) for key, one in sorted(value.items()))
    return value  # type: ignore[no-any-return]  # FEEL's other values are immutable
