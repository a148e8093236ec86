"""Declared facts: their declarations read, their types, their formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from incentive_engine.feel.types import (
    BOOLEAN,
    DATE,
    INTEGER,
    MONEY,
    NUMBER,
    RATIO,
    TEXT,
    ContextType,
    ListType,
    TextType,
    Type,
)
from incentive_engine.policy.amounts import AmountError, read_amount
from incentive_engine.policy.model import Answerer, Fact, FactType
from incentive_engine.policy.scope import Scope
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route
from incentive_engine.policy.tables import compile_table

if TYPE_CHECKING:
    from incentive_engine.policy.schema import vocabulary_file as shapes

_TYPES: Mapping[FactType, Type] = {
    FactType.BOOLEAN: BOOLEAN,
    FactType.NUMBER: NUMBER,
    FactType.INTEGER: INTEGER,
    FactType.MONEY: MONEY,
    FactType.RATIO: RATIO,
    FactType.DATE: DATE,
    FactType.TEXT: TEXT,
}
_NUMBERS = (FactType.NUMBER, FactType.INTEGER, FactType.MONEY, FactType.RATIO)


def type_of(fact: Fact) -> Type:
    """The type of a fact's value in expressions: an annual fact is a list, so is a list fact, of contexts."""
    if fact.type is FactType.LIST:
        return ListType(ContextType.of({field.id: type_of(field) for field in fact.item}))
    one = TextType(fact.choices) if fact.type is FactType.CHOICE else _TYPES[fact.type]
    return ListType(one) if fact.annual else one


def declare(scope: Scope, document: Document, path: Route, shape: shapes.Fact, policy: str | None = None) -> Fact:
    """The fact declared at `path`, whose last step is its id, as yet without its formula."""
    place = document.key_place(*path)
    derived = shape.formula is not None or shape.table is not None
    if shape.formula is not None and shape.table is not None:
        scope.note(document.key_place(*path, "table"), "policy.formula-and-table")
    if policy is not None and not derived:
        scope.note(place, "policy.not-derived", fact=path[-1])
    for key in ("ask", "answered_by", "minimum", "maximum"):
        if derived and getattr(shape, key) is not None:
            scope.note(document.key_place(*path, key), "policy.not-of-derived", key=key)
    if shape.years is not None and not shape.annual:
        scope.note(document.key_place(*path, "years"), "policy.years-without-annual")
    if shape.annual and shape.type == "list":
        scope.note(document.key_place(*path, "annual"), "policy.annual-list")
    if shape.type == "list" and shape.item is None:
        scope.note(place, "policy.list-without-item", fact=path[-1])
    if shape.type != "list" and shape.item is not None:
        scope.note(document.key_place(*path, "item"), "policy.item-without-list")
    fields = tuple(_plain(scope, document, (*path, "item", name), field) for name, field in (shape.item or {}).items())
    by_label: dict[str, Fact] = {}
    for field in fields:
        other = by_label.setdefault(field.label, field)
        if other is not field:
            scope.note(field.place, "policy.label-twice", label=field.label, fact=other.id, other=other.place)
    return replace(
        _plain(scope, document, path, shape),
        annual=shape.annual,
        years=shape.years or 3,
        item=fields,
        answered_by=Answerer(shape.answered_by or "enterprise"),
        policy=policy,
    )


def derive(scope: Scope, document: Document, path: Route, shape: shapes.Fact, fact: Fact) -> Fact:
    """The fact with its formula or table, if it has one, checked against the fact's type."""
    if shape.formula is not None:
        expression = scope.expression(document, (*path, "formula"), shape.formula, type_of(fact))
        return replace(fact, formula=expression)
    if shape.table is not None:
        return replace(fact, formula=compile_table(scope, document, (*path, "table"), shape.table, type_of(fact)))
    return fact


def _plain(scope: Scope, document: Document, path: Route, shape: shapes.Fact | shapes.ItemField) -> Fact:
    type_ = FactType(shape.type)
    place = document.key_place(*path)
    if type_ is FactType.CHOICE and shape.choices is None:
        scope.note(place, "policy.choice-without-choices", fact=path[-1])
    if shape.choices is not None:
        if type_ is not FactType.CHOICE:
            scope.note(document.key_place(*path, "choices"), "policy.choices-without-choice")
        for number, choice in enumerate(shape.choices):
            if choice in shape.choices[:number]:
                scope.note(document.place(*path, "choices", number), "policy.repeated-choice", text=choice)
    minimum = _bound(scope, document, (*path, "minimum"), shape.minimum, shape)
    maximum = _bound(scope, document, (*path, "maximum"), shape.maximum, shape)
    if minimum is not None and maximum is not None and minimum > maximum:
        scope.note(document.key_place(*path, "maximum"), "policy.minimum-above-maximum")
    return Fact(
        id=str(path[-1]),
        label=shape.label,
        type=type_,
        place=place,
        unit=shape.unit,
        minimum=minimum,
        maximum=maximum,
        choices=tuple(shape.choices or ()),
        source=shape.source,
        ask=shape.ask,
    )


def _bound(
    scope: Scope, document: Document, path: Route, text: str | None, shape: shapes.Fact | shapes.ItemField
) -> Decimal | None:
    if text is None:
        return None
    if FactType(shape.type) not in _NUMBERS:
        scope.note(document.key_place(*path), "policy.bound-without-number", key=path[-1])
        return None
    try:
        return read_amount(text, shape.type, shape.unit)
    except AmountError as error:
        scope.note(document.place(*path), error.code, **error.values)
        return None
