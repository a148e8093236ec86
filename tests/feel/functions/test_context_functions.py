"""Functions of contexts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel import evaluate


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('get value({key1: "value1"}, "key1")', "value1"),
        ('get value({key1: "value1"}, "key2")', "null"),
        ("get value({}, 1)", "null"),
        ('get entries({a: "b", c: 1})', '[{key: "a", value: "b"}, {key: "c", value: 1}]'),
        ("get entries([1])", "null"),
        ('context([{key: "a", value: 1}, {key: "b", value: null}])', "{a: 1, b: null}"),
        ('context([{key: "a", value: 1}, {key: "a", value: 2}])', "null"),
        ('context([{key: "a"}])', "null"),
        ("context([{key: 1, value: 1}])", "null"),
        ("context([])", "{}"),
        ('context put({a: 1}, "a", 2)', "{a: 2}"),
        ('context put({x: 1, y: {a: 0}}, ["y", "a"], 2)', "{x: 1, y: {a: 2}}"),
        ('context put({x: 1}, ["y", "a"], 2)', "null"),
        ('context put({x: 1}, ["x", "a"], 2)', "null"),
        ("context put({x: 1}, [], 2)", "null"),
        ('context put(keys: ["x"], value: 2, context: {})', "{x: 2}"),
        ("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"),
        ("context merge([1])", "null"),
    ],
)
def test_contexts_are_read_and_made(answer: Callable[[str], str], expression: str, expected: str) -> None:
    assert answer(expression) == expected


@given(st.dictionaries(st.text(max_size=3), st.booleans(), max_size=4))
def test_a_context_is_what_its_entries_make(context: dict[str, bool]) -> None:
    assert evaluate("context(get entries(c)) = c", {"c": context}) is True
