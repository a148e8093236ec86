"""What a policy is: small immutable objects with typed expressions, walked alike by every engine.

Rich constructs of the files are rewritten into these few primitives when a policy is loaded (`all`, `any` and
`at_least` into `AtLeast`; brackets into one expression; `min`, `max` and `less` into `Step`s), each keeping
the place and the form it was written in, so that explanations speak the author's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from incentive_engine.feel.syntax import Node
from incentive_engine.feel.types import NUMBER, Type
from incentive_engine.mistakes import Place


class Basis(str, Enum):
    """How sure a text or a number is: read in the document, told by a source, or set by this project."""

    ENACTED = "enacted"
    REPORTED = "reported"
    RECONSTRUCTED = "reconstructed"


class FactType(str, Enum):
    """The types that a fact may be declared with."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    INTEGER = "integer"
    MONEY = "money"
    RATIO = "ratio"
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"
    LIST = "list"


class Answerer(str, Enum):
    """Who can state a fact."""

    ENTERPRISE = "enterprise"
    REGISTRY = "registry"
    REVIEWER = "reviewer"


Constant: TypeAlias = "Decimal | str | bool | date"


@dataclass(frozen=True, slots=True)
class Expression:
    """A FEEL expression of a policy, parsed and type-checked once; `reads` are the free names in it."""

    text: str
    tree: Node
    type: Type
    reads: frozenset[str]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table: rows of unary tests over the inputs, and what each row answers.

    `hit` is `unique`, `any`, `priority`, `first`, `rule order`, `output order`, `collect`, or `collect
    sum|min|max|count`.
    """

    hit: str
    inputs: tuple[Expression, ...]
    rows: tuple[Row, ...]
    otherwise: Expression | None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a cell is an expression whose tree is `UnaryTests`."""

    cells: tuple[Expression, ...]
    output: Expression
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Brackets:
    """The marginal slices an amount was written as (差额累进): base, and for each slice its floor and its
    rate.
    """

    base: Expression
    slices: tuple[tuple[Expression, Expression], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact. Derived when it has a formula (an expression or a table); else an enterprise states
    it.

    `years` is the window of an annual fact, `item` the columns of a list fact, `policy` the policy that alone
    knows the fact (None: the vocabulary that all policies share).
    """

    id: str
    label: str
    type: FactType
    place: Place = field(compare=False)
    unit: str | None = None
    annual: bool = False
    years: int = 3
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[str, ...] = ()
    item: tuple[Fact, ...] = ()
    answered_by: Answerer = Answerer.ENTERPRISE
    source: str | None = None
    ask: str | None = None
    formula: Expression | Table | None = None
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The facts that are declared, by id; `named` finds one by id or by label."""

    facts: Mapping[str, Fact]
    by_label: Mapping[str, Fact]

    def named(self, name: str) -> Fact | None:
        """The fact with this id or this label."""
        return self.facts.get(name) or self.by_label.get(name)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number (or text) of a policy with its history: each value holds from its day on, until the next
    one's.

    `type` is that of all its values: money, a ratio, a plain number, a text.
    """

    id: str
    label: str
    values: tuple[tuple[date, Constant], ...]
    basis: Basis
    place: Place = field(compare=False)
    source: str | None = None
    unit: str | None = None
    type: Type = NUMBER

    def on(self, day: date) -> Constant | None:
        """The value in force on `day`; None before the first one."""
        current: Constant | None = None
        for since, value in self.values:
            if since > day:
                break
            current = value
        return current


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; an end of None is open."""

    start: date | None = None
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


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
    """A condition met when another measure of the policy is eligible, not met when it is ineligible or not in
    force.
    """

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
    """A change to an amount after its formula: `min` (floor), `max` (ceiling), `less` (already granted; never
    below 0).

    `each` says that it applies to every item of the award (its expression mentions the item), not to the
    total.
    """

    kind: str
    amount: Expression
    each: bool = False


@dataclass(frozen=True, slots=True)
class Each:
    """One amount per item: over the items of `within` that meet `where`; `keep: highest` over those that
    share `by`.
    """

    item: str
    within: Expression
    where: Expression | None = None
    by: Expression | None = None
    keep: str | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """What a measure gives: an amount (an expression or a table, once or for each item) with its steps, or a
    benefit.
    """

    place: Place = field(compare=False)
    amount: Expression | Table | None = None
    benefit: str | None = None
    each: Each | None = None
    steps: tuple[Step, ...] = ()
    rounding: Rounding = Rounding()
    brackets: Brackets | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """How to apply: channel (免申即享 …), the yearly window ((month, day), (month, day)), department,
    materials.
    """

    channel: str | None = None
    window: tuple[tuple[int, int], tuple[int, int]] | None = None
    department: str | None = None
    materials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One clause of a policy: who gets it (`when`), what it gives (`award`), and where it stands in the
    text.
    """

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
    in_force: Period = Period()
    group: str | None = None
    apply: Application = Application()


@dataclass(frozen=True, slots=True)
class Group:
    """Measures of which not all are paid in full: `highest`, `top_up` (less `received`), or `sum`."""

    id: str
    label: str
    keep: str
    place: Place = field(compare=False)
    received: Expression | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A yearly ceiling on what one enterprise is paid in all, or for some measures only."""

    label: str
    maximum: Expression
    place: Place = field(compare=False)
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be spent in a year; `exceeded` is `report` (say so) or `scale` (pay all in proportion)."""

    label: str
    amount: Expression
    place: Place = field(compare=False)
    exceeded: str = "report"
    measures: tuple[str, ...] = ()
    parts: tuple[Budget, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """A document of incentives, its measures in order of their numbers; `sha256` is of the content of its
    files.
    """

    id: str
    title: str
    basis: Basis
    measures: tuple[Measure, ...]
    vocabulary: Vocabulary
    sha256: str
    place: Place = field(compare=False)
    short_title: str | None = None
    issuer: str | None = None
    language: int = 1
    in_force: Period = Period()
    sources: Mapping[str, Source] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    requirements: tuple[Condition, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    limits: tuple[Limit, ...] = ()
    budget: Budget | None = None

    def measure(self, measure_id: str) -> Measure:
        """The measure with this id; KeyError if there is none."""
        for measure in self.measures:
            if measure.id == measure_id:
                return measure
        raise KeyError(measure_id)
