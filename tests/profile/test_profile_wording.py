"""What the profile room says, in both languages."""

from __future__ import annotations

from string import Formatter

import pytest

from incentive_engine.wording.profile import TEXTS


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("code", TEXTS)
def test_both_languages_name_the_same_values(code: str) -> None:
    chinese, english = TEXTS[code]
    optional = {"example", "value"}
    assert _placeholders(chinese) ^ _placeholders(english) <= optional
    assert code.startswith("profile.")
    assert not english.isspace()
    assert english != chinese
