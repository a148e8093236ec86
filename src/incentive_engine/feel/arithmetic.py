"""FEEL's operators + - * / ** and negation, for numbers, texts, dates, times and durations (DMN 10.3.2.5,
10.3.2.14).

Each works on two known values and raises FeelError where FEEL answers null. Run under `values.CONTEXT`.
"""

from __future__ import annotations

import decimal
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.temporal import DaysTimeDuration, YearsMonthsDuration
from incentive_engine.feel.temporal.dates import Date, add_months, date_of_days, days_of
from incentive_engine.feel.temporal.durations import DAY, LARGEST
from incentive_engine.feel.temporal.times import (
    DateTime,
    Time,
    date_part,
    instant,
    instant_of_time,
    make_date_time,
    nanosecond_of_day,
    shift,
    time_of_nanoseconds,
    time_part,
    zone_of,
)
from incentive_engine.feel.values import kind_of, number_text

Operation: TypeAlias = Callable[[Any, Any], Any]
Duration: TypeAlias = "YearsMonthsDuration | DaysTimeDuration"


def add(left: Any, right: Any) -> Any:
    """`left + right`."""
    return _apply("+", _ADDITION, left, right)


def subtract(left: Any, right: Any) -> Any:
    """`left - right`."""
    return _apply("-", _SUBTRACTION, left, right)


def multiply(left: Any, right: Any) -> Any:
    """`left * right`."""
    return _apply("*", _MULTIPLICATION, left, right)


def divide(left: Any, right: Any) -> Any:
    """`left / right`."""
    return _apply("/", _DIVISION, left, right)


def power(left: Any, right: Any) -> Any:
    """`left ** right`; 0 ** 0 is 1."""
    return _apply("**", _POWER, left, right)


def negate(value: Any) -> Any:
    """`-value`."""
    if isinstance(value, (Decimal, DaysTimeDuration, YearsMonthsDuration)):
        return -value
    raise FeelError("feel.cannot-negate", type=kind_of(value))


def _apply(sign: str, operations: Mapping[tuple[str, str], Operation], left: Any, right: Any) -> Any:
    operation = operations.get((kind_of(left), kind_of(right)))
    if operation is None:
        raise FeelError("feel.cannot-compute", sign=sign, left=kind_of(left), right=kind_of(right))
    try:
        return operation(left, right)
    except decimal.Overflow:
        raise FeelError("feel.overflow") from None
    except decimal.InvalidOperation:
        raise FeelError("feel.no-such-power", base=number_text(left), exponent=number_text(right)) from None
    except (ValueError, OverflowError):
        raise FeelError("feel.beyond-the-calendar") from None


