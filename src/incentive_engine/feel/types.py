"""The types that the checker gives to expressions, and the names that messages use for them.

FEEL knows one type of number; policies tell money, ratios and whole numbers apart, and texts that are one of
a few choices, so that a slip of the pen is refused when a policy is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from incentive_engine.feel.temporal import (
    DaysTimeDuration,
    WideDate,
    WideDateTime,
    WideTime,
    YearsMonthsDuration,
)
from incentive_engine.wording import Language, say


@dataclass(frozen=True, slots=True)
class Type:
    """A type; `str(type)` is its English name, `format(type, "zh")` the Chinese one."""

    def __str__(self) -> str:
        return self.text("en")

    def __format__(self, lang: str) -> str:
        return self.text("zh" if lang == "zh" else "en")

    def text(self, lang: Language) -> str:
        """The type's name as messages say it."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class SimpleType(Type):
    """A type without parts, such as `boolean` or `date`; `name` is FEEL's."""

    name: str

    def text(self, lang: Language) -> str:
        """The type's name as messages say it."""
        return _named(self.name, lang)


@dataclass(frozen=True, slots=True)
class NumberType(Type):
    """A number; `kind` is `number`, `integer`, `money` (yuan) or `ratio`."""

    kind: str = "number"

    def text(self, lang: Language) -> str:
        """The type's name as messages say it."""
        return _named(self.kind, lang)


@dataclass(frozen=True, slots=True)
class TextType(Type):
    """A text; one of `choices` where they are known, any text where they are None."""

    choices: tuple[str, ...] | None = None

    def text(self, lang: Language) -> str:
        """The type's name as messages say it."""
        if self.choices is None:
            return _named("text", lang)
        if len(self.choices) == 1:
            return say("feel.type.one-text", lang, text=self.choices[0])
        return say("feel.type.choice", lang, choices=_listed(self.choices, lang))


@dataclass(frozen=True, slots=True)
class ListType(Type):
    """A list whose items are all of type `item`."""

    item: Type

    def text(self, lang: Language) -> str:
        """The type's name as messages say it."""
        return say("feel.type.list-of", lang, item=self.item.text(lang))


@dataclass(frozen=True, slots=True)
class ContextType(Type):
    """A context; `fields` are its entries' names and types, in order."""

    fields: tuple[tuple[str, Type], ...]

    @staticmethod
    def of(fields: Mapping[str, Type]) -> ContextType:
        """The type of a context with these entries."""
        return ContextType(tuple(fields.items()))

    @property
    def by_name(self) -> dict[str, Type]:
        """The entries' types by name."""
        return dict(self.fields)

    def text(self, lang: Language) -> str:
        """The type's name as messages say it."""
        names = _listed(tuple(name for name, _ in self.fields), lang)
        return say("feel.type.context-of", lang, names=names)


@dataclass(frozen=True, slots=True)
class RangeType(Type):
    """A range whose ends are of type `of`."""

    of: Type

    def text(self, lang: Language) -> str:
        """The type's name as messages say it."""
        return say("feel.type.range-of", lang, of=self.of.text(lang))


ANY = SimpleType("any")
NULL = SimpleType("null")
BOOLEAN = SimpleType("boolean")
NUMBER = NumberType("number")
INTEGER = NumberType("integer")
MONEY = NumberType("money")
RATIO = NumberType("ratio")
TEXT = TextType()
DATE = SimpleType("date")
TIME = SimpleType("time")
DATE_TIME = SimpleType("date and time")
DAYS_DURATION = SimpleType("days and time duration")
MONTHS_DURATION = SimpleType("years and months duration")
FUNCTION = SimpleType("function")

_OF_CLASS: Mapping[type, Type] = {
    bool: BOOLEAN,
    date: DATE,
    WideDate: DATE,
    time: TIME,
    WideTime: TIME,
    datetime: DATE_TIME,
    WideDateTime: DATE_TIME,
    DaysTimeDuration: DAYS_DURATION,
    YearsMonthsDuration: MONTHS_DURATION,
    type(None): NULL,
}


def type_of_literal(value: object) -> Type:
    """The type of a literal: a whole number is an integer, a text the one choice that it is. ANY for other values."""
    if isinstance(value, Decimal):
        return INTEGER if value == value.to_integral_value() else NUMBER
    if isinstance(value, str):
        return TextType((value,))
    return _OF_CLASS.get(type(value), ANY)


def _named(name: str, lang: Language) -> str:
    return say(f"feel.type.{name.replace(' ', '-')}", lang)


def _listed(names: tuple[str, ...], lang: Language) -> str:
    return ("、" if lang == "zh" else ", ").join(names)
