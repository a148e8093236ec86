"""What a decision leaves behind so that its proofs can be built when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import localcontext
from typing import TYPE_CHECKING, Any

from incentive_engine.decision.program import Program
from incentive_engine.feel.ternary import Truth
from incentive_engine.feel.values import CONTEXT
from incentive_engine.policy.model import Each

if TYPE_CHECKING:
    from incentive_engine.decision.across import Beside


@dataclass(frozen=True, slots=True, eq=False)
class Trail:
    """The program that was run, the facts it ran on, and the truth of every proposition of its network.

    With `each`, the facts also hold one item of an award per item, under the name that the award gives it. With
    `beside`, policies that are decided together with this one pay for the same matters.
    """

    program: Program
    facts: Mapping[str, Any]
    truths: Sequence[Truth]
    each: Each | None = None
    beside: Beside | None = None

    def read(self, names: Sequence[str]) -> dict[str, Any]:
        """The values that these names have, in this order."""
        facts = self.facts
        if all(name in facts for name in names):
            return {name: facts[name] for name in names}
        with localcontext(CONTEXT):  # nothing needed one of them yet, so it is worked out now
            return {name: facts[name] for name in names}
