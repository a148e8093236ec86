"""What rule cases show is seen as it is: truths, the sides of boundaries, rows, slices, bounds, items, groups, days."""

from __future__ import annotations

from pathlib import Path

import pytest
from town import ANYTHING, HEAD, POLICY, RESEARCH, SPENDS, Town, lacking

from incentive_engine.assurance.coverage.exercised import Exercised
from incentive_engine.assurance.coverage.points import Kind, Point
from incentive_engine.assurance.coverage.switches import switches
from incentive_engine.policy import load_policy

ALL = (
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


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def test_one_case_at_the_threshold_leaves_the_other_sides(town: Town) -> None:
    assert lacking(town.cover(town.cases("{}")), without=[Kind.SWITCH, Kind.ALONE]) == {
        "research: condition: spent >= gate": "false unknown",
        'research: condition: trade = "工业"': "false unknown",
        "research: condition: sample_tier = 1": "false unknown",
        "research: condition: every p in sample_prizes satisfies p.paid or p.year < 2019": "false unknown",
        "research: part: p.paid": "true false",
        "research: part: p.year < 2019": "true false",
        "research: comparison: spent >= gate": "below above",
        'research: comparison: trade = "工业"': "different",
        "research: comparison: sample_tier = 1": "below",
        "research: comparison: p.year < 2019": "below at above",
        "research: bound: max ceiling": "binds at",
        "sample_tier: comparison: heads >= 10": "below above",
        "sample_tier: comparison: heads < 20": "at above",
        "sample_tier: row: otherwise": "decides",
    }


def test_cases_on_every_side_leave_nothing_but_days(town: Town) -> None:
    assert not lacking(town.cover(town.cases(*ALL)), without=[Kind.SWITCH])


def test_a_comparison_that_something_before_it_settles_is_not_shown(town: Town) -> None:
    found = lacking(town.cover(town.cases("{sample_prizes: [{year: 2020, paid: true}]}")))
    assert found["research: comparison: p.year < 2019"] == "below at above"


def test_a_side_that_no_facts_can_reach_is_not_asked_for(town: Town) -> None:
    town.measure(1, "research", RESEARCH.replace("spent >= gate", "spent > 0 and spent >= gate"))
    assert "research: comparison: spent > 0" not in lacking(town.cover(town.cases("{}", "{spent: 0}")))


def test_points_of_shared_facts_belong_to_no_policy(town: Town) -> None:
    points = Exercised([load_policy(town.folder)]).points
    assert Point("", "sample_tier", Kind.COMPARISON, "heads >= 10") in points.wanted
    assert Point("town/awards", "research", Kind.COMPARISON, "spent >= gate") in points.wanted


def test_the_days_around_a_change_are_asked_for(town: Town) -> None:
    assert [str(one) for one in switches(load_policy(town.folder))] == [
        "2020-01-01: begins",
        "2021-01-01: rate value",
        "2022-01-01: over",
    ]
    days = ("2019-12-31", "2020-01-01", "2020-01-02", "2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01")
    file = town.cases(*(f"{{}}, as_of: {day}" for day in days))
    assert lacking(town.cover(file), [Kind.SWITCH]) == {
        "switches: switch: 2021-01-01: rate value": "after",
        "switches: switch: 2022-01-01: over": "after",
    }


def test_rows_that_give_the_answer_are_told_from_those_that_would_have(town: Town) -> None:
    table = """\
award:
  table:
    hit: first
    inputs: [heads]
    rules: [['>= 20', ceiling], ['>= 10', 1], ['>= 20', 2]]
    otherwise: 0
"""
    town.measure(1, "research", SPENDS + table)
    assert lacking(town.cover(town.cases("{heads: 20}")), [Kind.ROW]) == {
        "research: row: >= 10 → 1": "decides",
        "research: row: >= 20 → 2": "decides",
        "research: row: otherwise": "decides",
    }
    nothing_paid = lacking(town.cover(town.cases("{heads: 9, spent: 0}")), [Kind.ROW])
    assert nothing_paid["research: row: otherwise"] == "decides"
    everything = town.cover(town.cases("{heads: 20}", "{heads: 10}", "{heads: 9}", "{heads: null}"))
    assert lacking(everything, [Kind.ROW]) == {"research: row: >= 20 → 2": "decides"}


def test_slices_floors_ceilings_and_what_was_granted_already(town: Town) -> None:
    brackets = """\
award:
  brackets: {base: spent, slices: [{over: 0, rate: 10%}, {over: gate, rate: rate}]}
  min: 100元
  max: ceiling
  less: heads * 10000
"""
    town.measure(1, "research", SPENDS + brackets)
    kinds = (Kind.SLICE, Kind.BOUND)
    assert lacking(town.cover(town.cases("{spent: 100万元, heads: 0}")), kinds) == {
        "research: slice: over gate: rate": "reached",
        "research: bound: min 100": "binds at",
        "research: bound: max ceiling": "binds at",
        "research: bound: less heads * 10000": "binds at all",
    }
    many = town.cases(
        "{spent: 999元, heads: 0}",  # 99.90, lifted to 100
        "{spent: 1000元, heads: 0}",
        "{spent: 200万元, heads: 1}",  # 10 万 + 10 万
        "{spent: 201万元, heads: 20}",
        "{spent: 100万元, heads: 11}",
    )
    assert not lacking(town.cover(many), kinds)


def test_items_that_count_and_items_that_are_left_out(town: Town) -> None:
    each = """\
when: {id: any, label: 有奖, test: some p in sample_prizes satisfies p.paid}
award: {each: {item: p, in: sample_prizes, where: p.paid, by: p.year, keep: highest}, amount: 1000}
"""
    town.measure(1, "research", each)
    apart = town.cases("{sample_prizes: [{year: 2019, paid: true}]}", "{sample_prizes: [{year: 2019, paid: false}]}")
    assert lacking(town.cover(apart), [Kind.ITEMS]) == {
        "research: items: where p.paid": "excluded",
        "research: items: keep highest by p.year": "cuts",
    }
    together = "{sample_prizes: [{year: 2019, paid: true}, {year: 2019, paid: true}, {year: 2020, paid: false}]}"
    assert not lacking(town.cover(town.cases(together)), [Kind.ITEMS])


def test_groups_and_limits(town: Town) -> None:
    groups = "same: {label: 同一事项, keep: highest}, step: {label: 晋级, keep: top_up, received: heads * 10}"
    policy = f"{POLICY}groups: {{{groups}}}\nlimits: [{{label: 年度上限, max: ceiling}}]\n"
    town.write("town/awards/policy.yaml", policy)
    town.measure(1, "research", f"{SPENDS}award: {{amount: spent * rate}}\ngroup: same\n")
    town.measure(2, "second", f"{SPENDS}award: {{amount: heads * 10000}}\ngroup: same\n")
    town.measure(3, "third", f"{SPENDS}award: {{amount: 100}}\ngroup: step\n")
    kinds = (Kind.GROUP, Kind.MEMBER, Kind.LIMIT)
    every = f"{{research: {ANYTHING}, second: {ANYTHING}, third: {ANYTHING}}}"
    assert lacking(town.cover(town.cases("{heads: 0}", expect=every)), kinds) == {
        "groups: group: same": "cuts",
        "groups: group: step": "deducts",
        "groups: member: research in same": "won lost",
        "groups: member: second in same": "won lost",
        "limits: limit: 年度上限: ceiling": "binds at",
    }
    file = town.cases("{heads: 1}", "{heads: 11}", "{heads: 30}", expect=every)
    assert lacking(town.cover(file), kinds) == {"limits: limit: 年度上限: ceiling": "at"}


def test_each_of_several_alternatives_is_shown_to_be_the_reason(town: Town) -> None:
    either = """\
when:
  any:
    - {id: gate, label: 投入, test: spent >= gate}
    - {id: kind, label: 工业, test: 'trade = "工业"'}
award: {amount: 100}
"""
    town.measure(1, "research", either)
    assert lacking(town.cover(town.cases("{}", "{trade: 服务业}")), [Kind.BRANCH]) == {
        "research: branch: kind in any(gate, kind)": "sole"
    }
    assert not lacking(town.cover(town.cases("{spent: 0}", "{trade: 服务业}")), [Kind.BRANCH])


def test_how_many_of_several_are_met(town: Town) -> None:
    some = """\
when:
  at_least:
    n: 2
    of:
      - {id: gate, label: 投入, test: spent >= gate}
      - {id: kind, label: 工业, test: 'trade = "工业"'}
      - {id: tier, label: 档次, test: sample_tier = 1}
award: {amount: 100}
"""
    town.measure(1, "research", some)
    assert lacking(town.cover(town.cases("{}", "{spent: 0}")), [Kind.QUORUM]) == {
        "research: quorum: at least 2 of (gate, kind, tier)": "below"
    }


def test_a_case_counts_only_for_what_it_expects_something_of(town: Town) -> None:
    town.measure(2, "second", f"{SPENDS}award: {{amount: 100}}\n")
    coverage = town.cover(town.cases("{}", "{spent: 0}", "{spent: null}", expect=f"{{second: {ANYTHING}}}"))
    assert "second: condition: spent > 0" not in lacking(coverage)
    assert lacking(coverage)["research: condition: spent >= gate"] == "true false unknown"


def test_a_case_that_nobody_confirmed_counts_for_nothing(town: Town) -> None:
    case = f"  - {{name: 拟, to_confirm: 边界, expect: {{research: {ANYTHING}}}}}\n"
    town.write("town/awards/cases/cases.yaml", HEAD + case)
    assert town.cover(town.folder / "cases/cases.yaml").outcomes.covered == 0
