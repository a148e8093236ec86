"""Calls whose type depends on what their arguments say, and calls that can be seen to fail before they are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import Any, TypeAlias

from incentive_engine.feel.checking.comparing import compare
from incentive_engine.feel.checking.inquiry import Inquiry
from incentive_engine.feel.checking.kinship import common
from incentive_engine.feel.failures import FeelError
from incentive_engine.feel.functions import BUILTINS
from incentive_engine.feel.functions.dates import MONTHS, WEEKDAYS
from incentive_engine.feel.syntax import Call, Literal, Name, Negate, Node
from incentive_engine.feel.types import (
    ANY,
    INTEGER,
    NUMBER,
    ContextType,
    ListType,
    RangeType,
    TextType,
    Type,
    type_of_literal,
)
from incentive_engine.feel.values import CONTEXT, Range
from incentive_engine.mistakes import nearest

Arguments: TypeAlias = Mapping[str, "tuple[Node, Type]"]
"""A call's arguments with their types, by the names of the parameters; of a repeated parameter the first."""

Refinement: TypeAlias = Callable[[Inquiry, Call, Arguments], "Type | None"]


def refine(inquiry: Inquiry, node: Call, arguments: Arguments) -> Type | None:
    """The type of a call whose signature says too little; None where the signature says all there is."""
    assert isinstance(node.function, Name)  # noqa: S101  (the caller found the signature by this name)
    name = node.function.name
    for parameter in ("pattern", "delimiter" if name == "split" else "flags"):
        _refuse_bad_pattern(inquiry, arguments.get(parameter))
    refinement = _REFINEMENTS.get(name)
    refined = refinement(inquiry, node, arguments) if refinement else None
    made = _computed(inquiry, node)
    if made is None:
        return refined
    return type_of_value(made) if name in ("duration", "range") else refined


def _computed(inquiry: Inquiry, node: Call) -> Any:
    """What a call of constants gives, which is None if it has other arguments; refused if it must fail."""
    arguments = [*node.arguments, *(argument for _, argument in node.named)]
    values = [constant(argument) for argument in arguments]
    if not values or None in values or not isinstance(node.function, Name):
        return None
    builtin = BUILTINS[node.function.name]
    try:
        with localcontext(CONTEXT):
            call = builtin.named([name for name, _ in node.named]) if node.named else builtin.call
            return call(*values)
    except FeelError as error:
        return inquiry.refuse(node, error.failure.code, **dict(error.failure.values))


def constant(node: Node) -> Any:
    """The value that a node has whatever the facts are: a literal, or a number with a minus; None for others."""
    if isinstance(node, Negate) and isinstance(node.operand, Literal) and isinstance(node.operand.value, Decimal):
        return -node.operand.value
    return node.value if isinstance(node, Literal) else None


def type_of_value(value: Any) -> Type:
    """The type of a computed value."""
    if isinstance(value, Range):
        return RangeType(type_of_literal(value.low if value.low is not None else value.high))
    return type_of_literal(value)


def _refuse_bad_pattern(inquiry: Inquiry, argument: tuple[Node, Type] | None) -> None:
    pattern = constant(argument[0]) if argument else None
    if argument and isinstance(pattern, str):
        from incentive_engine.feel.functions.patterns import compiled  # rarely needed: not at every start

        try:
            compiled(pattern, "")
        except FeelError as error:
            inquiry.refuse(argument[0], error.failure.code, **dict(error.failure.values))


def _duration(_inquiry: Inquiry, _node: Call, arguments: Arguments) -> Type | None:
    type_ = arguments["from"][1]
    return None if isinstance(type_, TextType) else type_


def _rounded(_inquiry: Inquiry, _node: Call, arguments: Arguments) -> Type | None:
    """A plain number rounded to no decimals is a whole number."""
    number = arguments["n"][1]
    scale = constant(arguments["scale"][0]) if "scale" in arguments else Decimal(0)
    return INTEGER if number == NUMBER and scale is not None and scale <= 0 else None


def _sought(element: str) -> Refinement:
    def refuse(inquiry: Inquiry, node: Call, arguments: Arguments) -> Type | None:
        items, type_ = arguments["list"]
        if isinstance(type_, ListType):
            compare(inquiry, node, "=", (items, type_.item), arguments[element])
        return None

    return refuse


def _same(inquiry: Inquiry, node: Call, arguments: Arguments) -> Type | None:
    if len(arguments) == 2:
        compare(inquiry, node, "=", arguments["value1"], arguments["value2"])
    return None


def _entry(inquiry: Inquiry, _node: Call, arguments: Arguments) -> Type | None:
    (_, context), (key_node, _) = arguments["m"], arguments["key"]
    key = constant(key_node)
    if not isinstance(context, ContextType) or not isinstance(key, str):
        return None
    if key not in context.by_name:
        close = nearest(key, context.by_name)
        return inquiry.refuse(key_node, "feel.unknown-member", type=context, member=key, nearest=close)
    return context.by_name[key]


def _entries(_inquiry: Inquiry, _node: Call, arguments: Arguments) -> Type | None:
    context = arguments["m"][1]
    if not isinstance(context, ContextType) or not context.fields:
        return None
    shared: Type | None = ANY
    for _, type_ in context.fields:
        shared = common(shared, type_) if shared is not None else None
    keys = TextType(tuple(name for name, _ in context.fields))
    return None if shared is None else ListType(ContextType.of({"key": keys, "value": shared}))


def _put(_inquiry: Inquiry, _node: Call, arguments: Arguments) -> Type | None:
    context = arguments["context"][1]
    key = constant(arguments["key"][0]) if "key" in arguments else None
    if not isinstance(context, ContextType) or not isinstance(key, str):
        return None
    return ContextType.of({**context.by_name, key: arguments["value"][1]})


def _merged(_inquiry: Inquiry, _node: Call, arguments: Arguments) -> Type | None:
    contexts = arguments["contexts"][1]
    return contexts.item if isinstance(contexts, ListType) else None


def _flat(_inquiry: Inquiry, _node: Call, arguments: Arguments) -> Type | None:
    type_ = arguments["list"][1]
    while isinstance(type_, ListType) and isinstance(type_.item, ListType):
        type_ = type_.item
    return type_


def _named(names: Sequence[str]) -> Refinement:
    return lambda _inquiry, _node, _arguments: TextType(tuple(names))


_REFINEMENTS: Mapping[str, Refinement] = {
    "duration": _duration,
    **dict.fromkeys(
        ("floor", "ceiling", "decimal", "round up", "round down", "round half up", "round half down"),
        _rounded,
    ),
    "round half even": _rounded,
    "list contains": _sought("element"),
    "index of": _sought("match"),
    "is": _same,
    "get value": _entry,
    "get entries": _entries,
    "context put": _put,
    "context merge": _merged,
    "flatten": _flat,
    "day of week": _named(WEEKDAYS),
    "month of year": _named(MONTHS),
}
