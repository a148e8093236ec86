"""for, some and every: over lists and ranges, one iterator inside the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from incentive_engine.feel.compiler.compilation import Compilation, Environment, Evaluator, Scope, compiles
from incentive_engine.feel.compiler.conditions import settling
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import For, Interval, Node, Quantified
from incentive_engine.feel.temporal import WideDate
from incentive_engine.feel.temporal.dates import date_of_days, days_of
from incentive_engine.feel.ternary import Unknown, either
from incentive_engine.feel.values import AllBut, Range, is_list

Domain = tuple[str, Evaluator]


class _NoDomainError(Exception):
    """What is iterated over is no list and no range; `value` is what the whole expression then is."""

    def __init__(self, value: Unknown | None) -> None:
        self.value = value


@compiles(For)
def _for(compilation: Compilation, node: For) -> Evaluator:
    domains, body = _domains(compilation, node.iterators), compilation.evaluator(node.body)

    def collect(env: Environment) -> Any:
        results: list[Any] = []
        try:
            for scope in _scopes(domains, Scope({"partial": results}, env)):
                results.append(body(scope))
        except _NoDomainError as error:
            return error.value
        return results

    return collect


@compiles(Quantified)
def _quantified(compilation: Compilation, node: Quantified) -> Evaluator:
    domains, body = _domains(compilation, node.iterators), compilation.evaluator(node.body)
    decided = node.op == "some"
    settle = settling(compilation, decided, (node.body,))

    def decide(env: Environment) -> Any:
        open_ = []
        try:
            for scope in _scopes(domains, env):
                value = body(scope)
                if value is decided:
                    return decided
                if value is (not decided):
                    continue
                open_.append((0, value))
        except _NoDomainError as error:
            return error.value
        return settle(open_) if open_ else not decided

    return decide


def _domains(compilation: Compilation, iterators: tuple[tuple[str, Node], ...]) -> tuple[Domain, ...]:
    return tuple((name, _domain(compilation, node)) for name, node in iterators)


def _domain(compilation: Compilation, node: Node) -> Evaluator:
    """The closure that gives the items of a domain; it raises _NoDomainError where there are none to give."""
    if isinstance(node, Interval) and node.low is not None and node.high is not None:
        evaluate = _walk(node, compilation.evaluator(node.low), compilation.evaluator(node.high))
    else:
        evaluate = compilation.evaluator(node)

    def go_through(env: Environment) -> Sequence[Any]:
        value: Any = evaluate(env)
        if isinstance(value, Unknown):
            raise _NoDomainError(either((value,)))
        if isinstance(value, (Range, AllBut)):
            value = _items_of(value)
        elif value is not None and not is_list(value):
            value = [value]
        if value is None:
            raise _NoDomainError(compilation.failed("feel.nothing-to-iterate", expression=source(node)))
        items: Sequence[Any] = value
        return items

    return go_through


def _walk(node: Interval, low: Evaluator, high: Evaluator) -> Evaluator:
    """The range between its ends as they are written: unlike the value of the same text, 3..1 counts down."""

    def ends(env: Environment) -> Any:
        first, last = low(env), high(env)
        unknowns = [end for end in (first, last) if isinstance(end, Unknown)]
        return either(unknowns) if unknowns else Range(first, last, node.low_closed, node.high_closed)

    return ends


def _items_of(interval: Range | AllBut) -> Sequence[Any] | None:
    """The whole numbers or the days of a range, from its start to its end; None for a range of others."""
    if isinstance(interval, AllBut):
        return None
    first, last = interval.low, interval.high
    if isinstance(first, Decimal) and isinstance(last, Decimal) and first == int(first) and last == int(last):
        numbers = _between(int(first), int(last), interval)
        return [Decimal(number) for number in numbers]
    if _is_date(first) and _is_date(last):
        return [date_of_days(day) for day in _between(days_of(first), days_of(last), interval)]
    return None


def _is_date(value: Any) -> bool:
    return type(value) is date or type(value) is WideDate


def _between(first: int, last: int, interval: Range) -> range:
    step = 1 if first <= last else -1
    start = first if interval.low_closed else first + step
    return range(start, last + step if interval.high_closed else last, step)


def _scopes(domains: tuple[Domain, ...], env: Environment) -> Iterator[Environment]:
    """The environments of the body, the last iterator changing fastest; a domain may depend on the iterators
    before it.
    """
    (name, items), *rest = domains
    for item in items(env):
        scope = Scope({name: item}, env)
        if rest:
            yield from _scopes(tuple(rest), scope)
        else:
            yield scope
