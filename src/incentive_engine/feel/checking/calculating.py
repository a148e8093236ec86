"""Literals, names and arithmetic: money is not added to ratios, times have no product."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from incentive_engine.feel.checking.inquiry import Inquiry, types
from incentive_engine.feel.checking.kinship import common
from incentive_engine.feel.functions import BUILTINS
from incentive_engine.feel.syntax import Arithmetic, Literal, Name, Negate
from incentive_engine.feel.types import (
    ANY,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    INTEGER,
    MONEY,
    MONTHS_DURATION,
    NUMBER,
    RATIO,
    TEXT,
    TIME,
    ListType,
    NumberType,
    TextType,
    Type,
    type_of_literal,
)
from incentive_engine.mistakes import nearest


@types(Literal)
def _literal(inquiry: Inquiry, node: Literal) -> Type:
    return inquiry.refuse(node, "feel.null") if node.value is None else type_of_literal(node.value)


@types(Name)
def _name(inquiry: Inquiry, node: Name) -> Type:
    known = inquiry.names.get(node.name)
    if known is not None:
        return known
    if node.name in BUILTINS:
        return inquiry.refuse(node, "feel.function-not-called", function=node.name)
    return inquiry.refuse(node, "feel.unknown-name", name=node.name, nearest=nearest(node.name, inquiry.names))


@types(Negate)
def _negate(inquiry: Inquiry, node: Negate) -> Type:
    type_ = inquiry.type_of(node.operand)
    if type_ == ANY or isinstance(type_, NumberType) or type_ in _DURATIONS:
        return type_
    return inquiry.refuse(node, "feel.cannot-negate", type=type_)


@types(Arithmetic)
def _arithmetic(inquiry: Inquiry, node: Arithmetic) -> Type:
    left, right = inquiry.type_of(node.left), inquiry.type_of(node.right)
    if ANY in (left, right):
        return ANY
    result: Type | None
    if isinstance(left, NumberType) and isinstance(right, NumberType):
        result = _NUMBERS[node.op](left, right)
    elif isinstance(left, TextType) and isinstance(right, TextType):
        result = TEXT if node.op == "+" else None
    else:
        result = _TEMPORAL.get((node.op, left, right))
    if result is not None:
        return result
    for side, type_, other in ((node.left, left, right), (node.right, right, left)):
        if isinstance(type_, ListType) and common(type_.item, other) is not None:
            return inquiry.refuse(side, "feel.list-computed", type=type_, sign=node.op)
    return inquiry.refuse(node, "feel.cannot-compute", sign=node.op, left=left, right=right)


def _product(left: NumberType, right: NumberType) -> NumberType | None:
    """Money by money has no meaning, money by anything else is money."""
    if left == right == MONEY:
        return None
    if left == right:
        return left
    for special in (MONEY, RATIO):
        if special in (left, right):
            return special
    return NUMBER


def _quotient(left: NumberType, right: NumberType) -> NumberType:
    """Money of money is a ratio; a part of money is money, of a ratio a ratio."""
    if left == right == MONEY:
        return RATIO
    if left == MONEY or (left == RATIO and right in (INTEGER, NUMBER)):
        return left
    return NUMBER


def _power(base: NumberType, exponent: NumberType) -> NumberType | None:
    if base == MONEY or exponent in (MONEY, RATIO):
        return None
    return RATIO if base == RATIO else NUMBER


def _sum(left: NumberType, right: NumberType) -> NumberType | None:
    shared = common(left, right)
    return shared if isinstance(shared, NumberType) else None


_NUMBERS: Mapping[str, Callable[[NumberType, NumberType], NumberType | None]] = {
    "+": _sum,
    "-": _sum,
    "*": _product,
    "/": _quotient,
    "**": _power,
}
_LATER = [
    (DATE, DAYS_DURATION, DATE),
    (DATE, MONTHS_DURATION, DATE),
    (DATE_TIME, DAYS_DURATION, DATE_TIME),
    (DATE_TIME, MONTHS_DURATION, DATE_TIME),
    (TIME, DAYS_DURATION, TIME),
    (DAYS_DURATION, DAYS_DURATION, DAYS_DURATION),
    (MONTHS_DURATION, MONTHS_DURATION, MONTHS_DURATION),
]
_DURATIONS, _PLAIN = (DAYS_DURATION, MONTHS_DURATION), (INTEGER, NUMBER, RATIO)
_DISTANCES = [
    (DATE, DATE), (DATE_TIME, DATE_TIME), (DATE, DATE_TIME), (DATE_TIME, DATE), (TIME, TIME),
]  # fmt: skip
_TEMPORAL: Mapping[tuple[str, Type, Type], Type] = {
    **{("+", left, right): result for left, right, result in _LATER},
    **{("+", right, left): result for left, right, result in _LATER},
    **{("-", left, right): result for left, right, result in _LATER},
    **{("-", left, right): DAYS_DURATION for left, right in _DISTANCES},
    **{(op, duration, number): duration for op in "*/" for duration in _DURATIONS for number in _PLAIN},
    **{("*", number, duration): duration for duration in _DURATIONS for number in _PLAIN},
    **{("/", duration, duration): NUMBER for duration in _DURATIONS},
}
