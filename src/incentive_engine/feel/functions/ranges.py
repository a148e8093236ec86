"""How points and ranges lie to each other (DMN 10.3.4.9).

A range lies between two cuts, a cut being a place just before or just after a value: [1..5) is what lies
between the cuts before 1 and before 5, and the point 3 the range from the cut before it to the cut after it.
Every function of the standard's table then is a comparison of cuts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions.builtin import Catalogue
from incentive_engine.feel.values import Range, compare, equal, kind_of

CATALOGUE = Catalogue()
builtin = CATALOGUE.builtin

_POINTS = "(point1: O, point2: O) -> boolean"
_POINT_RANGE = "(point: O, range: range<O>) -> boolean"
_RANGE_POINT = "(range: range<O>, point: O) -> boolean"
_RANGES = "(range1: range<O>, range2: range<O>) -> boolean"

Operand: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class _Cut:
    """Just before (side 0) or after (side 1) a value; without a value: before (side 0) or after everything."""

    value: Any
    side: int

    def order(self, other: _Cut) -> int:
        """-1, 0 or 1 as this cut is before, at or after the other."""
        if self.value is None or other.value is None:
            mine, its = self._rank(), other._rank()
            return (mine > its) - (mine < its)
        order = compare(self.value, other.value)
        if order is None:
            raise FeelError("feel.no-order", left=kind_of(self.value), right=kind_of(other.value))
        return order or (self.side > other.side) - (self.side < other.side)

    def _rank(self) -> int:
        return 0 if self.value is not None else 2 * self.side - 1


def _low(operand: Operand) -> _Cut:
    if isinstance(operand, Range):
        return _Cut(operand.low, 0 if operand.low is None or operand.low_closed else 1)
    return _Cut(operand, 0)


def _high(operand: Operand) -> _Cut:
    if isinstance(operand, Range):
        return _Cut(operand.high, 1 if operand.high is None or operand.high_closed else 0)
    return _Cut(operand, 1)


@builtin(*(f"before{one}" for one in (_POINTS, _POINT_RANGE, _RANGE_POINT, _RANGES)))
def before(first: Operand, second: Operand) -> bool:
    """Whether the first ends before the second begins."""
    return _high(first).order(_low(second)) <= 0


@builtin(*(f"after{one}" for one in (_POINTS, _POINT_RANGE, _RANGE_POINT, _RANGES)))
def after(first: Operand, second: Operand) -> bool:
    """Whether the first begins after the second ends."""
    return before(second, first)


@builtin(f"meets{_RANGES}")
def meets(first: Range, second: Range) -> bool:
    """Whether the first ends with the very value that the second begins with."""
    return first.high_closed and second.low_closed and first.high is not None and _same(first.high, second.low)


@builtin(f"met by{_RANGES}")
def met_by(first: Range, second: Range) -> bool:
    """Whether the first begins with the very value that the second ends with."""
    return meets(second, first)


@builtin(f"overlaps{_RANGES}")
def overlaps(first: Range, second: Range) -> bool:
    """Whether the two share a value."""
    return _high(first).order(_low(second)) > 0 and _high(second).order(_low(first)) > 0


@builtin(f"overlaps before{_RANGES}")
def overlaps_before(first: Range, second: Range) -> bool:
    """Whether the first begins before the second and ends inside it."""
    return _low(first).order(_low(second)) < 0 < _high(first).order(_low(second)) and (
        _high(first).order(_high(second)) <= 0
    )


@builtin(f"overlaps after{_RANGES}")
def overlaps_after(first: Range, second: Range) -> bool:
    """Whether the first begins inside the second and ends after it."""
    return overlaps_before(second, first)


@builtin(f"finishes{_POINT_RANGE}", f"finishes{_RANGES}")
def finishes(first: Operand, second: Range) -> bool:
    """Whether the first is the end of the second."""
    if _high(first).order(_high(second)) != 0:
        return False
    return not isinstance(first, Range) or _low(first).order(_low(second)) >= 0


@builtin(f"finished by{_RANGE_POINT}", f"finished by{_RANGES}")
def finished_by(first: Range, second: Operand) -> bool:
    """Whether the second is the end of the first."""
    return finishes(second, first)


@builtin(f"starts{_POINT_RANGE}", f"starts{_RANGES}")
def starts(first: Operand, second: Range) -> bool:
    """Whether the first is the beginning of the second."""
    if _low(first).order(_low(second)) != 0:
        return False
    return not isinstance(first, Range) or _high(first).order(_high(second)) <= 0


@builtin(f"started by{_RANGE_POINT}", f"started by{_RANGES}")
def started_by(first: Range, second: Operand) -> bool:
    """Whether the second is the beginning of the first."""
    return starts(second, first)


@builtin(f"includes{_RANGE_POINT}", f"includes{_RANGES}")
def includes(first: Range, second: Operand) -> bool:
    """Whether the second lies in the first."""
    return _low(first).order(_low(second)) <= 0 <= _high(first).order(_high(second))


@builtin(f"during{_POINT_RANGE}", f"during{_RANGES}")
def during(first: Operand, second: Range) -> bool:
    """Whether the first lies in the second."""
    return includes(second, first)


@builtin(f"coincides{_POINTS}", f"coincides{_RANGES}")
def coincides(first: Operand, second: Operand) -> bool:
    """Whether the two are the same."""
    return _low(first).order(_low(second)) == 0 == _high(first).order(_high(second))


def _same(left: Any, right: Any) -> bool:
    answer = equal(left, right)
    if not isinstance(answer, bool):
        raise FeelError("feel.no-order", left=kind_of(left), right=kind_of(right))
    return answer
