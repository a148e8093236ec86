"""Unary tests and `in`: whether a value is one, lies in a range, or meets a condition (DMN 7.3.3 and
10.3.2.14).
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

from incentive_engine.feel.compiler.compilation import Compilation, Environment, Evaluator, Scope, compiles
from incentive_engine.feel.compiler.conditions import settling
from incentive_engine.feel.compiler.operators import comparing
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Comparison, In, Interval, Literal, Name, Node, UnaryTest, UnaryTests
from incentive_engine.feel.ternary import Unknown, disjunction, either, negation
from incentive_engine.feel.values import AllBut, Range, equal, is_list, within

Tester: TypeAlias = Callable[[Any, Environment], Any]
INPUT = Name("?")


@compiles(In)
def _in(compilation: Compilation, node: In) -> Evaluator:
    value, meets = compilation.evaluator(node.value), tester(compilation, node.tests)
    return lambda env: meets(value(env), env)


@compiles(UnaryTests)
def _tests(compilation: Compilation, node: UnaryTests) -> Evaluator:
    meets = tester(compilation, node)
    return lambda env: meets(env["?"], env)


def tester(compilation: Compilation, tests: UnaryTests) -> Tester:
    """The closure that tells whether a value meets any of the tests, or none where they are negated."""
    if not tests.tests:
        return lambda _value, _env: True
    parts = [_one(compilation, test) for test in tests.tests]
    meets = parts[0] if len(parts) == 1 else _any_of(compilation, parts, tests)
    return _negated(meets) if tests.negated else meets


def _negated(meets: Tester) -> Tester:
    def fails(value: Any, env: Environment) -> Any:
        outcome = meets(value, env)
        return None if outcome is None else negation(outcome)

    return fails


def _any_of(compilation: Compilation, parts: list[Tester], tests: UnaryTests) -> Tester:
    settle = settling(compilation, True)

    def meets(value: Any, env: Environment) -> Any:
        open_ = []
        for part in parts:
            outcome = part(value, env)
            if outcome is True:
                return True
            if outcome is not False:
                open_.append((outcome, tests))
        return settle(open_) if open_ else False

    return meets


def _one(compilation: Compilation, test: UnaryTest) -> Tester:
    operand = compilation.evaluator(test.operand)
    if test.op is not None:
        compare = comparing(compilation, test.op, Comparison(test.op, INPUT, test.operand))
        return lambda value, env: compare(value, operand(env))
    if isinstance(test.operand, Literal):
        return _equal_to(test.operand.value)
    if isinstance(test.operand, Interval):
        interval = _constant_range(test.operand)
        if interval is not None:
            return _within_constant(compilation, test.operand, *interval)
    return _meeting(compilation, test.operand, operand)


def _equal_to(constant: Any) -> Tester:
    kind = type(constant)

    def meets(value: Any, _env: Environment) -> Any:
        return bool(value == constant) if type(value) is kind is str else _is(equal(value, constant))

    return meets


def _is(same: bool | Unknown | None) -> bool | Unknown:
    """The outcome of an equality or a membership: what cannot be compared is not the same."""
    return False if same is None else same


def _constant_range(node: Interval) -> tuple[Decimal, Decimal] | None:
    """The ends of a range between two written numbers."""
    low, high = (end.value if isinstance(end, Literal) else None for end in (node.low, node.high))
    return (low, high) if type(low) is Decimal and type(high) is Decimal else None


def _within_constant(compilation: Compilation, node: Interval, low: Decimal, high: Decimal) -> Tester:
    """Whether a value lies between two written numbers: what a cell of a table asks most."""
    above = operator.le if node.low_closed else operator.lt
    below = operator.le if node.high_closed else operator.lt
    slowly = _meeting(compilation, node, compilation.evaluator(node))

    def meets(value: Any, env: Environment) -> Any:
        return above(low, value) and below(value, high) if type(value) is Decimal else slowly(value, env)

    return meets


def _meeting(compilation: Compilation, node: Node, operand: Evaluator) -> Tester:
    """Whether a value is, or is in, what `operand` gives."""
    is_range = isinstance(node, Interval)
    about_input = INPUT in node.walk()

    def meets(value: Any, env: Environment) -> Any:
        given = operand(Scope({"?": value}, env) if about_input else env)
        if about_input and isinstance(given, (bool, Unknown)):
            return given
        unknowns = [one for one in (value, given) if isinstance(one, Unknown)]
        if unknowns:
            return either(unknowns)
        if isinstance(given, (Range, AllBut)):
            return _inside(value, given)
        if is_list(given):
            return _among(value, given)
        if given is None and is_range:
            return None
        if isinstance(given, bool) and not isinstance(value, bool):
            return given
        return _is(equal(value, given))

    def _inside(value: Any, interval: Range | AllBut) -> Any:
        outcome = within(value, interval)
        if outcome is not None:
            return outcome
        return compilation.failed("feel.cannot-contain", expression=source(node))

    def _among(value: Any, items: list[Any]) -> Any:
        if equal(value, items) is True:
            return True
        return disjunction([_is(_matches(value, item)) for item in items])

    def _matches(value: Any, item: Any) -> Any:
        if isinstance(item, Unknown):
            return either((item,))
        return within(value, item) if isinstance(item, (Range, AllBut)) else equal(value, item)

    return meets
