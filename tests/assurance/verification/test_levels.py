"""Levels: does an enterprise get less for a higher one, its own or that of an entry of a list?"""

from __future__ import annotations

from pathlib import Path

import pytest
from small_policy import CONTRACTS, FACTS, FILES, LEVEL, POLICY, by_id, verified

from incentive_engine.assurance.verification.answers import Status
from incentive_engine.assurance.verification.decided import Decided
from incentive_engine.assurance.verification.telling import told
from incentive_engine.policy.ranks import above


def test_a_choice_is_above_those_of_its_own_order_only() -> None:
    assert above(("国家级", "省级", "市级", "区级示范")) == {
        "省级": ("国家级",),
        "市级": ("国家级", "省级"),
        "区级示范": ("国家级", "省级", "市级"),
    }
    assert above(("二等奖", "省级", "其他", "一等奖")) == {"二等奖": ("一等奖",)}
    assert above(("工业", "服务业")) == {}


_PLATFORMS = """\
  platforms:
    label: 示例平台
    type: list
    item:
      kind: {label: 示例类别, type: choice, choices: [重点实验室, 工程中心]}
      level: {label: 示例级别, type: choice, choices: [国家级, 省级, 市级, 其他]}
  contracts:
"""
_EACH_PLATFORM = '{each: {item: p, in: platforms, where: \'p.level in ("国家级", "省级")\'}, '
_BY_LEVEL = "table: {hit: unique, inputs: [p.level], rules: [['\"国家级\"', 国], ['\"省级\"', 省]]}}"


def _of_platforms(
    national: str, provincial: str, when: str = 'some p in platforms satisfies p.level != "其他"'
) -> dict[str, tuple[str, str]]:
    """The third measure, but for platforms by their levels."""
    award = _EACH_PLATFORM + _BY_LEVEL.replace("国]", f"{national}]").replace("省]", f"{provincial}]")
    text = (
        f"measure: contracts\nnumber: 3\ntitle: 平台奖励\nbasis: reconstructed\nclause: 平台按级别奖励。\n"
        f"when: {{id: any, label: 有平台, test: '{when}'}}\naward: {award}\n"
    )
    return {FACTS: ("  contracts:\n", _PLATFORMS), CONTRACTS: (FILES[CONTRACTS], text)}


def test_a_level_that_pays_less_than_the_one_below_is_shown_with_two_enterprises(tmp_path: Path) -> None:
    found = verified(tmp_path, {LEVEL: ("'\"国家级\"', 80万元", "'\"国家级\"', 30万元")}, kinds=["cliff"])
    cliff = by_id(found)["level/cliff/level"]
    assert (cliff.status, cliff.code) == (Status.REMARK, "verification.level-rises-not")
    lower, higher = cliff.enterprises
    assert (lower["level"], higher["level"]) == ("省级", "国家级")
    assert cliff.day is not None
    before, after = (Decided(found.policy, cliff.day, facts).payable("level").value for facts in (lower, higher))
    assert (before, after) == (400000, 300000)
    assert by_id(verified(tmp_path / "as-it-is", kinds=["cliff"]))["level/cliff/level"].status is Status.PROVED


def test_an_entry_of_a_list_whose_level_pays_less_is_shown_with_two_enterprises(tmp_path: Path) -> None:
    found = verified(tmp_path, _of_platforms("10万元", "20万元"), kinds=["cliff"])
    cliff = by_id(found)["contracts/cliff/platforms.level"]
    assert cliff.status is Status.REMARK
    lower, higher = cliff.enterprises
    assert ([one["level"] for one in lower["platforms"]], [one["level"] for one in higher["platforms"]]) == (
        ["省级"],
        ["国家级"],
    )
    told_ = told(found.policy, cliff, "zh").lines
    assert (1, "示例平台 · 示例级别：省级 → 国家级") in told_
    assert (0, "核对结果：3. 平台奖励：符合，200,000 元 → 符合，100,000 元") in told_


def test_levels_that_pay_more_the_higher_they_are_have_no_cliff(tmp_path: Path) -> None:
    cliffs = by_id(verified(tmp_path, _of_platforms("20万元", "10万元"), kinds=["cliff"]))
    assert cliffs["contracts/cliff/platforms.level"].status in (Status.PROVED, Status.BOUNDED)
    assert "contracts/cliff/platforms.kind" not in cliffs  # 重点实验室 and 工程中心 are no tiers


def test_a_higher_level_that_is_refused_is_a_cliff(tmp_path: Path) -> None:
    when = '(some p in platforms satisfies p.level = "省级") and not(some p in platforms satisfies p.level = "国家级")'
    found = verified(tmp_path, _of_platforms("20万元", "10万元", when), kinds=["cliff"])
    cliff = by_id(found)["contracts/cliff/platforms.level"]
    assert cliff.status is Status.REMARK
    assert cliff.day is not None
    lower, higher = (Decided(found.policy, cliff.day, facts) for facts in cliff.enterprises)
    assert (lower.verdict("contracts", "eligible"), higher.verdict("contracts", "ineligible")) == (True, True)


def test_conditions_about_levels_are_proved_for_lists_of_any_length(tmp_path: Path) -> None:
    award = ('\'level in ("国家级", "省级")\'', '\'some p in platforms satisfies p.level in ("国家级", "省级")\'')
    edits = {FACTS: ("  contracts:\n", _PLATFORMS), LEVEL: award}
    assert by_id(verified(tmp_path, edits, kinds=["cliff"]))["level/cliff/platforms.level"].status is Status.PROVED


def test_where_it_matters_which_entry_stands_first_nothing_is_proved(tmp_path: Path) -> None:
    first = ('\'level in ("国家级", "省级")\'', '\'platforms[1].level in ("国家级", "省级")\'')
    edits = {FACTS: ("  contracts:\n", _PLATFORMS), LEVEL: first}
    answer = by_id(verified(tmp_path, edits, kinds=["cliff"]))["level/cliff/platforms.level"]
    assert (answer.status, answer.serious) == (Status.UNDECIDED, False)


@pytest.mark.parametrize(
    ("national", "status"), [("10万元", {Status.FAULT}), ("30万元", {Status.PROVED, Status.BOUNDED})]
)
def test_a_property_promises_that_a_higher_level_loses_nothing(
    tmp_path: Path, national: str, status: set[Status]
) -> None:
    promise = "properties:\n  - {id: up, label: 级别越高奖励不减, rises: platforms.level, never_falls: [contracts]}"
    edits = {**_of_platforms(national, "20万元"), POLICY: ("properties:", promise)}
    answer = by_id(verified(tmp_path, edits, kinds=["property"]))["property:up"]
    assert answer.status in status
    assert len(answer.enterprises) == (2 if answer.status is Status.FAULT else 0)
