"""Lint: what is probably wrong with a policy, seen from its files alone: texts, numbers, labels, sources.

Each check is a folder in `checks/` with `check.py` and its page; none is named anywhere else.
"""

from __future__ import annotations

from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.running import Linted, check_names, lint

__all__ = ["Finding", "Linted", "Severity", "check_names", "lint"]
