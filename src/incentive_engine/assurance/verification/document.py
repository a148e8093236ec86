"""Verifications as the JSON document `incentive-engine/verification/1`; its schema is `verification.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from incentive_engine.assurance.verification.answers import Answer, Verification
from incentive_engine.assurance.verification.profiles import plain
from incentive_engine.assurance.verification.telling import told
from incentive_engine.policy.model import Policy
from incentive_engine.wording import Language, say

SCHEMA = "incentive-engine/verification/1"


def dumps(verifications: Sequence[Verification], lang: Language = "zh") -> str:
    """The document as JSON text, indented, ending in a newline; the same bytes for the same answers."""
    return json.dumps(to_document(verifications, lang), ensure_ascii=False, indent=2) + "\n"


def to_document(verifications: Sequence[Verification], lang: Language = "zh") -> dict[str, Any]:
    """The verifications as JSON values; sentences are in `lang`."""
    return {
        "schema": SCHEMA,
        "language": lang,
        "found": any(one.is_found for one in verifications),
        "policies": [_policy(one, lang) for one in verifications],
    }


def _policy(verification: Verification, lang: Language) -> dict[str, Any]:
    policy = verification.policy
    return {
        "policy": policy.id,
        "title": policy.title,
        "sha256": policy.sha256,
        "counts": {status.value: count for status, count in verification.counts().items()},
        "unused_acceptances": list(verification.unused),
        "questions": [_answer(policy, one, lang) for one in verification.answers],
    }


def _answer(policy: Policy, answer: Answer, lang: Language) -> dict[str, Any]:
    file, line = answer.place
    return {
        "id": answer.question,
        "kind": answer.kind,
        "measure": answer.measure,
        "status": answer.status.value,
        "severity": "fault" if answer.serious else "remark",
        "text": told(policy, answer, lang).sentence,
        "place": {"file": file, "line": line},
        "as_of": answer.day.isoformat() if answer.day else None,
        "enterprises": [{id_: plain(value) for id_, value in facts.items()} for facts in answer.enterprises],
        "rises": answer.rises if answer.enterprises else None,
        "list_entries": answer.items,
        "undecided_because": say(answer.why[0], lang, **answer.why[1]) if answer.why else None,
        "accepted_because": answer.accepted,
    }
