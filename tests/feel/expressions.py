"""Random expressions: any tree that can be written, and well-typed ones over known and unknown names.

Every form is drawn by a function of `draw` and of how deep it may still go: strategies built from strategies
would be beautiful, and too slow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from incentive_engine.feel import syntax as s
from incentive_engine.feel.temporal import parse_literal

Draw = Callable[[st.SearchStrategy[Any]], Any]
Form = Callable[[Draw, int], s.Node]

NAMES = st.sampled_from(["a", "revenue", "营业收入", "横綱", "order", "_x1", "item"])
TYPES = st.sampled_from(
    [
        s.TypeNode("number"),
        s.TypeNode("days and time duration"),
        s.TypeNode("list", (s.TypeNode("date and time"),)),
        s.TypeNode("context", (), (("a", s.TypeNode("range", (s.TypeNode("string"),))),)),
        s.TypeNode("function", (s.TypeNode("Any"),), (), s.TypeNode("time")),
    ]
)
CENTS = st.integers(-10_000_000, 10_000_000).map(lambda cents: Decimal(cents).scaleb(-2).normalize() + 0)
TEMPORALS = st.sampled_from(["2020-06-30", "10:30:00Z", "2020-06-30T10:30:00", "P1Y2M", "-P1DT2H"])
LITERALS = st.builds(s.Literal, CENTS | st.text(max_size=5) | st.booleans() | st.none() | TEMPORALS.map(parse_literal))
ORDERS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
BOOLEANS = st.booleans()


def _some(draw: Draw, one: Form, depth: int, least: int = 0, most: int = 3) -> tuple[Any, ...]:
    return tuple(one(draw, depth) for _ in range(draw(st.integers(least, most))))


def _pairs(draw: Draw, depth: int) -> tuple[tuple[str, s.Node], ...]:
    names = draw(st.lists(NAMES, min_size=1, max_size=2, unique=True))
    return tuple((name, _tree(draw, depth)) for name in names)


def _tree(draw: Draw, depth: int) -> s.Node:
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(LITERALS | st.builds(s.Name, NAMES))
    return draw(st.sampled_from(_FORMS))(draw, depth - 1)


def _negated(draw: Draw, depth: int) -> s.Node:
    operand = _tree(draw, depth)
    # A minus sign before a number, or before a number's `instance of`, is read as part of the number.
    number = operand.value if isinstance(operand, s.InstanceOf) else operand
    return operand if isinstance(number, s.Literal) else s.Negate(operand)


def _test(draw: Draw, depth: int) -> s.UnaryTest:
    op = draw(ORDERS | st.none())
    operand = _tree(draw, depth)
    # A range that an operator stands for, such as (> 5), is read as that operator where a test stands.
    half = isinstance(operand, s.UnaryTest) or (isinstance(operand, s.Interval) and None in (operand.low, operand.high))
    return s.UnaryTest("=" if op is None and half else op, operand)


def _tests(draw: Draw, depth: int) -> s.UnaryTests:
    return s.UnaryTests(_some(draw, _test, depth, 1))


_FORMS: Sequence[Form] = [
    lambda draw, n: s.Arithmetic(draw(st.sampled_from(["+", "-", "*", "/", "**"])), _tree(draw, n), _tree(draw, n)),
    lambda draw, n: s.Comparison(draw(ORDERS), _tree(draw, n), _tree(draw, n)),
    lambda draw, n: s.Logic(draw(st.sampled_from(["and", "or"])), _some(draw, _tree, n, 2)),
    _negated,
    lambda draw, n: s.If(_tree(draw, n), _tree(draw, n), _tree(draw, n)),
    lambda draw, n: s.For(_pairs(draw, n), _tree(draw, n)),
    lambda draw, n: s.Quantified(draw(st.sampled_from(["some", "every"])), _pairs(draw, n), _tree(draw, n)),
    lambda draw, n: s.Between(_tree(draw, n), _tree(draw, n), _tree(draw, n)),
    lambda draw, n: s.In(_tree(draw, n), _tests(draw, n)),
    lambda draw, n: s.InstanceOf(_tree(draw, n), draw(TYPES)),
    lambda draw, n: s.Path(_tree(draw, n), draw(NAMES | st.just("time offset"))),
    lambda draw, n: s.Filter(_tree(draw, n), _tree(draw, n)),
    lambda draw, n: s.Call(s.Name(draw(NAMES | st.just("list contains"))), _some(draw, _tree, n)),
    lambda draw, n: s.Call(s.Path(_tree(draw, n), draw(NAMES)), (), _pairs(draw, n)),
    lambda draw, n: s.ListOf(_some(draw, _tree, n)),
    lambda draw, n: s.ContextOf(_pairs(draw, n)),
    lambda draw, n: s.Interval(_tree(draw, n), _tree(draw, n), draw(BOOLEANS), draw(BOOLEANS)),
    lambda draw, n: s.Interval(_tree(draw, n), None, draw(BOOLEANS), False),
    lambda draw, n: s.Interval(None, _tree(draw, n), False, draw(BOOLEANS)),
    lambda draw, n: s.UnaryTest("!=", _tree(draw, n)),
    lambda draw, n: s.Function(tuple(draw(st.lists(NAMES, max_size=2, unique=True))), _tree(draw, n)),
]

trees = st.composite(lambda draw: _tree(draw, 4))
unary_tests = st.composite(lambda draw: s.UnaryTests(_some(draw, _test, 2, 1), draw(BOOLEANS)))

# Well-typed expressions over names of truth values (p, q, r), numbers (x, y, z) and a list of numbers (xs).
TRUTHS = ("p", "q", "r")
AMOUNTS = ("x", "y", "z")
_SMALL = st.integers(-3, 3).map(lambda number: s.Literal(Decimal(number)))
_XS = s.Name("xs")


def _number(draw: Draw, depth: int) -> s.Node:
    """A number, or a failure such as a division by zero."""
    if depth <= 0 or draw(st.integers(0, 3)) == 0:
        return draw(_SMALL | st.sampled_from(AMOUNTS).map(s.Name))
    return draw(st.sampled_from(_NUMBERS))(draw, depth - 1)


def _list(draw: Draw, depth: int) -> s.Node:
    """A list of numbers."""
    if depth <= 0 or draw(st.integers(0, 2)) == 0:
        return _XS
    return draw(st.sampled_from(_LISTS))(draw, depth - 1)


def _condition(draw: Draw, depth: int) -> s.Node:
    """A truth value, or unknown because something failed."""
    if depth <= 0 or draw(st.integers(0, 4)) == 0:
        return draw(BOOLEANS.map(s.Literal) | st.sampled_from(TRUTHS).map(s.Name))
    return draw(st.sampled_from(_CONDITIONS))(draw, depth - 1)


def _about_item(draw: Draw, depth: int) -> s.Node:
    return s.Comparison(draw(st.sampled_from(["<", ">="])), s.Name("item"), _number(draw, depth))


def _number_test(draw: Draw, depth: int) -> s.UnaryTest:
    return s.UnaryTest(draw(ORDERS | st.none()), _number(draw, depth))


_NUMBERS: Sequence[Form] = [
    lambda draw, n: s.Arithmetic(draw(st.sampled_from("+-*/")), _number(draw, n), _number(draw, n)),
    lambda draw, n: s.If(_condition(draw, n), _number(draw, n), _number(draw, n)),
    lambda draw, n: s.Filter(_XS, draw(_SMALL)),
    lambda draw, n: s.Call(s.Name(draw(st.sampled_from(["sum", "count", "min"]))), (_list(draw, n),)),
    lambda draw, n: s.Call(s.Name("max"), (_number(draw, n), _number(draw, n))),
    lambda draw, n: s.Negate(_number(draw, n)),
]
_LISTS: Sequence[Form] = [
    lambda draw, n: s.ListOf(_some(draw, _number, n, 1)),
    lambda draw, n: s.Filter(_list(draw, n), _about_item(draw, n)),
    lambda draw, n: s.For((("item", _list(draw, n)),), _number(draw, n)),
]
_CONDITIONS: Sequence[Form] = [
    lambda draw, n: s.Logic(draw(st.sampled_from(["and", "or"])), _some(draw, _condition, n, 2, 4)),
    lambda draw, n: s.Call(s.Name("not"), (_condition(draw, n),)),
    lambda draw, n: s.Comparison(draw(ORDERS), _number(draw, n), _number(draw, n)),
    lambda draw, n: s.Between(_number(draw, n), _number(draw, n), _number(draw, n)),
    lambda draw, n: s.In(_number(draw, n), s.UnaryTests(_some(draw, _number_test, n, 1))),
    lambda draw, n: s.If(_condition(draw, n), _condition(draw, n), _condition(draw, n)),
    lambda draw, n: s.Quantified(
        draw(st.sampled_from(["some", "every"])),
        (("item", _list(draw, n)),),
        draw(st.sampled_from([_about_item, _condition]))(draw, n),
    ),
    lambda draw, n: s.Call(s.Name("list contains"), (_list(draw, n), _number(draw, n))),
]

conditions = st.composite(lambda draw: _condition(draw, 3))
formulas = st.composite(lambda draw: draw(st.sampled_from([_condition, _number]))(draw, 3))
