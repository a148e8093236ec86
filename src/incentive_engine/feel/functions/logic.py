"""Functions of truth and sameness (DMN 10.3.4.2 and 10.3.4.11)."""

from __future__ import annotations

from typing import Any

from incentive_engine.feel import ternary
from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions.builtin import Catalogue
from incentive_engine.feel.temporal.times import date_time_text, time_text
from incentive_engine.feel.ternary import Truth, Unknown
from incentive_engine.feel.values import equal, kind_of

CATALOGUE = Catalogue()
builtin = CATALOGUE.builtin


@builtin("not(negand: B) -> boolean", lenient=True)
def negation(negand: Any) -> Truth:
    """The opposite truth value."""
    if not isinstance(negand, (bool, Unknown)):
        raise FeelError("feel.not-boolean")
    return ternary.negation(negand)


@builtin("is(value1: any, value2: any) -> boolean")
def same(first: Any, second: Any) -> bool:
    """Whether two values are the same in kind and in every part: 12:00 in one zone is not 13:00 in the next."""
    kind = kind_of(first)
    if kind != kind_of(second):
        return False
    if kind == "time":
        return time_text(first) == time_text(second)
    if kind == "date and time":
        return date_time_text(first) == date_time_text(second)
    return equal(first, second) is True
