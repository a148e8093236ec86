"""The reference engine: every gate in its order, by Kleene's definition; the oracle of the other engines."""

from __future__ import annotations

from collections.abc import Sequence

from incentive_engine.decision.network import Network, Threshold
from incentive_engine.feel.ternary import Truth, at_least, negation


class ReferenceEngine:
    """Walks the gates once; small, and obviously right."""

    name = "reference"

    def conclude(self, network: Network, leaves: Sequence[Truth]) -> list[Truth]:
        """The truth of every proposition by its number."""
        truths = list(leaves)
        for gate in network.gates:
            if isinstance(gate, Threshold):
                truths.append(at_least(gate.count, [truths[child] for child in gate.children]))
            else:
                truths.append(negation(truths[gate.child]))
        return truths
