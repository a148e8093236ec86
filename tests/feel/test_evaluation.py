"""FEEL for Python: values in and out, exact numbers, FEEL's null, and UNKNOWN."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal, getcontext
from typing import Any

import pytest

from incentive_engine.feel import (
    UNKNOWN,
    DaysTimeDuration,
    FeelSyntaxError,
    YearsMonthsDuration,
    evaluate,
    unary_test,
)


def test_the_examples_of_the_manual() -> None:
    names = {"rd": [Decimal(1), Decimal(2)], "revenue": Decimal(100)}
    assert evaluate("sum(rd)/revenue >= 0.03", names) is True
    assert unary_test("[1..5)", 3, {}) is True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1 + 0.2 = 0.3", True),
        ("0.1 + 0.2", Decimal("0.3")),
        ("7 / 100 >= 0.07", True),
        ("1 / 3", Decimal("0.3333333333333333333333333333333333")),
        ("2 / 3", Decimal("0.6666666666666666666666666666666667")),
        ("1 / 3 * 3 = 1", False),
        ("9999999999999999999999999999999999 + 0.5", Decimal("1.000000000000000000000000000000000E+34")),
        ("9999999999999999999999999999999998 + 0.5", Decimal("9999999999999999999999999999999998")),
        ("2 ** 0.5", Decimal("1.414213562373095048801688724209698")),
        ("10 ** 6144 * 10", None),
        ("1.10", Decimal("1.1")),
        ("0 ** 0", Decimal(1)),
    ],
)
def test_numbers_are_exact_to_34_digits(text: str, value: object) -> None:
    answer = evaluate(text)
    assert answer == value
    assert type(answer) is type(value)


def test_there_is_one_zero() -> None:
    assert str(evaluate("0 * -1")) == str(evaluate("-0")) == "0"


def test_the_callers_decimal_context_is_neither_used_nor_changed() -> None:
    before = getcontext().copy()
    getcontext().prec = 3
    try:
        assert evaluate("1 / 3 * 1000000") == Decimal("333333.3333333333333333333333333333")
        assert getcontext().prec == 3
    finally:
        getcontext().prec = before.prec


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[1, 2, 3][item > 1]", [2, 3]),
        ("[1, 2, 3][-1]", 3),
        ("[][1]", None),
        ("[][item > 1]", []),
        ("[][nobody]", []),
        ('[1, 2]["a"]', None),
        ("[1, null, 3][item]", 1),
        ("0 * -1", 0),
        ("[{a: 1, b: 2}, {a: 3, b: 4}][a > 1].b", [4]),
        ("[{x: 1}, {y: 2}].y", [None, 2]),
        ("{a: 1, b: a + 1}.b", 2),
        ("for i in 1..3, j in [10, 20] return i * j", [10, 20, 20, 40, 30, 60]),
        ("for i in 3..1 return i", [3, 2, 1]),
        ("for i in [1..4) return i", [1, 2, 3]),
        ("for i in 1..5 return if i < 3 then 1 else partial[-1] + partial[-2]", [1, 1, 2, 3, 5]),
        ('for day in @"2020-02-28"..@"2020-03-01" return day.day', [28, 29, 1]),
        ("some x in [1, 2], y in [2, 3] satisfies x = y", True),
        ("every x in [] satisfies x", True),
        ("3 in (1, > 2)", True),
        ("3 in [[1..2], [3..4]]", True),
        ("1 in [2..3]", False),
        ("3 between 1 and 5", True),
        ('if null then "a" else "b"', "b"),
        ("false and null", False),
        ("true and null", None),
        ("null or true", True),
        ("null = null", True),
        ("1 < null", None),
        ('1 = "1"', None),
        ("1 / 0", None),
        ("[1, 2][3]", None),
        ("nobody", None),
        ("nobody(1)", None),
        ("sum([1, null])", None),
        ("(function(a, b) a - b)(5, 3)", 2),
        ("(function(a, b) a - b)(b: 5, a: 3)", -2),
        ("sort([3, 1, 2], function(x, y) x < y)", [1, 2, 3]),
        ("{f: function(x) x * 2, g: f(4)}.g", 8),
        ("{f: function(x) f(x), g: f(1)}.g", None),
        ('@"2020-01-31" + @"P1M"', date(2020, 2, 29)),
        ('@"2020-06-30".weekday', 2),
        ('@"2020-06-30T08:00:00+08:00".time offset', DaysTimeDuration.of(hours=8)),
        ('@"P14M".years', 1),
        ("[1..3].end", 3),
        ("(> 5).start included", False),
        ("5 in (!= 5)", False),
        ("1 instance of number and not(1 instance of string)", True),
        ("[1, 2] instance of list<number>", True),
        ("sum instance of Any", True),
    ],
)
def test_what_the_standard_says(text: str, value: Any) -> None:
    assert evaluate(text) == value


def test_pythons_values_are_feels() -> None:
    names = {
        "n": 3, "flag": True, "day": date(2020, 6, 30), "moment": datetime(2020, 6, 30, 8), "clock": time(8),
        "pair": (1, 2), "record": {"a": {"b": 5}}, "nothing": None, "months": YearsMonthsDuration(14),
    }  # fmt: skip
    assert evaluate("n + 1", names) == Decimal(4)
    assert type(evaluate("n", names)) is Decimal
    assert evaluate("flag", names) is True
    assert evaluate("day + months", names) == date(2021, 8, 30)
    assert evaluate("moment.hour + clock.hour", names) == 16
    assert evaluate("pair", names) == [Decimal(1), Decimal(2)]
    assert evaluate("record.a.b", names) == 5
    assert evaluate("nothing = null", names) is True
    assert str(evaluate('duration("PT36H")')) == "P1DT12H"
    assert evaluate('{"a": [date("2020-06-30")]}') == {"a": [date(2020, 6, 30)]}


@pytest.mark.parametrize(
    ("value", "key"), [(0.5, "x"), ([1, 0.5], r"x\[2\]"), ({"a": {"b": 0.5}}, r"x\.a\.b"), (object(), "x"), (b"", "x")]
)
def test_what_feel_does_not_have_is_refused_by_its_key(value: object, key: str) -> None:
    with pytest.raises(TypeError, match=rf"^{key}: "):
        evaluate("1", {"x": value})
    with pytest.raises(TypeError, match=r"^\?: a float is not exact"):
        unary_test("-", 0.5)


def test_what_is_no_expression_is_refused() -> None:
    with pytest.raises(FeelSyntaxError):
        evaluate("1 +")
    with pytest.raises(FeelSyntaxError):
        unary_test("", 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("u", UNKNOWN),
        ("u + 1", UNKNOWN),
        ("u > 3", UNKNOWN),
        ("u = null", UNKNOWN),
        ("u.a[1]", UNKNOWN),
        ("u and false", False),
        ("u or true", True),
        ("u and null", UNKNOWN),
        ("null and u", UNKNOWN),
        ("not(u)", UNKNOWN),
        ("if u then 1 else 1", Decimal(1)),
        ("if u then 1 else 2", UNKNOWN),
        ("[1, u][1]", Decimal(1)),
        ("[1, u]", [Decimal(1), UNKNOWN]),
        ("[1, u][item > 0]", UNKNOWN),
        ("[1, 2][u]", UNKNOWN),
        ("count([1, u])", Decimal(2)),
        ("sum([1, u])", UNKNOWN),
        ("list contains([1, u], 1)", True),
        ("list contains([1, u], 2)", UNKNOWN),
        ("some x in [1, u] satisfies x > 0", True),
        ("every x in [1, u] satisfies x > 0", UNKNOWN),
        ("for x in [1, u] return x * 2", [Decimal(2), UNKNOWN]),
        ("for x in u return x", UNKNOWN),
        ("1 in (u, 1)", True),
        ("1 in (u, 2)", UNKNOWN),
        ("5 between u and 3", False),
        ("5 between u and 9", UNKNOWN),
        ("{a: u, b: 1}.b", Decimal(1)),
        ("u instance of number", UNKNOWN),
        ("[1, u] instance of list<number>", UNKNOWN),
        ('["a", u] instance of list<number>', False),
        ("[][u]", UNKNOWN),
        ("[][item > u]", []),
        ("[u..5]", UNKNOWN),
        ('"a" + u', UNKNOWN),
    ],
)
def test_the_unknown_is_told_only_where_it_decides(text: str, value: object) -> None:
    answer = evaluate(text, {"u": UNKNOWN})
    assert repr(answer) == repr(value)
    if value is UNKNOWN:
        assert answer is UNKNOWN


@pytest.mark.parametrize(
    ("tests", "value", "met"),
    [
        ("-", 1, True),
        ("-", None, True),
        ("5", 5, True),
        ('"a", "b"', "b", True),
        ('not("a", "b")', "c", True),
        ("not(> 5)", 6, False),
        ("< 5, > 10", 7, False),
        ("[1..5)", 5, False),
        ("(1..5]", 5, True),
        ("? > 2 and ? < 4", 3, True),
        ("count(?) > 1", [1, 2], True),
        ("? + 0", 3, True),
        ("[? - 1..? + 1]", 3, True),
        ("limit", 3, True),
        ("< limit", 3, False),
        ("[1, 3]", 3, True),
        ("true", True, True),
        ("false", True, False),
        ("limit > 2", "anything", True),
        ('@"2020-01-01"', date(2020, 1, 1), True),
        ('>= @"2020-01-01"', date(2019, 1, 1), False),
        ("> 5", None, None),
        ("null", None, True),
        ("> 5", UNKNOWN, UNKNOWN),
        ('"a", -1', UNKNOWN, UNKNOWN),
        ("not(-1)", UNKNOWN, UNKNOWN),
        ("-", UNKNOWN, True),
    ],
)
def test_unary_tests(tests: str, value: object, met: object) -> None:
    assert unary_test(tests, value, {"limit": 3}) is met


def test_texts_are_parsed_and_compiled_once() -> None:
    text = "1 + 1 + " + " + ".join(["1"] * 80)
    assert evaluate(text) == 82
    assert evaluate(text) == 82
