"""The inference engine on durable-rules: a forward-chaining network whose premises are the proof.

Truth values come in, decided exactly elsewhere, and truth values go out: the network neither computes nor
compares. Importing it raises EngineUnavailable where the library is missing or does not run (as on Python
3.13 and later).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from incentive_engine.decision.engine import EngineUnavailable
from incentive_engine.decision.inference import Conclusion
from incentive_engine.decision.network import Network, Threshold
from incentive_engine.feel.ternary import Truth, Unknown, at_least, negation

try:
    from incentive_engine.decision.rete.working_memory import Ruleset, WorkingMemory
except ImportError as error:
    if sys.version_info >= (3, 13):
        raise EngineUnavailable("decision.rete-needs-older-python") from error
    raise EngineUnavailable("decision.rete-not-installed") from error

__all__ = ["Inferred", "ReteEngine"]


@dataclass(frozen=True, slots=True)
class Inferred:
    """The truth of every proposition by its number, and the conclusion behind each that is not unknown."""

    truths: Sequence[Truth]
    conclusions: Mapping[int, Conclusion]


class ReteEngine:
    """Lets a durable-rules network conclude. Rulesets are made once a network and live as long as it does."""

    name = "rete"

    def __init__(self) -> None:
        self._rulesets: WeakKeyDictionary[Network, Ruleset] = WeakKeyDictionary()

    def conclude(self, network: Network, leaves: Sequence[Truth]) -> Sequence[Truth]:
        """The truth of every proposition by its number."""
        return self.infer(network, leaves).truths

    def infer(self, network: Network, leaves: Sequence[Truth]) -> Inferred:
        """As `conclude`, with what each conclusion was drawn from."""
        with self.open(network) as memory:
            for leaf, truth in enumerate(leaves):
                if not isinstance(truth, Unknown):
                    memory.tell(leaf, truth)
        return Inferred(complete(network, leaves, memory.settled), memory.settled)

    def open(self, network: Network) -> WorkingMemory:
        """A working memory for the network, in which nothing has been told yet; the caller closes it."""
        ruleset = self._rulesets.get(network)
        if ruleset is None:
            ruleset = self._rulesets[network] = Ruleset(network)
        return WorkingMemory(ruleset)


def complete(network: Network, leaves: Sequence[Truth], settled: Mapping[int, Conclusion]) -> Sequence[Truth]:
    """The truth of every proposition, given what was concluded: the rest is unknown, as its children are."""
    truths = list(leaves)
    for node, gate in enumerate(network.gates, start=len(leaves)):
        conclusion = settled.get(node)
        if conclusion:
            truths.append(conclusion.value)
        elif isinstance(gate, Threshold):
            truths.append(at_least(gate.count, [truths[child] for child in gate.children]))
        else:
            truths.append(negation(truths[gate.child]))
        if conclusion is None and not isinstance(truths[-1], Unknown):
            raise RuntimeError(f"the network left node {node} open, which is {truths[-1]}")
    return truths
