"""FEEL for Python: text and Python values in, a Python value out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, localcontext
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from incentive_engine.feel.compiler import Evaluator, Tester, compile_expression, compile_unary_tests
from incentive_engine.feel.parser import parse_expression, parse_unary_tests
from incentive_engine.feel.temporal import (
    DaysTimeDuration,
    WideDate,
    WideDateTime,
    WideTime,
    YearsMonthsDuration,
)
from incentive_engine.feel.ternary import UNKNOWN, Unknown
from incentive_engine.feel.values import CONTEXT, AllBut, FunctionValue, Range, is_list

NO_NAMES: Mapping[str, Any] = MappingProxyType({})


def evaluate(text: str, context: Mapping[str, Any] = NO_NAMES) -> Any:
    """The value of a FEEL expression (DMN 1.5) where the names have the values of `context`.

    Values are Decimal (34 digits), str, bool, date, datetime, time, DaysTimeDuration, YearsMonthsDuration,
    list, dict, None for FEEL's null, and UNKNOWN; ints are taken as numbers. The answer is None where FEEL's
    is null, also where something goes wrong, and UNKNOWN where an unknown decides it. Raises FeelSyntaxError
    for a text that is no expression, and TypeError, naming the key, for a float or another value that FEEL
    does not have.
    """
    return _answer(_compiled(text), context, text)


def unary_test(text: str, value: Any, context: Mapping[str, Any] = NO_NAMES) -> Any:
    """Whether `value` meets the unary tests (a table's cell) `text`: True, False, None for null, or UNKNOWN.

    Values and errors are those of `evaluate`; inside the tests, `?` is the value.
    """
    meets = _compiled_tests(text)
    tested = _taken(value, "?")
    return _answer(lambda env: meets(tested, env), context, text)


@lru_cache(maxsize=1024)
def _compiled(text: str) -> Evaluator:
    return compile_expression(parse_expression(text), policy=False)


@lru_cache(maxsize=1024)
def _compiled_tests(text: str) -> Tester:
    return compile_unary_tests(parse_unary_tests(text), policy=False)


def _answer(evaluator: Evaluator, context: Mapping[str, Any], text: str) -> Any:
    names = {name: _taken(value, name) for name, value in context.items()}
    with localcontext(CONTEXT):
        try:
            return _given(evaluator(names))
        except RecursionError:
            # Only a function that calls itself goes on without end: else it is the caller who left no room.
            if "function" in text:
                return None
            raise


_CALENDAR = (dt.date, dt.time, WideDate, WideTime, WideDateTime, DaysTimeDuration, YearsMonthsDuration)
_AS_THEY_ARE = (str, bool, Decimal, *_CALENDAR, Unknown, Range, AllBut, FunctionValue, type(None))


def _taken(value: Any, key: str) -> Any:
    """A caller's value as FEEL's; `key` is the way to it, for the error."""
    if isinstance(value, Decimal) and not value.is_finite():
        raise TypeError(f"{key}: FEEL has no number {value}")
    if isinstance(value, _AS_THEY_ARE):
        return value
    if isinstance(value, int):
        return Decimal(value)
    if is_list(value):
        return [_taken(item, f"{key}[{at}]") for at, item in enumerate(value, 1)]
    if isinstance(value, Mapping):
        return {name: _taken(item, f"{key}.{name}") for name, item in value.items()}
    if isinstance(value, float):
        raise TypeError(f"{key}: a float is not exact; pass a Decimal")
    raise TypeError(f"{key}: FEEL has no values of type {type(value).__name__}")


def _given(value: Any) -> Any:
    """A value as callers see it: an unknown, wherever it stands, is UNKNOWN."""
    if isinstance(value, Unknown):
        return UNKNOWN
    if is_list(value):
        return [_given(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _given(item) for name, item in value.items()}
    return value
