"""The shape of `policy.yaml`: the document as a whole."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, JsonValue, WithJsonSchema

from incentive_engine.policy.schema.fields import (
    Amount,
    Basis,
    Day,
    Formula,
    Id,
    MeasureElsewhere,
    Name,
    Part,
    Pays,
    Period,
    Text,
)
from incentive_engine.policy.schema.measure_file import Condition
from incentive_engine.policy.schema.vocabulary_file import Fact


class Source(Part):
    """A document that the policy rests on."""

    title: Text = Field(title="标题", description="The title of the document.")
    ref: Text = Field(title="出处", description="Where it is found: a file, a number, an address.")


class Parameter(Part):
    """A number or text of the policy, with its history."""

    label: Text = Field(title="名称", description="What the parameter is.")
    basis: Basis = Field(title="依据", description="Read in the text, told by a source, or set by this project.")
    source: Text = Field(title="来源", description="Where the value comes from.")
    unit: Text | None = Field(None, title="单位", description="What a number counts.")
    values: dict[Day, Amount] = Field(
        min_length=1,
        title="取值",
        description="A value and the day from which it holds, until the next one's.",
        examples=[{"2020-04-09": "10%"}],
    )


class Group(Part):
    """Measures of which not all are paid in full."""

    label: Text = Field(title="名称", description="Why they are grouped.")
    keep: Literal["highest", "top_up", "sum"] = Field(
        title="保留",
        description="highest: 从高不重复; top_up: 晋级补差, less what was received; sum: all of them.",
    )
    received: Formula | None = Field(None, title="已获", description="What was received before (top_up only).")


class Matter(Part):
    """What measures of this policy and of others pay for, so that not all of it is paid ("1+X")."""

    label: Text = Field(title="名称", description="What is paid for.")
    keep: Literal["highest", "top_up"] = Field(
        title="保留",
        description="highest: 从高不重复, only the highest is paid; top_up: 补差, these pay less what the others pay.",
    )
    measures: list[Id] = Field(min_length=1, title="措施", description="The measures of this policy.")
    with_: list[MeasureElsewhere] = Field(
        alias="with", min_length=1, title="其他政策的措施", description="Those of other policies, as POLICY#MEASURE."
    )
    basis: Basis = Field(title="依据", description="Read in the text, told by a source, or set by this project.")
    source: dict[Id, Text] = Field({}, title="来源", description="Source ids of the policy, with short quotations.")


class Limit(Part):
    """A yearly ceiling on what one enterprise is paid."""

    label: Text = Field(title="名称", description="What the ceiling is.")
    max: Formula = Field(title="上限", description="The ceiling, in yuan.")
    measures: list[Id] | None = Field(
        None, min_length=1, title="措施", description="The measures it is on; all when it is missing."
    )


class BudgetPart(Part):
    """A part of the budget that some measures are paid from."""

    label: Text = Field(title="名称", description="What the part is for.")
    measures: list[Id] = Field(min_length=1, title="措施", description="The measures paid from it.")
    amount: Formula = Field(title="金额", description="What may be spent in a year, in yuan.")


class Budget(Part):
    """What may be spent in a year."""

    label: Text = Field(title="名称", description="What the budget is.")
    amount: Formula = Field(title="金额", description="What may be spent in a year, in yuan.")
    exceeded: Literal["report", "scale"] = Field(
        "report", title="超出时", description="report: say so; scale: pay everything in proportion."
    )
    parts: list[BudgetPart] = Field([], title="子项", description="Parts of it for some measures.")


_VERDICTS = ("eligible", "ineligible", "undetermined")


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


_VERDICT_SCHEMA: dict[str, JsonValue] = {"type": "string", "enum": [*_VERDICTS]}
_VERDICTS_SCHEMA: dict[str, JsonValue] = {"type": "array", "minItems": 1, "items": _VERDICT_SCHEMA}


class Expected(Part):
    """What a property promises of a measure, of each, or of the total."""

    verdict: (
        Annotated[
            list[Literal["eligible", "ineligible", "undetermined"]],
            Field(min_length=1),
            BeforeValidator(_as_list),
            WithJsonSchema({"anyOf": [_VERDICT_SCHEMA, _VERDICTS_SCHEMA]}),
        ]
        | None
    ) = Field(None, title="结论", description="The verdict, or those that it may be.")
    gross: Formula | None = Field(None, title="应得", description="FEEL unary tests that the gross amount meets.")
    payable: Formula | None = Field(None, title="应付", description="FEEL unary tests that the payable amount meets.")


class Property(Part):
    """What holds for every enterprise, to be proved: `expect`, or `rises` with `never_falls`."""

    id: Id = Field(title="编号", description="What it is called in results.")
    label: Text = Field(title="名称", description="What is promised, in one sentence.")
    when: Formula | None = Field(
        None, title="适用", description="Of which enterprises, as a FEEL condition; of all when it is missing."
    )
    expect: dict[Id, Expected] | None = Field(
        None,
        min_length=1,
        title="预期",
        description="What is expected by measure; `each` stands for every measure, `total` for all that is paid.",
    )
    rises: Text | None = Field(
        None, title="增加", description="The number or level that is higher, all else alike: `fact` or `list.field`."
    )
    never_falls: list[Id] | None = Field(
        None, min_length=1, title="不减", description="The measures (or each, total) that do not get less then."
    )


class Accepted(Part):
    """A finding of a check that is accepted as it is."""

    finding: Text = Field(title="事项", description="The id of the finding, as the check gives it.")
    reason: Text = Field(title="理由", description="Why it is accepted.")


class PolicyFile(Part):
    """A policy: its sources, parameters, requirements, groups and limits. `rules/<authority>/<policy>/policy.yaml`."""

    policy: Annotated[str, Field(pattern=r"^[^/\s]+(/[^/\s]+)*$")] = Field(
        title="编号", description="The id: the folder below `rules/`.", examples=["yanfeng/incentives-20"]
    )
    title: Text = Field(title="标题", description="The title of the document.")
    short_title: Text | None = Field(None, title="简称", description="What people call it.")
    issuer: Text | None = Field(None, title="发文机关", description="Who issued it.")
    region: Text | None = Field(
        None, title="区域", description="Where it holds, of `regions.yaml`; everywhere when it is missing."
    )
    language: int = Field(title="格式版本", description="The version of this format: 1.")
    basis: Basis = Field(title="依据", description="Read in the text, told by a source, or set by this project.")
    pays: Pays = Field(
        "grant", title="金额性质", description="grant: money handed out; tax_relief: tax that is not charged."
    )
    in_force: Period | None = Field(None, title="施行期", description="The days it is in force, both included.")
    sources: dict[Id, Source] = Field({}, title="来源", description="The documents it rests on, by id.")
    categories: list[Text] = Field([], title="类别", description="The categories of its measures, in order.")
    parameters: dict[Name, Parameter] = Field({}, title="参数", description="Its parameters, by id.")
    derived: dict[Name, Fact] = Field({}, title="推算量", description="Derived facts of this policy alone.")
    requirements: list[Condition] = Field(
        [], title="共同条件", description="Conditions that every measure of the policy needs too."
    )
    groups: dict[Id, Group] = Field({}, title="叠加规则", description="Groups of measures, by id.")
    matters: dict[Id, Matter] = Field({}, title="跨政策叠加规则", description="What other policies pay for too, by id.")
    limits: list[Limit] = Field([], title="限额", description="Yearly ceilings on what one enterprise is paid.")
    budget: Budget | None = Field(None, title="预算", description="What may be spent in a year.")
    properties: list[Property] = Field(
        [], title="性质", description="What holds for every enterprise, to be proved by `incentive verify`."
    )
    accepted: list[Accepted] = Field(
        [],
        title="已认可事项",
        description="Findings of `incentive verify` that are accepted as they are, with reasons.",
    )
