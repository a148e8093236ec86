"""A comparison of rules as the JSON document `incentive-engine/diff/1`.

Deterministic: keys in a fixed order, amounts with two decimals as strings, unknown amounts as null. The JSON Schema is
`diff.schema.json`, beside this file.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from incentive_engine.assurance.changes.effects import Effect, PolicyEffects
from incentive_engine.assurance.changes.instances import Instance, other_parts
from incentive_engine.assurance.changes.model import Change
from incentive_engine.assurance.changes.population.summary import MeasureMovement, PopulationChanges, Side
from incentive_engine.assurance.changes.report import DiffReport
from incentive_engine.decision import MeasureDecision
from incentive_engine.feel.values import number_text, to_string
from incentive_engine.policy.model import Pays
from incentive_engine.wording import Language, say

SCHEMA = "incentive-engine/diff/1"


def dumps(report: DiffReport) -> str:
    """The document as JSON text, indented, ending in a newline; the same bytes for the same report."""
    return json.dumps(to_document(report), ensure_ascii=False, indent=2) + "\n"


def to_document(report: DiffReport) -> dict[str, Any]:
    """The report as JSON values; what is in words is in the report's language."""
    changes = report.changes
    return {
        "schema": SCHEMA,
        "language": report.lang,
        "old": changes.old,
        "new": changes.new,
        "compared": changes.compared,
        "differs": report.differs,
        "form_only": changes.form,
        "facts": [_change(one) for one in changes.facts],
        "policies": [_policy(one, report.lang) for one in report.policies],
        "population": _population(report.population, report.input) if report.population else None,
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        "subject": one.subject,
        "how": one.how,
        "id": one.id,
        "name": one.name or None,
        "before": one.before or None,
        "after": one.after or None,
        "written": {"before": one.written[0] or None, "after": one.written[1] or None} if one.written else None,
        "from": _day(one.since),
        "to": _day(one.until),
        "decides": one.decides,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _policy(one: PolicyEffects, lang: Language) -> dict[str, Any]:
    changes, cases = one.changes, one.cases
    return {
        "policy": changes.id,
        "title": changes.policy.title,
        "sha256": {
            "old": changes.old.sha256 if changes.old else None,
            "new": changes.new.sha256 if changes.new else None,
        },
        "differs": one.differs,
        "changes": [_change(each) for each in changes.changes],
        "measures": [_measure(each, one, lang) for each in one.measures],
        "cases": {
            "cases": cases.cases,
            "changed": cases.changed,
            "unreadable": cases.unreadable,
            "decided_otherwise": [
                {"measure": id_, **_instance(each, one, lang)}
                for id_, listed in sorted(cases.instances.items())
                for each in listed
            ],
        }
        if cases
        else None,
    }


def _measure(effect: Effect, policy: PolicyEffects, lang: Language) -> dict[str, Any]:
    measure, reason = effect.changes.measure, effect.reason
    return {
        "measure": measure.id,
        "number": measure.number,
        "title": measure.title,
        "effect": effect.kind.value,
        "reason": {"code": reason.code, "text": say(reason.code, lang, **reason.values)} if reason else None,
        "days": [day.isoformat() for day in effect.days],
        "items": effect.items,
        "changes": [_change(each) for each in effect.changes.changes],
        "example": _instance(effect.instance, policy, lang) if effect.instance else None,
    }


def _instance(one: Instance, policy: PolicyEffects, lang: Language) -> dict[str, Any]:
    parts = other_parts(one, policy.changes.old, policy.changes.new, lang)
    return {
        "case": one.case or None,
        "as_of": one.as_of.isoformat(),
        "assessment_year": one.assessment_year,
        "facts": {id_: _value(value) for id_, value in one.facts.items()},
        "before": _decision(one.before),
        "after": _decision(one.after),
        "parts": [{"name": each.name or None, "before": each.before, "after": each.after} for each in parts],
    }


def _decision(one: MeasureDecision | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"verdict": one.verdict.value, "gross": _amount(one.gross), "payable": _amount(one.payable)}


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _value(value: Any) -> Any:
    """A fact's value: numbers as exact texts, days as texts, lists and records as they are."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (Decimal, int)):
        return number_text(Decimal(value))
    if isinstance(value, dict):
        return {str(key): _value(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_value(one) for one in value]
    return to_string(value)


def _population(one: PopulationChanges, source: str) -> dict[str, Any]:
    return {
        "input": source,
        "as_of": one.as_of.isoformat(),
        "assessment_year": one.assessment_year,
        "enterprises": one.enterprises,
        "rejected": one.rejected,
        "changed": one.changed,
        "totals": {
            kind.value: {
                "before": _amount(one.payable[kind][0]),
                "after": _amount(one.payable[kind][1]),
                "gaining": _side(one.gaining[kind]),
                "losing": _side(one.losing[kind]),
            }
            for kind in Pays
        },
        "measures": [_movement(each) for each in one.measures],
    }


def _side(one: Side) -> dict[str, Any]:
    return {
        "enterprises": one.enterprises,
        "amount": _amount(one.amount),
        "most": [
            {"id": id_, "name": name, "before": _amount(before), "after": _amount(after)}
            for id_, name, before, after in one.most
        ],
    }


def _movement(one: MeasureMovement) -> dict[str, Any]:
    return {
        "policy": one.policy.id,
        "measure": one.measure.id,
        "number": one.measure.number,
        "eligible": {"before": one.eligible[0], "after": one.eligible[1]},
        "payable": {"before": _amount(one.payable[0]), "after": _amount(one.payable[1])},
        "gaining": {"enterprises": one.gaining.enterprises, "amount": _amount(one.gaining.amount)},
        "losing": {"enterprises": one.losing.enterprises, "amount": _amount(one.losing.amount)},
        "verdicts": [
            {"before": before, "after": after, "enterprises": count} for (before, after), count in one.verdicts.items()
        ],
        "amounts_only": one.amounts,
        "reasons": [
            {"kind": each.kind, "id": each.id, "state": "new" if each.now else "old", "enterprises": each.enterprises}
            for each in one.reasons
        ],
    }
