"""Regions form a tree, and a policy holds in one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from incentive_engine.mistakes import InputError, Mistake
from incentive_engine.policy import available_policies, load_policy, load_regions, stated_regions

TREE = """\
of: kind
regions:
  甲省:
    乙市: {丙区: {}, 丁县: {}}
"""


def written(rules: Path, regions: str, region: str | None = None) -> Path:
    """The folder of rules with these regions, and its policy in one of them."""
    (rules / "regions.yaml").write_text(regions, "utf-8")
    if region is not None:
        file = rules / "town/awards/policy.yaml"
        file.write_text(f"region: {region}\n{file.read_text('utf-8')}", "utf-8")
    return rules


def mistakes(rules: Path) -> list[Mistake]:
    with pytest.raises(InputError) as failure:
        load_policy("town/awards", rules=[rules])
    return list(failure.value.mistakes)


def test_a_policy_knows_the_regions_that_its_own_is_part_of(sample: Path) -> None:
    written(sample, TREE.replace("of: kind\n", ""), "丙区")
    policy = load_policy("town/awards", rules=[sample])
    assert policy.regions == ("甲省", "乙市", "丙区")
    assert policy.region == "丙区"
    assert {one.id: one.region for one in available_policies([sample])}["town/awards"] == "丙区"


def test_a_policy_without_a_region_holds_everywhere(sample: Path) -> None:
    policy = load_policy("town/awards", rules=[sample])
    assert policy.regions == ()
    assert policy.region is None


def test_folders_add_their_regions_to_one_tree(sample: Path) -> None:
    written(sample, "regions: {中国: {湖南省: {湘潭市: {岳塘区: {}}}}}", "岳塘区")
    regions = load_regions([sample])
    assert regions.of == "registered_district"
    assert regions.path("岳塘区") == ("中国", "湖南省", "湘潭市", "岳塘区")
    assert regions.path("雁峰区") == ("中国", "湖南省", "衡阳市", "雁峰区")


def test_the_region_of_a_policy_is_one_of_the_tree(sample: Path) -> None:
    (mistake,) = mistakes(written(sample, TREE.replace("of: kind\n", ""), "丁区"))
    assert mistake.code == "policy.unknown-region"
    assert (mistake.place.file, mistake.place.line) == (str(sample / "town/awards/policy.yaml"), 1)
    assert "丁县" in mistake.text() and "丙区" in mistake.text()


@pytest.mark.parametrize(
    ("regions", "line"),
    [
        ("regions:\n  甲省: {乙市: {}}\n  丙省: {乙市: {}}\n", 3),
        ("regions:\n  中国: {株洲市: {}}\n", 2),
    ],
    ids=["in one file", "elsewhere in the library"],
)
def test_a_region_stands_in_one_place(sample: Path, regions: str, line: int) -> None:
    (mistake,) = mistakes(written(sample, regions))
    assert (mistake.code, mistake.place.line) == ("policy.region-twice", line)


@pytest.mark.parametrize("fact", ["registered_distrct", "revenue"])
def test_what_tells_the_region_is_a_fact_that_is_a_text(sample: Path, fact: str) -> None:
    (mistake,) = mistakes(written(sample, f"of: {fact}\nregions: {{甲省: {{}}}}\n"))
    assert (mistake.code, mistake.place.line) == ("policy.region-fact", 1)


def test_a_misshapen_tree_is_reported_with_its_place(sample: Path) -> None:
    found = mistakes(written(sample, "region: registered_district\nregions:\n  甲省: [乙市]\n  丙省:\n"))
    assert {(one.code, one.place.line) for one in found} == {
        ("policy.unknown-key", 1),
        ("policy.not-a-mapping", 3),
        ("policy.no-value", 4),
    }


def test_the_region_of_a_policy_is_read_whatever_else_is_wrong_with_it(sample: Path) -> None:
    file = sample / "town/awards/policy.yaml"
    (sample / "town/awards/measures/01-growth.yaml").write_text("a: [", "utf-8")
    file.write_text("region: 丙区\nbasis: none of those", "utf-8")
    assert stated_regions([sample])["town/awards"] == "丙区"
    for damaged in ("region: 5", "title: no region", "a: [", "- a list", ""):
        file.write_text(damaged, "utf-8")
        assert stated_regions([sample])["town/awards"] is None
