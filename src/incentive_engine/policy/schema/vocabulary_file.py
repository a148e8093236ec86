"""The shape of `vocabulary/*.yaml`: the facts that policies share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from incentive_engine.policy.schema.fields import Amount, Flag, Formula, Name, Part, Table, Text


class ItemField(Part):
    """A field of the items of a list fact."""

    label: Text = Field(title="名称", description="What people call it.")
    type: Literal["boolean", "number", "integer", "money", "ratio", "date", "text", "choice"] = Field(
        title="类型", description="The type of its values; money is in yuan, a ratio is a fraction."
    )
    unit: Text | None = Field(None, title="单位", description="What a number counts, such as 人 or 平方米.")
    minimum: Amount | None = Field(None, title="最小值", description="The least value that is accepted.")
    maximum: Amount | None = Field(None, title="最大值", description="The greatest value that is accepted.")
    choices: list[Text] | None = Field(None, min_length=1, title="选项", description="The texts of a choice.")
    source: Text | None = Field(None, title="数据来源", description="The form or register where it stands.")
    ask: Text | None = Field(None, title="提问", description="How to ask for it.")


class Fact(Part):
    """A fact about an enterprise; derived (never input) when it has a formula or a table."""

    label: Text = Field(title="名称", description="What people call it; a profile may use it in place of the id.")
    type: Literal["boolean", "number", "integer", "money", "ratio", "date", "text", "choice", "list"] = Field(
        title="类型", description="The type of its values; money is in yuan, a ratio is a fraction."
    )
    unit: Text | None = Field(None, title="单位", description="What a number counts, such as 人 or 平方米.")
    annual: Flag = Field(False, title="按年", description="A value a year: a list that ends with the assessment year.")
    years: Annotated[int, Field(ge=1, le=100)] | None = Field(
        None, title="年数", description="The window of an annual fact; 3 unless stated."
    )
    minimum: Amount | None = Field(None, title="最小值", description="The least value that is accepted.")
    maximum: Amount | None = Field(None, title="最大值", description="The greatest value that is accepted.")
    choices: list[Text] | None = Field(None, min_length=1, title="选项", description="The texts of a choice.")
    item: dict[Name, ItemField] | None = Field(
        None, min_length=1, title="字段", description="The fields of a list's items."
    )
    answered_by: Literal["enterprise", "registry", "reviewer"] | None = Field(
        None, title="由谁提供", description="Who can state it; the enterprise unless stated."
    )
    source: Text | None = Field(None, title="数据来源", description="The form or register where it stands.")
    ask: Text | None = Field(None, title="提问", description="How to ask for it.")
    formula: Formula | None = Field(None, title="算式", description="A FEEL expression that derives it.")
    table: Table | None = Field(None, title="判定表", description="A decision table that derives it.")


class VocabularyFile(Part):
    """Facts that policies share, grouped by subject: `rules/vocabulary/<subject>.yaml`."""

    facts: dict[Name, Fact] = Field(min_length=1, title="事实", description="The facts by id.")
