"""What the unknown obeys: Kleene's laws, and that knowing more never unsays what was known."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import product
from typing import Any

import pytest
from expressions import AMOUNTS, TRUTHS, conditions, formulas
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.feel.compiler import compile_expression
from incentive_engine.feel.parser import parse_expression
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Call, Logic, Name, Node
from incentive_engine.feel.ternary import Unknown, missing
from incentive_engine.feel.values import CONTEXT

VALUES: dict[str, st.SearchStrategy[Any]] = {
    **{name: st.booleans() for name in TRUTHS},
    **{name: st.integers(-3, 3).map(Decimal) for name in AMOUNTS},
    "xs": st.lists(st.integers(-3, 3).map(Decimal), min_size=1, max_size=3),
}


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is known of a world, and all of it."""
    whole = {name: draw(values) for name, values in VALUES.items()}
    known = {name: value if draw(st.booleans()) else missing(name) for name, value in whole.items()}
    if isinstance(known["xs"], list):
        known["xs"] = [item if draw(st.booleans()) else missing("xs") for item in whole["xs"]]
    return known, whole


def value(tree: Node, names: dict[str, Any]) -> Any:
    with localcontext(CONTEXT):
        return compile_expression(tree, policy=True)(names)


def of(text: str, **names: Any) -> Any:
    return value(parse_expression(text), names)


TRUTH = {"T": True, "F": False, "U": missing("u")}


@pytest.mark.parametrize(
    ("op", "table"),
    [("and", "TT=T TF=F TU=U FT=F FF=F FU=F UT=U UF=F UU=U"), ("or", "TT=T TF=T TU=T FT=T FF=F FU=U UT=T UF=U UU=U")],
)
def test_and_and_or_are_kleenes(op: str, table: str) -> None:
    for line in table.split():
        (left, right), expected = line.split("=")
        answer = of(f"p {op} q", p=TRUTH[left], q=TRUTH[right])
        assert ("U" if isinstance(answer, Unknown) else "FT"[answer]) == expected, line


@given(conditions(), conditions(), worlds())
@settings(deadline=None)
def test_de_morgan(left: Node, right: Node, world: tuple[dict[str, Any], dict[str, Any]]) -> None:
    known, _ = world

    def negated(node: Node) -> Node:
        return Call(Name("not"), (node,))

    one = value(negated(Logic("and", (left, right))), known)
    other = value(Logic("or", (negated(left), negated(right))), known)
    assert_same(one, other)


@given(st.lists(conditions(), min_size=3, max_size=5), worlds())
@settings(deadline=None)
def test_a_conjunction_is_the_same_however_it_is_nested(
    parts: list[Node], world: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    known, _ = world
    flat = value(Logic("and", tuple(parts)), known)
    nested = parts[0]
    for part in parts[1:]:
        nested = Logic("and", (nested, part))
    assert_same(flat, value(nested, known))


def assert_same(one: Any, other: Any) -> None:
    if isinstance(one, Unknown):
        assert isinstance(other, Unknown)
        assert (one.by_true, one.by_false) == (other.by_true, other.by_false)
    else:
        assert one is other


@given(formulas(), worlds())
@settings(deadline=None, max_examples=200)
def test_knowing_more_never_unsays_what_was_known(tree: Node, world: tuple[dict[str, Any], dict[str, Any]]) -> None:
    known, whole = world
    before, after = value(tree, known), value(tree, whole)
    if not isinstance(before, Unknown):
        assert before == after, source(tree)
    elif before.stuck:
        assert isinstance(after, Unknown), source(tree)
    elif after is True:
        assert before.by_true, source(tree)
    elif after is False:
        assert before.by_false, source(tree)


@given(formulas(), worlds())
@settings(deadline=None, max_examples=150)
def test_only_the_facts_that_are_named_can_change_an_unknown(
    tree: Node, world: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    known, whole = world
    before = value(tree, known)
    if isinstance(before, Unknown):
        others = {name: known[name] if name in before.missing else whole[name] for name in known}
        assert isinstance(value(tree, others), Unknown), source(tree)


def test_every_pair_of_facts_of_a_threshold_is_named() -> None:
    for first, second in product([True, False, missing("p")], [True, False, missing("q")]):
        answer = of("p and q or r", p=first, q=second, r=missing("r"))
        if isinstance(answer, Unknown):
            assert "r" in answer.missing
