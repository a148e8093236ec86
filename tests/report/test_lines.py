"""Lines of Chinese and Latin text: how wide they are, where they break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.report.lines import align_right, inert, pad, width, wrap

MIXED = st.text(alphabet="研发费用，。（）“”《》：；、 abcXYZ0123456789.,%-※×éñ\u0301🙂", max_size=200)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("研发", 4), ("研发 3%", 7), ("：", 2), ("※", 1), ("e\u0301", 1), ("🙂", 2), ("", 0)],
)
def test_a_wide_character_takes_two_columns_and_a_combining_one_none(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padding_counts_columns_not_characters() -> None:
    assert width(pad("金额", 10)) == 10
    assert align_right("金额", 6) == "  金额"
    assert pad("金额金额", 4) == "金额金额"


@given(MIXED, st.integers(4, 80))
def test_no_line_is_wider_than_it_may_be_and_nothing_is_lost(text: str, columns: int) -> None:
    lines = wrap(inert(text), columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == inert(text).replace(" ", "")


@given(MIXED, st.integers(20, 80))
def test_no_line_begins_with_a_closing_mark(text: str, columns: int) -> None:
    closing = set("，。、；：）》”%")
    words = text.split()
    longest = max((width(word) for word in words), default=0)
    if longest <= columns // 2:  # marks in an endless row have to break somewhere
        assert not any(line[0] in closing for line in wrap(" ".join(words), columns)[1:] if line.strip())


def test_a_number_stays_with_its_unit() -> None:
    assert wrap("已经投入 210,000 元整", 16) == ["已经投入", "210,000 元整"]


def test_an_opening_bracket_is_not_left_at_the_end_of_a_line() -> None:
    assert wrap("研发费用加计扣除（备案表）", 18) == ["研发费用加计扣除", "（备案表）"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


@pytest.mark.parametrize(
    "hostile", ["\x1b[2J", "a\nb", "a\rb", "\x07", "\u202eevil", "\x9b31m", "\ud800", "\u2028", "\x7f"]
)
def test_what_a_terminal_would_obey_is_made_visible(hostile: str) -> None:
    tamed = inert(hostile)
    assert len(tamed.splitlines()) <= 1
    assert not any(char in tamed for char in "\x1b\n\r\x07\u202e\x9b\ud800\u2028\x7f")
