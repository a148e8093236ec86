"""What screening says of a few enterprises, asserted to be what deciding them one by one says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from building import TODAY, exact
from populations import decided, screened

from incentive_engine.mistakes import Place
from incentive_engine.policy.model import Policy
from incentive_engine.profile.model import Profile
from incentive_engine.screening.screen import Screening

YEAR = 2020
HERE = Place("test")


class Said(NamedTuple):
    """What is said of one measure of one enterprise."""

    verdict: str
    payable: Decimal | None
    missing: list[str]
    gross: Decimal | None
    provisional: bool
    failed: list[str]


def firms(*facts: Mapping[str, Any]) -> list[Profile]:
    return [Profile(f"E{place}", f"企业{place}", exact(one), HERE) for place, one in enumerate(facts)]


def both(
    policies: Policy | Sequence[Policy],
    *facts: Mapping[str, Any],
    as_of: date = TODAY,
    parameters: Mapping[str, Any] | None = None,
) -> tuple[Screening, list[Said]]:
    """What screening did and said, measure by measure of enterprise by enterprise."""
    every = [policies] if isinstance(policies, Policy) else policies
    profiles = firms(*facts)
    done, rows = screened(profiles, every, as_of, YEAR, parameters=parameters)
    assert rows == decided(profiles, every, as_of, YEAR, parameters)
    return done, [Said(row[6], row[8], row[11], row[7], row[9], row[10]) for row in rows]


def said(policies: Policy | Sequence[Policy], *facts: Mapping[str, Any], **more: Any) -> list[Said]:
    """What SQL says, all by itself."""
    done, rows = both(policies, *facts, **more)
    assert not done.referred
    return rows


def verdicts(policies: Policy | Sequence[Policy], *facts: Mapping[str, Any], **more: Any) -> list[str]:
    """The first letter of each verdict: eligible, ineligible, undetermined, not in force."""
    return [one.verdict[0] for one in said(policies, *facts, **more)]


def payables(policies: Policy | Sequence[Policy], *facts: Mapping[str, Any], **more: Any) -> list[Decimal | None]:
    return [one.payable for one in said(policies, *facts, **more)]
