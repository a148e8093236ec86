"""Conditions, paths, filters, iterations, lists and contexts: what they are made of, and which names they know."""

from __future__ import annotations

from decimal import Decimal

from incentive_engine.feel.checking.inquiry import Inquiry, types
from incentive_engine.feel.checking.kinship import common
from incentive_engine.feel.syntax import (
    ContextOf,
    Filter,
    For,
    Function,
    If,
    InstanceOf,
    ListOf,
    Literal,
    Logic,
    Negate,
    Node,
    Path,
    Quantified,
    TypeNode,
)
from incentive_engine.feel.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    DAYS_DURATION,
    INTEGER,
    MONTHS_DURATION,
    TEXT,
    TIME,
    ContextType,
    ListType,
    NumberType,
    RangeType,
    Type,
)
from incentive_engine.mistakes import nearest

_CALENDAR = dict.fromkeys(("year", "month", "day", "weekday"), INTEGER)
_CLOCK: dict[str, Type] = {
    **dict.fromkeys(("hour", "minute", "second"), INTEGER), "time offset": DAYS_DURATION, "timezone": TEXT,
}  # fmt: skip
_MEMBERS: dict[Type, dict[str, Type]] = {
    DATE: {**_CALENDAR},
    TIME: _CLOCK,
    DATE_TIME: {**_CALENDAR, **_CLOCK},
    MONTHS_DURATION: dict.fromkeys(("years", "months"), INTEGER),
    DAYS_DURATION: dict.fromkeys(("days", "hours", "minutes", "seconds"), INTEGER),
}
_TYPE_NAMES = frozenset({
    "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
    "years and months duration", "list", "context", "range", "Any",
})  # fmt: skip


@types(Logic)
def _logic(inquiry: Inquiry, node: Logic) -> Type:
    for operand in node.operands:
        inquiry.require_boolean(operand)
    return BOOLEAN


@types(If)
def _if(inquiry: Inquiry, node: If) -> Type:
    inquiry.require_boolean(node.condition)
    then, otherwise = inquiry.type_of(node.then), inquiry.type_of(node.otherwise)
    shared = common(then, otherwise)
    if shared is None:
        return inquiry.refuse(node, "feel.branches-differ", then=then, otherwise=otherwise)
    return shared


@types(Path)
def _path(inquiry: Inquiry, node: Path) -> Type:
    base = inquiry.type_of(node.base)
    depth = 0
    while isinstance(base, ListType):
        base, depth = base.item, depth + 1
    if base == ANY:
        return ANY
    members = _members(base)
    type_ = members.get(node.member)
    if type_ is None:
        where = (max(node.span[1] - len(node.member), node.span[0]), node.span[1])
        close = nearest(node.member, members)
        return inquiry.refuse(where, "feel.unknown-member", type=base, member=node.member, nearest=close)
    for _ in range(depth):
        type_ = ListType(type_)
    return type_


def _members(type_: Type) -> dict[str, Type]:
    if isinstance(type_, ContextType):
        return type_.by_name
    if isinstance(type_, RangeType):
        return {"start": type_.of, "end": type_.of, "start included": BOOLEAN, "end included": BOOLEAN}
    return _MEMBERS.get(type_, {})


@types(Filter)
def _filter(inquiry: Inquiry, node: Filter) -> Type:
    base = inquiry.type_of(node.base)
    if base == ANY:
        return ANY
    if not isinstance(base, ListType):
        return inquiry.refuse(node.base, "feel.not-a-list", found=base)
    names = {"item": base.item}
    if isinstance(base.item, ContextType):
        names |= base.item.by_name
    condition = inquiry.within(names).type_of(node.condition)
    if isinstance(condition, NumberType):
        return _indexed(inquiry, node.condition, condition, base)
    if condition not in (BOOLEAN, ANY):
        inquiry.refuse(node.condition, "feel.index-or-condition", found=condition)
    return base


def _indexed(inquiry: Inquiry, index: Node, type_: NumberType, base: ListType) -> Type:
    literal = index.operand if isinstance(index, Negate) else index
    if isinstance(literal, Literal) and literal.value == Decimal(0):
        inquiry.refuse(index, "feel.index-zero")
    elif type_ != INTEGER:
        inquiry.refuse(index, "feel.index-not-whole", found=type_)
    return base.item


@types(For)
def _for(inquiry: Inquiry, node: For) -> Type:
    return ListType(_iterated(inquiry, node.iterators).type_of(node.body))


@types(Quantified)
def _quantified(inquiry: Inquiry, node: Quantified) -> Type:
    _iterated(inquiry, node.iterators).require_boolean(node.body)
    return BOOLEAN


def _iterated(inquiry: Inquiry, iterators: tuple[tuple[str, Node], ...]) -> Inquiry:
    """The inquiry where the iterators' names are known; each domain may speak of the names before it."""
    for name, domain in iterators:
        type_ = inquiry.type_of(domain)
        item: Type = ANY
        if isinstance(type_, ListType):
            item = type_.item
        elif isinstance(type_, RangeType):
            item = type_.of
            if item not in (INTEGER, DATE, ANY):
                item = inquiry.refuse(domain, "feel.range-not-iterable", of=item)
        elif type_ != ANY:
            inquiry.refuse(domain, "feel.not-a-list", found=type_)
        inquiry = inquiry.within({name: item})
    return inquiry


@types(ListOf)
def _list(inquiry: Inquiry, node: ListOf) -> Type:
    item: Type = ANY
    for one in node.items:
        type_ = inquiry.type_of(one)
        shared = common(item, type_)
        if shared is None:
            inquiry.refuse(one, "feel.mixed-list", first=item, found=type_)
        else:
            item = shared
    return ListType(item)


@types(ContextOf)
def _context(inquiry: Inquiry, node: ContextOf) -> Type:
    fields: dict[str, Type] = {}
    for name, value in node.entries:
        fields[name] = inquiry.within(fields).type_of(value)
    return ContextType.of(fields)


@types(InstanceOf)
def _instance_of(inquiry: Inquiry, node: InstanceOf) -> Type:
    inquiry.type_of(node.value)
    for part in node.type.walk():
        if isinstance(part, TypeNode) and part.name not in _TYPE_NAMES:
            close = nearest(part.name, _TYPE_NAMES)
            inquiry.refuse(part, "feel.unknown-type", name=part.name, nearest=close)
    return BOOLEAN


@types(Function)
def _function(inquiry: Inquiry, node: Function) -> Type:
    return inquiry.refuse(node, "feel.function-defined")
