"""Questions about a policy: whether there is an enterprise of which something is true, and whether there should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from incentive_engine.assurance.verification.readings import Bit, Claim, Comparison, Reading
from incentive_engine.decision.network import conditions_of
from incentive_engine.decision.reading import facts_behind
from incentive_engine.mistakes import Place
from incentive_engine.policy.model import AtLeast, Measure, Policy

KINDS = ("awardable", "condition", "table", "step", "amount", "group", "limit", "cliff", "property")
"""What questions are about, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class One:
    """Is there an enterprise of which `claim` is true, on the days of `measure` (None: of the policy)?

    `paid` says that it is about what is paid, on which the other measures bear that a measure is settled with.
    """

    claim: Claim
    measure: str | None = None
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Two:
    """Are there two enterprises alike in all but `rises`, of which the second has more, of which `claim` is true?

    `rises` names a fact, or a column of a list as `list.column`.
    """

    claim: Comparison
    rises: str
    measure: str | None = None
    paid: bool = False


Attempt: TypeAlias = "One | Two"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a policy.

    `wanted` says that there should be such an enterprise; else there should be none. The `attempts` are made in turn:
    one that finds an enterprise answers the question. An answer other than it should be is a `fault`, or else a remark.
    `code` names two sentences with `values`: what holds if all is well, and with `-not` what is found otherwise. An
    enterprise that an attempt of the `excuses` finds makes a remark of a fault, told with `-open`.
    """

    id: str
    kind: str
    wanted: bool
    attempts: tuple[Attempt, ...]
    code: str
    place: Place
    values: Mapping[str, object] = field(default_factory=dict)
    fault: bool = True
    measure: str | None = None
    excuses: tuple[Attempt, ...] = ()


def all_of(policy: Policy, measure: Measure) -> AtLeast:
    """All that a measure needs, as one condition: the policy's requirements and its own."""
    conditions = conditions_of(policy, measure)
    return AtLeast(len(conditions), conditions, "all", measure.place)


def eligible(reading: Reading, measure: str) -> Bit:
    """Whether a measure is eligible."""
    return reading.verdict(measure, "eligible")


def titled(measure: Measure) -> Mapping[str, object]:
    """A measure as sentences name it."""
    return {"number": measure.number, "title": measure.title}


def facts_of(policy: Policy, measures: tuple[str, ...]) -> Iterator[str]:
    """The facts that the verdicts and amounts of some measures rest on, in the order of the vocabulary."""
    behind = set().union(*(facts_behind(policy, policy.measure(id_), with_award=True) for id_ in measures))
    return (id_ for id_ in policy.vocabulary.facts if id_ in behind)
