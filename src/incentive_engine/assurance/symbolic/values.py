"""What an expression comes to: a truth value, a number, a text, a date, a duration, a record or a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from incentive_engine.assurance.symbolic import days, formulas, numbers
from incentive_engine.assurance.symbolic.days import Day, Duration
from incentive_engine.assurance.symbolic.formulas import ONE, Formula, Term, both, choose, either, no, pick
from incentive_engine.assurance.symbolic.numbers import Number
from incentive_engine.assurance.symbolic.truths import NEITHER, Truth, conjunction, given, truth


class Untranslatable(Exception):  # noqa: N818 - not an error of anybody's: a limit that is told
    """A construct without a formula; `what` is its text, `place` where it was written (a `Place`, or None)."""

    def __init__(self, what: str, place: Any = None) -> None:
        super().__init__(what)
        self.what = what
        self.place = place


@dataclass(frozen=True, slots=True, eq=False)
class Nothing:
    """A value of any kind that is never known."""

    known: Formula = False


NOTHING = Nothing()


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text, as the code of it: texts are only ever the same or not."""

    known: Formula
    code: Term


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A duration: a constant, or the whole months or days (`unit`) between two dates."""

    known: Formula
    length: Duration | Number
    unit: str = "months"


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """An item of a list fact, by its columns; always known, whatever its columns are."""

    columns: Mapping[str, Any]
    known: Formula = True


_ONCE = numbers.number(1)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What a list holds where `present`, `copies` times one after the other."""

    present: Formula
    value: Any
    copies: Number = _ONCE


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A list, in the order of its entries. Where `open_`, how far back it begins is unknown, and its last ones can
    still be read; it is then not `known`."""

    known: Formula
    entries: tuple[Entry, ...]
    open_: Formula = False


Value: TypeAlias = "Truth | Number | Text | Day | Span | Record | Listing | Nothing"


def merge(condition: Formula, then: Value, otherwise: Value) -> Value:
    """The value `then` where the condition holds, else `otherwise`."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    if isinstance(then, Nothing):
        return restricted(no(condition), otherwise)
    if isinstance(otherwise, Nothing):
        return restricted(condition, then)
    merged = _MERGES.get(type(then))
    if merged is None or type(then) is not type(otherwise):
        raise Untranslatable(f"{type(then).__name__} / {type(otherwise).__name__}")
    return merged(condition, then, otherwise)


def _truth(condition: Formula, then: Truth, otherwise: Truth) -> Truth:
    return Truth(pick(condition, then.true, otherwise.true), pick(condition, then.false, otherwise.false))


def _text(condition: Formula, then: Text, otherwise: Text) -> Text:
    return Text(pick(condition, then.known, otherwise.known), choose(condition, then.code, otherwise.code))


def _day(condition: Formula, then: Day, otherwise: Day) -> Day:
    if then.shifts != otherwise.shifts:
        raise days.BeyondCalendarError
    year, place = choose(condition, then.year, otherwise.year), choose(condition, then.place, otherwise.place)
    return Day(pick(condition, then.known, otherwise.known), year, place, then.shifts)


def _record(condition: Formula, then: Record, otherwise: Record) -> Record:
    return Record({name: merge(condition, one, otherwise.columns[name]) for name, one in then.columns.items()})


def _listing(condition: Formula, then: Listing, otherwise: Listing) -> Listing:
    entries = (*_where(condition, then.entries), *_where(no(condition), otherwise.entries))
    known = pick(condition, then.known, otherwise.known)
    return Listing(known, entries, pick(condition, then.open_, otherwise.open_))


_MERGES: Mapping[type, Callable[[Formula, Any, Any], Value]] = {
    Truth: _truth,
    Number: numbers.merge,
    Text: _text,
    Day: _day,
    Record: _record,
    Listing: _listing,
}


def _where(condition: Formula, entries: Iterable[Entry]) -> Iterable[Entry]:
    return (replace(one, present=both(condition, one.present)) for one in entries)


def restricted(condition: Formula, value: Value) -> Value:
    """The value where the condition holds, else unknown."""
    if condition is True or isinstance(value, Nothing):
        return value
    if isinstance(value, Truth):
        return given(condition, value)
    if isinstance(value, Record):
        return Record({name: restricted(condition, one) for name, one in value.columns.items()})
    if isinstance(value, Listing):
        return replace(value, known=both(condition, value.known), open_=both(condition, value.open_))
    return replace(value, known=both(condition, value.known))


def same(one: Value, other: Value) -> Truth:
    """Whether two values are equal; unknown where one of them is."""
    if isinstance(one, Nothing) or isinstance(other, Nothing):
        return NEITHER
    if isinstance(one, Truth) and isinstance(other, Truth):
        return truth(both(one.known, other.known), formulas.agree(one.true, other.true))
    if isinstance(one, Number) and isinstance(other, Number):
        return numbers.compare("=", one, other)
    if isinstance(one, Day) and isinstance(other, Day):
        return days.compare("=", one, other)
    if isinstance(one, Text) and isinstance(other, Text):
        return truth(both(one.known, other.known), formulas.compare("=", one.code, other.code))
    if isinstance(one, Record) and isinstance(other, Record):
        return conjunction(same(value, other.columns[name]) for name, value in one.columns.items())
    raise Untranslatable(f"{type(one).__name__} = {type(other).__name__}")


def choice(condition: Truth, then: Value, otherwise: Value) -> Value:
    """`if condition then then else otherwise`: where the condition is unknown, what both are if they are equal."""
    if condition.unknown is False:
        return merge(condition.true, then, otherwise)
    if isinstance(then, (Listing, Record, Span)) or isinstance(otherwise, (Listing, Record, Span)):
        return restricted(condition.known, merge(condition.true, then, otherwise))
    settled = either(condition.known, same(then, otherwise).true)
    return restricted(settled, merge(condition.true, then, otherwise))


def plain(value: Value) -> Number:
    """The value as a number; Untranslatable for what is none."""
    if isinstance(value, Number):
        return value
    if isinstance(value, Nothing):
        return Number(False, ONE)
    raise Untranslatable(type(value).__name__)


def judged(value: Value) -> Truth:
    """The value as a truth value; Untranslatable for what is none."""
    if isinstance(value, Truth):
        return value
    if isinstance(value, Nothing):
        return NEITHER
    raise Untranslatable(type(value).__name__)


def copied(entries: Sequence[Entry]) -> bool:
    """Whether some entry may stand for several."""
    return any(one.copies.constant != 1 for one in entries)
