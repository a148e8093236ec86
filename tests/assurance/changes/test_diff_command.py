"""`incentive diff`: exit statuses, forms of the report, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from states import PLATFORM, POLICY, RD, STATUS, Incentive, States

from incentive_engine.assurance.changes import document
from incentive_engine.assurance.changes.markdown import diff_markdown

SCHEMA = json.loads(Path(document.__file__).with_name("diff.schema.json").read_text("utf-8"))
LIBRARY_POLICY = Path(__file__).parents[3] / "rules/yanfeng/incentives-20"


def test_the_same_is_status_0(states: States, incentive: Incentive) -> None:
    run = incentive("diff", states.old, states.new)
    assert run.status == 0
    assert run.out.endswith("两者相同。\n")


def test_form_alone_is_status_0_and_said_to_be_none(states: States, incentive: Incentive) -> None:
    states.change(RD, "group: spend", "group:   spend # 同组")
    run = incentive("diff", states.old, states.new)
    assert run.status == 0
    assert "只有形式上的不同（排版、顺序、注释）：内容没有改动。" in run.out


def test_a_text_that_decides_nothing_is_status_0(states: States, incentive: Incentive) -> None:
    states.change(RD, "按增量的10%给予奖励", "给予增量的10%")
    run = incentive("diff", states.old, states.new)
    assert run.status == 0
    assert "有改动，但任何企业的结论和金额都不变。" in run.out


@pytest.mark.usefixtures("without_solver")
def test_what_may_be_decided_otherwise_is_status_1_unless_asked_otherwise(states: States, incentive: Incentive) -> None:
    states.change(POLICY, "2023-01-01: 12%", "2023-01-01: 15%")
    run = incentive("diff", states.old, states.new)
    assert run.status == 1
    assert "请安装 incentive-engine[verify]" in run.out
    assert incentive("diff", states.old, states.new, "--exit-zero").status == 0


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_run_twice_it_is_the_same_to_the_byte(
    states: States, incentive: Incentive, tmp_path: Path, form: str, lang: str
) -> None:
    states.change(RD, "research_intensity >= 0.03", "research_intensity > 0.03").change(STATUS, "  any:", "  all:")
    outs = []
    for number in (1, 2):
        out = tmp_path / f"report-{number}"
        run = incentive("diff", states.old, states.new, "--format", form, "--lang", lang, "-o", out)
        assert run.status == 1
        assert run.out == ""
        outs.append(out.read_bytes())
    assert outs[0] == outs[1]


def test_the_document_is_as_its_schema_says(states: States, incentive: Incentive) -> None:
    (states.new / "district/sample/measures/06-voucher.yaml").unlink()
    states.change(RD, "research_intensity >= 0.03", "research_intensity > 0.03")
    states.change(POLICY, "2023-01-01: 12%", "2023-01-01: 15%").change("vocabulary/firm.yaml", "评审得分", "专家评分")
    found = json.loads(incentive("diff", states.old, states.new, "--format", "json").out)
    jsonschema.validate(found, SCHEMA)
    assert found["differs"]
    (policy,) = found["policies"]
    (parameter,) = (one for one in policy["changes"] if one["subject"] == "parameter")
    assert (parameter["id"], parameter["before"], parameter["after"]) == ("rate", "12%", "15%")
    assert (parameter["from"], parameter["to"]) == ("2023-01-01", None)
    kinds = {one["measure"]: one["effect"] for one in policy["measures"]}
    assert kinds["voucher"] == "removed"
    assert found["facts"][0]["id"] == "panel_score"


def test_the_form_follows_the_files_name(states: States, incentive: Incentive, tmp_path: Path) -> None:
    states.change(RD, "按增量的10%给予奖励", "给予增量的10%")
    for name, begins in (("d.json", "{"), ("d.md", "## "), ("d.txt", str(states.old)[:1])):
        incentive("diff", states.old, states.new, "-o", tmp_path / name)
        assert (tmp_path / name).read_text("utf-8").startswith(begins)


def test_markdown_holds_nothing_that_a_rule_file_could_smuggle_in(states: States, incentive: Incentive) -> None:
    states.change(RD, "按增量的10%给予奖励", "按<script>alert(1)</script>增量的[x](http://e.org)给予奖励")
    out = incentive("diff", states.old, states.new, "--format", "markdown").out
    assert "<script>" not in out
    assert "](http:" not in out
    assert "<ins>" in out


def test_markdown_ends_where_a_comment_would_be_too_long(states: States) -> None:
    report = (
        states.change(RD, "research_intensity >= 0.03", "research_intensity > 0.03")
        .change(PLATFORM, "otherwise: 50000", "otherwise: 40000")
        .report()
    )
    whole = diff_markdown(report)
    cut = diff_markdown(report, 900)
    assert len(cut) <= 900 < len(whole)
    assert "其余从略" in cut
    assert "其余从略" not in whole


def test_wrong_usage(states: States, incentive: Incentive) -> None:
    assert incentive("diff", states.old).status == 2
    assert "NEW" in incentive("diff", states.old).err
    assert incentive("diff", states.old, states.new, states.new).status == 2
    assert incentive("diff", states.old, states.new, "--format", "html").status == 2
    for value in ("0", "soon", "-1", "inf", "nan"):
        run = incentive("diff", states.old, states.new, "--timeout", value)
        assert run.status == 2
        assert "不是大于 0 的秒数" in run.err


def test_rules_that_cannot_be_read(states: States, incentive: Incentive) -> None:
    states.change(RD, "test: research_intensity >= 0.03", "test: research_intensty >= 0.03")
    run = incentive("diff", states.old, states.new)
    assert run.status == 2
    assert "research_intensity" in run.err


def test_a_policy_of_the_library(incentive: Incentive, tmp_path: Path) -> None:
    run = incentive("diff", LIBRARY_POLICY, LIBRARY_POLICY, "--lang", "en")
    assert run.status == 0
    assert "They are the same." in run.out
