"""Whether a survivor can be told from the policy at all: proved, shown by an enterprise, or left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

EQUIVALENT, DIFFERENT, OPEN, UNASKED = "equivalent", "different", "open", "unasked"
"""No enterprise is decided otherwise; one is; it could not be told; nobody asked."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of a survivor's difference, with the words for it by language.

    `words` say the bound of a proof, the enterprise that shows the difference, or why it could not be told within
    `seconds`.
    """

    kind: str = UNASKED
    words: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0
