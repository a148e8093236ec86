"""Functions of lists, and what makes one value of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel import UNKNOWN, evaluate

Answer = Callable[[str], str]
NUMBERS = st.lists(st.integers(-5, 5).map(Decimal), max_size=8)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("list contains([1, 2, 3], 2)", "true"),
        ("list contains([1, 2, null], null)", "true"),
        ('list contains([1, 2], "1")', "false"),
        ("list contains(null, 1)", "null"),
        ("count([1, [2, 3]])", "2"),
        ("count([])", "0"),
        ("count(null)", "null"),
        ("count(7)", "1"),
        ("min([3, 1, 2])", "1"),
        ("max(1, 2, 3)", "3"),
        ('max(["b", "a"])', "b"),
        ('min(@"2020-02-01", @"2020-01-01")', "2020-01-01"),
        ("min([])", "null"),
        ('min([1, "a"])', "null"),
        ("sum([1, 2, 3])", "6"),
        ("sum(1, 2, 3)", "6"),
        ("sum(0.1, 0.2)", "0.3"),
        ("sum([])", "null"),
        ("sum([1, null])", "null"),
        ("mean([1, 2, 4])", "2.333333333333333333333333333333333"),
        ("mean(1)", "1"),
        ("median(8, 2, 5, 3, 4)", "4"),
        ("median([6, 1, 2, 3])", "2.5"),
        ("median([])", "null"),
        ("product(2, 3, 4)", "24"),
        ("product([])", "null"),
        ("stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"),
        ("stddev([47])", "null"),
        ("mode(6, 3, 9, 6, 6)", "[6]"),
        ("mode([6, 1, 9, 6, 1])", "[1, 6]"),
        ("mode([])", "[]"),
        ("all([true, false])", "false"),
        ("all([false, null, true])", "false"),
        ("all([true, null])", "null"),
        ("all([])", "true"),
        ("all(true)", "true"),
        ("all(null)", "null"),
        ("any([false, null, true])", "true"),
        ("any([false, 1])", "null"),
        ("any(false, false)", "false"),
        ("any([])", "false"),
        ("sublist([1, 2, 3], 2)", "[2, 3]"),
        ("sublist([1, 2, 3], 1, 2)", "[1, 2]"),
        ("sublist([1, 2, 3], -2, 1)", "[2]"),
        ("sublist([1, 2, 3], 2, 5)", "null"),
        ("sublist([1, 2, 3], 0)", "null"),
        ("append([1], 2, 3)", "[1, 2, 3]"),
        ("append(1, 2)", "[1, 2]"),
        ("concatenate([1, 2], [3], [])", "[1, 2, 3]"),
        ("insert before([1, 3], 1, 2)", "[2, 1, 3]"),
        ("insert before([1, 3], -1, 2)", "[1, 2, 3]"),
        ("insert before([1, 3], 3, 2)", "null"),
        ("remove([1, 2, 3], 2)", "[1, 3]"),
        ("remove([1, 2, 3], -1)", "[1, 2]"),
        ("reverse([1, 2, 3])", "[3, 2, 1]"),
        ("index of([1, 2, 3, 2], 2)", "[2, 4]"),
        ("index of([1, null], null)", "[2]"),
        ("union([1, 2], [2, 3])", "[1, 2, 3]"),
        ("distinct values([1, 2, 3, 2, 1.0])", "[1, 2, 3]"),
        ("distinct values([[1], [1.0], null, null])", "[[1], null]"),
        ("flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"),
        ("list replace([2, 4, 7, 8], 3, 6)", "[2, 4, 6, 8]"),
        ("list replace([1, 2, 3], -1.5, 4)", "[1, 2, 4]"),
        ("list replace([1, 2, 3], 0, 4)", "null"),
        ("list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]"),
        ("list replace([2, 4], function(item, newItem) item, 5)", "null"),
        ("list replace([2, 4], function(item) true, 5)", "null"),
        ("sort([3, 1, 4], function(x, y) x < y)", "[1, 3, 4]"),
        ("sort([3, 1], function(x) true)", "null"),
        ("sum(list: [1, 2])", "3"),
        ("append(list: [1])", "[1]"),
        ("all(l: [true])", "null"),
    ],
)
def test_lists_are_read_and_changed_as_the_standard_says(answer: Answer, expression: str, expected: str) -> None:
    assert answer(expression) == expected


@given(NUMBERS)
def test_distinct_values_keeps_each_value_once_where_it_stood_first(numbers: list[Decimal]) -> None:
    once = evaluate("distinct values(xs)", {"xs": numbers})
    assert once == list(dict.fromkeys(numbers))
    assert evaluate("distinct values(xs)", {"xs": once}) == once
    assert evaluate("union(xs, xs)", {"xs": numbers}) == once


@given(NUMBERS)
def test_sorting_is_an_ordered_permutation_that_keeps_ties(numbers: list[Decimal]) -> None:
    rows = [{"n": number, "at": Decimal(at)} for at, number in enumerate(numbers)]
    ordered = evaluate("sort(rows, function(x, y) x.n < y.n)", {"rows": rows})
    assert ordered == sorted(rows, key=lambda row: row["n"])
    assert Counter(row["at"] for row in ordered) == Counter(row["at"] for row in rows)


@given(NUMBERS, NUMBERS)
def test_reversing_and_concatenating_agree(left: list[Decimal], right: list[Decimal]) -> None:
    names = {"a": left, "b": right}
    assert evaluate("reverse(concatenate(a, b)) = concatenate(reverse(b), reverse(a))", names) is True


@given(NUMBERS.filter(bool))
def test_the_mean_lies_between_the_least_and_the_greatest(numbers: list[Decimal]) -> None:
    names = {"xs": numbers}
    assert evaluate("min(xs) <= mean(xs) and mean(xs) <= max(xs)", names) is True
    assert evaluate("min(xs) <= median(xs) and median(xs) <= max(xs)", names) is True


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("count(xs)", Decimal(3)),
        ("list contains(xs, 1)", True),
        ("list contains(xs, 9)", UNKNOWN),
        ("sum(xs)", UNKNOWN),
        ("max(xs)", UNKNOWN),
        ("distinct values(xs)", UNKNOWN),
        ("index of(xs, 1)", UNKNOWN),
        ("flatten(xs)", UNKNOWN),
        ("reverse(xs)[1]", Decimal(3)),
        ("sublist(xs, 3)", [Decimal(3)]),
        ("remove(xs, 2)", [Decimal(1), Decimal(3)]),
        ("append(xs, u)[-2]", Decimal(3)),
        ("concatenate(xs, [4])[-1]", Decimal(4)),
        ("concatenate(u, [4])", UNKNOWN),
        ("insert before(xs, 1, u)[2]", Decimal(1)),
        ("list replace(xs, 2, 5)", [Decimal(1), Decimal(5), Decimal(3)]),
        ("all([false, u])", False),
        ("all(true, u)", UNKNOWN),
        ("any([true, u])", True),
        ("any(false, u)", UNKNOWN),
        ("not(u)", UNKNOWN),
        ("string join([u])", UNKNOWN),
        ("string([u])", UNKNOWN),
        ("is(u, 1)", UNKNOWN),
        ('get value({a: u, b: 2}, "b")', Decimal(2)),
        ("get entries({a: u})[1].key", "a"),
        ('context put({a: u}, "b", 2).b', Decimal(2)),
        ("context merge([{a: u}, {b: 2}]).b", Decimal(2)),
        ("sort([u, 1], function(x, y) true)", UNKNOWN),
        ("sort([2, 1], function(x, y) x < u)", UNKNOWN),
        ("list replace([1, 2], function(a, b) a = u, 0)", UNKNOWN),
    ],
)
def test_an_unknown_item_matters_only_where_it_decides(expression: str, expected: Any) -> None:
    assert evaluate(expression, {"u": UNKNOWN, "xs": [1, UNKNOWN, 3]}) == expected
