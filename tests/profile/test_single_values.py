"""How one value is read: by tables of what people write, and by properties that hold for all of them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, localcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.mistakes import Place
from incentive_engine.policy.model import Fact, FactType, Vocabulary
from incentive_engine.profile import ReadError, read_scalar
from incentive_engine.wording import say

FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}


def fact(type: FactType, **more: object) -> Fact:
    return Fact("x", "某项", type, Place("vocabulary"), **more)  # type: ignore[arg-type]


MONEY, RATIO = fact(FactType.MONEY), fact(FactType.RATIO)
NUMBER, INTEGER = fact(FactType.NUMBER, unit="平方米"), fact(FactType.INTEGER, unit="人")
BOOLEAN, DATE, TEXT = fact(FactType.BOOLEAN), fact(FactType.DATE), fact(FactType.TEXT)
LEVEL = fact(FactType.CHOICE, choices=("国家级", "省级", "市级", "A 类"))
NATURAL = fact(FactType.INTEGER, minimum=Decimal(0), maximum=Decimal(100))
SHARE = fact(FactType.RATIO, minimum=Decimal(0), maximum=Decimal("0.5"))
ALL = (MONEY, RATIO, NUMBER, INTEGER, BOOLEAN, DATE, TEXT, LEVEL)

ACCEPTED: Mapping[str, tuple[Fact, list[tuple[object, object]]]] = {
    "money": (
        MONEY,
        [
            ("500万元", "5000000"),
            ("500万", "5000000"),
            ("6,300.5万元", "63005000"),
            ("1.2亿元", "120000000"),
            ("3千元", "3000"),
            ("150", "150"),
            ("150.50元", "150.5"),
            ("0.01", "0.01"),
            ("1,234,567.89", "1234567.89"),
            ("５００万元", "5000000"),
            ("６，３００．５万元", "63005000"),
            (" 500 万元 ", "5000000"),
            ("-20万元", "-200000"),
            ("￥500", "500"),
            ("0.123456万元", "1234.56"),
            ("0", "0"),
            ("-0", "0"),
            (Decimal("100.00"), "100"),
            (Decimal("1E+5"), "100000"),
            (12, "12"),
            (0.1, "0.1"),
            (0.1 + 0.2, "0.3"),
            (123456789.12, "123456789.12"),
            ("9999999999999999.99", "9999999999999999.99"),
        ],
    ),
    "ratio": (
        RATIO,
        [
            ("5%", "0.05"),
            ("5％", "0.05"),
            ("５％", "0.05"),
            ("0.3‰", "0.0003"),
            ("0.05", "0.05"),
            (Decimal("0.05"), "0.05"),
            ("150%", "1.5"),
            ("-12.5%", "-0.125"),
            ("1", "1"),
            (1, "1"),
            (0.07, "0.07"),
            ("100%", "1"),
            ("0", "0"),
        ],
    ),
    "number": (
        NUMBER,
        [
            ("12.5", "12.5"),
            ("1,200平方米", "1200"),
            ("3万", "30000"),
            (Decimal("1.10"), "1.1"),
            ("-1.5", "-1.5"),
            ("0.00000000000000000000000000000001", "1E-32"),
        ],
    ),
    "integer": (
        INTEGER,
        [
            ("20", "20"),
            ("20人", "20"),
            ("3.0", "3"),
            (Decimal("3.00"), "3"),
            (3.0, "3"),
            ("1.2万人", "12000"),
        ],
    ),
    "boolean": (
        BOOLEAN,
        [
            ("是", True),
            ("否", False),
            ("true", True),
            ("FALSE", False),
            ("Yes", True),
            ("no", False),
            ("1", True),
            ("0", False),
            (Decimal(1), True),
            (Decimal(0), False),
            (0, False),
            (1.0, True),
            (True, True),
            ("ｙｅｓ", True),
            ("１", True),
            (" 是 ", True),
        ],
    ),
    "date": (
        DATE,
        [
            ("2020-06-30", date(2020, 6, 30)),
            ("2020/6/30", date(2020, 6, 30)),
            ("2020.6.30", date(2020, 6, 30)),
            ("2020年6月30日", date(2020, 6, 30)),
            ("2020年06月30号", date(2020, 6, 30)),
            ("2020 年 6 月 30 日", date(2020, 6, 30)),
            ("２０２０年６月３０日", date(2020, 6, 30)),
            ("２０２０－０６－３０", date(2020, 6, 30)),
            ("20200630", date(2020, 6, 30)),
            (Decimal(20200630), date(2020, 6, 30)),
            ("2020-06-30 00:00:00", date(2020, 6, 30)),
            ("2020-06-30T00:00:00.000Z", date(2020, 6, 30)),
            ("2020–06–30", date(2020, 6, 30)),
            (date(2020, 6, 30), date(2020, 6, 30)),
            (datetime(2020, 6, 30), date(2020, 6, 30)),
            ("2020-02-29", date(2020, 2, 29)),
        ],
    ),
    "text": (
        TEXT,
        [
            ("雁峰区", "雁峰区"),
            ("  雁峰区　", "雁峰区"),
            ("一 二", "一 二"),
            ("无", "无"),
            (Decimal("7"), "7"),
            (7.0, "7"),
            ("甲\n乙", "甲\n乙"),
        ],
    ),
    "choice": (
        LEVEL,
        [
            ("省级", "省级"),
            (" 省 级 ", "省级"),
            ("Ａ类", "A 类"),
            ("a类", "A 类"),
            ("A 类", "A 类"),
        ],
    ),
}

REFUSED: Mapping[str, tuple[Fact, list[tuple[object, str]]]] = {
    "money": (
        MONEY,
        [
            ("五百万", "not-an-amount"),
            ("约500万", "not-an-amount"),
            ("500万美元", "unknown-unit"),
            ("5亩", "unknown-unit"),
            ("10%", "unit-of-money"),
            ("1,50", "not-an-amount"),
            ("1..5", "not-an-amount"),
            ("100.005", "below-fen"),
            (Decimal("0.001"), "below-fen"),
            ("1.23456789万元", "below-fen"),
            ("1亿亿元", "unknown-unit"),
            ("10000000000000000", "money-too-large"),
            (Decimal("1E+400"), "too-many-digits"),
            (Decimal("1.00000000000000000000000000000000001"), "too-many-digits"),
            (True, "unit-of-money"),
            (date(2020, 1, 1), "unit-of-money"),
            (math.nan, "not-an-amount"),
            (math.inf, "not-an-amount"),
            (Decimal("NaN"), "not-an-amount"),
            ("N/A", "not-an-amount"),
            ("-", "not-an-amount"),
            ("无", "not-an-amount"),
        ],
    ),
    "ratio": (
        RATIO,
        [
            ("5", "ratio-or-percent"),
            (Decimal("2.5"), "ratio-or-percent"),
            ("5元", "unit-of-ratio"),
            ("五成", "not-an-amount"),
        ],
    ),
    "number": (
        NUMBER,
        [
            ("12人", "unknown-unit"),
            ("5%", "unit-of-number"),
            ("3元", "unit-of-number"),
            (False, "unit-of-number"),
        ],
    ),
    "integer": (
        INTEGER,
        [("3.5", "not-whole"), (3.5, "not-whole"), ("5%", "unit-of-integer"), ("1e40", "too-many-digits")],
    ),
    "bounds": (NATURAL, [("-1", "below-minimum"), ("101", "above-maximum")]),
    "ratio bounds": (SHARE, [("-1%", "below-minimum"), ("50.1%", "above-maximum")]),
    "boolean": (
        BOOLEAN,
        [
            ("有", "boolean-or-blank"),
            ("无", "boolean-or-blank"),
            ("没有", "boolean-or-blank"),
            ("√", "not-boolean"),
            ("N/A", "not-boolean"),
            ("2", "not-boolean"),
            (Decimal("0.5"), "not-boolean"),
            (date(2020, 1, 1), "not-boolean"),
        ],
    ),
    "date": (
        DATE,
        [
            ("2020-02-30", "no-such-day"),
            ("2021-02-29", "no-such-day"),
            ("2020-13-01", "no-such-month"),
            ("2020年0月1日", "no-such-month"),
            ("2020-01-00", "no-such-day"),
            ("20-06-30", "short-year"),
            ("20年6月30日", "short-year"),
            ("1820-06-30", "year-out-of-range"),
            ("20200-06-30", "year-out-of-range"),
            (f"{'9' * 5000}-01-01", "year-out-of-range"),
            ("30/6/2020", "not-date"),
            ("2020-06", "not-date"),
            ("2020-6/30", "not-date"),
            ("去年", "not-date"),
            (Decimal("44012"), "not-date"),
            (44012.0, "not-date"),
            (True, "not-date"),
            ("٢٠٢٠-٠٦-٣٠", "not-date"),
            ("2020-06-30 10:30", "time-of-day"),
            (datetime(2020, 6, 30, 10, 30), "time-of-day"),
        ],
    ),
    "text": (
        TEXT,
        [
            ("N/A", "placeholder"),
            (" - ", "placeholder"),
            ("不详", "placeholder"),
            ("\x1b[31m红", "unprintable"),
        ],
    ),
    "choice": (LEVEL, [("省", "not-a-choice"), (True, "not-a-choice")]),
}

ACCEPTED_CASES = [(f, raw, value) for f, cases in ACCEPTED.values() for raw, value in cases]
REFUSED_CASES = [(f, raw, code) for f, cases in REFUSED.values() for raw, code in cases]


@pytest.mark.parametrize(("fact", "raw", "value"), ACCEPTED_CASES)
def test_a_value_reads_exactly_as_it_is_meant(fact: Fact, raw: object, value: object) -> None:
    wanted = (
        Decimal(value)
        if isinstance(value, str) and fact.type.value in ("money", "ratio", "number", "integer")
        else value
    )
    read = read_scalar(fact, raw)
    assert read == wanted
    assert type(read) is type(wanted)


@pytest.mark.parametrize(("fact", "raw", "code"), REFUSED_CASES)
def test_a_value_that_is_refused_is_named_with_its_fact_and_what_was_expected(
    fact: Fact, raw: object, code: str
) -> None:
    with pytest.raises(ReadError) as caught:
        read_scalar(fact, raw)
    assert caught.value.code == f"profile.{code}"
    for lang in ("zh", "en"):
        text = say(caught.value.code, lang, **caught.value.values)  # type: ignore[arg-type]
        assert "某项" in text
        assert len(text) < 300
        assert text.isprintable()


@pytest.mark.parametrize("raw", [None, "", "   ", "　", "未知", "unknown", "UNKNOWN", " 未 知 "])
@pytest.mark.parametrize("fact", ALL, ids=lambda one: one.type.value)
def test_what_is_empty_or_called_unknown_states_nothing(fact: Fact, raw: object) -> None:
    assert read_scalar(fact, raw) is None


def test_a_choice_may_be_called_unknown() -> None:
    assert read_scalar(fact(FactType.CHOICE, choices=("已知", "未知")), "未知") == "未知"


def test_one_number_has_one_form_however_it_was_written() -> None:
    for raw in ("500万元", "5,000,000.00", "５００００００", Decimal("5E+6"), 5_000_000, 5e6):
        assert str(read_scalar(MONEY, raw)) == "5000000"


def test_the_own_unit_of_a_fact_never_eats_a_scale() -> None:
    assert read_scalar(fact(FactType.MONEY, unit="万元"), "500万元") == 5_000_000


def test_reading_is_exact_whatever_the_context_of_the_caller() -> None:
    with localcontext() as context:
        context.prec = 3
        assert read_scalar(MONEY, "12,345,678.91元") == Decimal("12345678.91")
        assert read_scalar(RATIO, "12.34567%") == Decimal("0.1234567")


def test_a_day_that_does_not_exist_is_told_how_long_its_month_is() -> None:
    with pytest.raises(ReadError) as caught:
        read_scalar(DATE, "2020-02-30")
    assert say(caught.value.code, "zh", **caught.value.values) == (
        "某项（x）的日期“2020-02-30”不存在：2020 年 2 月只有 29 天"
    )


def test_a_near_choice_is_suggested() -> None:
    with pytest.raises(ReadError) as caught:
        read_scalar(LEVEL, "省")
    assert "是否指“省级”" in say(caught.value.code, "zh", **caught.value.values)


fen = st.integers(-(10**17), 10**17).map(lambda number: Decimal(number).scaleb(-2))
units = st.sampled_from(
    [("", 0), ("元", 0), ("千元", 3), ("万元", 4), ("万", 4), ("百万元", 6), ("亿元", 8), ("亿", 8)]
)


@settings(deadline=None)
@given(fen, units, st.booleans(), st.booleans())
def test_any_amount_in_fen_written_in_any_unit_reads_back_exactly(
    amount: Decimal, unit: tuple[str, int], separated: bool, full_width: bool
) -> None:
    name, power = unit
    number = amount.scaleb(-power)
    text = f"{number:,f}{name}" if separated else f"{number:f}{name}"
    read = read_scalar(MONEY, text.translate(FULL_WIDTH) if full_width else text)
    assert read == amount


@settings(deadline=None)
@given(st.integers(-(10**15), 10**15).map(lambda number: Decimal(number).scaleb(-9)))
def test_a_ratio_is_the_same_as_a_fraction_in_per_cent_and_per_mille(ratio: Decimal) -> None:
    assert read_scalar(RATIO, f"{ratio.scaleb(2):f}%") == ratio
    assert read_scalar(RATIO, f"{ratio.scaleb(3):f}‰") == ratio


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.booleans())
def test_a_day_reads_the_same_in_every_writing(day: date, full_width: bool) -> None:
    for text in (
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
    ):
        assert read_scalar(DATE, text.translate(FULL_WIDTH) if full_width else text) == day


def _outcome(fact: Fact, raw: object) -> object:
    try:
        return read_scalar(fact, raw)
    except ReadError as error:
        return error.code


@settings(deadline=None)
@given(st.sampled_from(ALL), st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=12))
def test_full_width_reads_as_half_width(fact: Fact, text: str) -> None:
    if fact is not TEXT:
        assert _outcome(fact, text.translate(FULL_WIDTH)) == _outcome(fact, text)


raws = st.one_of(
    st.text(max_size=30),
    st.text("0123456789.,-+/%元万亿年月日 eE", max_size=12),
    st.decimals(),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.none(),
)


@settings(deadline=None, max_examples=400)
@given(st.sampled_from((*ALL, NATURAL, SHARE)), raws)
def test_whatever_a_cell_holds_is_read_or_refused_in_words(fact: Fact, raw: object) -> None:
    try:
        value = read_scalar(fact, raw)
    except ReadError as error:
        for lang in ("zh", "en"):
            assert say(error.code, lang, **error.values).isprintable()  # type: ignore[arg-type]
    else:
        assert value is None or read_scalar(fact, value) == value


def test_every_reader_has_a_type(vocabulary: Vocabulary) -> None:
    for one in vocabulary.facts.values():
        if one.type is not FactType.LIST and one.formula is None:
            read_scalar(one, None)
