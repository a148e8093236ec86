"""Readers of what a fact holds in a file: one value, figures by year, or a list of items."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from incentive_engine.feel.ternary import missing
from incentive_engine.mistakes import Mistake
from incentive_engine.policy.model import Constant, Fact, FactType
from incentive_engine.profile.dates import read_year
from incentive_engine.profile.names import FactNames, both_names
from incentive_engine.profile.read_error import ReadError, shown
from incentive_engine.profile.scalars import example, read_scalar, states_nothing
from incentive_engine.profile.stated import Stated

_TEXTUAL = (FactType.TEXT, FactType.CHOICE)


def read_value(
    fact: Fact, stated: Stated, mistakes: list[Mistake], established_on: date | None = None
) -> Any | None:
    """What a file states for a fact, as `Profile.facts` holds it; None when it states nothing, or wrongly.

    What is wrong is added to `mistakes`. Figures for years before that of `established_on` are wrong.
    """
    if fact.type is FactType.LIST:
        return _items(fact, stated, mistakes)
    if fact.annual:
        return _figures(fact, stated, mistakes, established_on)
    return _single(fact, stated, mistakes, fact.id)


def read_figure(
    fact: Fact, year: int, stated: Stated, mistakes: list[Mistake], established_on: date | None = None
) -> Constant | None:
    """What a file states for one year of an annual fact; None and the rest as `read_value` has it."""
    name = f"{fact.id}@{year}"
    value = _single(fact, stated, mistakes, name)
    if value is None or established_on is None or year >= established_on.year:
        return value
    about = {"label": fact.label, "fact": name, "established": established_on.isoformat()}
    mistakes.append(stated.mistaken_key("profile.before-established", **about))
    return None


def _single(fact: Fact, stated: Stated, mistakes: list[Mistake], name: str) -> Constant | None:
    if isinstance(stated.value, (list, tuple, Mapping)):
        code = "profile.not-a-mapping" if isinstance(stated.value, Mapping) else "profile.not-a-list"
        mistakes.append(stated.mistake(code, label=fact.label, fact=name, example=example(fact)))
        return None
    try:
        return read_scalar(fact, stated.text if fact.type in _TEXTUAL else stated.value, name)
    except ReadError as error:
        mistakes.append(stated.mistake(error.code, **error.values))
        return None


def _figures(
    fact: Fact, stated: Stated, mistakes: list[Mistake], established_on: date | None
) -> dict[int, Constant] | None:
    if states_nothing(stated.value):
        return None
    if not isinstance(stated.value, Mapping):
        quoted = "[…]" if isinstance(stated.value, (list, tuple)) else shown(stated.value)
        about = {"label": fact.label, "fact": fact.id, "value": quoted, "example": example(fact)}
        mistakes.append(stated.mistake("profile.needs-years", **about))
        return None
    figures: dict[int, Constant] = {}
    first: dict[int, Stated] = {}
    for key in stated.value:
        figure = stated[key]
        try:
            year = read_year(key)
        except ReadError as error:
            mistakes.append(figure.mistaken_key(error.code, label=fact.label, fact=fact.id, **error.values))
            continue
        if year in first:
            mistakes.append(stated_twice(fact, f"{fact.id}@{year}", figure, first[year]))
            continue
        first[year] = figure
        value = read_figure(fact, year, figure, mistakes, established_on)
        if value is not None:
            figures[year] = value
    return dict(sorted(figures.items())) or None


def _items(fact: Fact, stated: Stated, mistakes: list[Mistake]) -> tuple[Mapping[str, Any], ...] | None:
    if states_nothing(stated.value):
        return None
    names = FactNames(fact.item)
    about: dict[str, object] = {"label": fact.label, "fields": both_names(fact.item)}
    if not isinstance(stated.value, (list, tuple)):
        mistakes.append(stated.mistake("profile.needs-items", fact=fact.id, **about))
        return None
    items = []
    for index, raw in enumerate(stated.value):
        item = stated[index]
        if isinstance(raw, Mapping):
            items.append(_item(fact, names, item, mistakes, f"{fact.id}[{index + 1}]"))
        else:
            mistakes.append(item.mistake("profile.needs-fields", fact=f"{fact.id}[{index + 1}]", **about))
    return tuple(items)


def _item(fact: Fact, names: FactNames, item: Stated, mistakes: list[Mistake], name: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    first: dict[str, Stated] = {}
    for key in item.value:
        stated = item[key]
        field = names.find(str(key))
        if field is None:
            about: dict[str, object] = {
                "label": fact.label,
                "fact": name,
                "name": shown(key),
                "near": names.near(str(key)),
            }
            fields = both_names(fact.item)
            mistakes.append(stated.mistaken_key("profile.unknown-field", fields=fields, **about))
        elif field.id in first:
            mistakes.append(stated_twice(field, f"{name}.{field.id}", stated, first[field.id]))
        else:
            first[field.id] = stated
            values[field.id] = _single(field, stated, mistakes, f"{name}.{field.id}")
    return {
        field.id: missing(fact.id) if values.get(field.id) is None else values[field.id]
        for field in fact.item
    }


def stated_twice(fact: Fact, name: str, again: Stated, before: Stated) -> Mistake:
    """The mistake of stating a fact (or its figure of one year) again, as `营业收入` beside `revenue`."""
    return again.mistaken_key(
        "profile.stated-twice",
        label=fact.label,
        fact=name,
        name=shown(again.key),
        first=shown(before.key),
    )
