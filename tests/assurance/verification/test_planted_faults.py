"""Faults planted in a small policy are found, each by its name; the policy without them has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_policy import CONTRACTS, FACTS, LEVEL, POLICY, SPENDING, by_id, faults, verified

from incentive_engine.assurance.verification.answers import Status
from incentive_engine.assurance.verification.decided import Decided

# ruff: noqa: E501 -- a table: one fault a line

PLANTED: dict[str, tuple[str, str, str, str]] = {
    "a contradiction": (LEVEL, "'level in (\"国家级\", \"省级\")'", "'level = \"国家级\" and level = \"省级\"'", "level/awardable"),
    "an award that is always nothing": (SPENDING, "less: received", "less: 'spent[-1]'", "spending/awardable"),
    "a condition that another implies": (
        SPENDING, "    - any:\n", "    - {id: some, label: 有人, test: staff >= 10}\n    - any:\n",
        "spending/condition/some/refuses",
    ),
    "a condition that another contradicts": (
        SPENDING, "    - any:\n", "    - not: {id: any-staff, label: 有人, test: staff >= 20}\n    - any:\n",
        "spending/condition/growth/grants",
    ),
    "an alternative that adds nothing": (
        SPENDING, "'size = \"中\"'", "'size = \"大\" and staff > 400'", "spending/condition/medium/grants",
    ),
    "a requirement stated twice": (
        POLICY, "groups:", "  - {id: honest-again, label: 守信, test: honest}\ngroups:", "requirements/condition/honest/refuses",
    ),
    "a gap in an award's table": (LEVEL, ", ['\"省级\"', 40万元]", "", "level/table/gap"),
    "a gap in a fact's table": (FACTS, "'[20..300)'", "'[21..300)'", "fact:size/table/gap"),
    "an overlap": (FACTS, "'[20..300)'", "'[20..300]'", "fact:size/table/overlap"),
    "a row behind another": (
        FACTS, "{hit: unique, inputs: [staff], rules: [['>= 300'", "{hit: first, inputs: [staff], rules: [['>= 20'",
        "fact:size/table/row-2",
    ),
    "a row that nobody meets": (LEVEL, "['\"省级\"', 40万元]", "['\"省级\"', 40万元], ['\"市级\"', 10万元]", "level/table/row-3"),
    "a negative amount": (SPENDING, "'spent[-1] > spent[-2]'", "'spent[-1] > 0'", "spending/amount/negative"),
    "a ceiling that is never reached": (
        LEVEL, "['\"省级\"', 40万元]]}\n", "['\"省级\"', 40万元]]}\n  max: 90万元\n", "level/step/max",
    ),
    "a floor that is never needed": (LEVEL, "40万元]]}\n", "40万元]]}\n  min: 1万元\n", "level/step/min"),
    "a slice that is never reached": (
        LEVEL, "  table: {hit: unique, inputs: [level], rules: [['\"国家级\"', 80万元], ['\"省级\"', 40万元]]}",
        "  brackets: {base: 'min(received, 1000)', slices: [{over: 0, rate: 1%}, {over: 1000, rate: 2%}]}", "level/slice/2",
    ),
    "a limit that nobody reaches": (POLICY, "properties:", "  - {label: 级别总额, max: 90万元, measures: [level]}\nproperties:", "limit:2/binds"),
    "a promise that is not kept": (POLICY, "'[0..ceiling]'", "'[0..ceiling)'", "property:at-most"),
    "a promise about all that is not kept": (POLICY, "when: not(honest)", "when: 'staff = 0'", "property:honest-only"),
    "a fall that should not be": (
        SPENDING, "(spent[-1] - spent[-2]) * rate", "if spent[-1] > 1000 then spent[-1] * rate / 10 else spent[-1] * rate", "property:more-no-less",
    ),
}  # fmt: skip


def test_the_policy_as_it_is_has_no_fault(tmp_path: Path) -> None:
    found = verified(tmp_path)
    assert not faults(found)
    assert not found.is_found
    assert {one.status for one in found.answers} <= {Status.PROVED, Status.BOUNDED, Status.SHOWN, Status.REMARK}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_by_its_name(tmp_path: Path, name: str) -> None:
    file, old, new, expected = PLANTED[name]
    found = verified(tmp_path, {file: (old, new)})
    assert expected in faults(found)
    assert found.is_found


def test_a_condition_that_only_decides_early_is_worth_a_remark(tmp_path: Path) -> None:
    """A growth above 0 implies that there is something; while the year before is unknown, nothing spent says no."""
    some = ("    - any:\n", "    - {id: some, label: 有投入, test: 'spent[-1] > 0'}\n    - any:\n")
    answer = by_id(verified(tmp_path, {SPENDING: some}))["spending/condition/some/refuses"]
    assert (answer.status, answer.code) == (Status.REMARK, "verification.refuses-open")
    assert answer.enterprises


def test_a_rise_that_costs_an_award_is_shown_with_two_enterprises(tmp_path: Path) -> None:
    found = verified(tmp_path, {SPENDING: ("'size = \"中\"'", "'size = \"小\"'")})
    cliff = by_id(found)["spending/cliff/staff"]
    assert cliff.status is Status.REMARK
    lower, higher = cliff.enterprises
    assert cliff.day is not None
    before, after = (Decided(found.policy, cliff.day, facts) for facts in (lower, higher))
    assert {id_: value for id_, value in lower.items() if id_ != "staff"} == {
        id_: value for id_, value in higher.items() if id_ != "staff"
    }
    assert (lower["staff"], higher["staff"] >= 20) == (lower["staff"], True)
    assert before.verdict("spending", "eligible")
    assert after.verdict("spending", "ineligible")


def test_what_needs_many_entries_of_a_list_is_found_or_left_open(tmp_path: Path) -> None:
    """Five contracts of 20万 come to more than 90万; whoever looks at two only would call it impossible."""
    any_, sum_ = "some c in contracts satisfies c.sealed and c.amount > 0", "sum(for c in contracts return min(c.amount, 10)) > 25"
    edits = {CONTRACTS: (any_, f"'{sum_}'")}
    answer = by_id(verified(tmp_path, edits, kinds=["awardable"]))["contracts/awardable"]
    assert answer.status is Status.SHOWN
    assert len(answer.enterprises[0]["contracts"]) >= 3
    more = {CONTRACTS: (edits[CONTRACTS][0], edits[CONTRACTS][1].replace("25", "95"))}
    answer = by_id(verified(tmp_path / "more", more, kinds=["awardable"]))["contracts/awardable"]
    assert answer.status is Status.UNDECIDED
    assert answer.why is not None
    assert answer.why[0] == "verification.none-in-short-lists"


def test_what_no_entry_can_do_is_proved_for_lists_of_any_length(tmp_path: Path) -> None:
    table = "table: {hit: first, inputs: [c.sealed], rules: [['true', 1万元]], otherwise: 0}"
    edit = {CONTRACTS: ("amount: 'min(c.amount * 0.05, 200000)'", table)}
    answers = by_id(verified(tmp_path, edit, kinds=["table"]))
    assert answers["contracts/table/otherwise"].status is Status.REMARK  # only sealed ones count
    assert answers["contracts/table/row-1"].status is Status.SHOWN


def test_a_promise_that_only_long_lists_break_is_not_called_proved(tmp_path: Path) -> None:
    few = "properties:\n  - {id: few, label: 合同奖励不多, expect: {contracts: {payable: '<= 500000'}}}"
    edit = {POLICY: ("properties:", few)}
    answer = by_id(verified(tmp_path, edit, kinds=["property"]))["property:few"]
    assert answer.status is Status.FAULT
    longer = {POLICY: (edit[POLICY][0], edit[POLICY][1].replace("<= 500000", "<= 1000000"))}
    answer = by_id(verified(tmp_path / "longer", longer, kinds=["property"]))["property:few"]
    assert answer.status in (Status.BOUNDED, Status.PROVED)  # the yearly limit is 100万元
    assert by_id(verified(tmp_path / "all", kinds=["property"]))["property:honest-only"].status is Status.PROVED
