"""What a difference between two states of some rules consists of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from incentive_engine.policy.model import Measure, Policy

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is there in one state only, or otherwise in the other.

    `subject` says what kind of thing (`clause`, `condition`, `parameter`, `row` …), `name` which one, in words; `id`
    is its id where it has one. `before` and `after` are in words too, empty where there is nothing; `written` are the
    expressions as they stand in the files. `since` and `until` are the days between which a figure is another.
    `decides` says whether what is decided may depend on it; `prose` that it is running text.
    """

    subject: str
    how: str
    name: str = ""
    id: str | None = None
    before: str = ""
    after: str = ""
    written: tuple[str, str] | None = None
    since: date | None = None
    until: date | None = None
    decides: bool = True
    prose: bool = False


@dataclass(frozen=True, slots=True)
class MeasureChanges:
    """A measure in both states (None where it is not there), with what its own file changes.

    `slice` says whether anything that its verdict or its amount rests on is another, its group and limits among it;
    `settlement` whether what these leave of it may be, if only because of other measures in them; `award` whether its
    amount rests on something else where its verdict is the same.
    """

    old: Measure | None
    new: Measure | None
    changes: tuple[Change, ...] = ()
    slice: bool = False
    settlement: bool = False
    award: bool = False

    @property
    def measure(self) -> Measure:
        """The measure, as it is now or else as it was."""
        measure = self.new or self.old
        assert measure is not None  # noqa: S101 - one of them is there
        return measure


@dataclass(frozen=True, slots=True)
class PolicyChanges:
    """A policy in both states (None where it is not there): what changes for all of it, and measure by measure."""

    id: str
    old: Policy | None
    new: Policy | None
    changes: tuple[Change, ...] = ()
    measures: tuple[MeasureChanges, ...] = ()

    @property
    def policy(self) -> Policy:
        """The policy, as it is now or else as it was."""
        policy = self.new or self.old
        assert policy is not None  # noqa: S101 - one of them is there
        return policy

    @property
    def all(self) -> Iterator[Change]:
        """Every change of the policy and of its measures."""
        yield from self.changes
        for measure in self.measures:
            yield from measure.changes


@dataclass(frozen=True, slots=True)
class RulesChanges:
    """All that two states differ in: facts that policies share, and the policies that are not the same.

    `compared` is how many policies were looked at; `old` and `new` are the states as they were named; `form` says that
    files differ, but in nothing except their form: layout, order, comments.
    """

    old: str
    new: str
    facts: tuple[Change, ...]
    policies: tuple[PolicyChanges, ...]
    compared: int
    form: bool = False

    @property
    def none(self) -> bool:
        """Whether they say the same."""
        return not self.facts and not self.policies
