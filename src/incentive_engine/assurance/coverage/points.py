"""Points at which a decision can turn, and which of their outcomes were seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.values import compare

SIDES = ("below", "at", "above")
TRUTHS = ("true", "false")


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """Where a decision can turn: a comparison or a condition `text` of `owner`, a measure or a derived fact.

    `policy` is empty for the shared facts of the vocabulary.
    """

    policy: str
    owner: str
    text: str

    def __str__(self) -> str:
        return f"{self.policy or 'vocabulary'}: {self.owner}: {self.text}"


@dataclass(slots=True)
class Points:
    """What is wanted of every point, and what was seen: `below`, `at`, `above`, `true`, `false`, `unknown`."""

    wanted: dict[Point, set[str]] = field(default_factory=dict)
    seen: dict[Point, set[str]] = field(default_factory=dict)
    out_of_reach: dict[Point, set[str]] = field(default_factory=dict)

    def want(self, point: Point, outcomes: Iterable[str]) -> None:
        """Ask that these outcomes be seen."""
        self.wanted.setdefault(point, set()).update(outcomes)
        self.seen.setdefault(point, set())

    def excuse(self, point: Point, outcomes: Iterable[str]) -> None:
        """Say that no facts can bring these outcomes about."""
        self.out_of_reach.setdefault(point, set()).update(outcomes)

    def see_sides(self, point: Point, left: Any, right: Any) -> None:
        """Note how two values that are compared stand to each other; of texts and truths nothing but equality."""
        if isinstance(left, (str, bool, Unknown)) or isinstance(right, Unknown):
            return
        sign = compare(left, right)
        if sign is not None:
            self.want(point, SIDES)
            self.seen[point].add(SIDES[(sign > 0) - (sign < 0) + 1])

    def see_truth(self, point: Point, value: Any) -> None:
        """Note what a condition came to."""
        if isinstance(value, (bool, Unknown)):
            self.seen[point].add("unknown" if isinstance(value, Unknown) else str(value).lower())

    def lacking(self) -> dict[Point, list[str]]:
        """The points that something wanted was not seen of, in order."""
        left = {
            point: wanted - self.seen[point] - self.out_of_reach.get(point, set())
            for point, wanted in self.wanted.items()
        }
        return {
            point: [one for one in (*SIDES, *TRUTHS, "unknown") if one in left[point]]
            for point in sorted(left)
            if left[point]
        }
