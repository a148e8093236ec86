"""Without `-p`, an enterprise is checked by the policies of the place where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from invoking import Incentive

DISTRICT = "雁峰区关于推进省级创新型区建设的激励措施（试行）"
EVERYWHERE = "示例"


def check(incentive: Incentive, folder: Path, facts: str, *more: object) -> tuple[bool, str]:
    """Whether the district's policy is among those that are checked, and what standard error says."""
    file = folder / "firm.yaml"
    file.write_text(f"name: 某厂\n{facts}\n", "utf-8")
    run = incentive("check", file, "--as-of", "2021-03-31", *more)
    assert run.status == 0
    assert EVERYWHERE in run.out
    return DISTRICT in run.out, run.err


def test_an_enterprise_of_the_district_gets_the_districts_policy(incentive: Incentive, tmp_path: Path) -> None:
    assert check(incentive, tmp_path, "注册所在区: 雁峰区") == (True, "")


@pytest.mark.parametrize("region", ["株洲市", "衡阳市"])
def test_an_enterprise_elsewhere_gets_what_holds_everywhere(incentive: Incentive, tmp_path: Path, region: str) -> None:
    assert check(incentive, tmp_path, f"注册所在区: {region}") == (False, "")


def test_a_policy_that_is_named_is_checked_wherever_the_enterprise_is(incentive: Incentive, tmp_path: Path) -> None:
    named = ("-p", "yanfeng/incentives-20", "-p", "district/sample")
    assert check(incentive, tmp_path, "注册所在区: 株洲市", *named) == (True, "")


def test_an_assumed_district_counts(incentive: Incentive, tmp_path: Path) -> None:
    assert check(incentive, tmp_path, "dishonest: 否", "--assume", "注册所在区=株洲市") == (False, "")


def test_without_a_district_every_policy_is_checked_and_it_is_said(incentive: Incentive, tmp_path: Path) -> None:
    district, message = check(incentive, tmp_path, "dishonest: 否")
    assert district
    assert message == "未填“注册所在区”，无法判断企业适用哪个区域的政策；以下核对全部政策\n"


def test_a_district_that_the_tree_does_not_hold_is_named_with_the_nearest(incentive: Incentive, tmp_path: Path) -> None:
    district, message = check(incentive, tmp_path, "注册所在区: 雁锋区")
    assert district
    assert message == "“注册所在区”为“雁锋区”，不在 regions.yaml 所列区域之内，最接近的是 雁峰区；以下核对全部政策\n"


DRAFT = """\
policy: draft/one
title: 草案
language: 1
basis: reconstructed
region: 株洲市
sources: {draft: {title: 草案, ref: 草案}}
"""


def draft(folder: Path, policy: str = DRAFT) -> Path:
    """A folder of rules with a policy for another city, one measure of which is damaged."""
    (folder / "rules/draft/one/measures").mkdir(parents=True)
    (folder / "rules/draft/one/policy.yaml").write_text(policy, "utf-8")
    (folder / "rules/draft/one/measures/01-a.yaml").write_text("measure: a\nnumber: [", "utf-8")
    return folder / "rules"


@pytest.mark.parametrize("policy", [DRAFT, DRAFT.replace("basis: reconstructed", "basis: none of those")])
def test_what_is_wrong_with_a_policy_of_another_region_does_not_matter(
    incentive: Incentive, tmp_path: Path, policy: str
) -> None:
    rules = draft(tmp_path, policy)
    assert check(incentive, tmp_path, "注册所在区: 雁峰区", "--rules", rules) == (True, "")
    run = incentive("check", tmp_path / "firm.yaml", "--assume", "dishonest=否", "--rules", rules, "-p", "draft/one")
    assert run.status == 2


@pytest.mark.parametrize(
    ("policy", "place"),
    [
        (DRAFT, "注册所在区: 株洲市"),
        (DRAFT, "dishonest: 否"),
        (DRAFT.replace("株洲市", "株州市"), "注册所在区: 雁峰区"),
        (DRAFT.replace("region: 株洲市\n", ""), "注册所在区: 雁峰区"),
        ("region: [", "注册所在区: 雁峰区"),
    ],
)
def test_what_is_wrong_with_a_policy_that_may_concern_the_enterprise_is_told(
    incentive: Incentive, tmp_path: Path, policy: str, place: str
) -> None:
    (tmp_path / "firm.yaml").write_text(place, "utf-8")
    run = incentive("check", tmp_path / "firm.yaml", "--rules", draft(tmp_path, policy))
    assert (run.status, run.out) == (2, "")
    assert str(Path("rules/draft/one")) in run.err


def test_a_fact_that_a_policy_of_the_place_works_out_cannot_be_stated(incentive: Incentive, tmp_path: Path) -> None:
    (tmp_path / "firm.yaml").write_text("注册所在区: 雁峰区\nrevenue_step: 1", "utf-8")
    run = incentive("check", tmp_path / "firm.yaml")
    assert run.status == 2
    assert "由系统计算" in run.err


def test_that_no_policy_holds_there_is_said(
    incentive: Incentive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INCENTIVE_RULES")
    (tmp_path / "regions.yaml").write_text("of: registered_district\nregions: {示例国: {示例市: {}}}", "utf-8")
    (tmp_path / "firm.yaml").write_text("注册所在区: 示例市", "utf-8")
    run = incentive("check", tmp_path / "firm.yaml", "--rules", tmp_path)
    assert (run.status, run.err) == (0, "政策库中没有适用于“示例市”的政策\n")
    assert "没有可核对的措施" in run.out


def test_the_region_of_a_policy_is_shown(incentive: Incentive) -> None:
    assert "适用于雁峰区" in incentive("policies").out
    assert '"region": "雁峰区"' in incentive("policies", "--format", "json").out
    assert "中国 湖南省 衡阳市 雁峰区" in incentive("show", "yanfeng/incentives-20").out


def test_the_policies_of_all_levels_are_settled_together(incentive: Incentive, tmp_path: Path) -> None:
    levels = Path(__file__).parent.parent / "report" / "levels"
    file = tmp_path / "firm.yaml"
    file.write_text("注册所在区: 珠晖区\n企业类型: 工业\n有效期内的高新技术企业: 是\n", "utf-8")
    run = incentive("check", file, "--rules", levels)
    assert (run.status, run.err) == (0, "")
    assert DISTRICT not in run.out
    assert "合并结算  可享受 200,000 元" in run.out
