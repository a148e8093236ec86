"""Coverage told: as text, as a page, as JSON, and by the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from town import Town

from incentive_engine.assurance.coverage import document
from incentive_engine.assurance.coverage.coverage import Total
from incentive_engine.assurance.coverage.page import coverage_page
from incentive_engine.assurance.coverage.telling import coverage_text
from incentive_engine.cli import main
from incentive_engine.report.page import Page


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def test_shares_are_rounded_down_so_that_100_is_all() -> None:
    assert Total(1999, 1, 5).percent == "99.9"
    assert Total(0, 0, 3).percent == "100.0"
    assert Total(19, 1, 0).reaches(95)
    assert not Total(1999, 1, 0).reaches(100)


def test_the_text_has_a_row_for_each_measure_and_says_why(town: Town) -> None:
    coverage = town.cover(town.cases("{}", "{spent: 0, trade: 服务业}"))
    text = coverage_text(coverage, "en", page=Page(200))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert any(line.startswith("1 research 奖励 ") and line.endswith("0/4 0.0% 1") for line in lines)
    assert "false: so in 1 of the cases, but masked in each by other conditions: kind (1)" in lines
    assert "gate: spent >= gate" in lines


def test_the_chinese_text_speaks_chinese(town: Town) -> None:
    text = coverage_text(town.cover(town.cases("{}")))
    assert "条件 研发费用达到门槛" in text
    assert "假、未知：已有案例中只出现：真（1 例）" in text


def test_the_document_keeps_its_schema(town: Town) -> None:
    schema = json.loads(Path(document.__file__).with_name("coverage.schema.json").read_text(encoding="utf-8"))
    written = json.loads(document.dumps(town.cover(town.cases("{}", "{spent: 0}")), "en"))
    jsonschema.Draft202012Validator(schema).validate(written)
    points = {
        (point["kind"], point["text"]): {one["outcome"]: one for one in point["outcomes"]}
        for policy in written["policies"]
        for owner in policy["owners"]
        for point in owner["points"]
    }
    false = points["condition", "spent >= gate"]["false"]
    assert [written["cases"][number]["name"] for number in false["cases"]] == ["第2例"]
    assert points["condition", "spent >= gate"]["unknown"]["because"].startswith("in the cases that come to it only")
    assert not list(jsonschema.Draft202012Validator(schema).iter_errors(json.loads(document.dumps(town.cover(), "zh"))))


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        named = dict(attrs)
        self.ids |= {named["id"] or ""} if "id" in named else set()
        self.links += [named["href"] or ""] if "href" in named else []
        if tag != "meta" and tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_needs_nothing_else(town: Town) -> None:
    town.measure(2, "second", "when: {id: any, label: <b>投入</b>, test: spent > 0}\naward: {amount: 100}\n")
    html = coverage_page(town.cover(town.cases("{}")), "zh")
    page = _Page()
    page.feed(html)
    assert not page.open
    assert not page.seen & {"script", "img", "link", "b>"}
    assert {link.removeprefix("#") for link in page.links} <= page.ids
    assert "<blockquote" in html
    assert "&lt;b&gt;投入&lt;/b&gt;" in html
    assert "http" not in html.replace("http-equiv", "")


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(town: Town, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`incentive test` of the town's policy: exit status, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("INCENTIVE_LANG", raising=False)

    def run(*options: str) -> tuple[int, str, str]:
        status = main(["test", str(town.folder), *options])
        captured = capfd.readouterr()
        return status, captured.out, captured.err

    return run


def test_the_command_reports_and_checks_the_shares(town: Town, run: Run) -> None:
    town.cases("{}")
    status, out, _ = run("--coverage")
    assert status == 0
    assert "单独决定" in out
    status, _, err = run("--coverage", "--fail-under", "99.5%", "--fail-under-mcdc", "1", "--lang", "en")
    assert status == 1
    assert "below the 99.5% that is asked for" in err
    assert "are shown to decide alone, below the 1%" in err


def test_the_form_follows_the_file(town: Town, tmp_path: Path, run: Run) -> None:
    town.cases("{}")
    status, out, err = run("--coverage", "-o", str(tmp_path / "coverage.html"))
    assert (status, out) == (0, "")
    assert "通过" in err
    assert (tmp_path / "coverage.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("--coverage", "--format", "json")[1].startswith("{")


def test_only_the_cases_that_are_wanted_count(town: Town, run: Run) -> None:
    town.cases("{}", "{spent: 0}")
    status, out, _ = run("--coverage", "--format", "json", "-k", "第2例")
    assert status == 0
    assert [one["name"] for one in json.loads(out)["cases"]] == ["第2例"]


@pytest.mark.parametrize("options", [["--fail-under=90"], ["--format=html"], ["--coverage", "--fail-under=101"]])
def test_wrong_usage(town: Town, options: list[str], run: Run) -> None:
    town.cases("{}")
    status, _, err = run(*options)
    assert status == 2
    assert "Traceback" not in err


def test_a_case_that_fails_is_told_beside_the_coverage(town: Town, run: Run) -> None:
    town.cases("{}", expect="{research: {payable: 1}}")
    status, out, err = run("--coverage", "--format", "json")
    assert status == 1
    assert "第1例" in err
    assert json.loads(out)["schema"] == "incentive-engine/coverage/1"


def test_a_wrong_declaration_is_told_with_its_place(town: Town, run: Run) -> None:
    town.cases("{}")
    entry = "unreachable:\n  - {owner: nobody, point: x, outcomes: [true], because: x}\n"
    town.write("town/awards/unreachable.yaml", entry)
    status, _, err = run("--coverage")
    assert status == 2
    assert "unreachable.yaml:2" in err
