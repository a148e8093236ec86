"""for, some and every: over lists and ranges, one iterator inside the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, TypeAlias

from incentive_engine.feel.compiler.compilation import Compilation, Environment, Evaluator, Scope, compiles
from incentive_engine.feel.compiler.conditions import settling
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import For, Interval, Node, Quantified
from incentive_engine.feel.temporal import WideDate
from incentive_engine.feel.temporal.dates import date_of_days, days_of
from incentive_engine.feel.ternary import Unknown, either
from incentive_engine.feel.values import AllBut, Range, is_list

MOST_ROUNDS = 1_000_000
"""How often the body of one iteration is evaluated at most: `1..10**9` is a slip, not a question."""

_Items: TypeAlias = Callable[[Environment], Iterable[Any]]
_Rounds: TypeAlias = Callable[[Environment], Iterator[Environment]]


class _NothingToIterateError(Exception):
    """What is iterated over is no list and no range, or endless; `value` is what the whole expression then
    is.
    """

    def __init__(self, value: Unknown | None) -> None:
        self.value = value


@compiles(For)
def _for(compilation: Compilation, node: For) -> Evaluator:
    rounds, body = _rounds(compilation, node), compilation.evaluator(node.body)

    def collect(env: Environment) -> Any:
        results: list[Any] = []
        try:
            for scope in rounds(Scope({"partial": results}, env)):
                results.append(body(scope))
        except _NothingToIterateError as error:
            return error.value
        return results

    return collect


@compiles(Quantified)
def _quantified(compilation: Compilation, node: Quantified) -> Evaluator:
    rounds, body = _rounds(compilation, node), compilation.evaluator(node.body)
    decided = node.op == "some"
    neutral = not decided
    settle = settling(compilation, decided)

    def decide(env: Environment) -> Any:
        open_ = []
        try:
            for scope in rounds(env):
                value = body(scope)
                if value is decided:
                    return decided
                if value is not neutral:
                    open_.append((value, node.body))
        except _NothingToIterateError as error:
            return error.value
        return settle(open_) if open_ else neutral

    return decide


def _rounds(compilation: Compilation, node: For | Quantified) -> _Rounds:
    """The environments in which the body is evaluated."""
    domains = tuple((name, _domain(compilation, domain)) for name, domain in node.iterators)

    def rounds(env: Environment) -> Iterator[Environment]:
        if len(domains) == 1:
            ((name, items),) = domains
            given = items(env)
            if type(given) is list and len(given) <= MOST_ROUNDS:
                return (Scope({name: item}, env) for item in given)
        return all_rounds(env)

    def all_rounds(env: Environment) -> Iterator[Environment]:
        scopes = _scopes(domains, env)
        yield from islice(scopes, MOST_ROUNDS)
        if next(scopes, None) is not None:
            failure = compilation.failed("feel.too-many-rounds", most=str(MOST_ROUNDS), expression=source(node))
            raise _NothingToIterateError(failure)

    return rounds


def _scopes(domains: tuple[tuple[str, _Items], ...], env: Environment) -> Iterator[Environment]:
    """The last iterator changes fastest, and a domain may depend on the iterators before it."""
    (name, items), *rest = domains
    for item in items(env):
        scope = Scope({name: item}, env)
        if rest:
            yield from _scopes(tuple(rest), scope)
        else:
            yield scope


def _domain(compilation: Compilation, node: Node) -> _Items:
    """The closure that gives the items of a domain; it raises where there are none to give."""
    if isinstance(node, Interval) and node.low is not None and node.high is not None:
        evaluate = _walk(node, compilation.evaluator(node.low), compilation.evaluator(node.high))
    else:
        evaluate = compilation.evaluator(node)

    def items(env: Environment) -> Iterable[Any]:
        value = evaluate(env)
        if isinstance(value, Unknown):
            raise _NothingToIterateError(either((value,)))
        given = _items_of(value)
        if given is None:
            failure = compilation.failed("feel.nothing-to-iterate", expression=source(node))
            raise _NothingToIterateError(failure)
        return given

    return items


def _walk(node: Interval, low: Evaluator, high: Evaluator) -> Evaluator:
    """The range between its ends as they are written: unlike the value of the same text, 3..1 counts down."""

    def ends(env: Environment) -> Any:
        first, last = low(env), high(env)
        unknowns = [end for end in (first, last) if isinstance(end, Unknown)]
        return either(unknowns) if unknowns else Range(first, last, node.low_closed, node.high_closed)

    return ends


def _items_of(value: Any) -> Iterable[Any] | None:
    """A list's items, a range's whole numbers or days from its start to its end, or a single value itself;
    None for null and for ranges of others.
    """
    if is_list(value):
        items: Iterable[Any] = value
        return items
    if not isinstance(value, (Range, AllBut)):
        return None if value is None else (value,)
    if isinstance(value, AllBut):
        return None
    first, last = value.low, value.high
    if isinstance(first, Decimal) and isinstance(last, Decimal) and first == int(first) and last == int(last):
        return map(Decimal, _between(int(first), int(last), value))
    if _is_date(first) and _is_date(last):
        return map(date_of_days, _between(days_of(first), days_of(last), value))
    return None


def _is_date(value: Any) -> bool:
    return type(value) is date or type(value) is WideDate


def _between(first: int, last: int, interval: Range) -> range:
    step = 1 if first <= last else -1
    start = first if interval.low_closed else first + step
    return range(start, last + step if interval.high_closed else last, step)
