"""Functions of contexts (DMN 10.3.4.12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from incentive_engine.feel import ternary
from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions.builtin import Catalogue
from incentive_engine.feel.ternary import Unknown

CATALOGUE = Catalogue()
builtin = CATALOGUE.builtin


@builtin("get value(m: context, key: text) -> any", lenient=True)
def get_value(context: Mapping[str, Any], key: str) -> Any:
    """The value of an entry."""
    return context[_known(context, key)]


@builtin("get entries(m: context) -> list<context>", lenient=True)
def get_entries(context: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The entries, each a context of `key` and `value`."""
    return [{"key": key, "value": value} for key, value in context.items()]


@builtin("context(entries: list<context>) -> context", lenient=True)
def context_of(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any] | Unknown:
    """The context that entries of `key` and `value` make; each key once."""
    made: dict[str, Any] = {}
    unknowns = [entry["key"] for entry in entries if isinstance(entry.get("key"), Unknown)]
    if unknowns:
        return ternary.either(unknowns)
    for entry in entries:
        key = entry.get("key")
        if not isinstance(key, str) or "value" not in entry or key in made:
            raise FeelError("feel.no-entry")
        made[key] = entry["value"]
    return made


@builtin("context put(context: context, key: text, value: any) -> context", lenient=True)
def context_put(context: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    """The context with an entry added or replaced."""
    return {**context, key: value}


@builtin("context put(context: context, keys: list<text>, value: any) -> context", lenient=True)
def context_put_at(context: Mapping[str, Any], keys: Sequence[str], value: Any) -> dict[str, Any] | Unknown:
    """The context with an entry added or replaced in a context inside it, to which `keys` lead."""
    if not keys:
        raise FeelError("feel.no-keys")
    first, *rest = keys
    if not rest:
        return {**context, first: value}
    inner = context[_known(context, first)]
    if isinstance(inner, Unknown):
        return ternary.either([inner])
    if not isinstance(inner, Mapping):
        raise FeelError("feel.no-context", key=first)
    put = context_put_at(inner, rest, value)
    return put if isinstance(put, Unknown) else {**context, first: put}


@builtin("context merge(contexts: list<context>) -> context", lenient=True)
def context_merge(contexts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The entries of several contexts in one; of two with the same key the later counts."""
    return {key: value for context in contexts for key, value in context.items()}


def _known(context: Mapping[str, Any], key: str) -> str:
    if key not in context:
        raise FeelError("feel.no-key", key=key)
    return key
