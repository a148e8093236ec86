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

LEAST = {"money": Decimal("0.01"), "ratio": Decimal("0.0001")}
DILUTED = {
    # What is paid is a part of these numbers, so that less than a fen of a difference would show.
    "contract_seller_slice": Decimal(10),
    "scale_industry_award": Decimal("0.02"),
    "scale_service_award": Decimal("0.02"),
}


def _slips(parameter: Parameter, value: Decimal) -> Iterator[Decimal]:
    """The value as it is written by mistake: by the least that matters to its kind, more and less."""
    least = DILUTED.get(parameter.id) or LEAST.get(str(parameter.type), Decimal(1))
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
        for slip in _slips(parameter, value)
        if not _noticed(cases, parameter.id, slip)
    ]
    assert not unnoticed, "\n".join(unnoticed)
