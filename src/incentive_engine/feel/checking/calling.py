"""Calls of built-in functions: their arguments fitted to a signature, their result's type found."""

from __future__ import annotations

from collections.abc import Sequence

from incentive_engine.feel.checking.inquiry import Inquiry, Problem, types
from incentive_engine.feel.checking.kinship import common, has_order
from incentive_engine.feel.checking.results import Arguments, refine
from incentive_engine.feel.failures import TypeName
from incentive_engine.feel.functions import BUILTINS
from incentive_engine.feel.functions.builtin import Builtin
from incentive_engine.feel.functions.signature import Parameter, Shape, Signature
from incentive_engine.feel.syntax import Call, Name, Node
from incentive_engine.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    INTEGER,
    MONTHS_DURATION,
    NUMBER,
    TEXT,
    TIME,
    ContextType,
    ListType,
    NumberType,
    RangeType,
    SimpleType,
    TextType,
    Type,
)
from incentive_engine.mistakes import nearest

Bound = dict[str, Type]
"""The types that a signature's variables stand for in one call."""


@types(Call)
def _call(inquiry: Inquiry, node: Call) -> Type:
    arguments = [*node.arguments, *(argument for _, argument in node.named)]
    given = [inquiry.type_of(argument) for argument in arguments]
    if not isinstance(node.function, Name):
        return inquiry.refuse(node.function, "feel.function-value")
    name = node.function.name
    builtin = BUILTINS.get(name)
    if builtin is None:
        return inquiry.refuse(node.function, "feel.unknown-function", name=name, nearest=nearest(name, BUILTINS))
    if builtin.clock:
        return inquiry.refuse(node, "feel.clock", function=name)
    signatures = _signatures(inquiry, node, builtin)
    return _fitted(inquiry, node, signatures, arguments, given) if signatures else ANY


def _signatures(inquiry: Inquiry, node: Call, builtin: Builtin) -> list[Signature]:
    """The ways to call the function that have the number, or the names, of the call's arguments."""
    if node.named:
        names = [name for name, _ in node.named]
        overload = builtin.overload_of(names)
        if overload is not None and all(one.name in names for one in overload.signature.parameters if one.required):
            return [overload.signature]
        inquiry.refuse(node, "feel.argument-names", function=builtin.name, names=", ".join(names), forms=builtin.forms)
        return []
    count = len(node.arguments)
    fitting = [one.signature for one in builtin.overloads if one.signature.takes(count)]
    if not fitting:
        inquiry.refuse(node, "feel.argument-count", function=builtin.name, count=str(count), forms=builtin.forms)
    return fitting


def _fitted(
    inquiry: Inquiry, node: Call, signatures: Sequence[Signature], arguments: list[Node], given: list[Type]
) -> Type:
    """The type of the call by the first signature that its arguments fit; by none, what is wrong with the first."""
    complaints: list[Problem] = []
    for signature in signatures:
        trial = Inquiry(inquiry.names, [], inquiry.found)
        bound: Bound = {}
        for position, (argument, type_) in enumerate(zip(arguments, given, strict=True)):
            parameter = _parameter(signature, node, position)
            shape = _shape(parameter, node, len(signature.parameters))
            if not fit(shape, type_, bound):
                _complain(trial, signature, parameter, shape, argument, type_, bound)
        if not trial.problems:
            named = _by_parameter(signature, node, arguments, given)
            return _result(inquiry, node, signature, bound, named)
        complaints = complaints or trial.problems
    inquiry.problems.extend(complaints[:1])
    return ANY


def _by_parameter(
    signature: Signature, node: Call, arguments: list[Node], given: list[Type]
) -> dict[str, tuple[Node, Type]]:
    named: dict[str, tuple[Node, Type]] = {}
    for position, pair in enumerate(zip(arguments, given, strict=True)):
        named.setdefault(_parameter(signature, node, position).name, pair)
    return named


def _parameter(signature: Signature, node: Call, position: int) -> Parameter:
    if not node.named:
        return signature.parameter_at(position)
    name = node.named[position][0]
    return next(one for one in signature.parameters if one.name == name)


def _shape(parameter: Parameter, node: Call, parameters: int) -> Shape:
    """What one argument must be; the only one for a `*` parameter is the whole list."""
    if parameter.repeated == "*" and (node.named or len(node.arguments) == parameters):
        return Shape(frozenset({"list"}), parameter.shape)
    return parameter.shape


def _complain(
    inquiry: Inquiry,
    signature: Signature,
    parameter: Parameter,
    shape: Shape,
    node: Node,
    type_: Type,
    bound: Bound,
) -> None:
    expected: object = bound.get(shape.variable or "") or shape.name
    if shape.item is not None and kind(type_) in shape.kinds:
        expected = shape.item.name
        type_ = type_.item if isinstance(type_, ListType) else type_
        expected = bound.get(shape.item.variable or "") or expected
        code = "feel.item-type"
    else:
        code = "feel.argument-type"
    values = {"function": signature.function, "parameter": parameter.name}
    inquiry.refuse(node, code, **values, expected=expected, found=type_)


def fit(shape: Shape, type_: Type, bound: Bound) -> bool:
    """Whether a type fits a shape, binding the shape's variables."""
    if type_ == ANY:
        return True
    if shape.variable == "B":
        return type_ == BOOLEAN
    if shape.kinds and kind(type_) not in shape.kinds:
        return False
    if shape.variable == "O" and not has_order(type_):
        return False
    if shape.variable:
        shared = common(bound.get(shape.variable, ANY), type_)
        if shared is None:
            return False
        bound[shape.variable] = shared
    if shape.item is None:
        return True
    if isinstance(type_, ListType):
        return fit(shape.item, type_.item, bound)
    return not isinstance(type_, RangeType) or fit(shape.item, type_.of, bound)


def _result(inquiry: Inquiry, node: Call, signature: Signature, bound: Bound, arguments: Arguments) -> Type:
    refined = refine(inquiry, node, arguments)
    if refined is not None:
        return refined
    type_ = typed(signature.result, bound)
    if type_ is None:
        return inquiry.refuse(node, "feel.no-certain-type", function=signature.function)
    return type_


def typed(shape: Shape, bound: Bound) -> Type | None:
    """The type that a result's shape says; None where it says too little."""
    if shape.variable == "M":
        number = bound.get("N", NUMBER)
        return NUMBER if number == INTEGER else number
    if shape.variable:
        return bound.get(shape.variable, ANY)
    if shape.item is not None:
        item = typed(shape.item, bound)
        if item is None:
            return None
        return RangeType(item) if "range" in shape.kinds else ListType(item)
    return _TYPES.get("".join(shape.kinds)) if len(shape.kinds) == 1 else None


_TYPES: dict[str, Type] = {
    "number": NUMBER,
    "integer": INTEGER,
    "text": TEXT,
    "boolean": BOOLEAN,
    "date": DATE,
    "time": TIME,
    "date and time": DATE_TIME,
    "days and time duration": DAYS_DURATION,
    "years and months duration": MONTHS_DURATION,
}


def kind(type_: Type) -> TypeName:
    """The kind of value, as `values.kind_of` names it, that a type's values are."""
    for class_, name in (
        (NumberType, "number"),
        (TextType, "text"),
        (ListType, "list"),
        (ContextType, "context"),
    ):
        if isinstance(type_, class_):
            return TypeName(name)
    return TypeName(type_.name if isinstance(type_, SimpleType) else "range")
