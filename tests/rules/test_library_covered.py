"""The rule cases show of every policy all that can be shown, and of nearly every condition that it decides alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from incentive_engine.assurance.coverage.coverage import Coverage, PolicyCoverage, Status, cover
from incentive_engine.assurance.coverage.points import Kind
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import RuleCases, load_cases
from incentive_engine.policy.model import Policy

RULES = Path(__file__).parents[2] / "rules"
IDS = sorted(file.parent.relative_to(RULES).as_posix() for file in RULES.glob("*/*/policy.yaml"))

Library = dict[str, tuple[Policy, list[RuleCases]]]


@pytest.fixture(scope="module")
def library() -> Library:
    found: Library = {}
    for id_ in IDS:
        policy = load_policy(RULES / id_)
        found[id_] = policy, [load_cases(one, policy) for one in sorted((RULES / id_).glob("cases/*.yaml"))]
    return found


@pytest.fixture(scope="module")
def coverage(library: Library) -> Coverage:
    files = [file for _, files in library.values() for file in files]
    return cover([policy for policy, _ in library.values()], files)


def _of(coverage: Coverage, id_: str) -> PolicyCoverage:
    return next(one for one in coverage.policies if one.id == id_)


def test_every_measure_has_three_cases_or_more(library: Library) -> None:
    counts = Counter(
        (policy, one.measure)
        for policy, (_, files) in library.items()
        for file in files
        for case in file.cases
        for one in case.expect
    )
    few = [(id_, one.id) for id_, (policy, _) in library.items() for one in policy.measures if counts[id_, one.id] < 3]
    assert not few


def test_all_that_can_be_shown_is(coverage: Coverage) -> None:
    uncovered = (one for one in coverage.uncovered() if one.point.kind is not Kind.ALONE)
    missed = [f"{one.point}: {one.outcome}: {one.why.text('en')}" for one in uncovered]
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("id_", IDS)
def test_every_condition_is_true_false_and_unknown_in_some_case(id_: str, coverage: Coverage) -> None:
    points = [
        point
        for owner in _of(coverage, id_).owners
        for point in owner.points
        if point.point.kind is Kind.CONDITION
    ]
    assert points
    for point in points:
        for one in point.outcomes:
            only_days = one.name == "unknown" and one.status is Status.UNREACHABLE
            assert one.status is Status.COVERED or only_days, f"{point.point}: {one.name}"


def test_only_a_few_conditions_cannot_decide_alone(coverage: Coverage) -> None:
    total = coverage.mcdc
    assert total.covered > 400
    assert total.covered * 100 >= 95 * (total.wanted + total.unreachable)


@pytest.mark.parametrize("id_", IDS)
def test_the_conditions_of_each_measure_decide_alone(id_: str, coverage: Coverage) -> None:
    mcdc = _of(coverage, id_).mcdc
    alone = [one for one in coverage.uncovered() if one.point.kind is Kind.ALONE and one.point.policy == id_]
    assert mcdc.reaches(95), "\n".join(f"{one.point}: {one.outcome}: {one.why.text('en')}" for one in alone)
