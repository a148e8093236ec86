"""Whether a value that a program holds has the shape in which a profile holds its fact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from incentive_engine.feel.ternary import Unknown
from incentive_engine.policy.model import Fact, FactType


def fits(value: Any, fact: Fact) -> bool:
    """Whether `Profile.facts` could hold the value for the fact: exact, of its type, complete."""
    if fact.type is FactType.LIST:
        return isinstance(value, (list, tuple)) and all(_is_item(item, fact.item) for item in value)
    if fact.annual:
        return isinstance(value, Mapping) and all(
            type(year) is int and _is_scalar(figure, fact) for year, figure in value.items()
        )
    return _is_scalar(value, fact)


def _is_item(item: Any, fields: tuple[Fact, ...]) -> bool:
    return isinstance(item, Mapping) and all(
        isinstance(item.get(field.id), Unknown) or fits(item.get(field.id), field) for field in fields
    )


def _is_scalar(value: Any, fact: Fact) -> bool:
    if fact.type is FactType.BOOLEAN:
        return isinstance(value, bool)
    if fact.type is FactType.DATE:
        return type(value) is date  # not a datetime, which is one too
    if fact.type is FactType.CHOICE:
        return value in fact.choices
    if fact.type is FactType.TEXT:
        return isinstance(value, str)
    whole = fact.type is FactType.INTEGER
    return isinstance(value, Decimal) and value.is_finite() and (not whole or value == value.to_integral_value())
