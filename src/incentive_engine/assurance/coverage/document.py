"""Coverage as JSON, `incentive-engine/coverage/1` (coverage.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from incentive_engine.assurance.coverage.coverage import (
    Coverage,
    Outcome,
    OwnerCoverage,
    PointCoverage,
    PolicyCoverage,
    Status,
    Total,
)
from incentive_engine.assurance.coverage.points import CaseName
from incentive_engine.mistakes import Place
from incentive_engine.wording import Language

SCHEMA = "incentive-engine/coverage/1"

_Numbers = Mapping[CaseName, int]


def dumps(coverage: Coverage, lang: Language = "zh") -> str:
    """The document as text, the same to the byte for the same rules and cases."""
    return json.dumps(to_document(coverage, lang), ensure_ascii=False, indent=1) + "\n"


def to_document(coverage: Coverage, lang: Language = "zh") -> dict[str, Any]:
    """Totals, then policy by policy every point with its outcomes; cases are named once, and then by their numbers."""
    shown = {
        case
        for policy in coverage.policies
        for owner in policy.owners
        for point in owner.points
        for outcome in point.outcomes
        for case in outcome.cases
    }
    cases = sorted(shown, key=lambda one: (one.file, one.place.line, one.place.column))
    numbers = {case: number for number, case in enumerate(cases)}
    return {
        "schema": SCHEMA,
        "outcomes": _total(coverage.outcomes),
        "mcdc": _total(coverage.mcdc),
        "policies": [_policy(one, numbers, lang) for one in coverage.policies],
        "cases": [{"file": case.file, "name": case.name} for case in cases],
    }


def _policy(policy: PolicyCoverage, numbers: _Numbers, lang: Language) -> dict[str, Any]:
    return {
        "policy": policy.id or None,
        "title": policy.policy.title if policy.policy else None,
        "sha256": policy.policy.sha256 if policy.policy else None,
        "cases": policy.cases,
        "outcomes": _total(policy.outcomes),
        "mcdc": _total(policy.mcdc),
        "owners": [_owner(one, numbers, lang) for one in policy.owners],
    }


def _owner(owner: OwnerCoverage, numbers: _Numbers, lang: Language) -> dict[str, Any]:
    return {
        "owner": owner.owner,
        "number": owner.measure.number if owner.measure else None,
        "label": owner.label,
        "outcomes": _total(owner.outcomes),
        "mcdc": _total(owner.mcdc),
        "points": [_point(one, numbers, lang) for one in owner.points],
    }


def _point(one: PointCoverage, numbers: _Numbers, lang: Language) -> dict[str, Any]:
    point = one.point
    return {
        "kind": point.kind.value,
        "text": point.text,
        "id": point.id or None,
        "label": point.label or None,
        "place": _place(point.place),
        "outcomes": [_outcome(outcome, numbers, lang) for outcome in one.outcomes],
    }


def _outcome(outcome: Outcome, numbers: _Numbers, lang: Language) -> dict[str, Any]:
    document: dict[str, Any] = {"outcome": outcome.name, "status": outcome.status.value}
    if outcome.status is Status.COVERED:
        document["cases"] = [numbers[case] for case in outcome.cases]
    elif outcome.why is not None:
        document["because"] = outcome.why.text(lang)
    return document


def _place(place: Place | None) -> dict[str, Any] | None:
    return {"file": Path(place.file).name, "line": place.line} if place is not None else None


def _total(total: Total) -> dict[str, Any]:
    return {
        "covered": total.covered,
        "uncovered": total.uncovered,
        "unreachable": total.unreachable,
        "percent": total.percent,
    }
