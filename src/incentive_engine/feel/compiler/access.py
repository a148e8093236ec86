"""Names, paths into contexts and values' properties, and filters: an index, or a condition on each item."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from incentive_engine.feel.compiler.compilation import Compilation, Environment, Evaluator, Scope, compiles
from incentive_engine.feel.compiler.conditions import not_a_truth_value
from incentive_engine.feel.compiler.properties import PROPERTIES
from incentive_engine.feel.functions import BUILTINS
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import (
    Between,
    Comparison,
    Filter,
    In,
    InstanceOf,
    Literal,
    Logic,
    Name,
    Path,
    Quantified,
)
from incentive_engine.feel.ternary import OpenSeries, Unknown, either
from incentive_engine.feel.values import FunctionValue, is_list, kind_of, number_text


@compiles(Name)
def _name(compilation: Compilation, node: Name) -> Evaluator:
    name = node.name
    builtin = BUILTINS.get(name)
    function = FunctionValue((), builtin.call) if builtin else None

    def read(env: Environment) -> Any:
        try:
            return env[name]
        except KeyError:
            return function or compilation.failed("feel.no-such-name", name=name)

    return read


@compiles(Path)
def _path(compilation: Compilation, node: Path) -> Evaluator:
    base, member = compilation.evaluator(node.base), node.member
    of_a_day = PROPERTIES.get(("date", member))

    def follow(env: Environment) -> Any:
        value = base(env)
        kind = type(value)
        if kind is dict and member in value:
            return value[member]
        return of_a_day(value) if kind is date and of_a_day else step(value)

    def follow_name(env: Environment) -> Any:
        value = env.get(name)
        return value[member] if type(value) is dict and member in value else follow(env)

    def step(value: Any) -> Any:
        if isinstance(value, Mapping):
            if member in value:
                return value[member]
        elif isinstance(value, Unknown):
            return either((value,))
        elif is_list(value):
            return [step(item) for item in value]
        else:
            property_ = PROPERTIES.get((kind_of(value), member))
            if property_ is not None:
                return property_(value)
        return compilation.failed("feel.no-such-member", member=member, expression=source(node.base))

    if isinstance(node.base, Name):
        name = node.base.name
        return follow_name
    return follow


@compiles(Filter)
def _filter(compilation: Compilation, node: Filter) -> Evaluator:
    base = compilation.evaluator(node.base)
    pick = _picker(compilation, node)
    if isinstance(node.condition, Literal) and type(node.condition.value) is Decimal:
        return _indexed(base, node.condition.value, pick)
    condition = compilation.evaluator(node.condition)

    def select(env: Environment) -> Any:
        items = base(env)
        if isinstance(items, OpenSeries):
            # Its items' number is not known, so nothing but an index from the end can be told.
            index = condition(env)
            return pick(items, index) if isinstance(index, Decimal) else either((items,))
        if isinstance(items, Unknown):
            return either((items,))
        if not is_list(items):
            items = [items]
        return _selected(items, env) if items else _of_nothing(env)

    def _of_nothing(env: Environment) -> Any:
        """The filter of an empty list: empty, unless the condition is an index, which no item is there for."""
        if isinstance(node.condition, _TRUTHS):
            return []
        index = condition(env)
        if isinstance(index, Unknown) and not index.stuck:
            return either((index,))
        return pick([], index) if isinstance(index, Decimal) else []

    def _selected(items: list[Any], env: Environment) -> Any:
        kept = []
        unknowns = []
        for item in items:
            if isinstance(item, Unknown):
                unknowns.append(item)
                continue
            mapping = type(item) is dict or isinstance(item, Mapping)
            names = {"item": item, **item} if mapping else {"item": item}
            wanted = condition(Scope(names, env))
            if wanted is True:
                kept.append(item)
            elif isinstance(wanted, Decimal):
                return pick(items, wanted)
            elif isinstance(wanted, Unknown):
                unknowns.append(wanted)
            elif wanted is not False and compilation.policy:
                unknowns.append(not_a_truth_value(wanted, node.condition))
            elif wanted is not False and wanted is not None:
                return None
        return either(unknowns) if unknowns else kept

    return select


# Forms that are never an index.
_TRUTHS = (Comparison, Logic, Between, In, Quantified, InstanceOf)


def _indexed(base: Evaluator, number: Decimal, pick: Any) -> Evaluator:
    """`base[3]`, `base[-1]`: the index that every policy uses."""
    place = int(number) - (number > 0)
    usual = place == number - (number > 0) and number != 0

    def item(env: Environment) -> Any:
        items = base(env)
        if usual and type(items) is list:
            try:
                return items[place]
            except IndexError:
                pass
        return pick(items, number)

    return item


def _picker(compilation: Compilation, node: Filter) -> Any:
    def pick(items: Any, number: Decimal) -> Any:
        """The item at a number counted from 1, or from the end by -1."""
        whole = number == number.to_integral_value()
        if isinstance(items, OpenSeries) and whole and number < 0 and -number <= len(items.elements):
            return items.elements[int(number)]
        if isinstance(items, Unknown):
            return either((items,))
        if not is_list(items):
            items = [items]
        if whole and 0 < abs(number) <= len(items):
            return items[int(number) - (number > 0)]
        return compilation.failed(
            "feel.no-such-index",
            index=number_text(number),
            expression=source(node.base),
            length=str(len(items)),
        )

    return pick
