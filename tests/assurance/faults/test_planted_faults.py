"""What people get wrong in encoding a rule is found, and found by its name: by the cases, by lint, or by a proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from finders import FINDERS, SLOW, found
from planting import RULES, Fault, faults

QUICK = 4
"""How many faults of each kind the quick suite plants."""

MISSED: dict[tuple[str, str], str] = {}
"""What is not found by the name that it should be found by, and why: fault, finder; reason."""


def _demands() -> Iterator[object]:
    """Every fault with each of those who have to find it; the first few of each kind in the quick suite too."""
    planted = Counter[str]()
    for fault in faults():
        planted[fault.kind] += 1
        for finder, name in fault.found_by.items():
            slow = finder in SLOW or planted[fault.kind] > QUICK
            marks = [pytest.mark.slow] if slow else []
            yield pytest.param(fault, finder, name, id=f"{fault}::{finder}", marks=marks)


@pytest.mark.parametrize(("fault", "finder", "name"), list(_demands()))
def test_a_planted_fault_is_found_by_its_name(fault: Fault, finder: str, name: str, tmp_path: Path) -> None:
    if finder in SLOW:
        pytest.importorskip("incentive_engine.assurance.verification.answering")
    rules = fault.plant(tmp_path)
    named = any(one.name == name for one in found(finder, fault.policy, rules, name))
    if (fault.id, finder) in MISSED:
        assert not named, "found after all: no miss any more"
        pytest.xfail(MISSED[fault.id, finder])
    assert named, f"{finder} does not say {name}: {fault.mistake}"


def test_nearly_all_of_them_are_found() -> None:
    demands = [(fault.id, finder) for fault in faults() for finder in fault.found_by]
    missed = {fault for fault, finder in demands if (fault, finder) in MISSED}
    assert set(MISSED) <= set(demands)
    assert len(missed) <= 0.05 * len(faults())


def test_there_are_faults_of_every_kind() -> None:
    assert len(faults()) >= 70
    assert len({fault.id for fault in faults()}) == len(faults())
    assert len({fault.edits for fault in faults()}) == len(faults())
    assert min(Counter(fault.kind for fault in faults()).values()) >= 10
    assert all(fault.found_by and fault.found_by.keys() <= FINDERS.keys() for fault in faults())


@pytest.mark.parametrize("fault", faults(), ids=str)
def test_what_a_fault_goes_against_is_in_the_rules(fault: Fault) -> None:
    assert any(fault.clause in _texts(folder) for folder in (fault.policy, "vocabulary")), fault.clause


@cache
def _texts(folder: str) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted((RULES / folder).rglob("*.yaml")))
