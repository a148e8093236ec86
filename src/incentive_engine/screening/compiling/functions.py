"""Functions in SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from incentive_engine.feel.syntax import Call, ListOf, Name, Node
from incentive_engine.screening.compiling import lists, numbers, series
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.logic import negation
from incentive_engine.screening.compiling.rounding import rounded
from incentive_engine.screening.compiling.terms import Meaning, Number, Selection, Series, Truth


def compile_call(compiler: Expressions, node: Call, frame: Frame) -> Meaning:
    """`count(list)` and the like."""
    if isinstance(node.function, Name) and not node.named:
        function = _FUNCTIONS.get(node.function.name)
        if function is not None:
            return function(compiler, node, frame)
    raise BeyondSqlError()


def _not(compiler: Expressions, node: Call, frame: Frame) -> Truth:
    (argument,) = node.arguments
    return negation(compiler.truth(argument, frame))


def _count(compiler: Expressions, node: Call, frame: Frame) -> Number:
    (argument,) = node.arguments
    if isinstance(argument, Call) and argument.function == Name("distinct values"):
        return lists.count_of_distinct(compiler, lists.selected(compiler, argument.arguments[0], frame), frame)
    found = compiler.meaning(argument, frame)
    if isinstance(found, Series):
        return series.count_of_series(found, frame)
    return lists.count_of(compiler, lists.selected(compiler, argument, frame), frame)


def _sum(compiler: Expressions, node: Call, frame: Frame) -> Number:
    if len(node.arguments) == 1:
        found = compiler.meaning(node.arguments[0], frame)
        if isinstance(found, Series):
            return series.sum_of_series(compiler, found, frame)
        if isinstance(found, Selection):
            return lists.sum_of(compiler, found, frame)
        raise BeyondSqlError()
    parts = [compiler.number(one, frame) for one in node.arguments]
    total, why = parts[0], compiler.either(*parts)
    for part in parts[1:]:
        total = numbers.added(total, part, why)
    return replace(total, why=why)


def _append(compiler: Expressions, node: Call, frame: Frame) -> Selection:
    selection = lists.selected(compiler, node.arguments[0], frame)
    more = tuple(compiler.term(one, frame) for one in node.arguments[1:])
    return replace(selection, extra=(*selection.extra, *more))


def _furthest(op: str) -> Callable[[Expressions, Call, Frame], Number]:
    def furthest(compiler: Expressions, node: Call, frame: Frame) -> Number:
        arguments = node.arguments
        if len(arguments) == 1 and isinstance(arguments[0], ListOf):
            arguments = arguments[0].items
        if len(arguments) < 2:
            raise BeyondSqlError()
        parts = [compiler.number(one, frame).in_columns(frame) for one in arguments]
        why = compiler.either(*parts)
        return numbers.furthest(parts, op, why, lambda sql: compiler.doubt(frame, sql))

    return furthest


def _rounded(mode: str) -> Callable[[Expressions, Call, Frame], Number]:
    def compile_rounding(compiler: Expressions, node: Call, frame: Frame) -> Number:
        number = compiler.number(node.arguments[0], frame).in_columns(frame)
        places = _places(compiler, node.arguments[1:], frame)
        if places > MOST_PLACES:
            # It only rounds away what a quotient of 34 digits lacks, which this one does not.
            return replace(number, why=compiler.either(number), exact=False)
        value, low, high = rounded(number, 1, places, mode, lambda sql: compiler.doubt(frame, sql))
        return Number(frame.let(value), compiler.either(number), scale=places, low=low, high=high)

    return compile_rounding


def _places(compiler: Expressions, arguments: Sequence[Node], frame: Frame) -> int:
    if not arguments:
        return 0
    scale = compiler.number(arguments[0], frame).constant
    if not isinstance(scale, Decimal) or scale != int(scale) or not 0 <= scale <= 30:
        raise BeyondSqlError()
    return int(scale)


def _absolute(compiler: Expressions, node: Call, frame: Frame) -> Number:
    number = compiler.number(node.arguments[0], frame).in_columns(frame)
    negative = q.compared("<", number.sql, q.integer(0))
    value = q.case([(negative, q.opposite(number.sql))], number.sql)
    return replace(number, sql=value, why=compiler.either(number), low=0, high=number.reach)


MOST_PLACES = 10
"""To how many decimals numbers are rounded in SQL."""

_FUNCTIONS: Mapping[str, Callable[[Expressions, Call, Frame], Meaning]] = {
    "not": _not,
    "count": _count,
    "sum": _sum,
    "append": _append,
    "min": _furthest("<"),
    "max": _furthest(">"),
    "abs": _absolute,
    "decimal": _rounded("half even"),
    "round half up": _rounded("half up"),
    "round down": _rounded("down"),
    "round up": _rounded("up"),
    "floor": _rounded("floor"),
    "ceiling": _rounded("ceiling"),
}
