from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.assurance.changes.texts import GONE, KEPT, NEW, word_changes


def test_only_the_words_that_changed_are_told() -> None:
    assert word_changes("按增量的10%给予奖励", "按增量的8%给予奖励") == [
        (KEPT, "按增量的"),
        (GONE, "10%"),
        (NEW, "8%"),
        (KEPT, "给予奖励"),
    ]


def test_a_number_is_one_word() -> None:
    assert word_changes("up to 1,000 yuan", "up to 1,500 yuan") == [
        (KEPT, "up to "),
        (GONE, "1,000"),
        (NEW, "1,500"),
        (KEPT, " yuan"),
    ]


def test_a_single_word_between_two_differences_is_told_with_them() -> None:
    assert word_changes("甲乙和丙丁戊", "子丑和寅卯戊") == [(GONE, "甲乙和丙丁"), (NEW, "子丑和寅卯"), (KEPT, "戊")]


@given(st.text(alphabet="增量按8%10 a\n，", max_size=30), st.text(alphabet="增量按8%10 a\n，", max_size=30))
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    told = word_changes(before, after)
    assert "".join(text for sign, text in told if sign != NEW) == before
    assert "".join(text for sign, text in told if sign != GONE) == after
