"""The action for repositories of rules: its steps run for real in a small repository with a pull request.

What GitHub does is done here: expressions are filled in, conditions looked at, each step run in bash with its
environment and its files. `uses:` steps and the installation are left out; `gh` is a stand-in that notes its calls.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from incentive_engine.cli.commands import COMMANDS

TOP = Path(__file__).parents[2]
LIBRARY = TOP / "tests/report/library"
POLICY = "rules/district/sample"
ACTION = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
MAIN = f'exec "{sys.executable}" -c "import sys; from incentive_engine.cli import main; sys.exit(main())" "$@"'
GH = """\
#!/bin/sh
echo "$@" >> "$GH_CALLS"
case "$*" in *--paginate*) cat "$GH_CALLS.answer" 2> /dev/null || true ;; esac
"""
CASES = """\
policy: district/sample
as_of: 2021-03-31
base: {home_district: 示例区, blacklisted: false}
cases:
  - name: 强度恰好3%
    facts: {research: {2019: 1万元, 2020: 3万元}, turnover: {2020: 100万元}}
    expect: {rd: {verdict: eligible, payable: 2000}}
"""
GIT = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "t") | dict.fromkeys(
    ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "t@example.org"
)

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None or shutil.which("bash") is None, reason="needs git and bash"),
]


@dataclass
class Repository:
    """A clone in which a pull request is checked out, as `actions/checkout` leaves it."""

    clone: Path
    temporary: Path
    environment: dict[str, str]
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)

    @property
    def summary(self) -> str:
        return (self.temporary / "summary.md").read_text("utf-8")

    @property
    def calls(self) -> list[str]:
        calls = self.temporary / "gh.txt"
        return calls.read_text("utf-8").splitlines() if calls.exists() else []

    def run(self, base: str = "main", **inputs: str) -> int:
        """Run the steps; the exit status of the first that fails."""
        self.outputs.clear()
        given = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        for step in ACTION["runs"]["steps"]:
            if "uses" in step or step["name"] == "Install" or not self.holds(step.get("if", "true"), given, base):
                continue
            status = self.step(step, given, base)
            if status and not step.get("continue-on-error"):
                return status
        return 0

    def holds(self, condition: str, given: Mapping[str, str], base: str) -> bool:
        parts = (part.strip() for part in condition.split("&&"))
        return all(self.compares(part, given, base) for part in parts)

    def compares(self, part: str, given: Mapping[str, str], base: str) -> bool:
        if part == "true":
            return True
        left, operator, right = re.fullmatch(r"(\S+) (==|!=) '(.*)'", part).groups()  # type: ignore[union-attr]
        return (self.value(left, given, base) == right) is (operator == "==")

    def value(self, name: str, given: Mapping[str, str], base: str) -> str:
        where, *path = name.split(".")
        if where == "inputs":
            return given[path[0]]
        if where == "steps":
            return self.outputs.get(path[0], {}).get(path[2], "")
        known = {
            "github.token": "secret",
            "github.base_ref": base,
            "github.event.pull_request.number": "7",
            "runner.temp": str(self.temporary),
        }
        return known[name]

    def filled(self, text: object, given: Mapping[str, str], base: str) -> str:
        return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: self.value(found[1], given, base), str(text))

    def step(self, step: Mapping[str, Any], given: Mapping[str, str], base: str) -> int:
        output = self.temporary / "output.txt"
        output.write_text("", "utf-8")
        own = {name: self.filled(value, given, base) for name, value in step.get("env", {}).items()}
        assert "${{" not in step["run"], "what people wrote reaches a script by its environment alone"
        run = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.clone,
            env={**self.environment, **own, "GITHUB_BASE_REF": base, "GITHUB_OUTPUT": str(output)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        name = step.get("id", step["name"])
        self.printed[name] = run.stdout
        lines = output.read_text("utf-8").splitlines()
        self.outputs[name] = dict(line.split("=", 1) for line in lines)
        return run.returncode


def git(folder: Path, *words: str) -> None:
    command = ["git", "-c", "init.defaultBranch=main", *words]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={**os.environ, **GIT})


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """`main` with the sample rules, and a clone of the branch `change`."""
    origin, clone, temporary, bin_ = (tmp_path / name for name in ("origin", "clone", "temporary", "bin"))
    for folder in (origin, temporary, bin_):
        folder.mkdir()
    shutil.copytree(LIBRARY, origin / "rules")
    (origin / POLICY / "cases").mkdir()
    (origin / POLICY / "cases/01-rd.yaml").write_text(CASES, "utf-8")
    git(origin, "init", "-q")
    git(origin, "add", ".")
    git(origin, "commit", "-q", "-m", "rules")
    git(origin, "branch", "change")
    git(tmp_path, "clone", "-q", "--branch", "change", "--single-branch", str(origin), str(clone))
    for name, text in (("incentive", f"#!/bin/sh\n{MAIN}\n"), ("gh", GH)):
        (bin_ / name).write_text(text, "utf-8")
        (bin_ / name).chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INCENTIVE_")}
    environment |= {
        **GIT,
        "PATH": f"{bin_}:{environment['PATH']}",
        "PYTHONPATH": str(TOP / "src"),
        "PYTHONIOENCODING": "utf-8",
        "GITHUB_STEP_SUMMARY": str(temporary / "summary.md"),
        "GITHUB_REPOSITORY": "district/rules",
        "RUNNER_TEMP": str(temporary),
        "GH_CALLS": str(temporary / "gh.txt"),
    }
    return Repository(clone, temporary, environment)


def change(repository: Repository, file: str, before: str, after: str) -> None:
    path = repository.clone / POLICY / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def asked() -> dict[str, str]:
    """Rule cases and the comparison alone: lint finds something in the sample rules."""
    return {"lint": "false", "verify": "false"}


def test_a_changed_clause_is_commented_on(repository: Repository) -> None:
    change(repository, "measures/01-rd.yaml", "research_intensity >= 0.03", "research_intensity > 0.03")
    status = repository.run(**asked())
    assert repository.outputs["diff"] == {"status": "1", "differs": "true"}
    assert repository.outputs["cases"]["status"] == "1"
    assert status == 1, "a rule case fails"
    assert "::error::incentive test exited with 1" in repository.printed["What the checks found"]
    assert "## 政策改动的影响" in repository.summary
    assert "### incentive test" in repository.summary
    listed, posted = repository.calls
    assert listed.startswith("api --paginate repos/district/rules/issues/7/comments")
    assert posted.startswith("api --silent --method POST repos/district/rules/issues/7/comments -F body=@")
    comment = (repository.temporary / "rules-comment.md").read_text("utf-8")
    assert comment.startswith("<!-- incentive diff -->\n## 政策改动的影响")


def test_the_comment_is_renewed_and_nothing_else_fails(repository: Repository) -> None:
    (repository.temporary / "gh.txt.answer").write_text("41\n42\n", "utf-8")
    change(repository, "policy.yaml", "title: ", "title: 修订后的")
    assert repository.run(**asked(), lang="en") == 0, repository.printed
    assert repository.outputs["diff"] == {"status": "0", "differs": "false"}
    assert repository.calls[1].startswith("api --silent --method PATCH repos/district/rules/issues/comments/41 ")
    assert "nothing is decided otherwise for any enterprise" in repository.summary


def test_no_comment_where_none_is_wanted_and_none_without_a_pull_request(repository: Repository) -> None:
    change(repository, "policy.yaml", "title: ", "title: 修订后的")
    assert repository.run(**asked(), comment="false") == 0
    assert repository.run("", **asked()) == 0
    assert not repository.calls


def test_a_difference_can_be_made_to_fail(repository: Repository) -> None:
    change(repository, "measures/04-status.yaml", "  any:", "  all:")
    assert repository.run(**asked(), fail_on_difference="true") == 1
    assert "::error::incentive diff exited with 1" in repository.printed["What the checks found"]


def test_what_lint_and_proofs_find_is_told(repository: Repository) -> None:
    pytest.importorskip("z3")
    assert repository.run("") == 1
    assert repository.outputs["lint"] == {"status": "1"}
    assert repository.outputs["verify"] == {"status": "0"}, "nothing but hints"
    sarif = json.loads((repository.temporary / "rules-lint.sarif").read_text("utf-8"))
    assert sarif["runs"][0]["results"]
    assert "### incentive lint" in repository.summary
    assert "### incentive verify" in repository.summary


def test_rules_that_cannot_be_read_fail(repository: Repository) -> None:
    change(repository, "policy.yaml", "title: ", "titel: ")
    assert repository.run(**asked()) == 1
    assert repository.outputs["diff"] == {"status": "2"}
    assert not repository.calls


def test_hooks_ask_for_commands_that_there_are() -> None:
    hooks = yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {hook["id"] for hook in hooks} == {f"incentive-{name}" for name in ("test", "lint", "verify", "diff")}
    assert {"test", "lint", "verify", "diff"} <= set(COMMANDS)
    for hook in hooks:
        program, command = hook["entry"].split()
        assert program == "incentive"
        assert command == hook["id"].removeprefix("incentive-")
        assert hook["language"] == "python"
        assert not hook["pass_filenames"]
