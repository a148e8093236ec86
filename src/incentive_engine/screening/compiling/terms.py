"""What an expression becomes: SQL for its value, NULL where that is unknown, and why it then is (`reasons`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from incentive_engine.screening.compiling import sql as q
from incentive_engine.screening.compiling.beyond import BeyondSqlError
from incentive_engine.screening.compiling.reasons import KNOWN, Mask, Why
from incentive_engine.screening.compiling.sql import Sql

if TYPE_CHECKING:
    from incentive_engine.screening.compiling.frames import Frame


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

    def in_columns(self, frame: Frame) -> Number:
        """The same with its parts in columns of the frame, for whoever reads them more than once."""
        divisor = None if self.divisor is None else frame.let(self.divisor)
        return replace(self, sql=frame.let(self.sql), divisor=divisor)


@dataclass(frozen=True, eq=False)
class Record:
    """An item of a list: its fields by id."""

    fields: Mapping[str, Term]


@dataclass(frozen=True, eq=False)
class Series:
    """An annual fact, or what was made of some year by year: its elements, the oldest first.

    `present` tells of each whether it is in the list; those that are form its end. `open` tells where the list's length
    is not known; its last elements may be read all the same if `from_end`. `lacking` is what settles it.
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
    items: Callable[[Frame], tuple[Frame, Record]]


@dataclass(frozen=True, eq=False)
class Selection:
    """The items of a list that meet a condition, in the frame that asks for them; perhaps a value of each.

    `met` tells of an item whether it is among them; unknown for any item, the list as a whole is unknown. `extra` are
    values that were appended.
    """

    listing: Listing
    frame: Frame
    record: Record
    met: Truth
    value: Term | None = None
    extra: tuple[Term, ...] = ()


@dataclass(frozen=True, eq=False)
class Place:
    """The variable of `for n in 1..count(series)`: the place `at`, from 0, in the window of the series."""

    series: Series
    at: int


Meaning: TypeAlias = "Term | Record | Series | Listing | Selection | Place"
"""What an expression, or a name, stands for."""


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
    """The term of a number that is the same for every row. Raises BeyondSqlError for one of more than 30 digits."""
    exponent = value.normalize().as_tuple().exponent
    scale = max(0, -exponent) if isinstance(exponent, int) else 0
    whole = int(value.scaleb(scale))
    if abs(whole) >= 10**30 or scale > 30:
        raise BeyondSqlError("screening.too-large")
    return Number(q.integer(whole), why, value, scale=scale, low=whole, high=whole)


@dataclass(frozen=True, eq=False)
class Grant:
    """What an award gives in SQL: whole fen, NULL where unknown; `why` says what its unknowns lack."""

    gross: Sql
    payable: Sql
    why: Why
    most: int = q.LARGEST
