"""Calls of built-in functions as formulas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

from incentive_engine.assurance.symbolic import days, numbers, truths
from incentive_engine.assurance.symbolic.days import Day
from incentive_engine.assurance.symbolic.expressions import Environment, condition, duration, translate, translates
from incentive_engine.assurance.symbolic.formulas import Formula, all_of, any_of, both, either, implies, no
from incentive_engine.assurance.symbolic.lists import length, listing
from incentive_engine.assurance.symbolic.numbers import Number, number
from incentive_engine.assurance.symbolic.truths import Truth
from incentive_engine.assurance.symbolic.values import (
    NOTHING,
    Entry,
    Listing,
    Nothing,
    Span,
    Text,
    Untranslatable,
    Value,
    judged,
    same,
)
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Call, Literal, Name, Node
from incentive_engine.feel.temporal.durations import parse_duration

if TYPE_CHECKING:
    from incentive_engine.assurance.symbolic.rules import Rules

_Function: TypeAlias = Callable[[Call, Sequence[Value]], Value]


@translates(Call)
def _call(rules: Rules, node: Call, env: Environment) -> Value:
    if not isinstance(node.function, Name) or node.named:
        raise Untranslatable(source(node))
    name = node.function.name
    if name == "not":
        return truths.negation(condition(rules, node.arguments[0], env))
    if name == "duration" and isinstance(node.arguments[0], Literal):
        return duration(parse_duration(node.arguments[0].value))
    function = _FUNCTIONS.get(name)
    if function is None:
        raise Untranslatable(source(node))
    return function(node, [translate(rules, argument, env) for argument in node.arguments])


def _gathered(node: Node, values: Sequence[Value]) -> Listing:
    """The one list that is given, or the list of what is given."""
    if len(values) == 1 and isinstance(values[0], (Listing, Nothing)):
        return listing(node, values[0])
    return Listing(True, tuple(Entry(True, value) for value in values))


def _numbers(node: Node, items: Listing) -> list[tuple[Entry, Number]]:
    found = []
    for entry in items.entries:
        value = number(0, False) if isinstance(entry.value, Nothing) else entry.value
        if not isinstance(value, Number):
            raise Untranslatable(source(node))
        found.append((entry, value))
    return found


def _settled(items: Listing) -> Listing:
    """The list, known only where it has an item and all its items are known."""
    elements = [implies(entry.present, entry.value.known) for entry in items.entries]
    some = any_of(entry.present for entry in items.entries)
    return replace(items, known=all_of((items.known, some, *elements)))


def _sum(node: Call, values: Sequence[Value]) -> Value:
    items = _settled(_gathered(node, values))
    parts = [
        numbers.merge(entry.present, replace(numbers.multiply(value, entry.copies), known=True), number(0))
        for entry, value in _numbers(node, items)
    ]
    return replace(numbers.total(parts), known=items.known)


def _extreme(operator: str) -> _Function:
    pick = numbers.lowest if operator == "<" else numbers.highest

    def extreme(node: Call, values: Sequence[Value]) -> Value:
        items = _settled(_gathered(node, values))
        found = _numbers(node, items)
        if not found:
            return NOTHING
        if all(entry.present is True for entry, _ in found):
            return replace(pick(replace(value, known=True) for _, value in found), known=items.known)
        return replace(_of_those_there(operator, found), known=items.known)

    return extreme


def _of_those_there(operator: str, found: Sequence[tuple[Entry, Number]]) -> Number:
    """The least or greatest of the values that are there."""

    def better(one: tuple[Entry, Number], other: tuple[Entry, Number]) -> tuple[Entry, Number]:
        (here, value), (there, rival) = one, other
        first = any_of((no(there.present), both(here.present, numbers.holds(f"{operator}=", value, rival))))
        best = numbers.merge(first, value, rival)
        return Entry(any_of((here.present, there.present)), best), best

    return reduce(better, found)[1]


def _count(node: Call, values: Sequence[Value]) -> Value:
    return length(listing(node, values[0]))


def _distinct(node: Call, values: Sequence[Value]) -> Value:
    """The items, each once; the copies of an entry are alike unless its text is each one's own."""
    items = listing(node, values[0])
    known = [items.known, *(implies(one.present, one.value.known) for one in items.entries)]
    kept: list[Entry] = []
    for at, entry in enumerate(items.entries):
        earlier = any_of(both(one.present, same(one.value, entry.value).true) for one in items.entries[:at])
        copies = entry.copies
        if copies.constant != 1:
            if not isinstance(entry.value, Text):
                raise Untranslatable(source(node))
            own = numbers.holds("<", Number(True, entry.value.code), number(0))
            copies = numbers.merge(own, copies, number(1))
        kept.append(Entry(both(entry.present, no(earlier)), entry.value, copies))
    return Listing(all_of(known), tuple(kept))


