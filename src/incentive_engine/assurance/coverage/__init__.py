"""What rule cases show of a policy: the outcomes of its conditions, the sides of its boundaries, its rows and days."""

from __future__ import annotations

from incentive_engine.assurance.coverage.coverage import Coverage, Uncovered, cover

__all__ = ["Coverage", "Uncovered", "cover"]
