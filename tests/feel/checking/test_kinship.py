"""How types stand to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel.checking.kinship import common, fits, has_order, no_choice_in_common
from incentive_engine.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    INTEGER,
    MONEY,
    MONTHS_DURATION,
    NUMBER,
    RATIO,
    TEXT,
    TIME,
    ContextType,
    ListType,
    RangeType,
    TextType,
    Type,
)

A, B, AB = TextType(("a",)), TextType(("b",)), TextType(("a", "b"))
SIMPLE = st.sampled_from(
    [BOOLEAN, INTEGER, NUMBER, MONEY, RATIO, TEXT, A, B, AB, DATE, TIME, DATE_TIME, DAYS_DURATION, MONTHS_DURATION]
)
TYPES = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.builds(ListType, inner),
        st.builds(RangeType, inner),
        st.dictionaries(st.sampled_from(["x", "y"]), inner, max_size=2).map(ContextType.of),
    ),
    max_leaves=4,
)


@given(TYPES)
def test_a_type_fits_itself_and_has_itself_in_common_with_itself(type_: Type) -> None:
    assert fits(type_, type_)
    assert common(type_, type_) == type_
    assert common(type_, ANY) == common(ANY, type_) == type_
    assert fits(type_, ANY)
    assert fits(ANY, type_)


@given(TYPES, TYPES)
def test_what_two_types_have_in_common_does_not_depend_on_their_order(left: Type, right: Type) -> None:
    shared, again = common(left, right), common(right, left)
    assert (shared is None) == (again is None)
    if shared is not None and again is not None:
        assert fits(shared, again)
        assert fits(again, shared)
        assert fits(left, shared)
        assert fits(right, shared)


@given(SIMPLE, SIMPLE)
def test_types_one_of_which_fits_the_other_have_something_in_common(left: Type, right: Type) -> None:
    if fits(left, right):
        assert common(left, right) is not None


@pytest.mark.parametrize(
    ("found", "expected", "answer"),
    [
        (INTEGER, MONEY, True),
        (NUMBER, RATIO, True),
        (MONEY, NUMBER, True),
        (MONEY, RATIO, False),
        (NUMBER, INTEGER, False),
        (A, AB, True),
        (AB, A, False),
        (TEXT, AB, False),
        (AB, TEXT, True),
        (ListType(INTEGER), ListType(MONEY), True),
        (RangeType(MONEY), RangeType(RATIO), False),
        (ContextType.of({"x": INTEGER, "y": A}), ContextType.of({"x": MONEY}), True),
        (ContextType.of({"y": A}), ContextType.of({"x": MONEY}), False),
        (DATE, DATE_TIME, False),
    ],
)
def test_what_fits_where(found: Type, expected: Type, answer: bool) -> None:
    assert fits(found, expected) is answer


def test_money_and_ratios_have_nothing_in_common_and_choices_no_order() -> None:
    assert common(MONEY, RATIO) is None
    assert common(ListType(MONEY), ListType(RATIO)) is None
    assert common(ContextType.of({"x": MONEY}), ContextType.of({"y": MONEY})) is None
    assert common(A, B) == AB
    assert common(A, TEXT) == TEXT
    assert (has_order(TEXT), has_order(AB), has_order(BOOLEAN), has_order(MONEY)) == (True, False, False, True)
    assert (no_choice_in_common(A, B), no_choice_in_common(A, AB), no_choice_in_common(A, TEXT)) == (True, False, False)


def test_types_have_names_in_both_languages() -> None:
    types = [ListType(MONEY), RangeType(DATE), ContextType.of({"x": MONEY}), AB, A, MONTHS_DURATION, ANY]
    assert [format(type_, "zh") for type_ in types] == [
        "金额的列表", "日期的区间", "记录（x）", "选项（a、b）", "文本“a”", "年月时长", "不确定的类型",
    ]  # fmt: skip
    assert [str(type_) for type_ in types] == [
        "list of money", "range of date", "context (x)", "choice (a, b)", "the text “a”",
        "years and months duration", "a type that is not certain",
    ]  # fmt: skip
