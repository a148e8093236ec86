"""`incentive test --coverage`: what the cases show of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from incentive_engine.cli.output import terminal_page, write_result
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from incentive_engine.assurance.cases.finding import Found
    from incentive_engine.assurance.cases.running import Ran
    from incentive_engine.assurance.coverage.coverage import Coverage
    from incentive_engine.policy.model import Policy


def measure_coverage(found: Found, rans: Sequence[Ran], paths: Sequence[str], rules: Sequence[Path]) -> Coverage:
    """What the cases that were run show of their policies; of all policies there are when no path is given."""
    from incentive_engine.assurance.coverage.coverage import cover_decided
    from incentive_engine.assurance.coverage.sharing import read_elsewhere

    policies = _policies(found, paths, rules)
    decided = ((ran.cases, ran.case, ran.decision) for ran in rans if ran.decision is not None)
    return cover_decided(policies, decided, elsewhere=read_elsewhere(policies, rules))


def write_coverage(coverage: Coverage, form: str, lang: Language, output: Path | None) -> None:
    """Write the report in the form that is asked for."""
    if form == "json":
        from incentive_engine.assurance.coverage.document import dumps

        write_result(dumps(coverage, lang), output, document=True)
    elif form == "html":
        from incentive_engine.assurance.coverage.page import coverage_page

        write_result(coverage_page(coverage, lang), output, document=True)
    else:
        from incentive_engine.assurance.coverage.telling import coverage_text

        write_result(coverage_text(coverage, lang, page=terminal_page(to_file=output is not None)), output)


def too_little(coverage: Coverage, outcomes: Decimal | None, mcdc: Decimal | None, lang: Language) -> list[str]:
    """What falls below the shares that are asked for, a sentence each."""
    asked = (("coverage.below", coverage.outcomes, outcomes), ("coverage.below-mcdc", coverage.mcdc, mcdc))
    return [
        say(code, lang, percent=total.percent, wanted=f"{least.normalize():f}")
        for code, total, least in asked
        if least is not None and not total.reaches(least)
    ]


def _policies(found: Found, paths: Sequence[str], rules: Sequence[Path]) -> list[Policy]:
    from incentive_engine.policy import load_policy
    from incentive_engine.policy.library import policy_folders

    policies = {file.policy.id: file.policy for file in found.files}
    if not paths:
        for id_ in policy_folders(rules):
            policies.setdefault(id_, load_policy(id_, rules=rules))
    return [policies[id_] for id_ in sorted(policies)]
