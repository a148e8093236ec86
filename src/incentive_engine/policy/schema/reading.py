"""Validation of a rule file: its values against a model, pydantic's findings as mistakes at their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from incentive_engine.mistakes import Mistake, Names, nearest
from incentive_engine.policy.schema.fields import Part
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route

AnyPart = TypeVar("AnyPart", bound=Part)

_CODES = {
    "string_type": "policy.not-text",
    "string_too_short": "policy.empty-text",
    "string_too_long": "policy.too-long-name",
    "int_type": "policy.not-an-integer",
    "int_parsing": "policy.not-an-integer",
    "int_from_float": "policy.not-an-integer",
    "bool_type": "policy.not-a-flag",
    "list_type": "policy.not-a-list",
    "dict_type": "policy.not-a-mapping",
    "model_type": "policy.not-a-mapping",
    "model_attributes_type": "policy.not-a-mapping",
}


def validate(model: type[AnyPart], document: Document) -> tuple[AnyPart | None, list[Mistake]]:
    """The document as `model`, and what is wrong with its shape.

    Keys that are not known are mistakes, but hide no others: the rest is validated without them.
    """
    value, mistakes = document.value, _empty(document, document.value, (), model.null_below)
    for _ in range(2):
        try:
            return model.model_validate(value), mistakes
        except ValidationError as failure:
            found = failure.errors(include_url=False)
        unknown = [error["loc"] for error in found if error["type"] == "extra_forbidden" and error["input"] is not None]
        told = {(one.place, one.code) for one in mistakes}
        noted = [_mistake(model, document, error) for error in found]
        mistakes.extend(one for one in noted if (one.place, one.code) not in told)
        if len(unknown) < len(found):
            return None, mistakes
        for path in unknown:
            value = _without(value, path)
    return None, mistakes


def _empty(document: Document, value: Any, path: Route, exempt: frozenset[str]) -> list[Mistake]:
    """The keys and items that lack a value, except below the keys in `exempt`, where that says something."""
    mistakes = []
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        at = (*path, step)
        if step in exempt:
            continue
        if part is None:
            mistakes.append(Mistake(document.key_place(*at), "policy.no-value", {"key": step}))
        else:
            mistakes += _empty(document, part, at, exempt)
    return mistakes


def _without(value: Any, path: tuple[int | str, ...]) -> Any:
    """A copy of `value` that lacks what `path` leads to."""
    copy = value.copy()
    step = path[0]
    if len(path) == 1:
        del copy[step]
    else:
        copy[step] = _without(value[step], path[1:])
    return copy


def _mistake(model: type[Part], document: Document, error: ErrorDetails) -> Mistake:
    """One finding of pydantic's as a mistake: `loc` is a path, with `[key]` at its end for a key itself."""
    path = tuple(step for step in error["loc"] if step != "[key]")
    kind, stated, context = error["type"], error["input"], error.get("ctx", {})
    key = str(path[-1]) if path else ""
    place = document.key_place(*path) if "[key]" in error["loc"] else document.place(*path)
    if stated is None and kind != "missing":
        return Mistake(document.key_place(*path), "policy.no-value", {"key": path[-1] if path else ""})
    if kind == "extra_forbidden":
        place = document.key_place(*path)
        if key == "default":
            return Mistake(place, "policy.no-default")
        keys = _keys_at(model, path[:-1])
        return Mistake(place, "policy.unknown-key", {"key": key, "nearest": nearest(key, keys) or Names(keys)})
    if kind == "missing":
        return Mistake(document.key_place(*path[:-1]), "policy.missing-key", {"key": key})
    if kind == "literal_error":
        values = {"text": stated, "choices": Names(_choices_at(model, path))}
        return Mistake(place, "policy.not-a-choice", values)
    if kind == "string_pattern_mismatch":
        return Mistake(place, "policy.not-an-id", {"text": stated})
    if kind in ("too_short", "too_long", "greater_than_equal", "less_than_equal"):
        return Mistake(place, f"policy.{kind.replace('_', '-')}", {"limit": _limit(context)})
    if kind.startswith("policy."):
        return Mistake(place, kind, context)
    return Mistake(place, _CODES.get(kind, "policy.not-valid"), {"key": key, "problem": error["msg"]})


def _limit(context: Mapping[str, Any]) -> object:
    return next(context[name] for name in ("min_length", "max_length", "ge", "le") if name in context)


def _keys_at(model: type[Part], path: tuple[int | str, ...]) -> list[str]:
    """The keys of the mapping that `path` leads to."""
    for found in _types_at(model, path):
        if isinstance(found, type) and issubclass(found, BaseModel):
            return [field.alias or name for name, field in found.model_fields.items()]
    return []


def _choices_at(model: type[Part], path: tuple[int | str, ...]) -> list[str]:
    """The texts that may stand where `path` leads to."""
    return [text for found in _types_at(model, path) for text in get_args(found) if isinstance(text, str)]


def _types_at(annotation: Any, path: tuple[int | str, ...]) -> Iterator[Any]:
    """The types that a value at `path` may have, below a value of the type `annotation`."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        yield from _types_at(arguments[0], path)
    elif origin in (Union, UnionType):
        for one in arguments:
            yield from _types_at(one, path)
    elif not path:
        yield annotation
    elif origin in (list, dict):
        yield from _types_at(arguments[-1], path[1:])
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if (field.alias or name) == path[0]:
                yield from _types_at(field.annotation, path[1:])
