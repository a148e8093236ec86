"""Inference as it goes on: propositions are told one by one, and each says what it settles, and from what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from incentive_engine.decision.engine import Engine
from incentive_engine.decision.network import Network, Threshold
from incentive_engine.feel.ternary import UNKNOWN, Truth, Unknown


@dataclass(frozen=True, slots=True)
class Conclusion:
    """That a proposition is true or false, and the numbers of the propositions that this was concluded from.

    A leaf has no premises: it was told. Nor has a gate that needs none.
    """

    node: int
    value: bool
    premises: tuple[int, ...] = ()


class Inference(Protocol):
    """A network about which some propositions are known. What is settled stays settled."""

    @property
    def settled(self) -> Mapping[int, Conclusion]:
        """Every conclusion so far by its node; what is not there is unknown."""
        ...

    def tell(self, node: int, value: bool) -> tuple[Conclusion, ...]:
        """Tell a leaf. Returns what it settled, premises before what rests on them."""
        ...

    def close(self) -> object:
        """Give back what the inference holds; it must not be told anything after that."""
        ...


@runtime_checkable
class Forward(Protocol):
    """An engine that can go on from what it concluded before."""

    def open(self, network: Network) -> Inference:
        """A new inference over the network, in which nothing has been told yet."""
        ...


def open_inference(engine: Engine, network: Network) -> Inference:
    """A new inference over the network by this engine, which concludes anew each time if it cannot go on."""
    return engine.open(network) if isinstance(engine, Forward) else Recomputation(engine, network)


class Recomputation:
    """The inference of an engine that only knows how to conclude: each telling concludes everything again."""

    def __init__(self, engine: Engine, network: Network) -> None:
        self.settled: dict[int, Conclusion] = {}
        self._engine = engine
        self._network = network
        self._leaves: list[Truth] = [UNKNOWN] * len(network.leaves)
        self._conclude()

    def tell(self, node: int, value: bool) -> tuple[Conclusion, ...]:
        """Tell a leaf. Returns what it settled, by number: premises come before what rests on them."""
        self._leaves[node] = value
        return self._conclude()

    def close(self) -> None:
        """Nothing is held."""

    def _conclude(self) -> tuple[Conclusion, ...]:
        truths = self._engine.conclude(self._network, self._leaves)
        fresh = tuple(
            Conclusion(node, truth, self._premises(node, truth, truths))
            for node, truth in enumerate(truths)
            if node not in self.settled and not isinstance(truth, Unknown)
        )
        self.settled.update((one.node, one) for one in fresh)
        return fresh

    def _premises(self, node: int, value: bool, truths: Sequence[Truth]) -> tuple[int, ...]:
        if node < len(self._leaves):
            return ()
        gate = self._network.gate(node)
        if not isinstance(gate, Threshold):
            return (gate.child,)
        return tuple(sorted({child for child in gate.children if truths[child] is value}))
