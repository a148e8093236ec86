"""What an author accepts is told with the reason, and is a fault when there is nothing to accept."""

from __future__ import annotations

from pathlib import Path

from small_policy import POLICY, SPENDING, by_id, verified

from incentive_engine.assurance.verification.answers import Status
from incentive_engine.assurance.verification.text import text_report

TWICE = ("    - any:\n", "    - {id: some, label: 有人, test: staff >= 10}\n    - any:\n")
ACCEPTED = ("properties:", "accepted:\n  - {finding: spending/condition/some/refuses, reason: 条文如此}\nproperties:")


def test_a_finding_that_is_accepted_is_no_fault_any_more(tmp_path: Path) -> None:
    found = verified(tmp_path, {SPENDING: TWICE, POLICY: ACCEPTED})
    answer = by_id(found)["spending/condition/some/refuses"]
    assert (answer.status, answer.accepted) == (Status.ACCEPTED, "条文如此")
    assert not found.is_found
    assert "条文如此" in text_report([found])


def test_an_acceptance_without_a_finding_is_a_fault(tmp_path: Path) -> None:
    found = verified(tmp_path, {POLICY: ACCEPTED})
    assert found.unused == ("spending/condition/some/refuses",)
    assert found.is_found
    assert "spending/condition/some/refuses" in text_report([found])


def test_an_acceptance_of_another_kind_waits_until_it_is_asked_about(tmp_path: Path) -> None:
    assert not verified(tmp_path, {POLICY: ACCEPTED}, kinds=["awardable"]).is_found


def test_an_acceptance_of_what_all_is_well_with_is_unused(tmp_path: Path) -> None:
    found = verified(tmp_path, {POLICY: (ACCEPTED[0], ACCEPTED[1].replace("some/refuses", "growth/refuses"))})
    assert found.unused == ("spending/condition/growth/refuses",)
