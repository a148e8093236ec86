"""Cases are selected by words in their names, as pytest's -k does."""

from __future__ import annotations

import pytest

from incentive_engine.assurance.cases.selecting import wanted_by
from incentive_engine.mistakes import InputError

NAME = "yanfeng/incentives-20/07-rd-investment::增量按10% 计，Cap"


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("", True),
        ("  ", True),
        ("rd-investment", True),
        ("RD-Investment and cap", True),
        ("增量 and not 上限", True),
        ("上限 or 增量", True),
        ("上限 or not 增量", False),
        ("not (上限 or 增量)", False),
        ("not not 增量", True),
        ("incentives-20/07 and (上限 or (增量 and 10%))", True),
        ("'10% 计'", True),
        ('"10% 记"', False),
        ('"and"', False),
        ("and-more", False),
    ],
)
def test_words_are_joined(expression: str, wanted: bool) -> None:
    assert wanted_by(expression)(NAME) is wanted


@pytest.mark.parametrize(
    ("expression", "column"),
    [("and", 1), ("a and", 6), ("(a", 3), ("a b", 3), ("a )", 3), ("not", 4), ("()", 2), ("a or or b", 6)],
)
def test_what_cannot_be_understood_is_told_with_its_column(expression: str, column: int) -> None:
    with pytest.raises(InputError) as failure:
        wanted_by(expression)
    (mistake,) = failure.value.mistakes
    assert mistake.values == {"expression": expression, "column": column}
    assert expression[:100] in mistake.text("zh")
    assert expression[:100] in mistake.text("en")


@pytest.mark.parametrize("expression", ["(" * 3000 + "a" + ")" * 3000, "not " * 5000 + "a"])
def test_what_is_nested_without_end_is_refused(expression: str) -> None:
    with pytest.raises(InputError):
        wanted_by(expression)
