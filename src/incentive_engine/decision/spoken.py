"""Values as people write them: 1,234.50 元, 3.5%, 2020年6月30日, 是."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Context, Decimal
from typing import Any

from incentive_engine.feel.temporal import DaysTimeDuration, YearsMonthsDuration
from incentive_engine.feel.temporal.durations import DAY
from incentive_engine.feel.ternary import OpenSeries, Unknown
from incentive_engine.feel.types import MONEY, NUMBER, RATIO, ListType, Type
from incentive_engine.feel.values import to_string
from incentive_engine.wording import Language, say

_EXACT = Context(prec=10_000)
"""Room for every digit of any value: what is written depends on no caller's decimal context, and nothing is lost."""


def spoken_value(
    value: Any, lang: Language = "zh", kind: Type = NUMBER, unit: str | None = None, unlike: Any = None
) -> str:
    """A value in words; `kind` tells money and ratios from plain numbers, `unit` is what a number counts.

    A ratio is written with as many decimals as it takes to look different from `unlike`, a value that it is
    compared with, when it is different.
    """
    if isinstance(value, Unknown):
        return _open_list(value, lang, kind, unit) if isinstance(value, OpenSeries) else say("decision.unknown", lang)
    if isinstance(value, bool):
        return say("decision.true" if value else "decision.false", lang)
    if isinstance(value, (Decimal, int)):
        return _number(Decimal(value), lang, kind, unit, unlike)
    if isinstance(value, str):
        return say("decision.quoted", lang, text=value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return say("decision.day", lang, day=value, year=value.year, month=value.month, number=value.day)
    if isinstance(value, YearsMonthsDuration):
        return _months(value.months, lang)
    if isinstance(value, DaysTimeDuration):
        return _days(value, lang)
    if isinstance(value, Mapping):
        return say("decision.comma", lang).join(spoken_value(part, lang) for part in value.values())
    if isinstance(value, (list, tuple)):
        return _list(value, lang, kind, unit)
    return to_string(value)


def spoken_difference(gap: Decimal, lang: Language, kind: Type, unit: str | None) -> str:
    """The difference of two numbers in words; of two ratios, in percentage points."""
    if kind == RATIO:
        return say("decision.points", lang, points=_per_cent(gap, Decimal(0)).removesuffix("%"))
    return spoken_value(gap, lang, kind, unit)


def after(text: str, lang: Language) -> str:
    """The text as it follows Chinese characters: set off by a blank when it begins with a number or Latin letter."""
    return f" {text}" if lang == "zh" and text[:1].isascii() else text


def spoken(values: Mapping[str, Any], lang: Language) -> dict[str, Any]:
    """The values that a sentence about an amount names: a Decimal is money, everything else as it is written."""
    return {
        name: spoken_value(value, lang, MONEY) if isinstance(value, Decimal) else value
        for name, value in values.items()
    }


def _number(number: Decimal, lang: Language, kind: Type, unit: str | None, unlike: Any) -> str:
    if kind == MONEY:
        return _money(number, lang)
    if kind == RATIO:
        return _per_cent(number, unlike)
    text = _digits(number)
    return say("decision.counted", lang, number=text, unit=unit) if unit else text


def _money(amount: Decimal, lang: Language) -> str:
    """Yuan with thousands separators, whatever the size: in one sentence amounts are compared digit by digit."""
    whole = amount == amount.to_integral_value()
    return say("decision.yuan", lang, yuan=f"{amount:,.0f}" if whole else f"{amount:,.2f}")


def _per_cent(ratio: Decimal, unlike: Any) -> str:
    for places in (2, 4, 8, 16, 32):
        text = _rounded(ratio, places)
        if not isinstance(unlike, Decimal) or unlike == ratio or _rounded(unlike, places) != text:
            break
    return text


def _rounded(ratio: Decimal, places: int) -> str:
    per_cent = _EXACT.multiply(ratio, 100)
    return f"{_digits(per_cent.quantize(Decimal(1).scaleb(-places), context=_EXACT))}%"


def _digits(number: Decimal) -> str:
    """Plain digits with thousands separators, no zeros at the end of the decimals, at most 34 digits."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _months(months: int, lang: Language) -> str:
    years, rest = divmod(abs(months), 12)
    sign = "-" if months < 0 else ""
    parts = [say("decision.years", lang, count=years)] if years else []
    parts += [say("decision.months", lang, count=rest)] if rest or not years else []
    return sign + "".join(parts) if lang == "zh" else sign + " ".join(parts)


def _days(duration: DaysTimeDuration, lang: Language) -> str:
    days, rest = divmod(duration.nanoseconds, DAY)
    return str(duration) if rest else say("decision.days", lang, count=f"{days:,}")


def _list(values: list[Any] | tuple[Any, ...], lang: Language, kind: Type, unit: str | None) -> str:
    if not values:
        return say("decision.no-entries", lang)
    if any(isinstance(value, Mapping) for value in values):
        return say("decision.entry" if len(values) == 1 else "decision.entries", lang, count=len(values))
    item = kind.item if isinstance(kind, ListType) else kind
    return say("decision.separator", lang).join(spoken_value(value, lang, item, unit) for value in values)


def _open_list(series: OpenSeries, lang: Language, kind: Type, unit: str | None) -> str:
    return _list(list(series.elements), lang, kind, unit)
