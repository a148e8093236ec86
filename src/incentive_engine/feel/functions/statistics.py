"""Functions that make one value of a list of values (DMN 10.3.4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions.builtin import Catalogue
from incentive_engine.feel.values import compare, kind_of

CATALOGUE = Catalogue()
builtin = CATALOGUE.builtin


@builtin("sum(list*: N) -> N")
def total(numbers: Sequence[Decimal]) -> Decimal:
    """The numbers added up."""
    return sum(_some("sum", numbers), Decimal(0))


@builtin("product(list*: number) -> number")
def product(numbers: Sequence[Decimal]) -> Decimal:
    """The numbers multiplied."""
    result = Decimal(1)
    for number in _some("product", numbers):
        result *= number
    return result


@builtin("mean(list*: N) -> M")
def mean(numbers: Sequence[Decimal]) -> Decimal:
    """The arithmetic mean."""
    return total(_some("mean", numbers)) / len(numbers)


@builtin("median(list*: N) -> M")
def median(numbers: Sequence[Decimal]) -> Decimal:
    """The number in the middle, or the mean of the two in the middle."""
    ordered = sorted(_some("median", numbers))
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else mean(ordered[half - 1 : half + 1])


@builtin("stddev(list*: N) -> M")
def standard_deviation(numbers: Sequence[Decimal]) -> Decimal:
    """The standard deviation of a sample; it takes at least two numbers."""
    if len(numbers) < 2:
        raise FeelError("feel.too-few", function="stddev")
    middle = mean(numbers)
    return (total([(number - middle) ** 2 for number in numbers]) / (len(numbers) - 1)).sqrt()


@builtin("mode(list*: N) -> list<N>")
def mode(numbers: Sequence[Decimal]) -> list[Decimal]:
    """The numbers that occur most often, in ascending order; none for none."""
    counts = Counter(numbers)
    most = max(counts.values(), default=0)
    return sorted(number for number, times in counts.items() if times == most)


@builtin("min(list*: O) -> O")
def least(values: Sequence[Any]) -> Any:
    """The least value."""
    return _furthest("min", values, -1)


@builtin("max(list*: O) -> O")
def greatest(values: Sequence[Any]) -> Any:
    """The greatest value."""
    return _furthest("max", values, 1)


def _furthest(function: str, values: Sequence[Any], direction: int) -> Any:
    best = _some(function, values)[0]
    for value in values:
        order = compare(value, best)
        if order is None:
            raise FeelError("feel.no-order", left=kind_of(best), right=kind_of(value))
        if order == direction:
            best = value
    return best


def _some(function: str, values: Sequence[Any]) -> Sequence[Any]:
    """The values, of which there must be one."""
    if not values:
        raise FeelError("feel.empty-list", function=function)
    return values
