"""Enterprises that are known already: those of a policy's rule cases. Much that can happen, happens to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from incentive_engine.assurance.cases.running import case_facts
from incentive_engine.mistakes import InputError
from incentive_engine.policy.cases import load_cases
from incentive_engine.policy.library import case_files
from incentive_engine.policy.model import Policy


@dataclass(frozen=True, slots=True)
class Witness:
    """An enterprise (`Profile.facts`), and the day that it is asked about."""

    day: date
    facts: Mapping[str, Any]


def witnesses_of(policy: Policy) -> Iterator[Witness]:
    """The enterprises of the rule cases beside a policy, but for those with parameters or a year of their own.

    A file of cases with mistakes is passed over: `incentive test` tells them.
    """
    for file in case_files(Path(policy.place.file).parent):
        with suppress(InputError):
            cases = load_cases(file, policy)
            for case in cases.cases:
                if not case.parameters and case.year == case.as_of.year - 1:
                    yield Witness(case.as_of, case_facts(cases, case))
