"""Deciding about one enterprise: conditions, inference, awards, settlement, proof."""

from __future__ import annotations

from incentive_engine.decision.deciding import decide
from incentive_engine.decision.engine import ENGINES, Engine, EngineUnavailable, default_engine, engine_named
from incentive_engine.decision.model import (
    Adjustment,
    Decision,
    Item,
    MeasureDecision,
    PolicyDecision,
    Totals,
    Trace,
    Verdict,
)
from incentive_engine.decision.proof import Proof

__all__ = [
    "ENGINES",
    "Adjustment",
    "Decision",
    "Engine",
    "EngineUnavailable",
    "Item",
    "MeasureDecision",
    "PolicyDecision",
    "Proof",
    "Totals",
    "Trace",
    "Verdict",
    "decide",
    "default_engine",
    "engine_named",
]
