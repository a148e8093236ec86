"""What changes nothing is no fault: neither cases nor lint nor a proof has anything to say that it had not before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from finders import FINDERS, SLOW, found
from planting import RULES, Rewriting, rewritings
from reformatting import REFORMATTINGS, reformat

REFORMATTED = ("yanfeng/incentives-20", "national/tech-sme", "national/rd-tax")
EACH_FINDER = [pytest.param(one, marks=[pytest.mark.slow] if one in {*SLOW, "cases"} else []) for one in FINDERS]


@pytest.mark.parametrize("finder", EACH_FINDER)
@pytest.mark.parametrize("rewriting", rewritings(), ids=str)
def test_a_harmless_edit_is_no_fault(rewriting: Rewriting, finder: str, tmp_path: Path) -> None:
    _needs(finder)
    rules = rewriting.plant(tmp_path)
    assert [str(one) for one in found(finder, rewriting.policy, rules)] == []


@pytest.mark.parametrize("finder", EACH_FINDER)
@pytest.mark.parametrize("policy", REFORMATTED)
@pytest.mark.parametrize("layout", REFORMATTINGS)
def test_another_layout_is_no_fault(layout: str, policy: str, finder: str, tmp_path: Path) -> None:
    _needs(finder)
    rules = tmp_path / "rules"
    shutil.copytree(RULES / policy, rules / policy)
    reformat(rules / policy, layout)
    assert [str(one) for one in found(finder, policy, rules)] == []


def _needs(finder: str) -> None:
    if finder in SLOW:
        pytest.importorskip("incentive_engine.assurance.verification")


def test_there_are_harmless_edits_of_many_kinds() -> None:
    assert len({one.edits for one in rewritings()}) + len(REFORMATTINGS) >= 25
