"""What lint found, as text for a person and as JSON for a program."""

from __future__ import annotations

from collections import Counter
from typing import Any

from incentive_engine import __version__
from incentive_engine.assurance.lint.finding import Severity
from incentive_engine.assurance.lint.running import Linted
from incentive_engine.report.page import Page
from incentive_engine.wording import Language, say

_STYLES = {Severity.ERROR: "bad", Severity.WARNING: "open", Severity.NOTE: "faint"}


def linted_text(linted: Linted, checks: int, lang: Language, page: Page) -> str:
    """Each finding with its place, as editors follow it, and then how many there are of each severity."""
    file = None
    for one in linted.findings:
        if one.place.file != file:
            page.gap()
        file = one.place.file
        page.line(str(one.place.from_here()), style="strong")
        severity = say(f"lint.severity-{one.severity}", lang)
        page.item(severity, f"{one.text(lang)} [{one.check}]", indent=2, hang=9, lead_style=_STYLES[one.severity])
    page.gap()
    for line in _summary(linted, checks, lang):
        page.text(line)
    return str(page)


def _summary(linted: Linted, checks: int, lang: Language) -> list[str]:
    counts = Counter(one.severity for one in linted.findings)
    values = {"policies": len(linted.policies), "checks": checks}
    if linted.findings:
        numbers = {f"{one}s": counts[one] for one in Severity}
        lines = [say("lint.summary", lang, **values, **numbers)]
    else:
        lines = [say("lint.clean", lang, **values)]
    if linted.ignored:
        lines.append(say("lint.ignored", lang, count=linted.ignored))
    if linted.unreadable:
        lines.append(say("lint.unloaded", lang))
    if not linted.texts_at_hand:
        lines.append(say("lint.quotations-unchecked", lang))
    if linted.findings:
        lines.append(say("lint.explain-hint", lang))
    return lines


def linted_document(linted: Linted, checks: tuple[str, ...], lang: Language) -> dict[str, Any]:
    """The findings as a JSON document: `incentive-engine/lint/1`."""
    counts = Counter(one.severity for one in linted.findings)
    return {
        "schema": "incentive-engine/lint/1",
        "engine_version": __version__,
        "policies": linted.policies,
        "checks": list(checks),
        "quotations_checked": linted.texts_at_hand,
        "ignored": linted.ignored,
        "totals": {str(one): counts[one] for one in reversed(Severity)},
        "findings": [
            {
                "check": one.check,
                "severity": str(one.severity),
                "file": one.place.from_here().file,
                "line": one.place.line or None,
                "column": one.place.column or None,
                "about": list(one.about),
                "code": one.code,
                "message": one.text(lang),
            }
            for one in linted.findings
        ],
    }
