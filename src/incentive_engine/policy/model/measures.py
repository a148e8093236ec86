"""Measures: one clause each, with its conditions and its award."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from incentive_engine.mistakes import Place
from incentive_engine.policy.model.expressions import Brackets, Expression, Table


class Basis(str, Enum):
    """How sure a text or a number is: read in the document, told by a source, or set by this project."""

    ENACTED = "enacted"
    REPORTED = "reported"
    RECONSTRUCTED = "reconstructed"


class Pays(str, Enum):
    """What the amounts of a policy are: money handed out, or tax that is not charged. The two are not added up."""

    GRANT = "grant"
    TAX_RELIEF = "tax_relief"


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; an end of None is open."""

    start: date | None = None
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


EVER = Period()
"""The period without ends."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a policy rests on; `quote` the few words that a measure took from it."""

    id: str
    title: str
    ref: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Test:
    """A condition that one expression decides."""

    id: str
    label: str
    expression: Expression
    place: Place = field(compare=False)
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A condition met when at least `count` of its children are; `written` as `all`, `any` or `at_least`."""

    count: int
    children: tuple[Condition, ...]
    written: str
    place: Place = field(compare=False)
    id: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """A condition met when its child is not."""

    child: Condition
    place: Place = field(compare=False)
    id: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Granted:
    """A condition met when another measure of the policy is eligible, not met when it is ineligible or not in force."""

    measure: str
    place: Place = field(compare=False)
    id: str | None = None
    label: str | None = None


Condition: TypeAlias = "Test | AtLeast | Not | Granted"


@dataclass(frozen=True, slots=True)
class Rounding:
    """To multiples of `to` yuan, in `mode`: half up (四舍五入), half even, down, up."""

    to: Decimal = Decimal("0.01")
    mode: str = "half up"


@dataclass(frozen=True, slots=True)
class Step:
    """A change to an amount after its formula: `min` (floor), `max` (ceiling), `less` (already granted; never below 0).

    `each` says that it applies to every item of the award (its expression mentions the item), not to the total.
    """

    kind: str
    amount: Expression
    each: bool = False


@dataclass(frozen=True, slots=True)
class Each:
    """One amount per item: over the items of `within` that meet `where`; `keep: highest` over those that share `by`."""

    item: str
    within: Expression
    where: Expression | None = None
    by: Expression | None = None
    keep: str | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """What a measure gives: an amount (an expression or a table, once or per item) with its steps, or a benefit."""

    place: Place = field(compare=False)
    amount: Expression | Table | None = None
    benefit: str | None = None
    each: Each | None = None
    steps: tuple[Step, ...] = ()
    rounding: Rounding = Rounding()
    brackets: Brackets | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """How to apply: channel (免申即享 …), the yearly window ((month, day), (month, day)), department, materials."""

    channel: str | None = None
    window: tuple[tuple[int, int], tuple[int, int]] | None = None
    department: str | None = None
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One clause of a policy: who gets it (`when`), what it gives (`award`), and where it stands in the text."""

    id: str
    number: int
    title: str
    clause: str
    when: Condition
    award: Award
    basis: Basis
    place: Place = field(compare=False)
    category: str | None = None
    sources: tuple[Source, ...] = ()
    in_force: Period = EVER
    group: str | None = None
    apply: Application = Application()
