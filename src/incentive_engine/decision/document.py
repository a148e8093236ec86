"""A decision as the JSON document of the contract: `incentive-engine/decision/1`.

Deterministic: keys in a fixed order, amounts with two decimals as strings, other numbers as exact strings,
unknown values as null. The JSON Schema is `decision.schema.json`, beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from incentive_engine.decision.model import Adjustment, Decision, Item, Joint, MeasureDecision, PolicyDecision
from incentive_engine.decision.proof import Proof
from incentive_engine.feel.ternary import Unknown
from incentive_engine.feel.values import number_text, to_string
from incentive_engine.policy.model import Application, Source
from incentive_engine.wording import Language

SCHEMA = "incentive-engine/decision/1"


def to_document(decision: Decision, lang: Language = "zh") -> dict[str, Any]:
    """The decision as JSON values; `because` and other sentences are in `lang`."""
    return {
        "schema": SCHEMA,
        "profile": {"id": decision.profile.id, "name": decision.profile.name},
        "as_of": decision.as_of.isoformat(),
        "assessment_year": decision.assessment_year,
        "assumed": {id_: _value(value) for id_, value in sorted(decision.assumed.items())},
        "engine": decision.engine,
        "engine_version": decision.engine_version,
        "language": lang,
        "policies": [_policy(policy, lang) for policy in decision.policies],
        "joint": _joint(decision.joint, lang),
    }


def dumps(decision: Decision, lang: Language = "zh") -> str:
    """The document as JSON text, indented, ending in a newline; the same bytes for the same decision."""
    return json.dumps(to_document(decision, lang), ensure_ascii=False, indent=2) + "\n"


def _policy(decided: PolicyDecision, lang: Language) -> dict[str, Any]:
    policy, totals = decided.policy, decided.totals
    return {
        "policy": policy.id,
        "title": policy.title,
        "region": policy.region,
        "pays": policy.pays.value,
        "basis": policy.basis.value,
        "sha256": policy.sha256,
        "measures": [_measure(one, lang) for one in decided.measures],
        "totals": {
            "payable": _amount(totals.payable),
            "complete": totals.complete,
            "eligible": totals.eligible,
            "ineligible": totals.ineligible,
            "undetermined": totals.undetermined,
            "not_in_force": totals.not_in_force,
        },
    }


def _joint(joint: Joint, lang: Language) -> dict[str, Any]:
    return {
        "payable": _amount(joint.payable),
        "tax_relief": _amount(joint.tax_relief),
        "complete": joint.complete,
        "adjustments": [
            {
                "policy": one.policy.id,
                "measure": one.measure.id,
                **_adjustment(one.adjustment, lang),
                "matter": one.matter.label,
                "declared_by": one.matter.policy,
                "basis": one.matter.basis.value,
                "source": [_source(source) for source in one.matter.sources],
            }
            for one in joint.reductions
        ],
    }


def _measure(decided: MeasureDecision, lang: Language) -> dict[str, Any]:
    measure, proof = decided.measure, decided.proof
    return {
        "measure": measure.id,
        "number": measure.number,
        "title": measure.title,
        "category": measure.category,
        "basis": measure.basis.value,
        "verdict": decided.verdict.value,
        "gross": _amount(decided.gross),
        "payable": _amount(decided.payable),
        "provisional": decided.provisional,
        "potential": _amount(decided.potential),
        "items": [_item(item, lang) for item in decided.items],
        "adjustments": [_adjustment(one, lang) for one in decided.adjustments],
        "amount_trace": [
            {
                "kind": line.kind,
                "rows": list(line.rows),
                "amount": number_text(line.amount),
                "text": line.text(lang),
            }
            for line in decided.amount_trace
        ],
        "benefit": decided.benefit,
        "missing": list(decided.missing),
        "missing_by": {who.value: list(ids) for who, ids in decided.missing_by.items()},
        "failures": [failure.text(lang) for failure in decided.failures],
        "assumptions_used": list(decided.assumptions_used),
        "proof": None if proof is None else _proof(proof, lang),
        "clause": measure.clause,
        "source": [_source(source) for source in measure.sources],
        "apply": _application(measure.apply),
    }


def _proof(proof: Proof, lang: Language) -> dict[str, Any]:
    """A node of the proof: what every node has, then what its kind has besides."""
    node: dict[str, Any] = {"kind": proof.kind}
    optional = {"id": proof.id, "label": proof.label, "count": proof.count, "test": proof.test}
    node.update({key: value for key, value in optional.items() if value is not None})
    node["value"] = None if isinstance(proof.value, Unknown) else proof.value
    if proof.requirement:
        node["requirement"] = True
    if proof.kind == "test":
        node["facts"] = {id_: _value(value) for id_, value in proof.facts.items()}
        node["parameters"] = {id_: _value(value) for id_, value in proof.parameters.items()}
        node["evidence"] = list(proof.evidence)
    node["because"] = proof.because(lang)
    if proof.kind not in ("test", "measure"):
        node["children"] = [_proof(child, lang) for child in proof.children]
    return node


def _item(item: Item, lang: Language) -> dict[str, Any]:
    return {
        "name": item.name(lang),
        "record": _value(item.record),
        "gross": _amount(item.gross),
        "payable": _amount(item.payable),
        "kept": item.kept,
        "adjustments": [_adjustment(one, lang) for one in item.adjustments],
        "missing": sorted(item.missing),
    }


def _adjustment(adjustment: Adjustment, lang: Language) -> dict[str, Any]:
    return {
        "step": adjustment.step,
        "amount": _amount(adjustment.amount),
        "because": adjustment.because(lang),
    }


def _source(source: Source) -> dict[str, Any]:
    return {"title": source.title, "ref": source.ref, "quote": source.quote}


def _application(apply: Application) -> dict[str, Any]:
    window = None if apply.window is None else [f"{month:02}-{day:02}" for month, day in apply.window]
    return {
        "channel": apply.channel,
        "window": window,
        "department": apply.department,
        "materials": list(apply.materials),
    }


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _value(value: Any) -> Any:
    """A value as JSON: numbers as exact text, days in ISO form, what is unknown as null."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, Unknown):
        return _elements(value.elements) if hasattr(value, "elements") else None
    if isinstance(value, (Decimal, int)):
        return number_text(Decimal(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _value(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return _elements(value)
    return to_string(value)


def _elements(values: Iterable[Any]) -> list[Any]:
    return [_value(one) for one in values]
