"""Functions of numbers: rounding in every mode, exact remainders, roots and powers of 34 digits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.feel import evaluate

Answer = Callable[[str], str]
AMOUNTS = st.decimals(-(10**9), 10**9, places=4)


@pytest.mark.parametrize(
    ("function", "answers"),
    [
        # The standard's table for 5.5, 2.5, 1.1, -1.1, -2.5, -5.5 at scale 0.
        ("round up", "6 3 2 -2 -3 -6"),
        ("round down", "5 2 1 -1 -2 -5"),
        ("round half up", "6 3 1 -1 -3 -6"),
        ("round half down", "5 2 1 -1 -2 -5"),
        ("round half even", "6 2 1 -1 -2 -6"),
        ("decimal", "6 2 1 -1 -2 -6"),
        ("floor", "5 2 1 -2 -3 -6"),
        ("ceiling", "6 3 2 -1 -2 -5"),
    ],
)
def test_every_mode_rounds_halves_and_signs_its_own_way(answer: Answer, function: str, answers: str) -> None:
    numbers = ("5.5", "2.5", "1.1", "-1.1", "-2.5", "-5.5")
    assert " ".join(answer(f"{function}({number}, 0)") for number in numbers) == answers


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("decimal(1/3, 2)", "0.33"),
        ("decimal(0.515, 2)", "0.52"),
        ("decimal(1234, -2)", "1200"),
        ("round half up(1250, -2)", "1300"),
        ("floor(-1.56, 1)", "-1.6"),
        ("ceiling(-1.56, 1)", "-1.5"),
        ("round up(1.121, 2)", "1.13"),
        ("round up(5.5, 6177)", "null"),
        ("round down(5.5, -6112)", "null"),
        ("round down(5.5, 6176)", "5.5"),
        ("round half up(0.5)", "null"),
        ("abs(-10)", "10"),
        ('abs(duration("-PT5H"))', "PT5H"),
        ('abs(duration("-P3M"))', "P3M"),
        ('abs("1")', "null"),
        ("modulo(12, 5)", "2"),
        ("modulo(-12, 5)", "3"),
        ("modulo(12, -5)", "-3"),
        ("modulo(-12, -5)", "-2"),
        ("modulo(10.1, 4.5)", "1.1"),
        ("modulo(-10.1, 4.5)", "3.4"),
        ("modulo(10, 0)", "null"),
        ("modulo(1e40, 3)", "null"),
        ("product(1e6000, 1e6000)", "null"),
        ("decimal(1e33 + 1, 2)", "1000000000000000000000000000000001"),
        ("sqrt(16)", "4"),
        ("sqrt(2)", "1.414213562373095048801688724209698"),
        ("sqrt(-3)", "null"),
        ("log(1)", "0"),
        ("log(10)", "2.302585092994045684017991454684364"),
        ("log(0)", "null"),
        ("exp(0)", "1"),
        ("exp(5)", "148.4131591025766034211155800405523"),
        ("exp(1000000)", "null"),
        ("odd(5)", "true"),
        ("odd(-2)", "false"),
        ("even(0)", "true"),
        ("even(1.5)", "null"),
    ],
)
def test_numbers_are_computed_exactly(answer: Answer, expression: str, expected: str) -> None:
    assert answer(expression) == expected


@given(AMOUNTS, st.integers(-3, 6))
def test_rounding_moves_a_number_by_at_most_half_a_step(number: Decimal, scale: int) -> None:
    step = Decimal(1).scaleb(-scale)
    names = {"n": number, "s": scale}
    for function in ("round half up", "round half down", "round half even"):
        rounded = evaluate(f"{function}(n, s)", names)
        assert abs(rounded - number) <= step / 2
        assert rounded % step == 0
    assert evaluate("floor(n, s) <= n and n <= ceiling(n, s) and ceiling(n, s) - floor(n, s) <= step", {
        **names, "step": step,
    }) is True  # fmt: skip


@given(AMOUNTS, AMOUNTS.filter(bool))
def test_the_remainder_has_the_sign_of_the_divisor_and_is_smaller(dividend: Decimal, divisor: Decimal) -> None:
    rest = evaluate("modulo(a, b)", {"a": dividend, "b": divisor})
    assert abs(rest) < abs(divisor)
    assert not rest or (rest < 0) == (divisor < 0)
    assert (dividend - rest) % divisor == 0
