"""What FEEL's values are to each other: their kinds, equality, order and text (DMN 10.3.2.13 and 10.3.4.1).

A number is a Decimal, a string a str, a boolean a bool, a list a list or tuple, a context a mapping, null is
None; dates, times and durations are those of `temporal`. An Unknown inside a list or context makes an answer
unknown where it counts.
"""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from incentive_engine.feel import ternary
from incentive_engine.feel.failures import TypeName
from incentive_engine.feel.temporal import (
    DaysTimeDuration,
    WideDate,
    WideDateTime,
    WideTime,
    YearsMonthsDuration,
)
from incentive_engine.feel.temporal.dates import date_text
from incentive_engine.feel.temporal.durations import NANOSECONDS
from incentive_engine.feel.temporal.times import date_time_text, instant, instant_of_time, time_text
from incentive_engine.feel.ternary import Unknown

CONTEXT = decimal.Context(
    prec=34,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    capitals=1,
    clamp=1,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
"""IEEE 754-2008 decimal128, as DMN 10.3.2.3.1 asks; what would be an infinity or not a number raises."""


@dataclass(frozen=True, slots=True)
class Range:
    """A range as a value; an end of None is open to all beyond it, which `low_closed` is then False for."""

    low: Any
    high: Any
    low_closed: bool = True
    high_closed: bool = True

    def __str__(self) -> str:
        return to_string(self)


@dataclass(frozen=True, slots=True)
class AllBut:
    """The test `!= value` as a value."""

    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class FunctionValue:
    """A function that an expression defines; `call` takes the values of `parameters` in their order."""

    parameters: tuple[str, ...]
    call: Callable[..., Any]


_KINDS: Mapping[type, TypeName] = {
    Decimal: TypeName("number"),
    str: TypeName("text"),
    bool: TypeName("boolean"),
    list: TypeName("list"),
    tuple: TypeName("list"),
    dict: TypeName("context"),
    dt.date: TypeName("date"),
    WideDate: TypeName("date"),
    dt.time: TypeName("time"),
    WideTime: TypeName("time"),
    dt.datetime: TypeName("date and time"),
    WideDateTime: TypeName("date and time"),
    DaysTimeDuration: TypeName("days and time duration"),
    YearsMonthsDuration: TypeName("years and months duration"),
    Range: TypeName("range"),
    AllBut: TypeName("range"),
    FunctionValue: TypeName("function"),
    type(None): TypeName("null"),
}
_CONTEXT, _OTHER = TypeName("context"), TypeName("function")

_EXACT = frozenset({Decimal, str, bool, dt.date, WideDate, DaysTimeDuration, YearsMonthsDuration})
_ORDERED = _EXACT - {bool}


def classes_of(*kinds: str) -> frozenset[type]:
    """The Python classes of the values of these kinds; a subclass of one may be another kind's."""
    return frozenset(class_ for class_, kind in _KINDS.items() if kind in kinds)


def kind_of(value: object) -> TypeName:
    """The kind of a value: `number`, `text`, `boolean`, `list`, `context`, `date`, `null` …; not of an Unknown."""
    return _KINDS.get(type(value)) or _kind_by_base(value)


def _kind_by_base(value: object) -> TypeName:
    """The kind of a value of a subclass, or of a mapping that is no dict."""
    if isinstance(value, Mapping):
        return _CONTEXT
    return next((_KINDS[base] for base in type(value).__mro__ if base in _KINDS), _OTHER)


def is_list(value: object) -> bool:
    """Whether a value is a list."""
    return isinstance(value, (list, tuple))


def equal(left: Any, right: Any) -> bool | Unknown | None:
    """Whether two values are equal; None where values of different kinds are compared, which FEEL answers
    with null.

    Null equals null and nothing else. Times and dates and times are equal when they name the same second of
    the same clock: the TCK looks no further than the whole second, and a local one never equals one with an
    offset.
    """
    if type(left) is type(right) and type(left) in _EXACT:
        return bool(left == right)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return ternary.either(one for one in (left, right) if isinstance(one, Unknown))
    if left is None or right is None:
        return left is right
    kind = kind_of(left)
    if kind != kind_of(right):
        return None
    same = _EQUALITY.get(kind)
    return same(left, right) if same else bool(left == right)


def identity(value: Any) -> Hashable:
    """What two values share exactly when they are equal, to find equal ones fast; the value holds no Unknown."""
    kind = kind_of(value)
    if type(value) in _EXACT or value is None:
        return kind, value
    if kind == "list":
        return kind, tuple(map(identity, value))
    if kind == "context":
        return kind, frozenset((key, identity(one)) for key, one in value.items())
    if isinstance(value, Range):
        return kind, identity(value.low), identity(value.high), value.low_closed, value.high_closed
    if isinstance(value, AllBut):
        return kind, identity(value.value)
    return kind, id(value) if kind == "function" else _clock(value)


def compare(left: Any, right: Any) -> int | None:
    """-1, 0 or 1 as `left` is below, equal to or above `right`; None where the two have no order."""
    if type(left) is type(right) and type(left) in _ORDERED:
        return _order(left, right)
    kind = kind_of(left)
    if kind != kind_of(right):
        return None
    if kind == "date":
        return _order((left.year, left.month, left.day), (right.year, right.month, right.day))
    if kind not in ("time", "date and time"):
        return None
    (first, zoned), (second, also_zoned) = _clock(left), _clock(right)
    if zoned != also_zoned:
        return None
    return _order(first, second)


def _order(left: Any, right: Any) -> int:
    return int(left > right) - int(left < right)


def within(value: Any, interval: Range | AllBut) -> bool | Unknown | None:
    """Whether a value lies in a range; None where they cannot be compared."""
    if isinstance(interval, AllBut):
        same = equal(value, interval.value)
        return ternary.negation(same) if same is not None else None
    above = below = True
    if interval.low is not None:
        order = compare(value, interval.low)
        if order is None:
            return None
        above = order > 0 or (order == 0 and interval.low_closed)
    if interval.high is not None:
        order = compare(value, interval.high)
        if order is None:
            return None
        below = order < 0 or (order == 0 and interval.high_closed)
    return above and below


def to_string(value: Any) -> str:
    """The text of a value, as the function `string` gives it; inside lists and contexts, texts stand in quotes."""
    return value if isinstance(value, str) else _literal(value)


def number_text(number: Decimal) -> str:
    """A number in digits, without exponent and without zeros that say nothing."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _literal(value: Any) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if is_list(value):
        return f"[{', '.join(map(_literal, value))}]"
    write = _TEXTS.get(kind_of(value), str)
    return write(value)


def _range_text(interval: Range | AllBut) -> str:
    if isinstance(interval, AllBut):
        return f"!={_literal(interval.value)}"
    low, high = ("" if end is None else _literal(end) for end in (interval.low, interval.high))
    return f"{'[' if interval.low_closed else '('}{low}..{high}{']' if interval.high_closed else ')'}"


def _context_text(context: Mapping[str, Any]) -> str:
    entries = (f"{key if _plain(key) else _literal(key)}: {_literal(value)}" for key, value in context.items())
    return f"{{{', '.join(entries)}}}"


def _plain(key: str) -> bool:
    """Whether a key can be read back without quotes."""
    return bool(key) and key == key.strip() and not any(character in '{}[]():,"\\\n\r\t' for character in key)


_TEXTS: Mapping[str, Callable[[Any], str]] = {
    "number": number_text,
    "date": date_text,
    "time": time_text,
    "date and time": date_time_text,
    "range": _range_text,
    "context": _context_text,
}


def _clock(value: Any) -> tuple[int, bool]:
    """The whole second that a time or a date and time names, and whether it has an offset."""
    nanoseconds, zoned = instant_of_time(value) if kind_of(value) == "time" else instant(value)
    return nanoseconds // NANOSECONDS, zoned


def _same_clock(left: Any, right: Any) -> bool:
    return _clock(left) == _clock(right)


def _same_list(left: Sequence[Any], right: Sequence[Any]) -> bool | Unknown:
    return len(left) == len(right) and _all_equal(zip(left, right, strict=True))


def _same_context(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool | Unknown:
    return left.keys() == right.keys() and _all_equal((left[key], right[key]) for key in left)


def _same_range(left: Range | AllBut, right: Range | AllBut) -> bool | Unknown:
    if isinstance(left, AllBut) and isinstance(right, AllBut):
        return _all_equal([(left.value, right.value)])
    if isinstance(left, AllBut) or isinstance(right, AllBut):
        return False
    if (left.low_closed, left.high_closed) != (right.low_closed, right.high_closed):
        return False
    return _all_equal([(left.low, right.low), (left.high, right.high)])


def _all_equal(pairs: Iterable[tuple[Any, Any]]) -> bool | Unknown:
    """Whether all pairs are equal; a pair of different kinds is not."""
    truths = [equal(left, right) for left, right in pairs]
    return ternary.conjunction([False if truth is None else truth for truth in truths])


_EQUALITY: Mapping[str, Callable[[Any, Any], bool | Unknown]] = {
    "time": _same_clock,
    "date and time": _same_clock,
    "list": _same_list,
    "context": _same_context,
    "range": _same_range,
}
