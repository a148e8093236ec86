"""Trees written as text, and read back."""

from __future__ import annotations

import pytest
from expressions import trees, unary_tests
from hypothesis import given, settings

from incentive_engine.feel.parser import parse_expression, parse_unary_tests
from incentive_engine.feel.source import source
from incentive_engine.feel.syntax import Node, UnaryTests


@given(trees())
@settings(deadline=None, max_examples=300)
def test_what_is_written_reads_back_as_the_same_tree(tree: Node) -> None:
    assert parse_expression(source(tree)) == tree


@given(unary_tests())
@settings(deadline=None, max_examples=100)
def test_unary_tests_read_back_as_the_same_tests(tests: UnaryTests) -> None:
    assert parse_unary_tests(source(tests)) == tests


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("((a))+b", "a + b"),
        ("(a+b)*c", "(a + b) * c"),
        ("a-(b-c)", "a - (b - c)"),
        ("(-a)**2", "-a ** 2"),
        ("not ( a )", "not(a)"),
        ("revenue [ -1 ]>=3e7", "revenue[-1] >= 30000000"),
        ("(a or b) and c", "(a or b) and c"),
        ("x in (> 5)", "x in > 5"),
        ("x in ]1..5[", "x in (1..5)"),
        ("date and  time ( s ).time  offset", "date and time(s).time offset"),
        ("if a then b else c", "if a then b else c"),
    ],
)
def test_blanks_and_parentheses_that_say_nothing_are_left_out(written: str, plain: str) -> None:
    assert source(parse_expression(written)) == plain
