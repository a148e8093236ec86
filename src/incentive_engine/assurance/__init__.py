"""Rule changes under control: what a policy is expected to decide, and where it decides otherwise."""

from __future__ import annotations

from incentive_engine.assurance.cases.running import Difference, differences

__all__ = ["Difference", "differences"]
