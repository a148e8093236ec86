"""Functions of texts: the standard's examples, positions, and characters beyond the first plane."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel import evaluate

Answer = Callable[[str], str]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('substring("foobar", 3)', "obar"),
        ('substring("foobar", 3, 3)', "oba"),
        ('substring("foobar", -2, 1)', "a"),
        ('substring("foobar", 3.8)', "obar"),
        ('substring("foobar", 5, 2)', "ar"),
        ('substring("foobar", 5, 3)', "null"),
        ('substring("foobar", -2, 3)', "null"),
        ('substring("\\U01F40Eab", 2)', "ab"),
        ('substring("foobar", 0)', "null"),
        ('substring("foobar", 7)', "null"),
        ('substring("foobar", -7)', "null"),
        ('substring("foobar", 1, 0)', "null"),
        ('substring(["foobar"], 3)', "obar"),
        ('substring(start position: 2, string: "abc")', "bc"),
        ('string length("横綱🐎")', "3"),
        ('upper case("aBc4")', "ABC4"),
        ('lower case("ABC4")', "abc4"),
        ('substring before("foobar", "bar")', "foo"),
        ('substring before("foobar", "xyz")', ""),
        ('substring before("foobar", "")', ""),
        ('substring after("foobar", "ob")', "ar"),
        ('substring after("", "a")', ""),
        ('substring after("foobar", "")', "foobar"),
        ('contains("foobar", "of")', "false"),
        ('starts with("foobar", "fo")', "true"),
        ('ends with("foobar", "r")', "true"),
        ('split("John Doe", "\\\\s")', '["John", "Doe"]'),
        ('split("a;b;c;;", ";")', '["a", "b", "c", "", ""]'),
        ('split("a1b22c", "([0-9])+")', '["a", "b", "c"]'),
        ('string join(["a", "b", "c"], "_and_")', "a_and_b_and_c"),
        ('string join(["a", null, "c"])', "ac"),
        ('string join([], "X")', ""),
        ('string join(["a", 1])', "null"),
        ("string length(null)", "null"),
        ('contains("foobar")', "null"),
    ],
)
def test_texts_are_cut_and_joined_as_the_standard_says(answer: Answer, expression: str, expected: str) -> None:
    assert answer(expression) == expected


@given(st.text(max_size=12), st.text(min_size=1, max_size=3))
def test_a_text_is_what_stands_before_a_match_with_the_match_and_what_stands_after(text: str, match: str) -> None:
    names = {"t": text, "m": match}
    before, after = (evaluate(f"substring {side}(t, m)", names) for side in ("before", "after"))
    if match in text:
        assert before + match + after == text
        assert match not in before + match[:-1]
    else:
        assert before == after == ""


@given(st.lists(st.text(alphabet="abc", max_size=3), min_size=1, max_size=6))
def test_splitting_undoes_joining(parts: list[str]) -> None:
    assert evaluate('split(string join(parts, ";"), ";")', {"parts": parts}) == parts
