"""Points at which a decision can turn, the outcomes that each has, and which cases showed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.values import compare
from incentive_engine.mistakes import Place


class Kind(str, Enum):
    """What can turn a decision; the order is that of reports."""

    CONDITION = "condition"
    BRANCH = "branch"
    QUORUM = "quorum"
    ALONE = "alone"
    PART = "part"
    COMPARISON = "comparison"
    ROW = "row"
    SLICE = "slice"
    BOUND = "bound"
    ITEMS = "items"
    GROUP = "group"
    MEMBER = "member"
    LIMIT = "limit"
    SWITCH = "switch"


TRUTHS = ("true", "false")
KLEENE = ("true", "false", "unknown")
SIDES = ("below", "at", "above")
EQUALITY = ("equal", "different")
BOUND = ("binds", "at", "free")
DEDUCTION = ("free", "binds", "at", "all")
ITEMS = ("included", "excluded")
DAYS = ("before", "on", "after")


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """Where a decision can turn: `text` of `owner`, in canonical form, so that rewriting a file changes no point.

    `owner` is a measure, a derived fact, or one of `requirements`, `groups`, `limits`, `switches`. `policy` is empty
    for the shared facts of the vocabulary. `id` and `label` are the author's names for it, if any; `about` is the thing
    itself: for CONDITION and ALONE a condition, for COMPARISON a `Comparison`, for PART a node, for ROW a table and the
    number of the row (one past the last: `otherwise`), for SLICE brackets and the number of the slice, for BOUND a
    step, for ITEMS an `Each`, for GROUP and MEMBER a group, for LIMIT a limit, for SWITCH a `Switch`.
    """

    policy: str
    owner: str
    kind: Kind
    text: str
    id: str = field(default="", compare=False)
    label: str = field(default="", compare=False)
    place: Place | None = field(default=None, compare=False)
    about: Any = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.policy or 'vocabulary'}: {self.owner}: {self.kind.value}: {self.text}"

    @property
    def shared(self) -> bool:
        """Whether it belongs to a fact of the vocabulary, which several policies may read."""
        return not self.policy


@dataclass(frozen=True, slots=True, order=True)
class CaseName:
    """A case as reports name it: its file, from the policy's folder down, and its own name."""

    file: str
    name: str
    place: Place = field(compare=False)

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


Sightings = dict[Point, dict[str, list[CaseName]]]
"""By point and outcome the cases that showed it."""


@dataclass(slots=True)
class Points:
    """What is wanted of every point, and what was seen; `case` is the one that runs.

    What a case shows of measures that it expects something of is `seen`; all else that it shows is seen `beside`.
    """

    wanted: dict[Point, tuple[str, ...]] = field(default_factory=dict)
    out_of_reach: dict[Point, set[str]] = field(default_factory=dict)
    seen: Sightings = field(default_factory=dict)
    beside: Sightings = field(default_factory=dict)
    case: CaseName | None = None
    counting: bool = True

    def want(self, point: Point, outcomes: Iterable[str]) -> None:
        """Ask that these outcomes be seen."""
        known = self.wanted.get(point, ())
        self.wanted[point] = (*known, *(one for one in outcomes if one not in known))

    def excuse(self, point: Point, outcomes: Iterable[str]) -> None:
        """Say that no facts can bring these outcomes about."""
        self.out_of_reach.setdefault(point, set()).update(outcomes)

    def see(self, point: Point, outcome: str) -> None:
        """Note an outcome, if it is wanted."""
        if self.case is not None and outcome in self.wanted.get(point, ()):
            cases = (self.seen if self.counting else self.beside).setdefault(point, {}).setdefault(outcome, [])
            if not cases or cases[-1] != self.case:
                cases.append(self.case)

    def see_sides(self, point: Point, left: Any, right: Any, sides: tuple[str, ...] = SIDES) -> None:
        """Note how two values that are compared stand to each other; of texts and truths there is nothing to note."""
        if isinstance(left, (str, bool, Unknown)) or isinstance(right, Unknown):
            return
        sign = compare(left, right)
        if sign is not None:
            self.see(point, sides[(sign > 0) - (sign < 0) + 1])

    def see_truth(self, point: Point, value: Any) -> None:
        """Note what a condition came to."""
        if isinstance(value, (bool, Unknown)):
            self.see(point, "unknown" if isinstance(value, Unknown) else str(value).lower())

    def shown(self, point: Point, outcome: str) -> tuple[CaseName, ...]:
        """The cases that showed an outcome, in the order in which they ran."""
        return tuple(self.seen.get(point, {}).get(outcome, ()))

    def lacking(self) -> Mapping[Point, list[str]]:
        """The points of which something wanted was not seen and is not out of reach."""
        left = {
            point: [
                one
                for one in outcomes
                if one not in self.seen.get(point, {}) and one not in self.out_of_reach.get(point, ())
            ]
            for point, outcomes in self.wanted.items()
        }
        return {point: outcomes for point, outcomes in left.items() if outcomes}
