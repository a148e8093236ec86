"""The names that an expression reads from outside: the facts and parameters that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from incentive_engine.feel.syntax import Call, ContextOf, Filter, For, Function, Name, Node, Quantified
from incentive_engine.feel.types import ContextType, ListType, Type


def free_names(tree: Node, types: Mapping[int, Type]) -> frozenset[str]:
    """The names in `tree` that it does not bind itself.

    `types` are the checker's, by the identity of nodes: inside a filter the fields of the filtered items are names.
    """
    return frozenset(_names(tree, types, frozenset({"?"})))


def _names(node: Node, types: Mapping[int, Type], bound: frozenset[str]) -> Iterator[str]:
    if isinstance(node, Name):
        if node.name not in bound:
            yield node.name
    elif isinstance(node, (For, Quantified)):
        for name, domain in node.iterators:
            yield from _names(domain, types, bound)
            bound |= {name}
        yield from _names(node.body, types, bound | {"partial"} if isinstance(node, For) else bound)
    elif isinstance(node, Filter):
        yield from _names(node.base, types, bound)
        yield from _names(node.condition, types, bound | {"item", *_fields(types.get(id(node.base)))})
    elif isinstance(node, ContextOf):
        for name, value in node.entries:
            yield from _names(value, types, bound)
            bound |= {name}
    elif isinstance(node, Function):
        yield from _names(node.body, types, bound | set(node.parameters))
    elif isinstance(node, Call):
        if not isinstance(node.function, Name):
            yield from _names(node.function, types, bound)
        for argument in (*node.arguments, *(value for _, value in node.named)):
            yield from _names(argument, types, bound)
    else:
        for child in node.children():
            yield from _names(child, types, bound)


def _fields(filtered: Type | None) -> frozenset[str]:
    item = filtered.item if isinstance(filtered, ListType) else filtered
    return frozenset(item.by_name) if isinstance(item, ContextType) else frozenset()
