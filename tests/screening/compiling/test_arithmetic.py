"""Numbers in SQL are exact: ratios by multiplying across, wide integers, each way of rounding; or they are in doubt."""

from __future__ import annotations

from decimal import Decimal

import pytest
from building import award, fact, measure, policy
from comparing import both, payables, said, verdicts

from incentive_engine.policy.model import FactType, Policy, Rounding

A, B = fact("a"), fact("b")
N = fact("n", FactType.NUMBER)


def asks(text: str, *more: object) -> Policy:
    return policy(measure(1, text), facts=(A, B, N))


def test_seven_of_a_hundred_is_seven_percent() -> None:
    by = asks("a / b >= 0.07")
    stated = [{"a": 7, "b": 100}, {"a": Decimal("6.99"), "b": 100}, {"a": Decimal("0.21"), "b": 3}, {"a": 7}]
    assert verdicts(by, *stated) == ["e", "i", "e", "u"]


def test_a_third_is_a_third_of_anything() -> None:
    assert verdicts(asks("a / b = b / n"), {"a": 1, "b": 3, "n": 9}, {"a": 1, "b": 3, "n": 8}) == ["e", "i"]


def test_nothing_mends_a_division_by_zero() -> None:
    first, second = said(asks("a / b > 1"), {"a": 5, "b": 0}, {"a": 5})
    assert (first.verdict, first.missing) == ("undetermined", [])
    assert (second.verdict, second.missing) == ("undetermined", ["b"])


def test_a_negative_divisor_turns_the_comparison_round() -> None:
    assert verdicts(asks("a / n > 2"), {"a": 5, "n": -2}, {"a": -5, "n": -2}, {"a": -3, "n": -2}) == ["i", "e", "i"]


def test_tenths_add_up() -> None:
    assert verdicts(asks("a + b = 0.3"), {"a": Decimal("0.1"), "b": Decimal("0.2")}) == ["e"]


def test_products_beyond_64_bits_are_exact_to_the_fen() -> None:
    large = Decimal("99999999999.99")
    stated = [{"a": large, "b": large}, {"a": large, "b": large - Decimal("0.01")}]
    assert verdicts(asks("a * b = 9999999999998000000000.0001"), *stated) == ["e", "i"]
    assert verdicts(asks("a * a > b * b"), *stated) == ["i", "e"]


@pytest.mark.parametrize(
    ("function", "stated", "expected"),
    [
        ("round half up", "2.5", 3),
        ("round half up", "-2.5", -3),
        ("round half up", "-2.49", -2),
        ("decimal", "2.5", 2),
        ("decimal", "3.5", 4),
        ("decimal", "-2.5", -2),
        ("round down", "-2.9", -2),
        ("round up", "-2.1", -3),
        ("round up", "2.0", 2),
        ("floor", "-2.1", -3),
        ("floor", "2.9", 2),
        ("ceiling", "-2.9", -2),
        ("ceiling", "2.1", 3),
    ],
)
def test_each_way_of_rounding_is_its_own_below_zero_too(function: str, stated: str, expected: int) -> None:
    scale = "" if function in ("floor", "ceiling") else ", 0"
    by = asks(f"{function}(n{scale}) = a")
    assert verdicts(by, {"n": Decimal(stated), "a": expected}, {"n": Decimal(stated), "a": expected + 1}) == ["e", "i"]


@pytest.mark.parametrize(
    ("mode", "expected"), [("half up", "300"), ("half even", "200"), ("down", "200"), ("up", "300")]
)
def test_an_award_is_rounded_to_its_unit(mode: str, expected: str) -> None:
    by = policy(measure(1, gives=award("a", rounding=Rounding(Decimal(100), mode))), facts=(A,))
    assert payables(by, {"a": 250}, {"a": 200}, {}) == [Decimal(expected), Decimal(200), None]


def test_a_third_of_an_amount_is_rounded_half_up_to_the_fen() -> None:
    by = policy(measure(1, gives="a / 3"), facts=(A,))
    assert payables(by, {"a": 100}, {"a": 200}, {"a": Decimal("0.01")}) == [
        Decimal("33.33"),
        Decimal("66.67"),
        Decimal("0.00"),
    ]


def test_an_amount_below_zero_is_granted_as_nothing() -> None:
    by = policy(measure(1, gives="a - b"), facts=(A, B))
    (one,) = said(by, {"a": 5, "b": 7})
    assert (one.gross, one.payable) == (Decimal(-2), Decimal(0))


def test_what_only_the_last_of_34_digits_tells_goes_to_the_reference() -> None:
    by = asks("a / b * b >= a")
    done, rows = both(by, {"a": 1, "b": 3}, {"a": 2, "b": 3}, {"a": 1}, {"b": 3})
    assert [one.verdict[0] for one in rows] == ["i", "e", "u", "u"]  # 0.3333… and 0.6667 times 3
    assert done.referred["test/policy"].enterprises == 2


def test_the_least_and_the_greatest_of_several() -> None:
    by = policy(measure(1, gives="max(min(a, b), 3) + abs(n)"), facts=(A, B, N))
    assert payables(by, {"a": 1, "b": 9, "n": -2}, {"a": 8, "b": 9, "n": 2}, {"a": 8, "n": 2}) == [
        Decimal(5),
        Decimal(10),
        None,
    ]


def test_numbers_that_nobody_states_lack_their_fact() -> None:
    (one,) = said(asks("a + b > n"), {"a": 1})
    assert (one.verdict, one.missing) == ("undetermined", ["b", "n"])
