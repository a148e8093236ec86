"""Lists, contexts, ranges and types: values made of parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from incentive_engine.feel.compiler.compilation import Compilation, Environment, Evaluator, Scope, compiles
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import ContextOf, InstanceOf, Interval, ListOf, TypeNode, UnaryTest
from incentive_engine.feel.ternary import Truth, Unknown, conjunction, either
from incentive_engine.feel.values import AllBut, FunctionValue, Range, is_list, kind_of


@compiles(ListOf)
def _list(compilation: Compilation, node: ListOf) -> Evaluator:
    items = compilation.evaluators(node.items)
    return lambda env: [item(env) for item in items]


@compiles(ContextOf)
def _context(compilation: Compilation, node: ContextOf) -> Evaluator:
    entries = tuple((name, compilation.evaluator(value)) for name, value in node.entries)

    def build(env: Environment) -> dict[str, Any]:
        scope = Scope({}, env)
        for name, value in entries:
            scope[name] = value(scope)
        return dict(scope)

    return build


@compiles(Interval)
def _interval(compilation: Compilation, node: Interval) -> Evaluator:
    low = compilation.evaluator(node.low) if node.low is not None else None
    high = compilation.evaluator(node.high) if node.high is not None else None

    def build(env: Environment) -> Any:
        ends = low and low(env), high and high(env)
        unknowns = [end for end in ends if isinstance(end, Unknown)]
        if unknowns:
            return either(unknowns)
        if (low and ends[0] is None) or (high and ends[1] is None):
            return compilation.failed("feel.no-such-range", expression=source(node))
        if low and high and kind_of(ends[0]) != kind_of(ends[1]):
            return compilation.failed("feel.no-such-range", expression=source(node))
        return Range(*ends, node.low_closed, node.high_closed)

    return build


@compiles(UnaryTest)
def _all_but(compilation: Compilation, node: UnaryTest) -> Evaluator:
    operand = compilation.evaluator(node.operand)

    def build(env: Environment) -> Any:
        value = operand(env)
        return either((value,)) if isinstance(value, Unknown) else AllBut(value)

    return build


@compiles(InstanceOf)
def _instance_of(compilation: Compilation, node: InstanceOf) -> Evaluator:
    operand = compilation.evaluator(node.value)

    def test(env: Environment) -> Any:
        return _is_instance(operand(env), node.type)

    return test


def _is_instance(value: Any, type_: TypeNode) -> Truth:
    """Whether a value is of a type (DMN 10.3.2.9.1): null is of none, and nothing is of a type that nobody knows."""
    if isinstance(value, Unknown):
        return either((value,))
    if value is None:
        return type_.name == "Null"
    if type_.name == "Any":
        return True
    kind = kind_of(value)
    if _KINDS.get(type_.name, type_.name) != kind:
        return False
    if is_list(value) and type_.parts:
        return conjunction([_is_instance(item, type_.parts[0]) for item in value])
    if isinstance(value, Mapping):
        return conjunction([name in value and _conforms(value[name], of) for name, of in type_.fields])
    if isinstance(value, Range) and type_.parts:
        return conjunction([_conforms(end, type_.parts[0]) for end in (value.low, value.high)])
    return not isinstance(value, FunctionValue) or len(type_.parts) == len(value.parameters)


def _conforms(value: Any, type_: TypeNode) -> Truth:
    """As `_is_instance`, but null, which an entry may be, is of every type."""
    return value is None or _is_instance(value, type_)


_KINDS = {"string": "text"}
