"""Why something is not covered is said, and what is declared to be unreachable is checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from town import ANYTHING, HEAD, SPENDS, Town, reasons, status

from incentive_engine.assurance.coverage.coverage import Status
from incentive_engine.assurance.coverage.points import Kind
from incentive_engine.mistakes import InputError


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def test_no_case_expects_anything_of_the_measure(town: Town) -> None:
    town.measure(2, "second", f"{SPENDS}award: {{amount: 100}}\n")
    told = reasons(town.cover(town.cases("{heads: 9}", expect=f"{{second: {ANYTHING}}}")))
    assert told["condition: spent >= gate: false"] == "no case expects anything of the measure research"


def test_only_cases_that_expect_nothing_of_it(town: Town) -> None:
    town.measure(2, "second", f"{SPENDS}award: {{amount: 100}}\n")
    told = reasons(town.cover(town.cases("{}", expect=f"{{second: {ANYTHING}}}")))
    case = "town/awards/cases/cases.yaml: 第1例"
    assert told["condition: spent >= gate: true"] == f"seen only in cases that expect nothing of it, such as {case}"


def test_only_cases_that_nobody_confirmed(town: Town) -> None:
    case = f"  - {{name: 拟, to_confirm: 边界, expect: {{research: {ANYTHING}}}}}\n"
    town.write("town/awards/cases/cases.yaml", HEAD + case)
    told = reasons(town.cover(town.folder / "cases/cases.yaml"))
    assert told["condition: spent >= gate: true"] == (
        "seen only in cases that nobody has confirmed yet, such as town/awards/cases/cases.yaml: 拟"
    )


def test_what_the_cases_that_come_to_it_show_instead(town: Town) -> None:
    told = reasons(town.cover(town.cases("{}", "{spent: 200万元}")))
    assert told["condition: spent >= gate: false"] == "in the cases that come to it only: true (2)"
    assert told["comparison: spent >= gate: below"] == "in the cases that come to it only: at (1), above (1)"


def test_nothing_comes_to_it(town: Town) -> None:
    told = reasons(town.cover(town.cases("{}")))
    assert told["comparison: p.year < 2019: at"] == "no case comes to it"


def test_no_eligible_case_makes_use_of_it(town: Town) -> None:
    told = reasons(town.cover(town.cases("{spent: 0}")))
    assert told["bound: max ceiling: binds"] == "no case in which the measure is eligible makes use of it"


def test_a_condition_that_is_always_masked_names_what_masks_it(town: Town) -> None:
    told = reasons(town.cover(town.cases("{}", "{spent: 0, trade: 服务业}", "{spent: 0, heads: 9, trade: 服务业}")))
    assert told["alone: spent >= gate: false"] == (
        "so in 2 of the cases, but masked in each by other conditions: kind (2), tier (1)"
    )
    assert told["alone: every p in sample_prizes satisfies p.paid or p.year < 2019: false"] == (
        "never false in the 3 cases that expect something of the measure"
    )


def test_no_case_on_the_day(town: Town) -> None:
    told = reasons(town.cover(town.cases("{}")))
    assert told["switch: 2022-01-01: over: before"] == "no case asks about research on 2021-12-31"


DECLARED = """\
unreachable:
  - {owner: research, point: gate, outcomes: [unknown], because: 税务登记总有}
  - {owner: research, kind: comparison, point: spent   >= gate, outcomes: [below, above], because: 总是恰好}
"""


def test_what_is_declared_unreachable_is_excused_but_never_covered(town: Town) -> None:
    before = town.cover(town.cases("{}"))
    town.write("town/awards/unreachable.yaml", DECLARED)
    after = town.cover(town.cases("{}"))
    assert after.outcomes.covered == before.outcomes.covered
    assert after.outcomes.unreachable == before.outcomes.unreachable + 3
    assert status(after, Kind.CONDITION, "spent >= gate")["unknown"] is Status.UNREACHABLE
    assert status(after, Kind.COMPARISON, "spent >= gate")["below"] is Status.UNREACHABLE
    assert "condition: spent >= gate: unknown" not in reasons(after)


def test_shared_facts_are_declared_beside_the_vocabulary(town: Town) -> None:
    entry = "unreachable:\n  - {owner: sample_tier, point: otherwise, outcomes: [decides], because: 总有十人以上}\n"
    town.write("unreachable.yaml", entry)
    assert status(town.cover(town.cases("{}")), Kind.ROW, "otherwise") == {"decides": Status.UNREACHABLE}


def test_a_shared_fact_that_no_policy_reads_may_be_declared(town: Town) -> None:
    town.write("vocabulary/more.yaml", "facts: {idle: {label: 闲置, type: boolean, formula: heads > 1}}\n")
    entry = "unreachable:\n  - {owner: idle, point: heads > 1, outcomes: [at], because: 总是两人}\n"
    town.write("unreachable.yaml", entry)
    assert town.cover(town.cases("{}")).outcomes.covered


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{owner: reserch, point: gate, outcomes: [true], because: x}", "the nearest are research"),
        ("{owner: research, point: spent > gate, outcomes: [at], because: x}", "research has no point 'spent > gate'"),
        ("{owner: research, kind: condition, point: gate, outcomes: [at], because: x}", "it has: true, false, unknown"),
        ("{owner: research, point: gate, outcomes: [true], because: x}", "cases/cases.yaml: 第1例"),
        ("{owner: research, point: gate, outcomes: [true]}", "because"),
        ("{owner: research, kind: rule, point: gate, outcomes: [true], because: x}", "rule"),
    ],
)
def test_a_declaration_that_names_nothing_or_is_proved_wrong_is_a_mistake(town: Town, entry: str, told: str) -> None:
    town.write("town/awards/unreachable.yaml", f"unreachable:\n  - {entry}\n")
    with pytest.raises(InputError) as error:
        town.cover(town.cases("{}"))
    assert told in str(error.value)
    assert "unreachable.yaml:2" in str(error.value)


def test_what_only_days_and_parameters_decide_is_never_unknown(town: Town) -> None:
    town.measure(1, "research", "when: {id: year, label: 年度, test: assessment_year >= 2015}\naward: {amount: 100}\n")
    found = status(town.cover(town.cases("{}")), Kind.CONDITION, "assessment_year >= 2015")
    assert found == {"true": Status.COVERED, "false": Status.UNCOVERED, "unknown": Status.UNREACHABLE}