def _later_date(day: Date, duration: DaysTimeDuration) -> Date:
    return date_of_days((days_of(day) * DAY + duration.nanoseconds) // DAY)


def _later_moment(moment: DateTime, duration: DaysTimeDuration) -> DateTime:
    return shift(moment, duration.nanoseconds)


def _months_later(moment: DateTime, duration: YearsMonthsDuration) -> DateTime:
    return make_date_time(add_months(date_part(moment), duration), time_part(moment))


def _later_time(clock: Time, duration: DaysTimeDuration) -> Time:
    return time_of_nanoseconds(nanosecond_of_day(clock) + duration.nanoseconds, zone_of(clock))


def _days_between(left: Date, right: Date) -> DaysTimeDuration:
    return DaysTimeDuration((days_of(left) - days_of(right)) * DAY)


def _time_between(left: Date | DateTime, right: Date | DateTime) -> DaysTimeDuration:
    """A date counts as its midnight in UTC, so it has no distance from a local date and time."""
    (first, zoned), (second, also_zoned) = _point(left), _point(right)
    return _distance(first, second, zoned == also_zoned)


def _time_between_clocks(left: Time, right: Time) -> DaysTimeDuration:
    (first, zoned), (second, also_zoned) = instant_of_time(left), instant_of_time(right)
    return _distance(first, second, zoned == also_zoned)


def _distance(first: int, second: int, comparable: bool) -> DaysTimeDuration:
    if not comparable:
        raise FeelError("feel.local-and-zoned")
    return DaysTimeDuration(first - second)


def _point(value: Date | DateTime) -> tuple[int, bool]:
    return (days_of(value) * DAY, True) if kind_of(value) == "date" else instant(value)  # type: ignore[arg-type]  # no date


def _times_months(duration: YearsMonthsDuration, factor: Decimal) -> YearsMonthsDuration:
    return YearsMonthsDuration(_whole(Decimal(duration.months) * factor))


def _times_days(duration: DaysTimeDuration, factor: Decimal) -> DaysTimeDuration:
    return DaysTimeDuration(_whole(Decimal(duration.nanoseconds) * factor))


def _months_by(duration: YearsMonthsDuration, divisor: Decimal) -> YearsMonthsDuration:
    return YearsMonthsDuration(_whole(_quotient(Decimal(duration.months), divisor)))


def _days_by(duration: DaysTimeDuration, divisor: Decimal) -> DaysTimeDuration:
    return DaysTimeDuration(_whole(_quotient(Decimal(duration.nanoseconds), divisor)))


def _whole(units: Decimal) -> int:
    """The whole units of a duration, what is left over dropped."""
    if abs(units) > LARGEST:
        raise FeelError("feel.overflow")
    return int(units)


def _quotient(left: Decimal, right: Decimal) -> Decimal:
    if not right:
        raise FeelError("feel.division-by-zero")
    return left / right


def _raise(base: Decimal, exponent: Decimal) -> Decimal:
    if base:
        return base**exponent
    if exponent < 0:
        raise FeelError("feel.division-by-zero")
    return Decimal(0) if exponent else Decimal(1)


_TEXT, _NUMBER, _DATE, _TIME, _MOMENT = ("text",) * 2, ("number",) * 2, "date", "time", "date and time"
_DAYS, _MONTHS = "days and time duration", "years and months duration"

_ADDITION: dict[tuple[str, str], Operation] = {
    _NUMBER: lambda left, right: left + right,
    _TEXT: lambda left, right: left + right,
    (_DAYS, _DAYS): lambda left, right: DaysTimeDuration(left.nanoseconds + right.nanoseconds),
    (_MONTHS, _MONTHS): lambda left, right: YearsMonthsDuration(left.months + right.months),
    (_DATE, _DAYS): _later_date,
    (_DATE, _MONTHS): add_months,
    (_MOMENT, _DAYS): _later_moment,
    (_MOMENT, _MONTHS): _months_later,
    (_TIME, _DAYS): _later_time,
}


def _swapped(operation: Operation) -> Operation:
    return lambda left, right: operation(right, left)


def _negated(operation: Operation) -> Operation:
    return lambda left, right: operation(left, -right)


_SUBTRACTION: dict[tuple[str, str], Operation] = {
    _NUMBER: lambda left, right: left - right,
    **{kinds: _negated(later) for kinds, later in _ADDITION.items() if kinds[1] in (_DAYS, _MONTHS)},
    (_DATE, _DATE): _days_between,
    (_MOMENT, _MOMENT): _time_between,
    (_MOMENT, _DATE): _time_between,
    (_DATE, _MOMENT): _time_between,
    (_TIME, _TIME): _time_between_clocks,
}
_ADDITION |= {
    (later, earlier): _swapped(operation) for (earlier, later), operation in _ADDITION.items() if earlier != later
}
_MULTIPLICATION: dict[tuple[str, str], Operation] = {
    _NUMBER: lambda left, right: left * right,
    (_MONTHS, "number"): _times_months,
    (_DAYS, "number"): _times_days,
    ("number", _MONTHS): _swapped(_times_months),
    ("number", _DAYS): _swapped(_times_days),
}
_DIVISION: dict[tuple[str, str], Operation] = {
    _NUMBER: _quotient,
    (_MONTHS, "number"): _months_by,
    (_DAYS, "number"): _days_by,
    (_MONTHS, _MONTHS): lambda left, right: _quotient(Decimal(left.months), Decimal(right.months)),
    (_DAYS, _DAYS): lambda left, right: _quotient(Decimal(left.nanoseconds), Decimal(right.nanoseconds)),
}
_POWER: dict[tuple[str, str], Operation] = {_NUMBER: _raise}
