"""Parameters: numbers and texts of a policy, each with its history."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from incentive_engine.feel.checking.kinship import common
from incentive_engine.feel.types import ANY, BOOLEAN, DATE, MONEY, RATIO, TextType, Type, type_of_literal
from incentive_engine.policy.amounts import PER_CENT, YUAN, AmountError, parse_amount
from incentive_engine.policy.model import Basis, Constant, Parameter
from incentive_engine.policy.scope import Scope
from incentive_engine.policy.source import Document
from incentive_engine.policy.source.document import Route

if TYPE_CHECKING:
    from incentive_engine.policy.schema import policy_file as shapes


_IN_WORDS = "零〇一二两三四五六七八九十百千"
_MEANT_AS_AMOUNT = re.compile(rf"百分之.+|.*[\d{_IN_WORDS}万亿]元|[{_IN_WORDS}]+[万亿]")


def compile_parameter(scope: Scope, document: Document, path: Route, shape: shapes.Parameter) -> Parameter:
    """The parameter at `path`, whose last step is its id; its values are all of one type."""
    values: list[tuple[date, Constant]] = []
    whole: Type = ANY
    for day, text in shape.values.items():
        at = (*path, "values", day.isoformat())
        if values and values[-1][0] >= day:
            scope.note(document.key_place(*at), "policy.unordered-dates", day=day, before=values[-1][0])
        try:
            value, type_ = _read(text, shape.unit)
        except AmountError as error:
            scope.note(document.place(*at), error.code, **error.values)
            continue
        merged = common(whole, type_)
        if merged is None:
            scope.note(document.place(*at), "policy.parameter-types", first=whole, type=type_)
        values.append((day, value))
        whole = merged or whole
    return Parameter(
        id=str(path[-1]),
        label=shape.label,
        values=tuple(values),
        basis=Basis(shape.basis),
        place=document.key_place(*path),
        source=shape.source,
        unit=shape.unit,
        type=whole,
    )


def read_override(parameter: Parameter, text: str) -> Constant:
    """A value set instead of a parameter's own, written alike. Raises AmountError when it is of another type."""
    value, type_ = _read(text, parameter.unit)
    if common(parameter.type, type_) is None:
        raise AmountError("policy.override-type", text=text, parameter=parameter.id)
    return value


def _read(text: str, unit: str | None) -> tuple[Constant, Type]:
    """A value and its type: a boolean, a date, an amount, or else a text.

    Raises AmountError for a damaged amount, and for one in words (`五万元`).
    """
    if text in ("true", "false"):
        return text == "true", BOOLEAN
    if len(text) == len("2020-04-09"):
        try:
            return date.fromisoformat(text), DATE
        except ValueError:
            pass
    if not text[:1].isdecimal() and text[:1] not in "+-－.¥￥":
        if _MEANT_AS_AMOUNT.fullmatch(text):
            raise AmountError("policy.not-an-amount", text=text)
        return text, TextType((text,))
    amount = parse_amount(text, unit)
    return amount.value, {YUAN: MONEY, PER_CENT: RATIO}.get(amount.unit, type_of_literal(amount.value))
