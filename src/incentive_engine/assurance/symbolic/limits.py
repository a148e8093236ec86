"""What an enterprise may state: no number below the least or above the greatest that its fact may have."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from incentive_engine.policy.model import Fact


def within_limits(facts: Mapping[str, Any], known: Mapping[str, Fact]) -> bool:
    """Whether no number is below the least or above the greatest that its fact may have."""
    return all(is_allowed(value, known[id_]) for id_, value in facts.items() if id_ in known)


def is_allowed(value: Any, fact: Fact) -> bool:
    """Whether what is stated for a fact keeps within its limits."""
    if isinstance(value, Mapping):
        return all(is_allowed(figure, fact) for figure in value.values())
    if isinstance(value, tuple):
        return all(is_allowed(item[column.id], column) for item in value for column in fact.item if column.id in item)
    if not isinstance(value, Decimal):
        return True
    return (fact.minimum is None or value >= fact.minimum) and (fact.maximum is None or value <= fact.maximum)
