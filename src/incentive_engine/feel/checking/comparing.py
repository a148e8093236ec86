"""Comparisons and unary tests: what may be compared with what."""

from __future__ import annotations

from incentive_engine.feel.checking.inquiry import Inquiry, types
from incentive_engine.feel.checking.kinship import common, has_order, no_choice_in_common
from incentive_engine.feel.syntax import (
    Between,
    Comparison,
    In,
    Interval,
    ListOf,
    Literal,
    Name,
    Node,
    UnaryTest,
    UnaryTests,
)
from incentive_engine.feel.types import ANY, BOOLEAN, ListType, RangeType, TextType, Type
from incentive_engine.mistakes import nearest

INPUT = "?"


@types(Comparison)
def _comparison(inquiry: Inquiry, node: Comparison) -> Type:
    left = _type_beside(inquiry, node.left, node.right)
    right = _type_beside(inquiry, node.right, node.left)
    compare(inquiry, node, node.op, (node.left, left), (node.right, right))
    return BOOLEAN


def _type_beside(inquiry: Inquiry, node: Node, other: Node) -> Type:
    """The type of one side of a comparison."""
    beside = inquiry.names.get(other.name, ANY) if isinstance(other, Name) else ANY
    if _lacks_quotes(inquiry, node, beside):
        inquiry.found[id(node)] = ANY
        return ANY
    return inquiry.type_of(node)


def _lacks_quotes(inquiry: Inquiry, node: Node, beside: Type) -> bool:
    """Refuse a name that nobody knows but that is a choice of the type beside it; whether it was refused."""
    if not isinstance(node, Name) or node.name in inquiry.names or not isinstance(beside, TextType):
        return False
    if node.name not in (beside.choices or ()):
        return False
    inquiry.refuse(node, "feel.text-without-quotes", text=node.name)
    return True


def compare(inquiry: Inquiry, where: Node, op: str, left: tuple[Node, Type], right: tuple[Node, Type]) -> None:
    """Refuse `left op right` where it has no meaning; `where` is what then is marked if no side is to blame."""
    first, second = left[1], right[1]
    if ANY in (first, second):
        return
    if common(first, second) is None:
        _refuse_kinds(inquiry, where, left, right)
    elif op in ("=", "!="):
        _refuse_choices(inquiry, where, left, right)
    else:
        for type_ in (first, second):
            # A free text may be ordered beside a quoted one, which alone is a choice of one.
            if not has_order(type_) and not (isinstance(type_, TextType) and _free(first, second)):
                inquiry.refuse(where, "feel.type-without-order", type=type_)
                return


def _free(*types_: Type) -> bool:
    return any(isinstance(type_, TextType) and type_.choices is None for type_ in types_)


def _refuse_kinds(inquiry: Inquiry, where: Node, left: tuple[Node, Type], right: tuple[Node, Type]) -> None:
    for (node, type_), (_, other) in ((left, right), (right, left)):
        if isinstance(type_, ListType) and common(type_.item, other) is not None:
            inquiry.refuse(node, "feel.list-compared", type=type_, other=other)
            return
    inquiry.refuse(where, "feel.different-types", left=left[1], right=right[1])


def _refuse_choices(inquiry: Inquiry, where: Node, left: tuple[Node, Type], right: tuple[Node, Type]) -> None:
    for (node, type_), (_, other) in ((left, right), (right, left)):
        if isinstance(node, ListOf):
            item = other.item if isinstance(other, ListType) else other
            for one in node.items:
                refuse_unless_choice(inquiry, one, item)
            return
        if isinstance(node, Literal) and refuse_unless_choice(inquiry, node, other):
            return
        del type_
    if no_choice_in_common(left[1], right[1]):
        inquiry.refuse(where, "feel.disjoint-choices", left=left[1], right=right[1])


def refuse_unless_choice(inquiry: Inquiry, node: Node, type_: Type) -> bool:
    """Refuse a quoted text that is none of the choices of `type_`; whether it was refused."""
    if not (isinstance(node, Literal) and isinstance(node.value, str) and isinstance(type_, TextType)):
        return False
    if type_.choices is None or node.value in type_.choices:
        return False
    close = nearest(node.value, type_.choices)
    inquiry.refuse(node, "feel.not-a-choice", text=node.value, type=type_, nearest=close)
    return True


@types(Between)
def _between(inquiry: Inquiry, node: Between) -> Type:
    value = node.value, inquiry.type_of(node.value)
    for end in (node.low, node.high):
        compare(inquiry, end, "<=", value, (end, inquiry.type_of(end)))
    return BOOLEAN


@types(Interval)
def _interval(inquiry: Inquiry, node: Interval) -> Type:
    ends = [end for end in (node.low, node.high) if end is not None]
    of: Type = ANY
    for end in ends:
        type_ = inquiry.type_of(end)
        if isinstance(type_, TextType):
            type_ = TextType()
        elif not has_order(type_):
            type_ = inquiry.refuse(end, "feel.type-without-order", type=type_)
        shared = common(of, type_)
        if shared is None:
            return inquiry.refuse(node, "feel.different-types", left=of, right=type_)
        of = shared
    return RangeType(of)


@types(In)
def _in(inquiry: Inquiry, node: In) -> Type:
    tested = inquiry.type_of(node.value)
    inquiry.found[id(node.tests)] = BOOLEAN
    _tests(inquiry, node.tests, node.value, tested)
    return BOOLEAN


@types(UnaryTests)
def _unary_tests(inquiry: Inquiry, node: UnaryTests) -> Type:
    _tests(inquiry, node, Name(INPUT), inquiry.names[INPUT])
    return BOOLEAN


@types(UnaryTest)
def _test_as_value(inquiry: Inquiry, node: UnaryTest) -> Type:
    return RangeType(inquiry.type_of(node.operand))


def _tests(inquiry: Inquiry, node: UnaryTests, value: Node, tested: Type) -> None:
    inside = inquiry.within({INPUT: tested})
    for test in node.tests:
        inquiry.found[id(test)] = BOOLEAN
        _test(inside, test, value, tested)


def _test(inquiry: Inquiry, test: UnaryTest, value: Node, tested: Type) -> None:
    operand = test.operand
    if any(isinstance(part, Name) and part.name == INPUT for part in operand.walk()):
        inquiry.require_boolean(operand)
        return
    if _lacks_quotes(inquiry, operand, tested):
        inquiry.found[id(operand)] = ANY
        return
    type_ = inquiry.type_of(operand)
    if test.op is not None:
        compare(inquiry, operand, test.op, (value, tested), (operand, type_))
    elif isinstance(type_, RangeType) and not isinstance(tested, RangeType):
        compare(inquiry, operand, "<=", (value, tested), (operand, type_.of))
    elif isinstance(type_, ListType) and not isinstance(tested, ListType):
        _among(inquiry, operand, value, tested, type_)
    elif type_ != BOOLEAN or isinstance(operand, Literal):
        compare(inquiry, operand, "=", (value, tested), (operand, type_))


def _among(inquiry: Inquiry, operand: Node, value: Node, tested: Type, type_: ListType) -> None:
    """A value among the items of a list, which may also be ranges."""
    items = operand.items if isinstance(operand, ListOf) else (operand,)
    for item in items:
        one = inquiry.found[id(item)] if isinstance(operand, ListOf) else type_.item
        if isinstance(one, RangeType):
            compare(inquiry, item, "<=", (value, tested), (item, one.of))
        else:
            compare(inquiry, item, "=", (value, tested), (item, one))
