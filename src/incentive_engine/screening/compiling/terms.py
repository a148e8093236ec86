"""What an expression becomes: SQL for its value, and SQL for what it lacks where that is unknown.

A value is NULL where it is unknown. What it then lacks are bits, one for each thing that could be stated (`Bits`), in
words of 62: those that could still make a truth value true, and those that could make it false (as `feel.ternary` keeps
them apart); a value of another kind has both alike. NULL instead of bits: no statement can settle the value any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.sql import NULL, Sql

Mask: TypeAlias = "tuple[Sql, ...]"
"""Bits in words."""

Lacking: TypeAlias = "tuple[Mask, Mask]"
"""The bits that could make a value true, and those that could make it false."""

BITS = 62
"""How many bits a word holds, so that a BIGINT's sign is never touched."""


class BeyondSqlError(Exception):
    """An expression, or an award, that is left to the reference evaluator; `code` and `values` say why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


class Bits:
    """What can be lacking: each fact (or a year's figure of one) has a bit; several bits may mean one fact."""

    def __init__(self, words: int) -> None:
        self.words = words
        self.facts: list[tuple[str, ...]] = []
        self._numbers: dict[str, int] = {}

    def mask(self, name: str, *facts: str) -> Mask:
        """The bit that stands for `name`, whose statement means stating `facts`."""
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self.facts)
            self.facts.append(facts)
            if number >= self.words * BITS:
                raise AssertionError("more bits than words were made for")
        word, bit = divmod(number, BITS)
        return tuple(q.integer(1 << bit if place == word else 0) for place in range(self.words))

    @property
    def none(self) -> Mask:
        """No bits."""
        return (q.integer(0),) * self.words

    @property
    def stuck(self) -> Mask:
        """Nothing can settle it."""
        return (NULL,) * self.words

    def named(self, words: Sequence[int]) -> frozenset[str]:
        """The facts that set bits stand for."""
        return frozenset(
            fact
            for number, facts in enumerate(self.facts)
            if words[number // BITS] >> (number % BITS) & 1
            for fact in facts
        )


def together(masks: Iterable[Mask]) -> Mask:
    """What is lacking where each of several is needed: all of it, or NULL as soon as one is."""
    return _folded(masks, q.with_bits)


def alternatively(masks: Iterable[Mask]) -> Mask:
    """What is lacking where each of several would do: the bits of those that are not NULL; NULL where all are."""
    return _folded(masks, _either)


def _either(one: Sql, other: Sql) -> Sql:
    if q.is_null_literal(one) or q.is_null_literal(other):
        return other if q.is_null_literal(one) else one
    both = q.with_bits(one, other)
    if q.is_false(q.is_null(one)) and q.is_false(q.is_null(other)):
        return both
    return q.coalesced(both, q.coalesced(one, other))


def _folded(masks: Iterable[Mask], join: Callable[[Sql, Sql], Sql]) -> Mask:
    parts = list(masks)
    result = parts[0]
    for mask in parts[1:]:
        result = tuple(join(*pair) for pair in zip(result, mask, strict=True))
    return result


def chosen(branches: Sequence[tuple[Sql, Mask]], otherwise: Mask) -> Mask:
    """The mask of the first branch whose condition is true."""
    return tuple(
        q.case([(condition, mask[word]) for condition, mask in branches], otherwise[word])
        for word in range(len(otherwise))
    )


class Why:
    """What a value lacks, worked out when it is first asked for; only rows where the value is NULL read it."""

    def __init__(self, lacking: Callable[[], Lacking]) -> None:
        self._lacking = lacking
        self._found: Lacking | None = None

    @staticmethod
    def alike(mask: Callable[[], Mask]) -> Why:
        """Of a value that has both alike."""

        def lacking() -> Lacking:
            found = mask()
            return found, found

        return Why(lacking)

    @property
    def both(self) -> Lacking:
        """The bits for true and for false."""
        if self._found is None:
            self._found = self._lacking()
        return self._found

    @property
    def any(self) -> Mask:
        """What any settling needs; NULL where nothing helps."""
        by_true, by_false = self.both
        return by_true if by_true is by_false else alternatively((by_true, by_false))


@dataclass(frozen=True, eq=False)
class Term:
    """An expression in SQL; `constant` is its value where it is the same for every row."""

    sql: Sql
    why: Why
    constant: Any = None

    @property
    def is_unknown(self) -> bool:
        """Whether it is unknown in every row."""
        return q.is_null_literal(self.sql)


@dataclass(frozen=True, eq=False)
class Truth(Term):
    """A truth value."""


@dataclass(frozen=True, eq=False)
class Words(Term):
    """A text."""


@dataclass(frozen=True, eq=False)
class Day(Term):
    """A date."""


@dataclass(frozen=True, eq=False)
class Span(Term):
    """A duration; policies only have constant ones, or differences that they take a part of."""


@dataclass(frozen=True, eq=False)
class Number(Term):
    """A number: `sql` / `divisor` × 10^-`scale`, whole numbers both, the divisor above 0 (None: 1).

    `low` and `high` bound `sql`, `most` the divisor. `exact` tells that the reference has this very value: a quotient
    that was worked on further it has to 34 digits only.
    """

    scale: int = 0
    low: int = 0
    high: int = 0
    divisor: Sql | None = None
    most: int = 1
    exact: bool = True

    @property
    def reach(self) -> int:
        """The greatest distance of `sql` from 0."""
        return max(abs(self.low), abs(self.high))

    @property
    def is_wide(self) -> bool:
        """Whether 64 bits may not hold it."""
        return self.reach > q.LARGEST


@dataclass(frozen=True, eq=False)
class Record:
    """An item of a list: its fields by id."""

    fields: Mapping[str, Term]


@dataclass(frozen=True, eq=False)
class Series:
    """An annual fact, or what was made of some year by year: its elements, the oldest first.

    `present` tells of each whether it is in the list; those that are form its end. `open` tells where the list's length is
    not known; its last elements may be read all the same if `from_end` says so. `lacking` is what settles the length.
    """

    elements: tuple[Term, ...]
    present: tuple[Sql, ...]
    open: Sql
    lacking: Mask
    name: str
    from_end: bool = True


@dataclass(frozen=True, eq=False)
class Listing:
    """A list fact: its items in a relation, `stated` where they are known (NULL: unknown), the fact's own bit.

    `items` gives, for the frame that asks, the frame of its items and one of them.
    """

    name: str
    stated: Sql
    lacking: Mask
    items: Callable[[Any], tuple[Any, Record]]


@dataclass(frozen=True, eq=False)
class Place:
    """The variable of `for n in 1..count(series)`: the place `at`, from 0, in the window of the series."""

    series: Series
    at: int


KNOWN = Why.alike(lambda: ())


def constant(value: Any, why: Why = KNOWN) -> Term:
    """The term of a value that is the same for every row."""
    if isinstance(value, bool):
        return Truth(q.TRUE if value else q.FALSE, why, value)
    if isinstance(value, Decimal):
        return number_of(value, why)
    if isinstance(value, str):
        return Words(q.text(value), why, value)
    if isinstance(value, date):
        return Day(q.day(value), why, value)
    return Span(q.TRUE, why, value)  # known, that is all that is said of it in SQL


def number_of(value: Decimal, why: Why = KNOWN) -> Number:
    """The term of a number that is the same for every row. Raises BeyondSqlError for one of too many digits."""
    exponent = value.normalize().as_tuple().exponent
    scale = max(0, -exponent) if isinstance(exponent, int) else 0
    whole = int(value.scaleb(scale))
    if abs(whole) >= 10**30 or scale > 30:
        raise BeyondSqlError("screening.too-many-digits", value=value)
    return Number(q.integer(whole), why, value, scale=scale, low=whole, high=whole)


@dataclass(frozen=True, eq=False)
class Grant:
    """What an award gives in SQL: whole fen, NULL where unknown; `why` says what its unknowns lack."""

    gross: Sql
    payable: Sql
    why: Why
    most: int = field(default=q.LARGEST)


__all__ = ["BITS", "KNOWN", "BeyondSqlError", "Bits", "Day", "Grant", "Lacking", "Listing", "Mask", "Number", "Place", "Record", "Series", "Span",
           "Term", "Truth", "Why", "Words", "alternatively", "chosen", "constant", "number_of", "replace", "together"]  # fmt: skip
