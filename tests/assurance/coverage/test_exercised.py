"""What rule cases exercise is seen as it is: the sides of boundaries, truths, bounds, and the days around changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from incentive_engine.assurance.coverage.exercised import Exercised
from incentive_engine.assurance.coverage.points import Point
from incentive_engine.assurance.coverage.switches import days_not_looked_at, switches
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import load_cases

VOCABULARY = """\
facts:
  spent: {label: 示例投入, type: money, minimum: 0}
  heads: {label: 示例人数, type: integer, minimum: 0}
  trade: {label: 示例类别, type: choice, choices: [工业, 服务业]}
  sample_tier:
    label: 示例档次
    type: integer
    table: {hit: first, inputs: [heads], rules: [['[10..20)', 1]], otherwise: 0}
  sample_prizes:
    label: 示例获奖
    type: list
    item: {year: {label: 年度, type: integer}, paid: {label: 已兑付, type: boolean}}
"""
POLICY = """\
policy: town/awards
title: 某镇奖励
issuer: 某镇
language: 1
basis: reconstructed
in_force: {from: 2020-01-01, to: 2021-12-31}
sources: {}
categories: [奖励]
parameters:
  gate: {label: 门槛, basis: reconstructed, source: 假设, values: {2020-01-01: 100万元}}
  rate: {label: 比例, basis: reconstructed, source: 假设, values: {2020-01-01: 10%, 2021-01-01: 20%}}
  ceiling: {label: 上限, basis: reconstructed, source: 假设, values: {2020-01-01: 20万元}}
"""
MEASURE = """\
measure: research
number: 1
title: 研发奖励
category: 奖励
basis: reconstructed
clause: 假设的条文。
when:
  all:
    - {id: gate, label: 研发费用达到门槛, test: spent >= gate}
    - {id: kind, label: 工业企业, test: 'trade = "工业"'}
    - {id: tier, label: 第一档, test: sample_tier = 1}
    - {id: prize, label: 没有未兑付的奖, test: every p in sample_prizes satisfies p.paid or p.year < 2019}
award: {amount: spent * rate, max: ceiling}
"""
HEAD = """\
policy: town/awards
as_of: 2020-06-30
base: {spent: 100万元, trade: 工业, heads: 10, sample_prizes: []}
cases:
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    for name, text in {
        "vocabulary/facts.yaml": VOCABULARY,
        "town/awards/policy.yaml": POLICY,
        "town/awards/measures/01-research.yaml": MEASURE,
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def _lacking(rules: Path, *cases: str) -> dict[str, str]:
    """What the cases leave out, by owner and comparison; each case as its facts."""
    lines = [
        f"  - {{name: 第{number}例, facts: {facts}, expect: {{research: {{}}}}}}\n"
        for number, facts in enumerate(cases)
    ]
    file = rules / "town/awards/cases/research.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(HEAD + "".join(lines), encoding="utf-8")
    policy = load_policy(rules / "town/awards")
    exercised = Exercised([policy])
    exercised.run(load_cases(file, policy))
    return {f"{point.owner}: {point.text}": " ".join(left) for point, left in exercised.points.lacking().items()}


def test_one_case_at_the_threshold_leaves_the_other_sides(rules: Path) -> None:
    assert _lacking(rules, "{}") == {
        "research: every p in sample_prizes satisfies p.paid or p.year < 2019": "false unknown",
        'research: trade = "工业"': "false unknown",
        "research: max ceiling": "at above",
        "research: p.paid": "true false",
        "research: p.year < 2019": "below at above true false",
        "research: spent >= gate": "below above false unknown",
        "research: sample_tier = 1": "below false unknown",
        "sample_tier: heads < 20": "at above",
        "sample_tier: heads >= 10": "below above",
    }


def test_cases_on_every_side_leave_nothing(rules: Path) -> None:
    assert not _lacking(
        rules,
        "{}",
        "{spent: '999,999.99元'}",
        "{spent: 200万元}",
        "{spent: 300万元}",
        "{trade: 服务业}",
        "{heads: 9}",
        "{heads: 20}",
        "{heads: 21}",
        "{sample_prizes: [{year: 2018, paid: false}, {year: 2019, paid: true}]}",
        "{sample_prizes: [{year: 2019, paid: false}]}",
        "{sample_prizes: [{year: 2020, paid: false}]}",
        "{spent: null, trade: null, heads: null, sample_prizes: null}",
    )


def test_a_comparison_that_something_before_it_settles_is_not_exercised(rules: Path) -> None:
    lacking = _lacking(rules, "{sample_prizes: [{year: 2020, paid: true}]}")
    assert lacking["research: p.year < 2019"] == "below at above true false"


def test_a_side_that_no_facts_can_reach_is_not_asked_for(rules: Path) -> None:
    measure = rules / "town/awards/measures/01-research.yaml"
    measure.write_text(MEASURE.replace("spent >= gate", "spent > 0 and spent >= gate"), encoding="utf-8")
    assert "research: spent > 0" not in _lacking(rules, "{}", "{spent: 0}")


def test_points_of_shared_facts_belong_to_no_policy(rules: Path) -> None:
    points = Exercised([load_policy(rules / "town/awards")]).points
    assert Point("", "sample_tier", "heads >= 10") in points.wanted
    assert Point("town/awards", "research", "spent >= gate") in points.wanted


def test_the_days_around_a_change_are_asked_for(rules: Path) -> None:
    policy = load_policy(rules / "town/awards")
    assert [(switch.what, switch.day) for switch in switches(policy)] == [
        ("begins", date(2020, 1, 1)),
        ("is over", date(2022, 1, 1)),
        ("rate", date(2021, 1, 1)),
    ]
    file = rules / "town/awards/cases/days.yaml"
    file.parent.mkdir(exist_ok=True)
    days = ("2019-12-31", "2020-01-01", "2020-01-02", "2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01")
    text = "".join(f"  - {{name: {day}, as_of: {day}, expect: {{research: {{}}}}}}\n" for day in days)
    file.write_text(HEAD + text, encoding="utf-8")
    left = days_not_looked_at(policy, [load_cases(file, policy)])
    assert {str(switch): missed for switch, missed in left.items()} == {
        "town/awards: is over 2022-01-01": [date(2022, 1, 2)],
        "town/awards: rate 2021-01-01": [date(2021, 1, 2)],
    }
