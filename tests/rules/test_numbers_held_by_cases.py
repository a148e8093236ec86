"""No number of a policy can be written a little wrong without some rule case noticing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from incentive_engine.assurance import differences
from incentive_engine.mistakes import InputError
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


def _noticed(cases: tuple[RuleCases, ...], parameter: str, value: Decimal) -> bool:
    return any(
        differences(file, replace(case, parameters={parameter: value, **case.parameters}), engine="reference")
        for file in cases
        for case in file.cases
    )


@cache
def _all_cases(policy_id: str) -> tuple[RuleCases, ...]:
    policy = _policies()[policy_id]
    return tuple(load_cases(file, policy) for file in sorted(POLICIES[policy_id].glob("cases/*.yaml")))


@cache
def _policies() -> dict[str, Policy]:
    try:
        return {policy_id: load_policy(folder) for policy_id, folder in sorted(POLICIES.items())}
    except InputError as error:
        pytest.fail(str(error), pytrace=False)


def _every_number() -> Iterator[object]:
    for policy_id, policy in _policies().items():
        for parameter in policy.parameters.values():
            value = parameter.values[0][1]
            held = (policy_id, parameter.id) not in OUT_OF_REACH
            if held and isinstance(value, Decimal) and len(parameter.values) == 1:
                yield pytest.param(policy_id, parameter, value, id=f"{policy_id}::{parameter.id}")


@pytest.mark.slow
@pytest.mark.parametrize(("policy_id", "parameter", "value"), list(_every_number()))
def test_a_number_that_is_off_by_the_least_amount_is_noticed(
    policy_id: str, parameter: Parameter, value: Decimal
) -> None:
    cases = _all_cases(policy_id)
    unnoticed = [slip for slip in _slips(policy_id, parameter, value) if not _noticed(cases, parameter.id, slip)]
    if unnoticed:
        slips = ", ".join(f"{slip:f}" for slip in unnoticed)
        pytest.fail(f"no case notices {parameter.id} as {slips} instead of {value:f}", pytrace=False)
