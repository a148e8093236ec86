"""Regions: the tree of places in which policies hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Regions:
    """Every region by name, with the one that it is part of (None: at the top).

    `of` is the id of the fact that tells where an enterprise is; None while no folder of rules has regions.
    """

    of: str | None
    within: Mapping[str, str | None]

    def path(self, region: str) -> tuple[str, ...]:
        """The region behind those that it is part of, the widest first. Raises KeyError for one that is not known."""
        path = [region]
        while (wider := self.within[path[-1]]) is not None:
            path.append(wider)
        return tuple(reversed(path))
