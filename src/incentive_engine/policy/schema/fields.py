"""The kinds of scalars that rule files hold, as pydantic types.

Numbers arrive exact (Decimal) or as text with a unit; expressions may be written as bare numbers or booleans.
Both stay text here, as written: what they mean is decided where the type that is wanted is known.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, WithJsonSchema
from pydantic_core import PydanticCustomError

_SCALAR_SCHEMA = {"type": ["string", "number", "boolean"]}
_AMOUNT_SCHEMA = {"type": ["string", "number"], "examples": [500000, "50万元", "10%"]}
_DAY_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2020-04-09"]}

_YEARLY_DAY_SCHEMA = {"type": "string", "pattern": r"^\d{2}-\d{2}$", "examples": ["03-01"]}


class Part(BaseModel):
    """A mapping of a rule file: a key that is not declared is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    null_below: ClassVar[frozenset[str]] = frozenset()
    """The keys below which an empty value says something."""


def _as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def _as_day(value: Any) -> date:
    if isinstance(value, str) and len(value) == 10:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("policy.not-a-date", "", {"text": str(value)})


def _as_yearly_day(value: Any) -> Any:
    try:
        if isinstance(value, str) and len(value) == 5 and date.fromisoformat(f"2000-{value}"):  # 02-29 may stand
            return value
    except ValueError:
        pass
    raise PydanticCustomError("policy.no-such-day", "", {"text": str(value)})


def _as_measure_elsewhere(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[^#\s]+#[^#\s]+", value):
        raise PydanticCustomError("policy.not-a-measure-elsewhere", "", {"text": value})
    return value


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text: TypeAlias = Annotated[str, Field(min_length=1)]
"""A text that is not empty."""

Formula: TypeAlias = Annotated[str, Field(min_length=1), BeforeValidator(_as_text), WithJsonSchema(_SCALAR_SCHEMA)]
"""A FEEL expression, an amount (`50万元`, `10%`), or a cell of a table."""

Amount: TypeAlias = Annotated[str, Field(min_length=1), BeforeValidator(_as_text), WithJsonSchema(_AMOUNT_SCHEMA)]
"""A number with its unit."""

Day: TypeAlias = Annotated[date, BeforeValidator(_as_day), WithJsonSchema(_DAY_SCHEMA)]
"""A day, YYYY-MM-DD."""

YearlyDay: TypeAlias = Annotated[str, BeforeValidator(_as_yearly_day), WithJsonSchema(_YEARLY_DAY_SCHEMA)]
"""A day of every year, MM-DD."""

Name: TypeAlias = Annotated[str, Field(pattern=r"^[^\W\d]\w*$", max_length=100)]
"""The id of a fact, a parameter or an item's field: a name in expressions."""

Id: TypeAlias = Annotated[str, Field(pattern=r"^[^\W_]+([-_.][^\W_]+)*$", max_length=100)]
"""The id of a measure, condition, group or source: words joined by hyphens."""

MeasureElsewhere: TypeAlias = Annotated[
    str, BeforeValidator(_as_measure_elsewhere), WithJsonSchema({"type": "string", "pattern": "^[^#\\s]+#[^#\\s]+$"})
]
"""A measure of another policy: `yanfeng/incentives-20#rd-investment`."""

Texts: TypeAlias = Annotated[
    list[Text],
    BeforeValidator(_as_list),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One text or a list of texts."""

Flag: TypeAlias = StrictBool

Basis: TypeAlias = Literal["enacted", "reported", "reconstructed"]
Pays: TypeAlias = Literal["grant", "tax_relief"]


class Period(Part):
    """From a day to a day, both included."""

    from_: Day | None = Field(None, alias="from", title="起", description="The first day.")
    to: Day | None = Field(None, title="止", description="The last day; open when it is missing.")


class Table(Part):
    """A decision table (DMN): rows of unary tests, each with what it answers."""

    hit: Literal["first", "unique", "any", "collect sum", "collect max", "collect min", "collect count"] = Field(
        "first", title="命中方式", description="Which of the rows that are met give the answer."
    )
    inputs: list[Formula] = Field(min_length=1, title="输入", description="The expressions that the cells test.")
    rules: list[Annotated[list[Formula], Field(min_length=1)]] = Field(
        min_length=1,
        title="规则",
        description="A row each: one FEEL unary test for each input (`-` for any), then the answer.",
        examples=[[["国家级", "-", "platform_national"]]],
    )
    otherwise: Formula | None = Field(None, title="其余", description="The answer when no row is met.")
