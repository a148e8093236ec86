"""The shape of `unreachable.yaml`: what no enterprise can show of a policy, each with the reason."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from incentive_engine.policy.schema.fields import Formula, Part, Text

Kind = Literal[
    "condition",
    "branch",
    "quorum",
    "alone",
    "part",
    "comparison",
    "row",
    "slice",
    "bound",
    "items",
    "group",
    "member",
    "limit",
    "switch",
]


class Unreachable(Part):
    """Outcomes of one point that no facts can bring about."""

    owner: Text = Field(
        title="所属",
        description="The measure or the derived fact; or `requirements`, `groups`, `limits`.",
        examples=["leading-enterprise"],
    )
    kind: Kind | None = Field(None, title="种类", description="The kind of point, where several share the text.")
    point: Formula = Field(
        title="位置",
        description="Its text as the coverage report shows it, or the id of a condition.",
        examples=["revenue_step = 1"],
    )
    outcomes: list[Formula] = Field(
        min_length=1, title="结果", description="The outcomes that cannot be.", examples=[["below", "above"]]
    )
    because: Text = Field(title="理由", description="Why no facts can bring them about.")


class UnreachableFile(Part):
    """What no rule case can show: `unreachable.yaml` beside `policy.yaml`; for shared facts, beside `vocabulary/`."""

    unreachable: list[Unreachable] = Field(min_length=1, title="不可达", description="What cannot be, and why.")
