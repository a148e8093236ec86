"""What changes nothing is no fault: neither cases nor lint nor a proof has anything to say that it had not before."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from finders import FINDERS, SLOW, Finding, found
from planting import RULES, Rewriting, rewritings
from reformatting import REFORMATTINGS, reformat

REFORMATTED = {
    "yanfeng/incentives-20": "open-bidding",
    "national/tech-sme": "evaluation",
    "national/rd-tax": "hnte-rate",
}
"""Policies that are laid out anew, and the measure of each for which proofs are sought."""
EACH_FINDER = [pytest.param(one, marks=[pytest.mark.slow] if one in {*SLOW, "cases"} else []) for one in FINDERS]


@pytest.mark.parametrize("finder", EACH_FINDER)
@pytest.mark.parametrize("rewriting", rewritings(), ids=str)
def test_a_harmless_edit_is_no_fault(rewriting: Rewriting, finder: str, tmp_path: Path) -> None:
    rules = rewriting.plant(tmp_path)
    assert [str(one) for one in _found(finder, rewriting.policy, rules, rewriting.measure)] == []


@pytest.mark.parametrize("finder", EACH_FINDER)
@pytest.mark.parametrize("policy", REFORMATTED)
@pytest.mark.parametrize("layout", REFORMATTINGS)
def test_another_layout_is_no_fault(layout: str, policy: str, finder: str, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(RULES / policy, rules / policy)
    reformat(rules / policy, layout)
    assert [str(one) for one in _found(finder, policy, rules, REFORMATTED[policy])] == []


def _found(finder: str, policy: str, rules: Path, measure: str) -> Iterator[Finding]:
    if finder not in SLOW:
        return found(finder, policy, rules)
    pytest.importorskip("incentive_engine.assurance.verification.answering")
    return found(finder, policy, rules, measure)


def test_there_are_harmless_edits_of_many_kinds() -> None:
    assert len({one.edits for one in rewritings()}) + len(REFORMATTINGS) >= 25
