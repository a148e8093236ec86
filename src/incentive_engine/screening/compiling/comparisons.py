"""Comparisons, and whether a value meets unary tests (`in`, the cells of tables)."""

from __future__ import annotations

from collections.abc import Sequence

from incentive_engine.feel.syntax import Between, Comparison, In, Interval, ListOf, Name, Node, UnaryTest, UnaryTests
from incentive_engine.screening.compiling import numbers
from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.expressions import Expressions
from incentive_engine.screening.compiling.frames import Frame
from incentive_engine.screening.compiling.logic import conjunction, disjunction, negation
from incentive_engine.screening.compiling.terms import Meaning, Number, Term, Truth, Words


def compared(compiler: Expressions, op: str, left: Term, right: Term, frame: Frame) -> Truth:
    """A comparison of two values of one kind. Raises BeyondSqlError for others, and for the order of texts."""
    why = compiler.either(left, right)
    if left.is_unknown or right.is_unknown:
        return Truth(q.NULL, why)
    if isinstance(left, Number) and isinstance(right, Number):
        return Truth(numbers.compared(op, left, right, lambda sql: compiler.doubt(frame, sql)), why)
    if type(left) is not type(right) or (isinstance(left, Words) and op not in ("=", "!=")):
        raise BeyondSqlError()
    return Truth(q.compared(op, left.sql, right.sql), why)


def compile_comparison(compiler: Expressions, node: Comparison, frame: Frame) -> Truth:
    """`a < b`."""
    left, right = compiler.term(node.left, frame), compiler.term(node.right, frame)
    return compared(compiler, node.op, left, right, frame)


def compile_between(compiler: Expressions, node: Between, frame: Frame) -> Truth:
    """`value between low and high`."""
    value, low, high = (compiler.term(one, frame) for one in (node.value, node.low, node.high))
    ends = [compared(compiler, ">=", value, low, frame), compared(compiler, "<=", value, high, frame)]
    return conjunction(compiler.bits, ends)


def compile_in(compiler: Expressions, node: In, frame: Frame) -> Truth:
    """`value in (tests)`."""
    return meets(compiler, compiler.meaning(node.value, frame), node.tests, frame)


def meets(compiler: Expressions, value: Meaning, tests: UnaryTests, frame: Frame) -> Truth:
    """Whether a value meets unary tests."""
    if not tests.tests:
        return compiler.always
    if not isinstance(value, Term):
        raise BeyondSqlError()
    met = _among_words(compiler, value, tests, frame)
    if met is None:
        met = disjunction(compiler.bits, [_meets_one(compiler, value, test, frame) for test in tests.tests])
    return negation(met) if tests.negated else met


def _among_words(compiler: Expressions, value: Term, tests: UnaryTests, frame: Frame) -> Truth | None:
    """Whether a text is one of several constant ones; None where the tests ask for something else."""
    operands = [_operands(test) for test in tests.tests]
    plain = [one for some in operands if some is not None for one in some]
    if None in operands or len(plain) < 2 or not isinstance(value, Words):
        return None
    terms = [compiler.term(one, frame) for one in plain]
    if not all(isinstance(one, Words) and one.constant is not None for one in terms):
        return None
    return Truth(q.among(value.sql, [one.sql for one in terms]), compiler.either(value))


def _operands(test: UnaryTest) -> Sequence[Node] | None:
    if test.op is not None or isinstance(test.operand, Interval):
        return None
    return test.operand.items if isinstance(test.operand, ListOf) else (test.operand,)


def _meets_one(compiler: Expressions, value: Term, test: UnaryTest, frame: Frame) -> Truth:
    operand = test.operand
    if Name("?") in operand.walk():
        raise BeyondSqlError()
    if isinstance(operand, Interval):
        return _within(compiler, value, operand, frame)
    if isinstance(operand, ListOf) and test.op is None:
        same = [compared(compiler, "=", value, compiler.term(one, frame), frame) for one in operand.items]
        return disjunction(compiler.bits, same)
    return compared(compiler, test.op or "=", value, compiler.term(operand, frame), frame)


def _within(compiler: Expressions, value: Term, interval: Interval, frame: Frame) -> Truth:
    low, high = ">=" if interval.low_closed else ">", "<=" if interval.high_closed else "<"
    parts, ends = [], []
    for end, op in ((interval.low, low), (interval.high, high)):
        if end is not None:
            bound = compiler.term(end, frame)
            ends.append(bound)
            parts.append(compared(compiler, op, value, bound, frame))
    met = q.both(part.sql for part in parts)
    if all(one.constant is not None for one in ends):
        return Truth(met, compiler.either(value))
    # A range with an unknown end is unknown as a whole, whatever the other end says.
    terms = [value, *ends]
    known = q.both(q.is_known(one.sql) for one in terms)
    return Truth(q.case([(known, met)]), compiler.either(*terms))
