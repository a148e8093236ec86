"""Facts: what can be known of an enterprise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from incentive_engine.mistakes import Place
from incentive_engine.policy.model.expressions import Expression, Table


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


@dataclass(frozen=True, slots=True)
class Fact:
    """A declared fact. Derived when it has a formula (an expression or a table); else an enterprise states it.

    `years` is the window of an annual fact, `item` the columns of a list fact, `policy` the policy that alone knows the
    fact (None: the vocabulary that all policies share).
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
