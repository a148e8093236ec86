"""What lint tells: as text, as JSON, as SARIF, and the pages of its checks."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from incentive_engine.assurance.lint import Linted, check_names, lint
from incentive_engine.assurance.lint.pages import page, page_in, summary
from incentive_engine.assurance.lint.running import CHECKS
from incentive_engine.assurance.lint.sarif import linted_sarif
from incentive_engine.assurance.lint.telling import linted_document, linted_text
from incentive_engine.report.page import Page

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "lint.md"
HAN = re.compile("[\u4e00-\u9fff]")

# What this tool writes of SARIF 2.1.0 (OASIS): required properties, types and formats as that standard has them.
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
SARIF = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "language": {"pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {"shortDescription": TEXT, "help": TEXT},
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "originalUriBaseIds": {"type": "object"},
                    "invocations": {
                        "type": "array",
                        "items": {"type": "object", "required": ["executionSuccessful"]},
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
                            "additionalProperties": False,
                            "properties": {
                                "message": TEXT,
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "locations": {"type": "array", "minItems": 1},
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture
def found(rules: Path, monkeypatch: pytest.MonkeyPatch) -> Linted:
    """Two findings in one file, seen from the folder above the rules."""
    monkeypatch.chdir(rules.parent)
    path = rules / "town/awards/measures/04-step.yaml"
    text = path.read_text("utf-8").replace(">= staff_floor", "> staff_floor").replace(", evidence: [审计报告]", "")
    path.write_text(text, "utf-8")
    return lint()


def test_text_names_place_severity_and_check(found: Linted) -> None:
    assert linted_text(found, len(check_names()), "en", Page(100)).splitlines() == [
        "rules/town/awards/measures/04-step.yaml:10:42",
        "  error    the label says “300人以上”, but the test uses >; these words mean >=",
        "           [operator-contradicts-wording]",
        "rules/town/awards/measures/04-step.yaml:12:7",
        "  note     the condition “上年度没有亏损” does not say what proves it (`evidence`)",
        "           [evidence-missing]",
        "",
        f"Policies: 1; checks: {len(check_names())}; errors: 1; warnings: 0; notes: 1",
        "Quotations were not compared with their sources; --sources names the folder of the texts",
        "What a check is about: incentive lint --explain CHECK",
    ]


def test_text_in_chinese(found: Linted) -> None:
    text = linted_text(found, len(check_names()), "zh", Page(100))
    assert "  错误     名称写“300人以上”，判断用的是 >；按用语应为 >= [operator-contradicts-wording]" in text
    assert "错误 1，警告 0，提示 1" in text


def test_json_names_everything(found: Linted) -> None:
    document = linted_document(found, check_names(), "en")
    assert document["totals"] == {"error": 1, "warning": 0, "note": 1}
    assert document["findings"][0] == {
        "check": "operator-contradicts-wording",
        "severity": "error",
        "file": "rules/town/awards/measures/04-step.yaml",
        "line": 10,
        "column": 42,
        "about": ["step", "staff"],
        "code": "lint.operator-contradicts-wording.label",
        "message": "the label says “300人以上”, but the test uses >; these words mean >=",
    }
    keys = {*document, *document["findings"][0], *document["totals"]}
    assert not [key for key in keys if f"`{key}`" not in REFERENCE.read_text("utf-8")]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sarif_keeps_to_the_standard(found: Linted, lang: str) -> None:
    log = json.loads(json.dumps(linted_sarif(found, check_names(), lang)))  # type: ignore[arg-type]
    Draft202012Validator(SARIF).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
        assert not place["artifactLocation"]["uri"].startswith(("/", "."))
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1
    assert [one["level"] for one in run["results"]] == ["error", "note"]


def test_sarif_of_a_policy_that_does_not_load(rules: Path) -> None:
    path = rules / "town/awards/policy.yaml"
    path.write_text(path.read_text("utf-8").replace("language: 1", "language: 2"), "utf-8")
    log = linted_sarif(lint(), check_names(), "en")
    Draft202012Validator(SARIF).validate(log)
    (run,) = log["runs"]
    assert run["invocations"] == [{"executionSuccessful": False}]
    assert {one["ruleId"] for one in run["results"]} == {"load"}


def test_a_fingerprint_does_not_depend_on_the_line(found: Linted, rules: Path) -> None:
    def prints(linted: Linted) -> list[str]:
        (run,) = linted_sarif(linted, check_names(), "en")["runs"]
        return [one["partialFingerprints"]["finding/v1"] for one in run["results"]]

    before = prints(found)
    path = rules / "town/awards/measures/04-step.yaml"
    path.write_text("# 备注\n" + path.read_text("utf-8"), "utf-8")
    assert prints(lint()) == before


@pytest.mark.parametrize("check", check_names())
def test_a_check_has_a_page_with_avoid_prefer_and_why(check: str) -> None:
    assert page(check).startswith(f"# {check}\n")
    for lang, headings in (("zh", ["避免", "推荐", "为什么"]), ("en", ["Avoid", "Prefer", "Why"])):
        told = page_in(check, lang)  # type: ignore[arg-type]
        assert re.findall(r"^## (.+)$", told, re.MULTILINE) == headings
        assert told.count("```yaml\n") == 2
        prose = re.sub(r"```.*?```", "", told, flags=re.DOTALL)
        assert ("。" in prose) == (lang == "zh")
        assert summary(check, lang) in told  # type: ignore[arg-type]
    assert not page_in(check, "en").endswith("\n\n")


def test_the_reference_lists_every_check_with_its_severity_and_what_it_finds() -> None:
    row = re.compile(r"^\| \[`([\w-]+)`\]\(\S+\) \| (\w+) \| (.+) \|$", re.MULTILINE)
    listed = {name: (severity, text) for name, severity, text in row.findall(REFERENCE.read_text("utf-8"))}
    there = {}
    for name in check_names():
        code = (CHECKS / name.replace("-", "_") / "check.py").read_text("utf-8")
        severity = re.search(r"Severity\.(\w+)\)", code)
        assert severity is not None
        there[name] = (severity[1].lower(), summary(name, "en"))
    assert listed == there
