"""Each check finds what its bad policies were damaged by, at its place, and nothing in the good ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from incentive_engine.assurance.lint import Finding, Linted, check_names, lint

HERE = Path(__file__).parent
TEXTS = {
    "rule.txt": "第一条 研发费用增长的，\n按增量的10%给予奖励，最高 50 万元。第二条 按项目支出的20%给予奖励。\n"
    "第三条 分别奖励20万元、10万元、5万元。第四条 分别奖励10万元、30万元、60万元。第五条 单笔贷款50万元以上的补助。",
    "news.txt": "今年培育上台阶企业。",
}


def policies(kind: str) -> list[Any]:
    found = []
    for file in sorted(HERE.glob("*/policies.yaml")):
        check = file.parent.name.replace("_", "-")
        for one in yaml.safe_load(file.read_text("utf-8"))[kind]:
            found.append(pytest.param(check, one, id=f"{check}: {one['name']}"))
    return found


def edit(rules: Path, edits: list[dict[str, str]]) -> None:
    """Change files: a text for another; or `write`, `rename` or `remove` a file, `cut` lines that begin with a text."""
    for one in edits:
        what, file, text = one["file"], rules / one["from"], one["to"]
        if what == "write":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        elif what == "rename":
            file.rename(rules / text)
        elif what == "remove":
            file.unlink()
        elif what == "cut":
            lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(text)]
            file.write_text("\n".join(lines), "utf-8")
        else:
            before = (rules / what).read_text("utf-8")
            assert one["from"] in before, f"{what} does not hold {one['from']!r}"
            (rules / what).write_text(before.replace(one["from"], one["to"], 1), "utf-8")


def linted(rules: Path, check: str, edits: list[dict[str, str]]) -> Linted:
    edit(rules, edits)
    texts = rules.parent / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, "utf-8")
    return lint(checks=[check], sources=texts)


def told(findings: list[Finding]) -> str:
    return "\n".join(f"{one.place}: {one.code} {one.about}: {one.text('en')}" for one in findings)


@pytest.mark.parametrize(("check", "policy"), policies("bad"))
def test_a_fault_is_found_by_name(check: str, policy: dict[str, Any], rules: Path) -> None:
    found = linted(rules, check, policy["edits"])
    alike = [one for one in found.findings if one.code == policy["code"]]
    assert alike, told(found.findings)
    assert policy.get("about") in (None, *(list(one.about) for one in alike)), told(found.findings)
    for one in alike:
        assert one.check == check
        assert one.place.line > 0
        assert all(one.text(lang) for lang in ("zh", "en"))


@pytest.mark.parametrize(("check", "policy"), policies("good"))
def test_what_is_right_is_left_alone(check: str, policy: dict[str, Any], rules: Path) -> None:
    found = linted(rules, check, policy.get("edits", []))
    assert not found.findings, told(found.findings)


def test_nothing_is_found_in_the_sound_library(rules: Path) -> None:
    assert told(lint().findings) == ""


def test_every_check_is_tried() -> None:
    tried = {file.parent.name.replace("_", "-") for file in HERE.glob("*/policies.yaml")}
    assert tried == set(check_names())
