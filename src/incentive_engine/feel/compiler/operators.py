"""Literals, negation, arithmetic and comparison. Shapes that policies use all the time have closures of their
own.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, DecimalException
from typing import Any

from incentive_engine.feel import arithmetic, ternary
from incentive_engine.feel.compiler.compilation import Compilation, Environment, Evaluator, compiles
from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Arithmetic, Comparison, Literal, Name, Negate, Node
from incentive_engine.feel.ternary import Unknown, either
from incentive_engine.feel.values import compare, equal, kind_of

Operation = Callable[[Any, Any], Any]


@compiles(Literal)
def _literal(_compilation: Compilation, node: Literal) -> Evaluator:
    value = node.value
    return lambda _env: value


@compiles(Negate)
def _negate(compilation: Compilation, node: Negate) -> Evaluator:
    operand = compilation.evaluator(node.operand)

    def negate(env: Environment) -> Any:
        value = operand(env)
        if isinstance(value, Unknown):
            return either((value,))
        try:
            return arithmetic.negate(value)
        except FeelError as error:
            return compilation.recovered(error, node)

    return negate


_EXACT: Mapping[str, Operation] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_ANY: Mapping[str, Operation] = {
    "+": arithmetic.add,
    "-": arithmetic.subtract,
    "*": arithmetic.multiply,
    "/": arithmetic.divide,
    "**": arithmetic.power,
}


@compiles(Arithmetic)
def _arithmetic(compilation: Compilation, node: Arithmetic) -> Evaluator:
    left, right = compilation.evaluator(node.left), compilation.evaluator(node.right)
    compute = _ANY[node.op]

    def slowly(first: Any, second: Any) -> Any:
        unknowns = [value for value in (first, second) if isinstance(value, Unknown)]
        if unknowns:
            return either(unknowns)
        if node.op == "/" and _is_zero(second) and not isinstance(first, str):
            return compilation.failed("feel.zero-divisor", divisor=source(node.right))
        try:
            return compute(first, second)
        except FeelError as error:
            return compilation.recovered(error, node)

    exact = _EXACT.get(node.op)
    if exact is None:
        return lambda env: slowly(left(env), right(env))

    def calculate(env: Environment) -> Any:
        first, second = left(env), right(env)
        if type(first) is Decimal and type(second) is Decimal:
            try:
                # There is one zero: a negative one would be printed as such.
                return exact(first, second) or _ZERO
            except DecimalException:
                pass
        return slowly(first, second)

    return calculate


_ZERO = Decimal(0)


def _is_zero(value: Any) -> bool:
    return isinstance(value, Decimal) and not value


_ORDERS: Mapping[str, Operation] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
_OPERATIONS: Mapping[str, Operation] = {**_ORDERS, "=": operator.eq, "!=": operator.ne}
_PLAIN = frozenset({Decimal, str, date})


def comparing(compilation: Compilation, op: str, node: Node) -> Operation:
    """The comparison `op` of two values, whatever they are; `node` is what a failure quotes."""
    order = _ORDERS.get(op)
    plainly = _OPERATIONS[op]

    def compare_values(left: Any, right: Any) -> Any:
        if type(left) is type(right) and type(left) in _PLAIN:
            return plainly(left, right)
        unknowns = [value for value in (left, right) if isinstance(value, Unknown)]
        if unknowns:
            return either(unknowns)
        if order is not None:
            sign = compare(left, right)
            if sign is not None:
                return order(sign, 0)
        else:
            same = equal(left, right)
            if same is not None:
                return same if op == "=" else ternary.negation(same)
        return compilation.failed(
            "feel.cannot-compare", left=kind_of(left), right=kind_of(right), expression=source(node)
        )

    return compare_values


@compiles(Comparison)
def _comparison(compilation: Compilation, node: Comparison) -> Evaluator:
    slowly = comparing(compilation, node.op, node)
    operation = _OPERATIONS[node.op]
    left, right = compilation.evaluator(node.left), compilation.evaluator(node.right)
    if isinstance(node.right, Literal) and type(node.right.value) in _PLAIN:
        if isinstance(node.left, Name):
            return _name_to_constant(node.left.name, operation, node.right.value, left, slowly)
        return _to_constant(left, operation, node.right.value, slowly)

    def compare_both(env: Environment) -> Any:
        first, second = left(env), right(env)
        kind = type(first)
        if kind is type(second) and kind in _PLAIN:
            return operation(first, second)
        return slowly(first, second)

    return compare_both


def _to_constant(left: Evaluator, operation: Operation, constant: Any, slowly: Operation) -> Evaluator:
    kind = type(constant)

    def compare_to_constant(env: Environment) -> Any:
        value = left(env)
        return operation(value, constant) if type(value) is kind else slowly(value, constant)

    return compare_to_constant


def _name_to_constant(name: str, operation: Operation, constant: Any, read: Evaluator, slowly: Operation) -> Evaluator:
    kind = type(constant)

    def compare_name_to_constant(env: Environment) -> Any:
        try:
            value = env[name]
        except KeyError:
            value = read(env)
        return operation(value, constant) if type(value) is kind else slowly(value, constant)

    return compare_name_to_constant
