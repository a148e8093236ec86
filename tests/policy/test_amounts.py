"""Amounts and percentages are read as people write them, to the last digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.policy.amounts import AmountError, parse_amount, read_amount


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3000万元", "30000000", "元"),
        ("6,300.5万元", "63005000", "元"),
        ("3，000万元", "30000000", "元"),
        ("1.2亿", "120000000", ""),
        ("1.2亿元", "120000000", "元"),
        ("2万亿元", "2000000000000", "元"),
        ("5千元", "5000", "元"),
        ("2百万元", "2000000", "元"),
        ("3千万元", "30000000", "元"),
        ("150万", "1500000", ""),
        ("10%", "0.1", "%"),
        ("10％", "0.1", "%"),
        ("0.5‰", "0.0005", "%"),
        ("-3%", "-0.03", "%"),
        ("５００", "500", ""),
        ("１．５万元", "15000", "元"),
        ("－5", "-5", ""),
        ("−5", "-5", ""),
        ("+5", "5", ""),
        (" 5 万元 ", "50000", "元"),
        ("1 000 000元", "1000000", "元"),
        ("¥1,000.50", "1000.50", "元"),
        ("￥8", "8", "元"),
        ("人民币8万元", "80000", "元"),
        ("8万元人民币", "80000", "元"),
        ("5萬圓", "50000", "元"),
        (".5", "0.5", ""),
        ("5.", "5", ""),
        ("1e3", "1000", ""),
        ("0.1", "0.1", ""),
    ],
)
def test_an_amount_means_what_it_says(text: str, value: str, unit: str) -> None:
    assert parse_amount(text) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "policy.not-an-amount"),
        ("五百万", "policy.not-an-amount"),
        ("abc", "policy.not-an-amount"),
        ("1,50", "policy.not-an-amount"),
        ("1,0000", "policy.not-an-amount"),
        ("12,34,567", "policy.not-an-amount"),
        ("5 5", "policy.not-an-amount"),
        ("1.2.3", "policy.not-an-amount"),
        ("--5", "policy.not-an-amount"),
        ("5元5角", "policy.not-an-amount"),
        ("万元", "policy.not-an-amount"),
        ("¥5%", "policy.not-an-amount"),
        ("1_000", "policy.not-an-amount"),
        ("5万美元", "policy.unknown-unit"),
        ("5 USD", "policy.unknown-unit"),
        ("5%%", "policy.unknown-unit"),
        ("5人", "policy.unknown-unit"),
        ("NaN", "policy.not-an-amount"),
        ("Infinity", "policy.not-an-amount"),
        ("9" * 35, "policy.too-many-digits"),
        ("1e9999", "policy.too-many-digits"),
        ("1e999999999", "policy.not-an-amount"),
    ],
)
def test_what_is_no_amount_is_refused(text: str, code: str) -> None:
    with pytest.raises(AmountError) as refused:
        parse_amount(text)
    assert refused.value.code == code


def test_a_fact_may_bring_a_unit_of_its_own() -> None:
    assert parse_amount("300人", "人") == (Decimal(300), "")
    assert parse_amount("1.2万人", "人") == (Decimal(12000), "")
    assert parse_amount("300", "人") == (Decimal(300), "")
    with pytest.raises(AmountError):
        parse_amount("300家", "人")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("50万元", "money", "500000"),
        ("50万", "money", "500000"),
        ("3%", "ratio", "0.03"),
        ("0.03", "ratio", "0.03"),
        ("7", "integer", "7"),
        ("7.0", "integer", "7.0"),
        ("2.5", "number", "2.5"),
    ],
)
def test_a_unit_fits_the_type_of_the_fact(text: str, kind: str, value: str) -> None:
    assert read_amount(text, kind) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("3%", "money", "policy.unit-of-money"),
        ("500元", "ratio", "policy.unit-of-ratio"),
        ("500元", "number", "policy.unit-of-number"),
        ("50%", "integer", "policy.unit-of-integer"),
        ("2.5", "integer", "policy.not-whole"),
    ],
)
def test_a_unit_of_another_type_is_refused(text: str, kind: str, code: str) -> None:
    with pytest.raises(AmountError) as refused:
        read_amount(text, kind)
    assert refused.value.code == code


@settings(deadline=None)
@given(
    st.decimals(min_value=-(10**15), max_value=10**15, places=4, allow_nan=False),
    st.sampled_from([("", 0), ("元", 0), ("千元", 3), ("万元", 4), ("百万", 6), ("亿元", 8), ("%", -2), ("‰", -3)]),
)
def test_a_scale_moves_the_point_and_loses_no_digit(number: Decimal, scale: tuple[str, int]) -> None:
    unit, power = scale
    assert parse_amount(f"{number:f}{unit}").value == number.scaleb(power)
    assert parse_amount(f"{number:,f}{unit}").value == number.scaleb(power)
