"""No number of a policy can be written a little wrong without some rule case noticing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from incentive_engine.assurance import differences
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import RuleCases, load_cases
from incentive_engine.policy.model import Parameter, Policy

RULES = Path(__file__).parents[2] / "rules"
POLICIES = {file.parent.relative_to(RULES).as_posix(): file.parent for file in RULES.glob("*/*/policy.yaml")}

OUT_OF_REACH = {
    # What a population may be paid in all; cases are about one enterprise.
    ("yanfeng/incentives-20", "yearly_budget"),
    ("yanfeng/incentives-20", "competition_budget"),
}

LEAST = {"money": "0.01", "ratio": "0.0001"}
COARSER = {
    # What is paid is a part of these amounts: less would not come to a fen.
    ("yanfeng/incentives-20", "contract_seller_slice"): "10",
    ("yanfeng/incentives-20", "scale_industry_award"): "0.02",
    ("yanfeng/incentives-20", "scale_service_award"): "0.02",
    ("hunan/instrument-sharing", "slice"): "0.1",
    ("national/rd-tax", "transfer_exempt"): "0.1",
    # Shares of heads: less would take an enterprise of thousands to show.
    ("national/hnte", "tech_staff_share"): "0.01",
    ("national/quality-sme-2022", "giant_small_staff"): "0.01",
    # Scores that rise in steps.
    ("national/tech-sme", "pass_mark"): "2",
    ("national/quality-sme-2022", "innovative_pass"): "5",
    ("national/quality-sme-2022", "innovation_pass"): "5",
    ("national/quality-sme-2022", "growth_pass"): "5",
    ("national/quality-sme-2022", "focus_pass"): "5",
}


def _slips(policy: str, parameter: Parameter, value: Decimal) -> Iterator[Decimal]:
    """The value as it is written by mistake: by the least that matters to its kind, more and less."""
    least = Decimal(COARSER.get((policy, parameter.id)) or LEAST.get(str(parameter.type), "1"))
    yield from (value + least, value - least)


def _noticed(cases: list[RuleCases], parameter: str, value: Decimal) -> bool:
    return any(
        differences(file, replace(case, parameters={parameter: value, **case.parameters}), engine="reference")
        for file in cases
        for case in file.cases
    )


def _all_cases(policy: Policy, folder: Path) -> list[RuleCases]:
    return [load_cases(file, policy) for file in sorted(folder.glob("cases/*.yaml"))]


@pytest.mark.slow
@pytest.mark.parametrize("policy_id", sorted(POLICIES))
def test_a_number_that_is_off_by_the_least_amount_is_noticed(policy_id: str) -> None:
    policy = load_policy(POLICIES[policy_id])
    cases = _all_cases(policy, POLICIES[policy_id])
    unnoticed = [
        f"{parameter.id}: {value} as {slip}"
        for parameter in policy.parameters.values()
        if (policy_id, parameter.id) not in OUT_OF_REACH
        for value in [parameter.values[0][1]]
        if isinstance(value, Decimal) and len(parameter.values) == 1
        for slip in _slips(policy_id, parameter, value)
        if not _noticed(cases, parameter.id, slip)
    ]
    assert not unnoticed, "\n".join(unnoticed)
