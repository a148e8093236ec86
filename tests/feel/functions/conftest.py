"""Tables of expressions: what FEEL answers, as the text that `string` would give of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from incentive_engine.feel import evaluate
from incentive_engine.feel.values import to_string


@pytest.fixture
def answer() -> Callable[[str], str]:
    """The answer to an expression, written as FEEL writes values; `null` where there is none."""

    def ask(expression: str) -> str:
        value = evaluate(expression)
        return "null" if value is None else to_string(value)

    return ask
