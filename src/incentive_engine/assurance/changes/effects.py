"""What a change does to each measure: nothing, as is proved; something, as an enterprise shows; or nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, Protocol

from incentive_engine.assurance.changes.cases import CaseChanges
from incentive_engine.assurance.changes.instances import Instance
from incentive_engine.assurance.changes.model import MeasureChanges, PolicyChanges
from incentive_engine.policy.model import Policy


class Kind(str, Enum):
    """What is known of a measure that changed."""

    SAME = "same"
    """Nothing that it rests on is another."""
    PROVED = "proved"
    """It rests on something else, and yet no enterprise is decided otherwise."""
    SHARED = "shared"
    """It is itself the same, but groups or limits may leave another amount of it."""
    DIFFERENT = "different"
    """Some enterprise is decided otherwise."""
    UNDECIDED = "undecided"
    """Nobody could tell."""
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something could not be decided: a sentence and its values."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Effect:
    """What is known of one measure. `days` are those that a proof speaks of; `items` says up to how many different
    entries of a list it does (None: any number)."""

    changes: MeasureChanges
    kind: Kind
    instance: Instance | None = None
    days: tuple[date, ...] = ()
    items: int | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class PolicyEffects:
    """What a change does to a policy: measure by measure, and to its rule cases."""

    changes: PolicyChanges
    measures: tuple[Effect, ...]
    cases: CaseChanges | None = None

    @property
    def told(self) -> list[Effect]:
        """Those to be told one by one: the others did not change by themselves, and are the same or may be."""
        return [
            one
            for one in self.measures
            if one.changes.changes or one.kind not in _QUIET or (one.kind is Kind.PROVED and one.changes.slice)
        ]

    def rest(self, kind: Kind) -> list[Effect]:
        """Those of a kind that are not told one by one."""
        return [one for one in self.measures if one.kind is kind and one not in self.told]

    @property
    def differs(self) -> bool:
        """Whether anything may be decided otherwise: anything but what is the same or proved to be so."""
        if any(one.subject in _UNPROVABLE and one.decides for one in self.changes.changes):
            return True
        certain = (Kind.SAME, Kind.PROVED, Kind.SHARED)
        return any(one.kind not in certain for one in self.measures)


_QUIET = (Kind.SAME, Kind.SHARED, Kind.PROVED)

_UNPROVABLE = ("policy", "region", "pays", "matter", "budget", "budget-exceeded", "budget-measures")
"""Changes of a whole policy that decide something beyond its measures taken by themselves."""


class Prover(Protocol):
    """What proves two states of a measure equivalent, or finds a smallest enterprise for which they are not."""

    def __call__(self, old: Policy, new: Policy, measure_id: str, *, award: bool) -> Proof:
        """What is found for one measure; not `award`: its amount is the same where its verdict is."""
        ...


@dataclass(frozen=True, slots=True)
class Proof:
    """What a prover found: the days that it looked at, with an instance where it found one, or why it cannot tell."""

    days: tuple[date, ...] = ()
    instance: Instance | None = None
    reason: Reason | None = None
    items: int | None = None


def policy_effects(changes: PolicyChanges, cases: CaseChanges | None, prove: Prover) -> PolicyEffects:
    """What is known of every measure that anything changes for."""
    return PolicyEffects(changes, tuple(_effects(changes, cases, prove)), cases)


def _effects(changes: PolicyChanges, cases: CaseChanges | None, prove: Prover) -> Iterator[Effect]:
    found = [_effect(changes, one, cases, prove) for one in changes.measures]
    # Where every measure that changed is proved to be the same, the others are too, as long as no award changed: an
    # amount that a limit hides may yet decide which of a group is paid.
    settled = all(one.kind in _QUIET for one in found)
    hidden = any(one.changes.award for one in found if one.changes.slice)
    for effect in found:
        if effect.kind is not Kind.SHARED or not settled:
            yield effect
        elif hidden:
            yield _asked(changes, effect.changes, cases, prove)
        else:
            yield Effect(effect.changes, Kind.SAME)


def _effect(changes: PolicyChanges, one: MeasureChanges, cases: CaseChanges | None, prove: Prover) -> Effect:
    if one.old is None:
        return Effect(one, Kind.ADDED)
    if one.new is None:
        return Effect(one, Kind.REMOVED)
    if not one.slice:
        return Effect(one, Kind.SHARED if one.settlement else Kind.SAME)
    return _asked(changes, one, cases, prove)


def _asked(changes: PolicyChanges, one: MeasureChanges, cases: CaseChanges | None, prove: Prover) -> Effect:
    assert one.new is not None  # noqa: S101 - a measure is in both states
    assert changes.old is not None  # noqa: S101 - a measure is in both states
    assert changes.new is not None  # noqa: S101 - as above
    proof = prove(changes.old, changes.new, one.new.id, award=one.award or not one.slice)
    if proof.instance is not None:
        return Effect(one, Kind.DIFFERENT, proof.instance, proof.days)
    if proof.reason is None:
        return Effect(one, Kind.PROVED, None, proof.days, proof.items)
    known = cases.instances.get(one.new.id, ()) if cases else ()
    if known:  # a case shows what the prover could not
        return Effect(one, Kind.DIFFERENT, known[0], reason=proof.reason)
    return Effect(one, Kind.UNDECIDED, reason=proof.reason)
