"""Inference engines: from the truth of the leaves to the truth of every proposition of a network.

All engines give the same answer, unknowns with their reasons included: that of `ternary.at_least` and
`ternary.negation`, gate by gate. They differ in how they get there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from incentive_engine.decision.network import Network
from incentive_engine.feel.ternary import Truth
from incentive_engine.mistakes import nearest
from incentive_engine.wording import Language, say

ENGINES = ("rete", "reference")
"""The names of the engines, the preferred one first."""


class Engine(Protocol):
    """What draws the conclusions; keeps nothing between calls but what it prepared for a network."""

    @property
    def name(self) -> str:
        """The name it is chosen by."""
        ...

    def conclude(self, network: Network, leaves: Sequence[Truth]) -> Sequence[Truth]:
        """The truth of every proposition, by its number: first the leaves as given, then the gates.

        `leaves` are the truth values of `network.leaves`, in that order.
        """
        ...


class EngineUnavailable(Exception):  # noqa: N818 - it says what is so
    """An engine that was asked for does not exist or cannot run here; says why."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def text(self, lang: Language = "zh") -> str:
        """Why there is no such engine, as one sentence."""
        return say(self.code, lang, **self.values)

    def __str__(self) -> str:
        return self.text("en")


@cache
def engine_named(name: str) -> Engine:
    """The engine with this name. Raises EngineUnavailable, with the reason, when none is or it cannot run."""
    if name == "reference":
        from incentive_engine.decision.reference import ReferenceEngine

        return ReferenceEngine()
    if name == "rete":
        from incentive_engine.decision.rete import ReteEngine  # raises EngineUnavailable where it cannot run

        return ReteEngine()
    known = nearest(name, ENGINES) or ENGINES
    raise EngineUnavailable("decision.unknown-engine", name=name, known=", ".join(known))


@cache
def default_engine() -> Engine:
    """The durable-rules network where that library runs, else the reference engine."""
    try:
        return engine_named("rete")
    except EngineUnavailable:
        return engine_named("reference")
