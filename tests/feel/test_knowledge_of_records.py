"""What policies ask of lists of records, series and texts, with some of it unknown."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.feel.compiler import compile_expression
from incentive_engine.feel.parser import parse_expression
from incentive_engine.feel.ternary import OpenSeries, Unknown, missing
from incentive_engine.feel.values import CONTEXT

AMOUNTS = [
    *("x", "2", "revenue[-1]", "revenue[-2]", "sum(revenue)", "revenue[-1] / revenue[-2]", "count(platforms)"),
    *("platforms[1].grant", "sum(platforms.grant)", "sum(platforms[first].grant)", "max(platforms.grant)"),
    *("count(platforms[grant > x])", "sum(for p in platforms return if p.first then p.grant else 0)", "min(x, 1)"),
]
CONDITIONS = [
    *("flag", "platforms[1].first", "list contains(platforms.grant, x)", "all(platforms.first)", "any([flag, x > 1])"),
    *("some p in platforms satisfies p.first and p.grant > x", "every p in platforms satisfies p.first or p.grant = x"),
    *('kind = "a"', 'kind in ("a", "b")', 'starts with(kind, "a")', 'list contains(["a", "b"], kind)', "x in [1..2)"),
    *("platforms[grant = 1] = []", "count(platforms[first and grant > 0]) >= 1", "x between 1 and platforms[-1].grant"),
]


@st.composite
def questions(draw: st.DrawFn) -> str:
    """A condition over records, two conditions joined, or a comparison of two amounts."""
    amounts, conditions = st.sampled_from(AMOUNTS), st.sampled_from(CONDITIONS)
    compared = f"{draw(amounts)} {draw(st.sampled_from(['>', '>=', '=', '!=', '<']))} {draw(amounts)}"
    first, second = draw(st.permutations([draw(conditions), draw(conditions), compared]))[:2]
    shapes = ["{0}", "not({0})", "({0}) and ({1})", "({0}) or ({1})", "if {0} then {1} else flag", "{1}"]
    return draw(st.sampled_from(shapes)).format(first, second)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is known of a world, and all of it."""
    small, known = st.integers(0, 3).map(Decimal), st.booleans()

    def perhaps(value: Any, fact: str) -> Any:
        return value if draw(known) else missing(fact)

    records = [{"grant": draw(small), "first": draw(known)} for _ in range(draw(st.integers(0, 3)))]
    years = draw(st.lists(small, min_size=2, max_size=3))
    whole = {"x": draw(small), "flag": draw(known), "kind": draw(st.sampled_from("abc"))}
    whole |= {"platforms": records, "revenue": years}
    partly = {name: perhaps(value, name) for name, value in whole.items()}
    if draw(known):
        partly["platforms"] = [{key: perhaps(value, "platforms") for key, value in one.items()} for one in records]
    if draw(known):
        figures = [perhaps(year, "revenue") for year in years]
        partly["revenue"] = OpenSeries(frozenset({"revenue", "founded"}), figures) if draw(known) else figures
    return partly, whole


def check(question: str, world: tuple[dict[str, Any], dict[str, Any]]) -> None:
    partly, whole = world
    for policy in (True, False):
        evaluate = compile_expression(parse_expression(question), policy=policy)
        with localcontext(CONTEXT):
            before, after = evaluate(partly), evaluate(whole)
            if not isinstance(before, Unknown):
                assert before is after or before == after
                continue
            others = {name: partly[name] if name in before.missing else whole[name] for name in whole}
            assert isinstance(evaluate(others), Unknown)
        assert not before.stuck or isinstance(after, Unknown)
        assert after is not True or before.by_true
        assert after is not False or before.by_false


@given(questions(), worlds())
@settings(deadline=None, max_examples=200)
def test_knowing_more_never_unsays_what_was_known(question: str, world: tuple[dict[str, Any], dict[str, Any]]) -> None:
    check(question, world)


@pytest.mark.slow
@given(questions(), worlds())
@settings(deadline=None, max_examples=10_000)
def test_knowing_more_never_unsays_what_was_known_at_length(
    question: str, world: tuple[dict[str, Any], dict[str, Any]]
) -> None:
    check(question, world)
