"""The shape of `regions.yaml`: the regions in which policies hold, as a tree."""

from __future__ import annotations

from pydantic import Field, RootModel

from incentive_engine.policy.schema.fields import Name, Part, Text


class Region(RootModel[dict[Text, "Region"]]):
    """The regions that a region is made of, by name; `{}` when there are none to tell apart."""


class RegionsFile(Part):
    """The regions in which policies hold, and the fact that tells where an enterprise is. `rules/regions.yaml`."""

    of: Name | None = Field(
        None, title="依据事实", description="The fact, a text, that names the region an enterprise is in."
    )
    regions: Region = Field(
        title="区域",
        description="The regions, each with those that it is made of.",
        examples=[{"中国": {"湖南省": {"衡阳市": {"雁峰区": {}}}}}],
    )
