"""Functions of lists (DMN 10.3.4.4). Positions count from 1, or from the end by -1."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from incentive_engine.feel import ternary
from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions.builtin import Catalogue
from incentive_engine.feel.ternary import Truth, Unknown
from incentive_engine.feel.values import FunctionValue, equal, identity, is_list, number_text

CATALOGUE = Catalogue()
builtin = CATALOGUE.builtin


def place(position: Decimal, length: int) -> int:
    """The index from 0 of a position in a list or text of that length; FeelError outside. A fraction is cut off."""
    at = int(position)
    if at == 0 or abs(at) > length:
        raise FeelError("feel.no-position", position=number_text(position), length=str(length))
    return at - 1 if at > 0 else length + at


def span(start: Decimal, length: Decimal | None, total: int) -> slice:
    """The slice of `length` items (None: all) from a position on, in a list or text of `total`; FeelError where not
    all of them are there.
    """
    at = place(start, total)
    if length is None:
        return slice(at, None)
    if not 1 <= int(length) <= total - at:
        raise FeelError("feel.no-length", length=number_text(length))
    return slice(at, at + int(length))


@builtin("list contains(list: list<T>, element: T) -> boolean", lenient=True)
def list_contains(items: Sequence[Any], element: Any) -> Truth:
    """Whether an item equals `element`; one that is found decides, whatever else is unknown."""
    return ternary.disjunction([False if same is None else same for same in (equal(one, element) for one in items)])


@builtin("count(list: list<T>) -> integer", lenient=True)
def count(items: Sequence[Any]) -> Decimal:
    """How many items a list has; an unknown item counts."""
    return Decimal(len(items))


@builtin("all(list*: B) -> boolean", lenient=True)
def every(items: Sequence[Any]) -> Truth:
    """Whether all items are true: false as soon as one is false."""
    return False if any(one is False for one in items) else ternary.conjunction(_truths(items))


@builtin("any(list*: B) -> boolean", lenient=True)
def some(items: Sequence[Any]) -> Truth:
    """Whether an item is true: true as soon as one is."""
    return any(one is True for one in items) or ternary.disjunction(_truths(items))


def _truths(items: Sequence[Any]) -> Sequence[Truth]:
    """The items, all of which must be truth values; with one that is none, nothing decides but an unknown one."""
    if all(isinstance(one, (bool, Unknown)) for one in items):
        return items
    unknowns = [one for one in items if isinstance(one, Unknown)]
    if not unknowns:
        raise FeelError("feel.not-boolean")
    return [ternary.either(unknowns)]


@builtin("sublist(list: list<T>, start position: number, length?: number) -> list<T>", lenient=True)
def sublist(items: Sequence[Any], start: Decimal, length: Decimal | None = None) -> list[Any]:
    """The items from a position on, all of them or `length`, which must be there."""
    return list(items[span(start, length, len(items))])


@builtin("append(list: list<T>, item...: T) -> list<T>", lenient=True)
def append(items: Sequence[Any], more: Sequence[Any]) -> list[Any]:
    """The list with items added at its end."""
    return [*items, *more]


@builtin("concatenate(list...: list<T>) -> list<T>", lenient=True)
def concatenate(lists: Sequence[Sequence[Any]]) -> list[Any]:
    """The items of several lists in one."""
    return [one for items in lists for one in items]


@builtin("insert before(list: list<T>, position: number, newItem: T) -> list<T>", lenient=True)
def insert_before(items: Sequence[Any], position: Decimal, new: Any) -> list[Any]:
    """The list with an item inserted at a position."""
    at = place(position, len(items))
    return [*items[:at], new, *items[at:]]


@builtin("remove(list: list<T>, position: number) -> list<T>", lenient=True)
def remove(items: Sequence[Any], position: Decimal) -> list[Any]:
    """The list without the item at a position."""
    at = place(position, len(items))
    return [*items[:at], *items[at + 1 :]]


@builtin("list replace(list: list<T>, position: number, newItem: T) -> list<T>", lenient=True)
def replace_at(items: Sequence[Any], position: Decimal, new: Any) -> list[Any]:
    """The list with the item at a position replaced."""
    at = place(position, len(items))
    return [*items[:at], new, *items[at + 1 :]]


@builtin("list replace(list: list<T>, match: function, newItem: T) -> list<T>")
def replace_matching(items: Sequence[Any], match: FunctionValue, new: Any) -> list[Any] | Unknown:
    """The list with every item replaced for which `match(item, newItem)` is true."""
    truths = [asked(match, one, new) for one in items]
    unknowns = [truth for truth in truths if isinstance(truth, Unknown)]
    if unknowns:
        return ternary.either(unknowns)
    return [new if truth else one for one, truth in zip(items, truths, strict=True)]


def asked(function: FunctionValue, *arguments: Any) -> Truth:
    """What a function answers that must answer a truth value."""
    if len(function.parameters) != len(arguments):
        raise FeelError("feel.function-parameters", count=str(len(arguments)))
    answer = function.call(*arguments)
    if not isinstance(answer, (bool, Unknown)):
        raise FeelError("feel.not-boolean")
    return answer


@builtin("reverse(list: list<T>) -> list<T>", lenient=True)
def reverse(items: Sequence[Any]) -> list[Any]:
    """The items from last to first."""
    return list(items[::-1])


@builtin("index of(list: list<T>, match: T) -> list<integer>")
def index_of(items: Sequence[Any], match: Any) -> list[Decimal]:
    """The positions of all items that equal `match`, in ascending order."""
    return [Decimal(position) for position, one in enumerate(items, 1) if equal(one, match) is True]


@builtin("union(list...: list<T>) -> list<T>")
def union(lists: Sequence[Sequence[Any]]) -> list[Any]:
    """The items of several lists, each once."""
    return distinct_values(concatenate(lists))


@builtin("distinct values(list: list<T>) -> list<T>")
def distinct_values(items: Iterable[Any]) -> list[Any]:
    """The items, each once, where it stood first."""
    first: dict[Hashable, Any] = {}
    for one in items:
        first.setdefault(identity(one), one)
    return list(first.values())


@builtin("flatten(list: list<any>) -> list<any>")
def flatten(items: Sequence[Any]) -> list[Any]:
    """The items of a list and of all lists in it. An unknown item could itself be a list, so it leaves
    nothing known.
    """
    return list(_leaves(items))


def _leaves(items: Sequence[Any]) -> Iterator[Any]:
    for one in items:
        if is_list(one):
            yield from _leaves(one)
        else:
            yield one
