"""Policies: a document of measures, and what holds for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from incentive_engine.feel.types import NUMBER, Type
from incentive_engine.mistakes import Place
from incentive_engine.policy.model.expressions import Expression
from incentive_engine.policy.model.facts import Vocabulary
from incentive_engine.policy.model.matters import Matter
from incentive_engine.policy.model.measures import EVER, Basis, Condition, Measure, Pays, Period, Source
from incentive_engine.policy.model.properties import Accepted, Property

Constant: TypeAlias = "Decimal | str | bool | date"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number (or text) of a policy with its history: each value holds from its day on, until the next one's.

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
    """A document of incentives, its measures in order of their numbers; `sha256` is of the content of its files.

    `regions` are the region that it holds in and those that this is part of, the widest first; none: everywhere.
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
    regions: tuple[str, ...] = ()
    language: int = 1
    pays: Pays = Pays.GRANT
    in_force: Period = EVER
    sources: Mapping[str, Source] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    requirements: tuple[Condition, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    matters: tuple[Matter, ...] = ()
    limits: tuple[Limit, ...] = ()
    budget: Budget | None = None
    properties: tuple[Property, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    @property
    def region(self) -> str | None:
        """Where it holds; None: everywhere."""
        return self.regions[-1] if self.regions else None

    def measure(self, measure_id: str) -> Measure:
        """The measure with this id; KeyError if there is none."""
        for measure in self.measures:
            if measure.id == measure_id:
                return measure
        raise KeyError(measure_id)


def shared_vocabulary(policies: Sequence[Policy]) -> Vocabulary:
    """The facts that any of the policies knows: what a profile for them may state. The first policy's win."""
    facts = {id_: fact for policy in reversed(policies) for id_, fact in policy.vocabulary.facts.items()}
    labels = {label: fact for policy in reversed(policies) for label, fact in policy.vocabulary.by_label.items()}
    return Vocabulary(facts, labels)
