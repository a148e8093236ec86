"""What lint found as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from incentive_engine import __version__
from incentive_engine.assurance.lint.finding import Finding, Severity
from incentive_engine.assurance.lint.pages import page_in, summary
from incentive_engine.assurance.lint.running import Linted, check_names
from incentive_engine.wording import Language, say

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_BUILT_IN = {"load": "lint.unloaded", "unused-ignore": "lint.unused-ignore"}


def linted_sarif(linted: Linted, checks: Sequence[str], lang: Language) -> dict[str, Any]:
    """One run of the tool: its rules with their pages as help, and a result for each finding.

    Files below the current folder are named relative to it, in `%SRCROOT%`; lines and columns count from 1.
    """
    rules = [*checks, *(name for name in _BUILT_IN if any(one.check == name for one in linted.findings))]
    index = {name: number for number, name in enumerate(rules)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "incentive lint",
                        "semanticVersion": __version__,
                        "language": "zh-CN" if lang == "zh" else "en",
                        "rules": [_rule(name, lang) for name in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "."}}},
                "results": [_result(one, index[one.check], lang) for one in linted.findings],
                "invocations": [{"executionSuccessful": not linted.unreadable}],
            }
        ],
    }


def _rule(name: str, lang: Language) -> dict[str, Any]:
    if name not in check_names():
        return {"id": name, "shortDescription": {"text": say(_BUILT_IN[name], lang, ignored="…", at="…")}}
    text = page_in(name, lang)
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": summary(name, lang)},
        "help": {"text": text, "markdown": text},
    }


def _result(finding: Finding, rule: int, lang: Language) -> dict[str, Any]:
    place = finding.place
    path = place.from_here().file
    artifact: dict[str, Any] = {"uri": quote(path)}
    if not path.startswith("/"):
        artifact["uriBaseId"] = "%SRCROOT%"
    location: dict[str, Any] = {"artifactLocation": artifact}
    if place.line:
        location["region"] = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
    return {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.text(lang)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"finding/v1": _fingerprint(finding, path)},
    }


def _fingerprint(finding: Finding, path: str) -> str:
    """What tells the finding apart when lines move: its check, its file, what it is about, its words."""
    said = "\n".join((finding.check, path, *finding.about, finding.text("en")))
    return sha256(said.encode()).hexdigest()[:32]
