"""What an enterprise is to the engine: who it is, and the facts that are stated about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from incentive_engine.mistakes import Place

NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Profile:
    """One enterprise: `id` (统一社会信用代码, valid), `name`, and what is stated about it.

    `facts` holds exact values by fact id, only what is stated; a fact that is not there is unknown. Money is
    Decimal yuan, whole fen; a ratio the Decimal fraction (5% is 0.05); an annual fact a mapping from year to
    value; a list fact a tuple of mappings, one an item, from every field of the item to its value, or to an
    Unknown where it has none.
    """

    id: str | None = None
    name: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    place: Place = field(default=NOWHERE, compare=False)

    def with_facts(self, **facts: Any) -> Profile:
        """The same enterprise with other facts: each given one (in the shape above) replaces what was
        stated.
        """
        return replace(self, facts={**self.facts, **facts})