def _append(node: Call, values: Sequence[Value]) -> Value:
    items = listing(node, values[0])
    return Listing(items.known, (*items.entries, *(Entry(True, value) for value in values[1:])))


def _concatenate(node: Call, values: Sequence[Value]) -> Value:
    lists = [listing(node, value) for value in values]
    return Listing(all_of(one.known for one in lists), tuple(entry for one in lists for entry in one.entries))


def _contains(node: Call, values: Sequence[Value]) -> Value:
    items = listing(node, values[0])
    truth_values = []
    for entry in items.entries:
        equal = same(entry.value, values[1])
        truth_values.append(Truth(both(entry.present, equal.true), either(no(entry.present), equal.false)))
    return truths.given(items.known, truths.disjunction(truth_values))


def _quantifier(op: str) -> _Function:
    def quantified(node: Call, values: Sequence[Value]) -> Value:
        items = _gathered(node, values)
        found = [_there(op, entry.present, judged(entry.value)) for entry in items.entries]
        return truths.given(items.known, truths.conjunction(found) if op == "all" else truths.disjunction(found))

    return quantified


def _there(op: str, present: Formula, value: Truth) -> Truth:
    """The value of an item that decides nothing where it is not there."""
    if op == "all":
        return Truth(either(no(present), value.true), both(present, value.false))
    return Truth(both(present, value.true), either(no(present), value.false))


def _mean(node: Call, values: Sequence[Value]) -> Value:
    items = _gathered(node, values)
    found = _sum(node, values)
    return numbers.divide(found, length(items)) if isinstance(found, Number) else NOTHING


def _date(node: Call, values: Sequence[Value]) -> Value:
    parts = [value.constant if isinstance(value, Number) and value.known is True else None for value in values]
    if len(parts) != 3 or any(part is None or part.denominator != 1 for part in parts):
        raise Untranslatable(source(node))
    year, month, day = (int(part) for part in parts if part is not None)
    return days.constant(date(year, month, day))


def _months_between(node: Call, values: Sequence[Value]) -> Value:
    start, end = values
    if isinstance(start, Day) and isinstance(end, Day):
        months = days.months_between(start, end)
        return Span(months.known, months)
    if isinstance(start, Nothing) or isinstance(end, Nothing):
        return NOTHING
    raise Untranslatable(source(node))


def _rounding(mode: str, places: int | None = None) -> _Function:
    def rounding(node: Call, values: Sequence[Value]) -> Value:
        value = values[0]
        scale = values[1] if len(values) > 1 else number(places or 0)
        at = scale.constant if isinstance(scale, Number) and scale.known is True else None
        if isinstance(value, Nothing):
            return NOTHING
        if not isinstance(value, Number) or at is None or at.denominator != 1:
            raise Untranslatable(source(node))
        return _to(value, Fraction(10) ** -int(at), mode)

    return rounding


def _to(value: Number, step: Fraction, mode: str) -> Number:
    if mode in ("floor", "ceiling"):
        scaled = numbers.multiply(value, number(1 / step))
        whole = numbers.floor(scaled) if mode == "floor" else numbers.ceiling(scaled)
        return numbers.multiply(whole, number(step))
    return numbers.rounded(value, step, mode)


def _absolute(node: Call, values: Sequence[Value]) -> Value:
    if isinstance(values[0], Number):
        return numbers.highest((values[0], numbers.negate(values[0])))
    if isinstance(values[0], Nothing):
        return NOTHING
    raise Untranslatable(source(node))


def _modulo(node: Call, values: Sequence[Value]) -> Value:
    dividend, divisor = values
    if isinstance(dividend, Number) and isinstance(divisor, Number):
        return numbers.subtract(dividend, numbers.multiply(divisor, numbers.floor(numbers.divide(dividend, divisor))))
    if isinstance(dividend, Nothing) or isinstance(divisor, Nothing):
        return NOTHING
    raise Untranslatable(source(node))


_FUNCTIONS: Mapping[str, _Function] = {
    "sum": _sum,
    "min": _extreme("<"),
    "max": _extreme(">"),
    "mean": _mean,
    "all": _quantifier("all"),
    "any": _quantifier("any"),
    "count": _count,
    "distinct values": _distinct,
    "append": _append,
    "concatenate": _concatenate,
    "list contains": _contains,
    "date": _date,
    "years and months duration": _months_between,
    "decimal": _rounding("half even"),
    "round half even": _rounding("half even"),
    "round half up": _rounding("half up"),
    "round half down": _rounding("half down"),
    "round up": _rounding("up"),
    "round down": _rounding("down"),
    "floor": _rounding("floor"),
    "ceiling": _rounding("ceiling"),
    "abs": _absolute,
    "modulo": _modulo,
}
