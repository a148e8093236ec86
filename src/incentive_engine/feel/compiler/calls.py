"""Calls of built-ins, by position or by name, and functions that an expression defines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, DecimalException
from typing import Any

from incentive_engine.feel.compiler.compilation import Compilation, Environment, Evaluator, Scope, compiles
from incentive_engine.feel.compiler.conditions import not_a_truth_value
from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions import BUILTINS, Builtin
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Call, Function, Literal, Name
from incentive_engine.feel.ternary import Unknown, either, negation
from incentive_engine.feel.values import FunctionValue


@compiles(Call)
def _call(compilation: Compilation, node: Call) -> Evaluator:
    if isinstance(node.function, Name):
        if node.function.name == "not" and len(node.arguments) == 1:
            return _not(compilation, node)
        builtin = BUILTINS.get(node.function.name)
        if builtin is not None:
            return _call_of_builtin(compilation, node, builtin)
    return _call_of_value(compilation, node)


def _call_of_builtin(compilation: Compilation, node: Call, builtin: Builtin) -> Evaluator:
    function = builtin.call
    if node.named:
        try:
            function = builtin.named([name for name, _ in node.named])
        except FeelError as error:
            outcome = compilation.recovered(error, node)
            return lambda _env: outcome

    def answer(values: Sequence[Any]) -> Any:
        try:
            return function(*values)
        except FeelError as error:
            return compilation.recovered(error, node)

    nodes = node.arguments + tuple(argument for _, argument in node.named)
    arguments = compilation.evaluators(nodes)
    if not builtin.clock and all(isinstance(one, Literal) for one in nodes):
        return _once(lambda: answer([argument(NOTHING) for argument in arguments]))
    taken = any(overload.signature.takes(len(nodes)) for overload in builtin.overloads)
    if taken and not node.named and builtin.name in _QUICKLY:
        return _of_numbers(_QUICKLY[builtin.name], arguments, answer)
    return lambda env: answer([argument(env) for argument in arguments])


NOTHING: Environment = {}


def _once(call: Callable[[], Any]) -> Evaluator:
    """A call whose answer never changes, such as `duration("P1Y")`: made when it is first needed."""
    answers: list[Any] = []

    def answer(_env: Environment) -> Any:
        if not answers:
            answers.append(call())
        return answers[0]

    return answer


_QUICKLY: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "sum": lambda numbers: sum(numbers, Decimal(0)),
    "count": lambda numbers: Decimal(len(numbers)),
    "min": min,
    "max": max,
}
"""The built-ins that policies use most, over known numbers."""


def _of_numbers(
    quickly: Callable[[Sequence[Decimal]], Decimal],
    arguments: tuple[Evaluator, ...],
    answer: Callable[[Sequence[Any]], Any],
) -> Evaluator:
    def aggregate(env: Environment) -> Any:
        values = [argument(env) for argument in arguments]
        numbers = values[0] if len(values) == 1 and type(values[0]) is list else values
        if set(map(type, numbers)) == {Decimal}:
            try:
                return quickly(numbers)
            except DecimalException:
                pass
        return answer(values)

    return aggregate


def _not(compilation: Compilation, node: Call) -> Evaluator:
    operand = compilation.evaluator(node.arguments[0])

    def negate(env: Environment) -> Any:
        value = operand(env)
        if value is True:
            return False
        if value is False:
            return True
        if isinstance(value, Unknown):
            return negation(value)
        return not_a_truth_value(value, node.arguments[0]) if compilation.policy else None

    return negate


def _call_of_value(compilation: Compilation, node: Call) -> Evaluator:
    """A call of what is no built-in: a function value, or a mistake."""
    function = compilation.evaluator(node.function)
    names = tuple(name for name, _ in node.named)
    arguments = compilation.evaluators(node.arguments or tuple(argument for _, argument in node.named))

    def call(env: Environment) -> Any:
        called = function(env)
        if isinstance(called, Unknown):
            return either((called,))
        if not isinstance(called, FunctionValue):
            return compilation.failed("feel.no-such-function", function=source(node.function))
        values = [argument(env) for argument in arguments]
        if names:
            if set(names) != set(called.parameters):
                return compilation.failed("feel.wrong-arguments", function=source(node.function))
            values = [values[names.index(parameter)] for parameter in called.parameters]
        try:
            return called.call(*values)
        except FeelError as error:
            return compilation.recovered(error, node)

    return call


@compiles(Function)
def _function(compilation: Compilation, node: Function) -> Evaluator:
    parameters, body = node.parameters, compilation.evaluator(node.body)

    def define(env: Environment) -> Any:
        def call(*values: Any) -> Any:
            if len(values) != len(parameters):
                return compilation.failed("feel.wrong-arguments", function=source(node))
            return body(Scope(dict(zip(parameters, values, strict=True)), env))

        return FunctionValue(parameters, call)

    return define
