"""What is fused into one function says what the closures say, to the last digit and the last reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from random import Random
from typing import Any

import pytest
from expressions import AMOUNTS, TRUTHS, formulas, trees
from hypothesis import given, settings
from hypothesis import strategies as st
from randomly_typed import EDGES, ODD, Author, world

from incentive_engine.feel.compiler import compile_expression
from incentive_engine.feel.compiler.compilation import Compilation
from incentive_engine.feel.compiler.fusion import OFTEN, fuse_expression, fuse_table
from incentive_engine.feel.parser import parse_expression
from incentive_engine.feel.syntax import Literal, Logic, Name, Node
from incentive_engine.feel.tables import compile_table
from incentive_engine.feel.ternary import OpenSeries, Unknown
from incentive_engine.feel.values import CONTEXT, AllBut, FunctionValue, Range

SEEDS = st.integers(0, 2**64)


def told(value: Any) -> Any:
    """A value in full: the digits of a number, the reasons of an unknown."""
    if isinstance(value, Unknown):
        elements = told(list(value.elements)) if isinstance(value, OpenSeries) else None
        return type(value), value.by_true, value.by_false, value.failures, elements
    if isinstance(value, list):
        return [told(one) for one in value]
    if isinstance(value, dict):
        return {name: told(one) for name, one in value.items()}
    if isinstance(value, FunctionValue):
        return "function"
    if isinstance(value, Range):
        return told([value.low, value.high]), value.low_closed, value.high_closed
    if isinstance(value, AllBut):
        return "but", told(value.value)
    return type(value), repr(value)


def outcome(evaluate: Callable[[Any], Any], env: Any) -> Any:
    try:
        return told(evaluate(env))
    except RecursionError:
        return "without end"


def never(_env: Any) -> Any:
    raise AssertionError("sent back to the closures")


def agree(tree: Node, policy: bool, *envs: dict[str, Any]) -> None:
    closure = Compilation(policy).evaluator(tree)
    fused = fuse_expression(Compilation(policy), tree, closure)
    for env in envs:
        assert outcome(fused, env) == outcome(closure, env)


@settings(max_examples=250, deadline=None)
@given(SEEDS)
def test_fused_expressions_and_tables_say_what_closures_say(seed: int) -> None:
    random = Random(seed)
    with localcontext(CONTEXT):
        for _ in range(10):
            author, policy = Author(random), random.random() < 0.5
            envs = [world(random, odd) for odd in (0, 0.05, 0.3)]
            if random.random() < 0.7:
                agree(author.any(random.randint(2, 4)), policy, *envs)
            else:
                tables_agree(author.table(), policy, *envs)


def tables_agree(arguments: Any, policy: bool, *envs: dict[str, Any]) -> None:
    table = replace(compile_table(*arguments, policy=policy), fused=None)
    fused = fuse_table(Compilation(policy), *arguments, table)
    for env in envs:
        assert outcome(fused, env) == outcome(table, env)


@settings(max_examples=100, deadline=None)
@given(formulas(), st.data())
def test_fused_formulas_say_what_closures_say(tree: Node, data: st.DataObject) -> None:
    odd = st.sampled_from(ODD).map(lambda make: make())
    numbers = st.sampled_from(EDGES)
    env = {name: data.draw(numbers | odd) for name in AMOUNTS}
    env |= {name: data.draw(st.booleans() | odd) for name in TRUTHS}
    env["xs"] = data.draw(st.lists(numbers | odd, max_size=3))
    with localcontext(CONTEXT):
        for policy in (True, False):
            agree(tree, policy, env)


@settings(max_examples=100, deadline=None)
@given(trees())
def test_any_tree_can_be_fused(tree: Node) -> None:
    with localcontext(CONTEXT):
        agree(tree, True, {"a": Decimal(1), "revenue": [Decimal(1), Decimal(2)], "order": {"a": "b"}})


WORLD = {
    "year": Decimal(2020),
    "kind": "甲",
    "flag": True,
    "x": Decimal(5),
    "series": [Decimal(1), Decimal(3)],
    "rows": [{"kind": "甲", "day": date(2020, 5, 1), "amount": Decimal(2), "odd": None}],
}


@pytest.mark.parametrize(
    "text",
    [
        'some r in rows satisfies r.kind = "甲" and r.day.year = year and r.amount > 0',
        'every r in rows satisfies r.day.year < year or not(r.kind = "乙")',
        'count(rows[kind = "甲" and day.year = year]) > 0 and flag',
        "sum(for r in rows return if r.day.year = year then r.amount * x else 0)",
        "series[-1] - series[-2] >= x or series[-1] > series[1]",
        'kind in ("甲", "乙") and x between 1 and 5 and x in [5..6)',
        "max(min(x, 3), 0) * 2 / 3",
        "if x > 3 then rows[1].odd else x",
    ],
)
def test_what_policies_ask_of_plain_values_needs_no_closure(text: str) -> None:
    tree = parse_expression(text)
    with localcontext(CONTEXT):
        closure = Compilation(True).evaluator(tree)
        assert told(fuse_expression(Compilation(True), tree, never)(WORLD)) == told(closure(WORLD))


@pytest.mark.parametrize(
    "text",
    ["x in [6..1/zero]", "x in [1/zero..4]", "x in (5, 1/zero)", "x between 6 and 1/zero", "max(x, 1/zero) > x",
     "count(for r in rows return 1/zero) > zero", "some r in rows satisfies flag or r.amount/zero > 1",
     'kind = "乙" and zero / zero > 1', "kind = other and kind > 1 or kind > 3",
     "rows[item.amount > 1 and amount = 2]"],
)  # fmt: skip
def test_what_fails_beside_what_decides_fails_as_in_the_closures(text: str) -> None:
    with localcontext(CONTEXT):
        for policy in (True, False):
            agree(parse_expression(text), policy, WORLD | {"zero": Decimal(0), "other": "乙"})


def test_an_expression_is_fused_after_it_was_used_often() -> None:
    evaluate = compile_expression(parse_expression("x + 1 > 2"), policy=True)
    with localcontext(CONTEXT):
        answers = [evaluate({"x": Decimal(number % 3)}) for number in range(3 * OFTEN)]
    assert answers == [False, False, True] * OFTEN


@pytest.mark.parametrize("text", ["(" * 90 + "x" + " + 1)" * 90, "not(" * 90 + "flag" + ")" * 90,
                                  "if flag then " * 60 + "x" + " else 1" * 60])  # fmt: skip
def test_what_nests_deep_is_fused_or_stays_as_it_is(text: str) -> None:
    with localcontext(CONTEXT):
        agree(parse_expression(text), True, WORLD)


def test_a_long_conjunction_stays_within_what_python_nests() -> None:
    condition = parse_expression("some r in rows satisfies r.amount > 0")
    with localcontext(CONTEXT):
        agree(Logic("and", (condition,) * 200 + (Name("flag"), Literal(True))), True, WORLD)
