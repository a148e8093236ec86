"""The shape of `cases/*.yaml`: rule cases, which say what a policy decides for given facts."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from incentive_engine.policy.schema.fields import Amount, Day, Flag, Id, Name, Part, Text

Year = Annotated[int, Field(ge=1900, le=2200)]


class Adjustment(Part):
    """A step between the award's own amount and what is paid."""

    step: Literal["floor", "min", "max", "less", "keep", "highest", "top_up", "limit"] = Field(
        title="环节", description="Which step changed the amount."
    )
    amount: Amount = Field(title="变动", description="By how much, in yuan; negative when it is taken off.")


class Expectation(Part):
    """What is expected of one measure; only what is named is compared, null means not known or none."""

    verdict: Literal["eligible", "ineligible", "undetermined", "not_in_force"] | None = Field(
        None, title="结论", description="The verdict."
    )
    gross: Amount | None = Field(None, title="应得", description="The amount before any adjustment, in yuan.")
    payable: Amount | None = Field(None, title="应付", description="The amount after every adjustment, in yuan.")
    provisional: Flag | None = Field(None, title="暂定", description="Whether the amount may still change.")
    missing: list[Name] | None = Field(None, title="缺少", description="The facts that can still change it.")
    failed: list[Id] | None = Field(None, title="不满足", description="The conditions that are false.")
    items: list[Amount | None] | None = Field(
        None, title="逐项", description="The amounts of the items that are paid, in order, in yuan."
    )
    adjustments: list[Adjustment] | None = Field(
        None, title="调整", description="The steps that the amount went through."
    )


class Case(Part):
    """Facts, on top of the file's base, and what they lead to."""

    name: Text = Field(title="名称", description="What the case shows.")
    as_of: Day | None = Field(None, title="日期", description="The day asked about, if not the file's.")
    assessment_year: Year | None = Field(None, title="考核年度", description="If not the file's.")
    facts: dict[Text, Any] = Field({}, title="事实", description="Facts by id or label; null takes one away.")
    parameters: dict[Name, Amount] = Field({}, title="参数", description="Parameters that are set otherwise.")
    to_confirm: Text | None = Field(
        None,
        title="待确认",
        description="What a person has yet to confirm. Until the line is gone, the case counts for nothing.",
    )
    expect: dict[Id, Expectation] = Field(min_length=1, title="预期", description="What is expected, by measure.")


class CasesFile(Part):
    """Rule cases of one policy: `cases/*.yaml`."""

    null_below: ClassVar[frozenset[str]] = frozenset({"base", "facts", "gross", "payable", "items", "adjustments"})

    policy: Text = Field(title="政策", description="The policy's id.", examples=["yanfeng/incentives-20"])
    as_of: Day = Field(title="日期", description="The day for which the question is asked.")
    assessment_year: Year | None = Field(None, title="考核年度", description="The year before `as_of` unless stated.")
    base: dict[Text, Any] = Field({}, title="基础事实", description="Facts that every case starts from.")
    cases: list[Case] = Field(min_length=1, title="案例", description="The cases.")
