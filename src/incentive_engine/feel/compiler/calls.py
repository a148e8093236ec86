"""Calls of built-ins, by position or by name, and functions that an expression defines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from incentive_engine.feel.compiler.compilation import Compilation, Environment, Evaluator, Scope, compiles
from incentive_engine.feel.compiler.conditions import not_a_truth_value
from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions import BUILTINS
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Call, Function, Name
from incentive_engine.feel.ternary import Unknown, either, negation
from incentive_engine.feel.values import FunctionValue


@compiles(Call)
def _call(compilation: Compilation, node: Call) -> Evaluator:
    if isinstance(node.function, Name):
        if node.function.name == "not" and len(node.arguments) == 1:
            return _not(compilation, node)
        builtin = BUILTINS.get(node.function.name)
        if builtin is not None and not node.named:
            return _calling(compilation, node, builtin.call)
        if builtin is not None:
            try:
                return _calling(compilation, node, builtin.named([name for name, _ in node.named]))
            except FeelError as error:
                outcome = compilation.recovered(error, node)
                return lambda _env: outcome
    return _call_of_value(compilation, node)


def _calling(compilation: Compilation, node: Call, function: Callable[..., Any]) -> Evaluator:
    arguments = compilation.evaluators(node.arguments or tuple(argument for _, argument in node.named))
    if len(arguments) == 1:
        (only,) = arguments

        def call_with_one(env: Environment) -> Any:
            try:
                return function(only(env))
            except FeelError as error:
                return compilation.recovered(error, node)

        return call_with_one

    def call(env: Environment) -> Any:
        try:
            return function(*[argument(env) for argument in arguments])
        except FeelError as error:
            return compilation.recovered(error, node)

    return call


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
            return body(Scope(dict(zip(parameters, values)), env))

        return FunctionValue(parameters, call)

    return define
