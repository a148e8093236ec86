"""What values are to each other: equality, order, membership and text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel import evaluate
from incentive_engine.feel.temporal import DaysTimeDuration, YearsMonthsDuration, make_date, parse_literal
from incentive_engine.feel.ternary import UNKNOWN, Unknown
from incentive_engine.feel.values import (
    CONTEXT,
    AllBut,
    FunctionValue,
    Range,
    compare,
    equal,
    identity,
    kind_of,
    number_text,
    to_string,
    within,
)

NUMBERS = st.decimals(-(10**6), 10**6, places=2)
SCALARS = (
    NUMBERS
    | st.sampled_from(["", "a", "b", "横"])
    | st.booleans()
    | st.none()
    | st.dates(dt.date(2020, 1, 1), dt.date(2020, 1, 3))
    | st.sampled_from([parse_literal(text) for text in ("10:00:00", "10:00:00.5", "10:00:00Z", "11:00:00+01:00")])
    | st.sampled_from([parse_literal(text) for text in ("2020-01-01T10:00:00Z", "2020-01-01T11:00:00+01:00")])
    | st.sampled_from([YearsMonthsDuration(1), DaysTimeDuration(1), make_date(10_000, 1, 1)])
    | st.builds(Range, st.integers(0, 2).map(Decimal), st.integers(3, 4).map(Decimal), st.booleans())
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "{"]), inner, max_size=2),
    max_leaves=6,
)


@given(VALUES)
def test_every_value_equals_itself(value: Any) -> None:
    assert equal(value, value) is True


@given(VALUES, VALUES)
def test_equality_and_order_are_symmetric_and_agree(left: Any, right: Any) -> None:
    assert equal(left, right) == equal(right, left)
    order = compare(left, right)
    assert compare(right, left) == (None if order is None else -order)
    if order is not None:
        assert (order == 0) == equal(left, right)


@given(VALUES, VALUES)
def test_values_share_their_identity_exactly_when_they_are_equal(left: Any, right: Any) -> None:
    assert (identity(left) == identity(right)) == (equal(left, right) is True)


@given(
    st.recursive(
        NUMBERS | st.text(alphabet='a"\\ 横\n', max_size=4) | st.booleans() | st.none(), st.lists, max_leaves=6
    )
)
def test_what_a_list_says_of_itself_is_an_expression_that_gives_it(value: Any) -> None:
    assert evaluate(to_string([value])) == [value]


@given(NUMBERS)
def test_equal_numbers_are_written_alike(number: Decimal) -> None:
    assert number_text(number) == number_text(number * Decimal("1.000"))
    assert Decimal(number_text(number)) == number


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("1", "1.0", True),
        ("1", '"1"', None),
        ("null", "0", False),
        ("null", "null", True),
        ("[]", "null", False),
        ("[1]", "1", None),
        ('["1"]', "[1]", False),
        ("{}", "[]", None),
        ('@"10:00:00"', '@"10:00:00Z"', False),
        ('@"10:00:00.1"', '@"10:00:00.9"', True),
        ('@"2020-01-01"', '@"2020-01-01T00:00:00"', None),
        ('@"P1Y"', '@"P365D"', None),
        ("[1..2]", "[1..2)", False),
        ("(!= 1)", "(!= 1)", True),
        ("(!= 1)", "[1..1]", False),
    ],
)
def test_values_of_different_kinds_are_not_compared(left: str, right: str, expected: bool | None) -> None:
    assert evaluate(f"{left} = {right}") is expected


def test_a_local_time_has_no_order_among_times_of_a_zone() -> None:
    assert evaluate('@"10:00:00" < @"11:00:00Z"') is None
    assert evaluate('@"2020-01-01T10:00:00" < @"2020-01-01T11:00:00Z"') is None
    assert evaluate('@"2020-01-01T10:00:00+08:00" < @"2020-01-01T03:00:00Z"') is True


def test_lists_with_an_unknown_item_may_still_be_seen_to_differ() -> None:
    one, two = Decimal(1), Decimal(2)
    assert equal([one, UNKNOWN], [two, one]) is False
    assert equal([UNKNOWN], [one, two]) is False
    assert isinstance(equal([one, UNKNOWN], [one, one]), Unknown)
    assert isinstance(equal({"a": UNKNOWN}, {"a": one}), Unknown)


def test_ranges_hold_what_lies_between_their_ends() -> None:
    low, high = Decimal(1), Decimal(3)
    assert within(low, Range(low, high)) is True
    assert within(low, Range(low, high, low_closed=False)) is False
    assert within(high, Range(low, high, high_closed=False)) is False
    assert within(high, Range(None, high, low_closed=False)) is True
    assert within("a", Range(low, high)) is None
    assert within(low, AllBut(low)) is False
    assert within("a", AllBut(low)) is None


def test_numbers_are_decimal128() -> None:
    assert CONTEXT.divide(Decimal(2), Decimal(3)) == Decimal("0.6666666666666666666666666666666667")
    assert evaluate("10 ** 6144 * 10") is None
    assert evaluate("0.1 + 0.2 = 0.3") is True


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused_at_the_door(number: str) -> None:
    with pytest.raises(TypeError, match=rf"a\[1\]: FEEL has no number {number}"):
        evaluate("a", {"a": [Decimal(number)]})


class Text(str):
    __slots__ = ()


def test_every_value_has_a_kind() -> None:
    values = [Decimal(1), "a", True, [], (), {}, None, FunctionValue((), len), Range(None, Decimal(1)), AllBut(1)]
    kinds = "number text boolean list list context null function range range"
    assert " ".join(map(kind_of, values)) == kinds
    assert kind_of(dt.datetime(2020, 1, 1)) == "date and time"
    assert kind_of(Text("a")) == "text"
    assert equal(Text("a"), "a") is True
    assert f"{kind_of(Decimal(1)):zh}/{kind_of(Decimal(1))}" == "数字/number"
