"""Enterprises that were found are written as profiles that say the same when they are read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_policy import write

from incentive_engine.assurance.verification.lists import entries_needed
from incentive_engine.assurance.verification.profiles import plain, profile_text
from incentive_engine.feel.ternary import missing
from incentive_engine.policy import load_policy
from incentive_engine.policy.source import parse_yaml
from incentive_engine.profile.loading import read_profile

FACTS: dict[str, Any] = {
    "registered_district": "雁峰区",
    "dishonest": False,
    "established_on": date(2015, 6, 30),
    "rd_expense": {2019: Decimal("1800000.5"), 2020: Decimal(0)},
    "serious_incidents": (),
    "ip_rights": (
        {
            "name": "a: b # c",
            "kind": "发明专利",
            "obtained": missing("ip_rights"),
            "granted_on": date(2020, 1, 1),
            "in_force": True,
            "used_for_hnte": missing("ip_rights"),
            "used_by_co_owner": False,
        },
    ),
}


def read_back(facts: dict[str, Any]) -> dict[str, Any]:
    policy = load_policy("yanfeng/incentives-20")
    return dict(read_profile(parse_yaml(profile_text(facts, "企业", ("注",)), "p.yaml"), policy.vocabulary).facts)


def test_what_is_stated_is_read_back() -> None:
    assert plain(read_back(FACTS)) == plain(FACTS)


@pytest.mark.parametrize(
    "text", ["是", "12", "1.5e3", "~", "true", "No", "- a", "“引号”", '"', "a'b", "{x}", "2020-01-01"]
)
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    assert read_back({"registered_district": text}) == {"registered_district": text}


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(str.strip).filter(bool))
def test_any_text_is_written_so_that_yaml_reads_it(text: str) -> None:
    document = parse_yaml(profile_text({"registered_district": text}, "企业"), "p.yaml")
    assert document.value["registered_district"] == text


def test_how_many_entries_speak_for_any_number(tmp_path: Path) -> None:
    policy = write(tmp_path)
    assert entries_needed(policy, "spending") == {}
    assert entries_needed(policy, "contracts") == {"contracts": None}  # each of them is paid for
    library = load_policy("yanfeng/incentives-20")
    needed = entries_needed(library, "rd-investment")
    assert needed["serious_incidents"] == 2  # the requirement, and a property that asks about it
