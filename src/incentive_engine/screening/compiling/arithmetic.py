"""Arithmetic: of numbers, of days with durations, and texts put together."""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp

from incentive_engine.feel.syntax import Arithmetic, Negate
from incentive_engine.feel.temporal import DaysTimeDuration, YearsMonthsDuration
from incentive_engine.screening.compiling import numbers
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.reasons import Lacking, Why, chosen, together
from incentive_engine.screening.compiling.terms import Day, Number, Span, Term, Words

_DAY = 86_400_000_000_000
"""Nanoseconds of a day."""


def compile_negate(compiler: Expressions, node: Negate, frame: Frame) -> Number:
    """`-a`."""
    operand = compiler.number(node.operand, frame)
    return numbers.opposite(operand, compiler.either(operand))


def compile_arithmetic(compiler: Expressions, node: Arithmetic, frame: Frame) -> Term:
    """`a + b` and the like."""
    left, right = compiler.term(node.left, frame), compiler.term(node.right, frame)
    why = compiler.either(left, right)
    if left.is_unknown or right.is_unknown:
        kind = right if left.is_unknown else left
        return replace(kind, sql=q.NULL, why=why, constant=None)
    if isinstance(left, Number) and isinstance(right, Number):
        return _calculated(compiler, node.op, left, right, frame)
    if isinstance(left, Words) and isinstance(right, Words) and node.op == "+":
        return Words(frame.let(exp.DPipe(this=left.sql, expression=right.sql)), why)
    if isinstance(left, Day) and isinstance(right, Span) and node.op in "+-":
        return _later(left, right, node.op, why, frame)
    if isinstance(left, Span) and isinstance(right, Day) and node.op == "+":
        return _later(right, left, "+", why, frame)
    raise BeyondSqlError()


def _calculated(compiler: Expressions, op: str, left: Number, right: Number, frame: Frame) -> Number:
    why = compiler.either(left, right)
    if op == "+":
        return numbers.added(left, right, why)
    if op == "-":
        return numbers.added(left, right, why, sign=-1)
    if op == "*":
        return numbers.multiplied(left, right, why)
    if op == "/":
        return _divided(compiler, left, right, why, frame)
    raise BeyondSqlError()


def _divided(compiler: Expressions, left: Number, right: Number, why: Why, frame: Frame) -> Number:
    left = replace(left, sql=frame.let(left.sql))
    right = replace(right, sql=frame.let(right.sql))
    result = numbers.divided(left, right, why)
    if result.divisor is not None:
        result = result.in_columns(frame)
    if right.constant is not None or not right.low <= 0 <= right.high:
        return result

    def lacking() -> Lacking:
        # Nothing that is stated mends a division by zero.
        nothing = q.both((q.is_known(left.sql), q.compared("=", right.sql, q.integer(0))))
        needed = together((compiler.needed(left), compiler.needed(right)))
        mask = chosen([(nothing, compiler.bits.stuck)], needed)
        return mask, mask

    return replace(result, why=compiler.stored(frame, result.sql, lacking))


def _later(moment: Day, span: Span, sign: str, why: Why, frame: Frame) -> Day:
    length = span.constant
    if isinstance(length, YearsMonthsDuration):
        months = length.months if sign == "+" else -length.months
        return Day(frame.let(q.plus_months(moment.sql, months)), why)
    if isinstance(length, DaysTimeDuration) and length.nanoseconds % _DAY == 0:
        days = length.nanoseconds // _DAY
        return Day(frame.let(q.plus_days(moment.sql, days if sign == "+" else -days)), why)
    raise BeyondSqlError()
