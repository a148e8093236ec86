"""The shape of `measures/NN-<id>.yaml`: one clause of a policy."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, JsonValue

from incentive_engine.policy.schema.fields import (
    Amount,
    Basis,
    Formula,
    Id,
    Name,
    Part,
    Period,
    Table,
    Text,
    Texts,
    YearlyDay,
)

_TEST: list[JsonValue] = [{"required": ["id", "label", "test"]}]
_OTHERS: list[JsonValue] = [{"required": [kind]} for kind in ("all", "any", "not", "at_least", "measure")]


class AtLeast(Part):
    """So many of several conditions."""

    n: Annotated[int, Field(ge=1)] = Field(title="至少几项", description="How many must be met.")
    of: list[Condition] = Field(min_length=1, title="其中", description="The conditions.")


class Condition(Part):
    """A condition: exactly one of test, all, any, not, at_least, measure; a test has an id and a label."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [*_TEST, *_OTHERS]})

    id: Id | None = Field(None, title="编号", description="What it is called in results; required for a test.")
    label: Text | None = Field(None, title="名称", description="What it demands, in few words; required for a test.")
    test: Formula | None = Field(None, title="判断", description="A FEEL expression that is true or false.")
    evidence: Texts | None = Field(None, title="证明材料", description="What proves it (of a test).")
    all: list[Condition] | None = Field(None, min_length=1, title="全部", description="All of these.")
    any: list[Condition] | None = Field(None, min_length=1, title="任一", description="At least one of these.")
    not_: Condition | None = Field(None, alias="not", title="非", description="Not this.")
    at_least: AtLeast | None = Field(None, title="至少", description="So many of these.")
    measure: Id | None = Field(None, title="措施", description="That another measure of the policy is granted.")


class Each(Part):
    """One amount for each item of a list."""

    item: Name = Field(title="项", description="What an item is called in the expressions of the award.")
    in_: Formula = Field(alias="in", title="清单", description="The list.")
    where: Formula | None = Field(None, title="只取", description="Which items count; all when it is missing.")
    by: Formula | None = Field(None, title="同一", description="Items that share this are one matter.")
    keep: Literal["highest"] | None = Field(None, title="保留", description="Of one matter only the highest amount.")


class Slice(Part):
    """The part of the base above `over`, up to the next slice's, at its own rate."""

    over: Amount = Field(title="超过", description="Where the slice begins, in yuan.")
    rate: Formula = Field(title="比例", description="The rate for what lies in the slice.")


class Brackets(Part):
    """Marginal slices of a base (差额累进)."""

    base: Formula = Field(title="基数", description="The amount that is cut into slices.")
    slices: list[Slice] = Field(min_length=1, title="档", description="The slices, from below.")


class Rounding(Part):
    """Where and how the amount is rounded."""

    to: Amount = Field("0.01", title="取整到", description="To multiples of so many yuan.")
    mode: Literal["half up", "half even", "down", "up"] = Field(
        "half up", title="方式", description="half up: 四舍五入; half even; down: 舍去; up: 进位."
    )


class Award(Part):
    """What the measure gives: exactly one of amount, table, brackets (each may be once per item) or benefit."""

    amount: Formula | None = Field(None, title="金额", description="The amount, in yuan.")
    table: Table | None = Field(None, title="判定表", description="A decision table that answers the amount.")
    brackets: Brackets | None = Field(None, title="分档", description="Each slice of a base at its own rate.")
    each: Each | None = Field(None, title="逐项", description="One amount per item of a list.")
    benefit: Text | None = Field(None, title="支持", description="A support without money, in words.")
    min: Formula | None = Field(None, title="最低", description="The floor, in yuan.")
    max: Formula | None = Field(None, title="最高", description="The ceiling, in yuan.")
    less: Formula | None = Field(None, title="减已获", description="What was granted already, in yuan; never below 0.")
    round: Rounding | None = Field(None, title="取整", description="Rounding; half up to the fen unless stated.")


class Application(Part):
    """How to apply."""

    channel: Text | None = Field(None, title="方式", description="Such as 免申即享 or 申报评审.")
    window: Annotated[list[YearlyDay], Field(min_length=2, max_length=2)] | None = Field(
        None, title="时间", description="The first and last day of each year's window, MM-DD."
    )
    department: Text | None = Field(None, title="部门", description="Where to apply.")
    materials: list[Text] = Field([], title="材料", description="What to hand in.")


class MeasureFile(Part):
    """One clause of a policy: who gets it, what it gives, where it stands. `measures/NN-<id>.yaml`."""

    measure: Id = Field(title="编号", description="The id, as in the file's name.", examples=["rd-investment"])
    number: Annotated[int, Field(ge=1)] = Field(title="条号", description="Its number, as in the file's name.")
    title: Text = Field(title="标题", description="Its title.")
    category: Text | None = Field(None, title="类别", description="One of the policy's categories.")
    basis: Basis = Field(title="依据", description="Read in the text, told by a source, or set by this project.")
    source: dict[Id, Text] = Field({}, title="来源", description="Source ids of the policy, with short quotations.")
    clause: Text = Field(title="条文", description="The text of the clause.")
    in_force: Period | None = Field(None, title="施行期", description="When not as long as the policy.")
    when: Condition = Field(title="条件", description="Who gets it, besides the policy's requirements.")
    award: Award = Field(title="奖励", description="What it gives.")
    group: Id | None = Field(None, title="叠加组", description="The group that it is settled in.")
    apply: Application | None = Field(None, title="办理", description="How to apply.")
