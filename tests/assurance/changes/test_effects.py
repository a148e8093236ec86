"""Whether a change decides anything otherwise: proved, shown by a smallest enterprise or a rule case, or not known."""

from __future__ import annotations

from decimal import Decimal

import pytest
from states import POLICY, RD, STATUS, States

from incentive_engine.assurance.changes.effects import Effect, Kind, Reason
from incentive_engine.assurance.changes.instances import other_parts
from incentive_engine.assurance.changes.report import DiffReport
from incentive_engine.decision import Verdict

CASE = """\
policy: district/sample
as_of: 2021-03-31
base: {home_district: 示例区, blacklisted: false}
cases:
  - name: 恰好3%
    facts: {research: {2019: 1万元, 2020: 3万元}, turnover: {2020: 100万元}}
    expect: {rd: {verdict: eligible, payable: 2000}}
"""


def effects(report: DiffReport) -> dict[str, Effect]:
    return {one.changes.measure.id: one for policy in report.policies for one in policy.measures}


PROVED = {
    "and split into two conditions": (
        RD,
        "    - {id: growth, label: 研发支出较上年增长, test: 'research[-1] > research[-2]', evidence: [辅助账]}\n"
        "    - {id: intensity, label: 研发支出强度3%以上, test: research_intensity >= 0.03}\n",
        "    - {id: both, label: 增长且3%以上, test: 'research[-1] > research[-2] and research_intensity >= 0.03'}\n",
    ),
    "a double negation": (STATUS, "test: advanced", "test: not(not(advanced))"),
    "another way to write a threshold": (RD, "research_intensity >= 0.03", "not(research_intensity < 0.03)"),
}


@pytest.mark.parametrize("name", PROVED)
def test_what_says_the_same_otherwise_is_proved(states: States, name: str) -> None:
    pytest.importorskip("z3")
    file, before, after = PROVED[name]
    report = states.change(file, before, after).report()
    assert not report.differs
    kinds = {effect.kind for effect in effects(report).values()}
    assert Kind.PROVED in kinds
    assert kinds <= {Kind.PROVED, Kind.SAME}


def test_a_changed_operator_is_shown_at_the_boundary(states: States) -> None:
    pytest.importorskip("z3")
    report = states.change(RD, "research_intensity >= 0.03", "research_intensity > 0.03").report()
    assert report.differs
    effect = effects(report)["rd"]
    assert effect.kind is Kind.DIFFERENT
    instance = effect.instance
    assert instance is not None
    year = instance.assessment_year
    research, turnover = instance.facts["research"][year], instance.facts["turnover"][year]
    assert research == turnover * Decimal("0.03")
    policy = report.policies[0].changes
    (part,) = other_parts(instance, policy.old, policy.new, "zh")
    assert part.name == "研发支出强度3%以上"
    assert part.before.startswith("√")
    assert part.after.startswith("×")


def test_a_changed_label_or_clause_needs_no_proof(states: States) -> None:
    report = states.change(RD, "按增量的10%给予奖励", "给予增量的10%").report()
    assert [effect.kind for effect in effects(report).values()] == [Kind.SAME]
    assert not report.differs


def test_a_group_of_a_measure_that_changed_is_said_of_the_others(states: States) -> None:
    report = states.change(POLICY, "2023-01-01: 12%", "2023-01-01: 15%").report()
    assert effects(report)["expert"].kind is Kind.SHARED


@pytest.mark.usefixtures("without_solver")
def test_without_the_solver_it_is_said_and_counts_as_a_difference(states: States) -> None:
    report = states.change(RD, "research_intensity >= 0.03", "not(research_intensity < 0.03)").report()
    effect = effects(report)["rd"]
    assert effect.kind is Kind.UNDECIDED
    assert effect.reason == Reason("changes.solver-not-installed")
    assert report.differs


@pytest.mark.usefixtures("without_solver")
def test_without_the_solver_a_rule_case_still_shows_it(states: States) -> None:
    for folder in (states.old, states.new):
        cases = folder / "district/sample/cases"
        cases.mkdir()
        (cases / "rd.yaml").write_text(CASE, "utf-8")
    report = states.change(RD, "research_intensity >= 0.03", "research_intensity > 0.03").report()
    effect = effects(report)["rd"]
    assert effect.kind is Kind.DIFFERENT
    assert effect.instance is not None
    assert effect.instance.case == "rd.yaml: 恰好3%"
    assert effect.instance.before is not None
    assert effect.instance.after is not None
    assert (effect.instance.before.verdict, effect.instance.after.verdict) == (Verdict.ELIGIBLE, Verdict.INELIGIBLE)
    assert report.policies[0].cases is not None
    assert report.policies[0].cases.changed == 1


def test_a_file_of_cases_that_cannot_be_read_is_counted(states: States) -> None:
    cases = states.new / "district/sample/cases"
    cases.mkdir()
    (cases / "rd.yaml").write_text("policy: [", "utf-8")
    report = states.change(RD, "research_intensity >= 0.03", "research_intensity > 0.03").report()
    assert report.policies[0].cases is not None
    assert report.policies[0].cases.unreadable == 1


def test_conditions_alone_are_asked_about_by_themselves_and_leave_the_others_the_same(states: States) -> None:
    pytest.importorskip("z3")
    report = states.change(RD, "research_intensity >= 0.03", "not(research_intensity < 0.03)").report()
    found = effects(report)
    assert found["rd"].kind is Kind.PROVED
    assert not found["rd"].changes.award
    assert found["expert"].kind is Kind.SAME


def test_where_an_award_changed_those_of_its_group_are_asked_about_too(states: States) -> None:
    pytest.importorskip("z3")
    report = states.change(
        RD, "(research[-1] - research[-2]) * rate", "rate * (research[-1] - research[-2]) * 1"
    ).report()
    found = effects(report)
    assert found["rd"].kind is Kind.PROVED
    assert found["rd"].changes.award
    assert found["expert"].kind is Kind.PROVED
    assert not report.differs


def test_a_measure_added_or_removed_is_a_difference(states: States) -> None:
    (states.new / "district/sample/measures/06-voucher.yaml").unlink()
    report = states.report()
    assert effects(report)["voucher"].kind is Kind.REMOVED
    assert report.differs
    assert effects(States(states.new, states.old).report())["voucher"].kind is Kind.ADDED


@pytest.mark.parametrize(("before", "after"), [("keep: highest", "keep: sum")])
def test_another_settlement_is_a_difference_of_what_is_paid(states: States, before: str, after: str) -> None:
    pytest.importorskip("z3")
    report = states.change(POLICY, before, after).report()
    assert report.differs
