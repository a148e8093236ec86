"""The function `sort` (DMN 10.3.4.8)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cmp_to_key
from typing import Any

from incentive_engine.feel.functions.builtin import Catalogue
from incentive_engine.feel.functions.lists import asked
from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.values import FunctionValue

CATALOGUE = Catalogue()
builtin = CATALOGUE.builtin


@builtin("sort(list: list<T>, precedes: function) -> list<T>")
def sort(items: Sequence[Any], precedes: FunctionValue) -> list[Any] | Unknown:
    """The items ordered so that `precedes(x, y)` holds for x before y; items that tie keep their order."""

    def order(left: Any, right: Any) -> int:
        if _truth(asked(precedes, left, right)):
            return -1
        return 1 if _truth(asked(precedes, right, left)) else 0

    try:
        return sorted(items, key=cmp_to_key(order))
    except _UnknownOrderError as unknown:
        return unknown.order


class _UnknownOrderError(Exception):
    """Which of two items comes first is unknown."""

    def __init__(self, order: Unknown) -> None:
        self.order = order
        super().__init__(order)


def _truth(answer: bool | Unknown) -> bool:
    if isinstance(answer, Unknown):
        raise _UnknownOrderError(answer)
    return answer
