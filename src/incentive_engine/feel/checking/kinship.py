"""How types stand to each other: what fits where, what two have in common, what can be compared."""

from __future__ import annotations

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
    ContextType,
    ListType,
    NumberType,
    RangeType,
    TextType,
    Type,
)

_ORDERED = (DATE, TIME, DATE_TIME, DAYS_DURATION, MONTHS_DURATION)


def fits(found: Type, expected: Type) -> bool:
    """Whether a value of type `found` may stand where `expected` is wanted.

    Any number may where a plain number is; a plain or whole one where money or a ratio is; never money for a
    ratio. A text is a choice only if it is sure to be one.
    """
    if found == expected or ANY in (found, expected):
        return True
    if isinstance(found, NumberType) and isinstance(expected, NumberType):
        return expected == NUMBER or (expected != INTEGER and found in (NUMBER, INTEGER))
    if isinstance(found, TextType) and isinstance(expected, TextType):
        return expected.choices is None or not (found.choices is None or set(found.choices) - set(expected.choices))
    if isinstance(found, ListType) and isinstance(expected, ListType):
        return fits(found.item, expected.item)
    if isinstance(found, RangeType) and isinstance(expected, RangeType):
        return fits(found.of, expected.of)
    if isinstance(found, ContextType) and isinstance(expected, ContextType):
        fields = found.by_name
        return all(name in fields and fits(fields[name], wanted) for name, wanted in expected.fields)
    return False


def common(left: Type, right: Type) -> Type | None:
    """The type that values of either type have; None where they have none in common."""
    if left == right or right == ANY:
        return left
    if left == ANY:
        return right
    if isinstance(left, NumberType) and isinstance(right, NumberType):
        return _common_number(left, right)
    if isinstance(left, TextType) and isinstance(right, TextType):
        if left.choices is None or right.choices is None:
            return TEXT
        return TextType(tuple(dict.fromkeys((*left.choices, *right.choices))))
    if isinstance(left, ListType) and isinstance(right, ListType):
        item = common(left.item, right.item)
        return None if item is None else ListType(item)
    if isinstance(left, RangeType) and isinstance(right, RangeType):
        of = common(left.of, right.of)
        return None if of is None else RangeType(of)
    if isinstance(left, ContextType) and isinstance(right, ContextType):
        return _common_context(left, right)
    return None


def _common_number(left: NumberType, right: NumberType) -> NumberType | None:
    special = {left, right} & {MONEY, RATIO}
    if len(special) == 2:
        return None
    return special.pop() if special else NUMBER


def _common_context(left: ContextType, right: ContextType) -> ContextType | None:
    fields, others = left.by_name, right.by_name
    if fields.keys() != others.keys():
        return None
    shared = {name: common(type_, others[name]) for name, type_ in fields.items()}
    known = {name: type_ for name, type_ in shared.items() if type_ is not None}
    return ContextType.of(known) if len(known) == len(shared) else None


def has_order(type_: Type) -> bool:
    """Whether values of the type have an order; choices have none, however their names may sort."""
    if isinstance(type_, TextType):
        return type_.choices is None
    return type_ == ANY or isinstance(type_, NumberType) or type_ in _ORDERED


def no_choice_in_common(left: Type, right: Type) -> bool:
    """Whether two texts are never the same, because neither can be what the other is."""
    return (
        isinstance(left, TextType)
        and isinstance(right, TextType)
        and left.choices is not None
        and right.choices is not None
        and set(left.choices).isdisjoint(right.choices)
    )
