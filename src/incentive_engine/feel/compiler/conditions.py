"""Conjunction, disjunction, between, and if: Kleene's logic, and FEEL's where values that are no truth values
meet it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from incentive_engine.feel.compiler.compilation import Compilation, Environment, Evaluator, compiles
from incentive_engine.feel.compiler.operators import comparing
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Between, Comparison, If, Logic, Node
from incentive_engine.feel.ternary import Facts, Failure, Unknown, conjunction, disjunction
from incentive_engine.feel.values import equal, kind_of


@compiles(Logic)
def _logic(compilation: Compilation, node: Logic) -> Evaluator:
    operands = compilation.evaluators(node.operands)
    decided = node.op == "or"
    neutral = not decided
    settle = settling(compilation, decided)

    def decide(env: Environment) -> Any:
        open_: list[tuple[Any, Node]] | None = None
        for at, operand in enumerate(operands):
            value = operand(env)
            if value is decided:
                return decided
            if value is not neutral:
                open_ = [] if open_ is None else open_
                open_.append((value, node.operands[at]))
        return neutral if open_ is None else settle(open_)

    return decide


def settling(compilation: Compilation, decided: bool) -> Callable[[Iterable[tuple[Any, Node]]], Any]:
    """The outcome of an `and` (decided False) or `or` (decided True) from those of its operands that are neither
    true nor false, each with its node.

    A value that is no truth value stands for null, as the standard's tables have it; so one that is unknown
    keeps the outcome unknown: it can still decide it.
    """
    connect = disjunction if decided else conjunction

    def settle(open_: Iterable[tuple[Any, Node]]) -> Any:
        unknowns = []
        for value, node in open_:
            if isinstance(value, Unknown):
                unknowns.append(value)
            elif compilation.policy:
                unknowns.append(not_a_truth_value(value, node))
        if len(unknowns) == 1:
            return unknowns[0]
        return connect(unknowns) if unknowns else None

    return settle


def not_a_truth_value(value: Any, node: Node) -> Unknown:
    """The unknown of a condition whose value is neither true nor false."""
    values = (("expression", source(node)), ("kind", kind_of(value)))
    return Unknown(None, None, (Failure("feel.not-a-truth-value", values),))


@compiles(Between)
def _between(compilation: Compilation, node: Between) -> Evaluator:
    value, low, high = compilation.evaluators((node.value, node.low, node.high))
    above = comparing(compilation, ">=", Comparison(">=", node.value, node.low))
    below = comparing(compilation, "<=", Comparison("<=", node.value, node.high))
    settle = settling(compilation, False)

    def lies_between(env: Environment) -> Any:
        one = value(env)
        parts = above(one, low(env)), below(one, high(env))
        if False in parts:
            return False
        open_ = [(part, node) for part in parts if part is not True]
        return settle(open_) if open_ else True

    return lies_between


@compiles(If)
def _if(compilation: Compilation, node: If) -> Evaluator:
    condition, then, otherwise = compilation.evaluators((node.condition, node.then, node.otherwise))

    def choose(env: Environment) -> Any:
        value = condition(env)
        if value is True:
            return then(env)
        if value is False:
            return otherwise(env)
        if not isinstance(value, Unknown):
            # FEEL's `if` takes whatever is not true for false.
            if not compilation.policy:
                return otherwise(env)
            value = not_a_truth_value(value, node.condition)
        first, second = then(env), otherwise(env)
        if equal(first, second) is True:
            return first
        return _either(choice(value, first, second), first, second)

    return choose


def choice(condition: Unknown, then: Any, otherwise: Any) -> Unknown:
    """The unknown of a value that is `then` where `condition` comes out true and `otherwise` where false."""
    by_true = by_false = None
    failures = dict.fromkeys(condition.failures)
    for choosing, value in ((condition.by_true, then), (condition.by_false, otherwise)):
        if isinstance(value, Unknown):
            failures.update(dict.fromkeys(value.failures))
        by_true = _union(by_true, _together(choosing, _needed(value, True)))
        by_false = _union(by_false, _together(choosing, _needed(value, False)))
    return Unknown(by_true, by_false, tuple(failures))


def _either(chosen: Unknown, then: Any, otherwise: Any) -> Unknown:
    """The unknown of a choice that is also settled, whatever is chosen, once both values turn out to be one."""
    if not isinstance(then, Unknown) and not isinstance(otherwise, Unknown):
        return chosen
    both_true = _together(_needed(then, True), _needed(otherwise, True))
    both_false = _together(_needed(then, False), _needed(otherwise, False))
    return Unknown(_union(chosen.by_true, both_true), _union(chosen.by_false, both_false), chosen.failures)


def _needed(value: Any, wanted: bool) -> Facts | None:
    """The facts that a value still needs to be `wanted`, None where none help; a value of another kind is
    taken for either.
    """
    if isinstance(value, Unknown):
        return value.by_true if wanted else value.by_false
    return None if value is (not wanted) else frozenset()


def _together(one: Facts | None, other: Facts | None) -> Facts | None:
    return None if one is None or other is None else one | other


def _union(one: Facts | None, other: Facts | None) -> Facts | None:
    return one if other is None else other if one is None else one | other
