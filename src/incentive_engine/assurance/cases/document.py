"""What came of rule cases as JSON, `incentive-engine/cases/1`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from incentive_engine.assurance.cases.explaining import Explanation, explanations
from incentive_engine.assurance.cases.finding import Found
from incentive_engine.assurance.cases.reasons import reasons
from incentive_engine.assurance.cases.running import Difference, Outcome, Ran
from incentive_engine.mistakes import Mistake, Place
from incentive_engine.wording import Language

SCHEMA = "incentive-engine/cases/1"


def dumps(found: Found, rans: Sequence[Ran], lang: Language = "zh") -> str:
    """The document as text, the same to the byte for the same cases and rules."""
    return json.dumps(to_document(found, rans, lang), ensure_ascii=False, indent=2) + "\n"


def to_document(found: Found, rans: Sequence[Ran], lang: Language = "zh") -> dict[str, Any]:
    """Every case with its outcome, and with its differences and their reasons; what cannot be read at the end."""
    counts = Counter(ran.outcome for ran in rans)
    return {
        "schema": SCHEMA,
        "engine": next((ran.decision.engine for ran in rans if ran.decision is not None), None),
        "files": len({ran.cases.document.file for ran in rans}),
        "counts": {outcome.value: counts[outcome] for outcome in Outcome},
        "cases": [_case(ran, lang) for ran in rans],
        "mistakes": [_mistake(one, lang) for one in found.mistakes],
    }


def _case(ran: Ran, lang: Language) -> dict[str, Any]:
    case: dict[str, Any] = {
        "policy": ran.cases.policy.id,
        "name": ran.case.name,
        "place": _place(ran.case.place),
        "outcome": ran.outcome.value,
    }
    if ran.case.to_confirm is not None:
        case["to_confirm"] = ran.case.to_confirm
    if ran.mistakes:
        case["mistakes"] = [_mistake(one, lang) for one in ran.mistakes]
    if ran.differences:
        case["measures"] = [_measure(ran, one, lang) for one in explanations(ran)]
    return case


def _measure(ran: Ran, one: Explanation, lang: Language) -> dict[str, Any]:
    return {
        "measure": one.decision.id,
        "differences": [_difference(difference) for difference in one.differences],
        "reasons": {code: list(texts) for code, texts in reasons(ran, one, lang)},
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "what": difference.what,
        "expected": _plain(difference.expected),
        "decided": _plain(difference.decided),
        "place": _place(difference.place),
    }


def _plain(value: Any) -> Any:
    """Amounts as text with two decimals, adjustments as step and amount."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, tuple):
        return {"step": value[0], "amount": _plain(value[1])}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _mistake(mistake: Mistake, lang: Language) -> Mapping[str, Any]:
    return {"place": _place(mistake.place), "code": mistake.code, "text": mistake.text(lang)}


def _place(place: Place) -> Mapping[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
