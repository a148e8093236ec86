"""Lists as formulas: filters, indexes, quantifiers and iteration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from incentive_engine.assurance.symbolic import numbers, truths
from incentive_engine.assurance.symbolic.expressions import Environment, condition, translate, translates
from incentive_engine.assurance.symbolic.formulas import Formula, all_of, both, either, implies, no
from incentive_engine.assurance.symbolic.numbers import Number, number
from incentive_engine.assurance.symbolic.truths import Truth
from incentive_engine.assurance.symbolic.values import (
    NOTHING,
    Entry,
    Listing,
    Nothing,
    Record,
    Untranslatable,
    Value,
    copied,
    merge,
    restricted,
)
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Filter, For, Interval, ListOf, Name, Negate, Node, Quantified
from incentive_engine.feel.syntax import Literal as Constant

if TYPE_CHECKING:
    from incentive_engine.assurance.symbolic.rules import Rules

_MOST_ROUNDS = 12


def listing(node: Node, value: Value) -> Listing:
    """The value as a list."""
    if isinstance(value, Listing):
        return value
    if isinstance(value, Nothing):
        return Listing(False, ())
    raise Untranslatable(source(node))


@translates(ListOf)
def _list(rules: Rules, node: ListOf, env: Environment) -> Value:
    return Listing(True, tuple(Entry(True, translate(rules, item, env)) for item in node.items))


@translates(Filter)
def _filter(rules: Rules, node: Filter, env: Environment) -> Value:
    items = listing(node.base, translate(rules, node.base, env))
    index = _index(rules, node.condition, env)
    if index is not None:
        return element(node, items, index)
    kept, known = [], [items.known]
    for entry in items.entries:
        wanted = condition(rules, node.condition, _item_scope(entry.value, env))
        present = both(entry.present, wanted.true)
        known.append(implies(entry.present, wanted.known))
        if present is not False:
            kept.append(Entry(present, entry.value, entry.copies))
    return Listing(all_of(known), tuple(kept))


def _item_scope(value: Value, env: Environment) -> Environment:
    columns = value.columns if isinstance(value, Record) else {}
    return {**env, "item": value, **columns}


def _index(rules: Rules, node: Node, env: Environment) -> int | None:
    """The number that a condition is, where it is an index."""
    if not isinstance(node, (Constant, Negate, Name)):
        return None
    if isinstance(node, Name) and node.name not in env:
        return None
    value = translate(rules, node, env)
    at = value.constant if isinstance(value, Number) and value.known is True else None
    return int(at) if at is not None and at.denominator == 1 else None


def element(node: Node, items: Listing, index: int) -> Value:
    """The item at a place counted from 1, or from the end by -1; unknown where there is none."""
    entries = items.entries if index > 0 else items.entries[::-1]
    if copied(entries) and abs(index) > 1:
        raise Untranslatable(source(node))
    # Of a list that may begin further back, an item from the end is there all the same.
    readable = items.known if index > 0 else either(items.known, items.open_)
    return restricted(readable, _nth(entries, abs(index), {}))


def _nth(entries: Sequence[Entry], place: int, found: dict[tuple[int, int], Value]) -> Value:
    if len(entries) < place or place < 1:
        return NOTHING
    key = (len(entries), place)
    if key not in found:
        first, rest = entries[0], entries[1:]
        here = first.value if place == 1 else _nth(rest, place - 1, found)
        elsewhere = _nth(rest, place, found) if first.present is not True else NOTHING
        found[key] = merge(first.present, here, elsewhere)
    return found[key]


@translates(Quantified)
def _quantified(rules: Rules, node: Quantified, env: Environment) -> Value:
    truth_values, iterable = [], []
    for there, known, scope in _rounds(rules, node, env):
        iterable.append(known)
        if scope is not None:
            value = condition(rules, node.body, scope)
            # A round that does not take place decides nothing.
            if node.op == "some":
                truth_values.append(Truth(both(there, value.true), either(no(there), value.false)))
            else:
                truth_values.append(Truth(either(no(there), value.true), both(there, value.false)))
    outcome = truths.disjunction(truth_values) if node.op == "some" else truths.conjunction(truth_values)
    return restricted(all_of(iterable), outcome)


@translates(For)
def _for(rules: Rules, node: For, env: Environment) -> Value:
    entries, iterable = [], []
    ((name, domain),) = node.iterators if len(node.iterators) == 1 else ((None, node),)
    if name is None:
        raise Untranslatable(source(node))
    items = _domain(rules, domain, env)
    iterable.append(items.known)
    for entry in items.entries:
        body = translate(rules, node.body, {**env, name: entry.value})
        entries.append(Entry(entry.present, body, entry.copies))
    return Listing(all_of(iterable), tuple(entries))


def _rounds(rules: Rules, node: Quantified, env: Environment) -> Iterator[tuple[Formula, Formula, Environment | None]]:
    if len(node.iterators) != 1:
        raise Untranslatable(source(node))
    ((name, domain),) = node.iterators
    if isinstance(domain, Name) and domain.name not in env and rules.is_list(domain.name):
        rules.world.asked_of[domain.name] += 1
        items = listing(domain, rules.named(domain.name))
    else:
        items = _domain(rules, domain, env)
    yield True, items.known, None
    for entry in items.entries:
        yield entry.present, True, {**env, name: entry.value}


def _domain(rules: Rules, node: Node, env: Environment) -> Listing:
    if not isinstance(node, Interval):
        return listing(node, translate(rules, node, env))
    if node.low is None or node.high is None or not node.low_closed or not node.high_closed:
        raise Untranslatable(source(node))
    low, high = translate(rules, node.low, env), translate(rules, node.high, env)
    if not isinstance(low, Number) or not isinstance(high, Number) or low.constant != 1:
        raise Untranslatable(source(node))
    return _up_to(node, high)


def _up_to(node: Node, high: Number) -> Listing:
    """1..high; a range to 0 counts down: 1, 0."""
    if high.least is None or high.least < 0 or high.most is None or high.most > _MOST_ROUNDS or high.grain is None:
        raise Untranslatable(source(node))
    entries = [Entry(True, number(1))]
    if high.least < 1:
        entries.append(Entry(numbers.holds("=", high, number(0)), number(0)))
    for one in range(2, int(high.most) + 1):
        entries.append(Entry(numbers.holds(">=", high, number(one)), number(one)))
    return Listing(high.known, tuple(entries))


def length(items: Listing) -> Number:
    """How many items a list has."""
    terms = [numbers.merge(entry.present, entry.copies, number(0)) for entry in items.entries]
    found = numbers.total(terms)
    most = sum((one.most or Fraction(0) for one in terms), Fraction(0))
    return Number(items.known, found.top, found.bottom, found.least, most, Fraction(1))
