"""A small policy that brings out every group of a report, and the enterprises to decide about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from incentive_engine.decision import Decision, decide
from incentive_engine.policy import load_policy
from incentive_engine.policy.model import Policy
from incentive_engine.profile import profile_of

LIBRARY = Path(__file__).parent / "library"

CABLE_MAKER = {
    "name": "测试电缆厂",
    "id": "91430406MA00000009",
    "home_district": "示例区",
    "research": {2019: 1_800_000, 2020: 2_800_000},
    "turnover": {2020: 30_000_000},
    "laboratories": [
        {"name": "电缆中心", "level": "省级", "area": 100, "recognized_on": "2020-06-30"},
        {"name": "电缆中心", "level": "市级"},
    ],
    "advanced": True,
    "blacklisted": False,
}

Decide = Callable[..., Decision]


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy("district/sample", rules=[LIBRARY])


@pytest.fixture(scope="session")
def decided(policy: Policy) -> Decide:
    """The decision about the cable maker, with some facts stated otherwise (None: not stated)."""

    def decided(*, as_of: date = date(2021, 3, 31), assume: Any = None, **facts: Any) -> Decision:
        stated = {name: value for name, value in {**CABLE_MAKER, **facts}.items() if value is not None}
        profile = profile_of(stated, policy.vocabulary)
        return decide(profile, [policy], as_of=as_of, assume=assume, engine="reference")

    return decided
