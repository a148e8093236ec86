"""The report as Markdown: what it says, and that nothing in it becomes markup that should not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from incentive_engine.decision import Decision
from incentive_engine.report.lines import inert
from incentive_engine.report.markdown import markdown_report
from incentive_engine.report.markdown_page import escaped

Decide = Callable[..., Decision]

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

HOSTILE = [
    "# heading",
    "- item",
    "1. item",
    "3) item",
    "> quote",
    "*em* **strong** _em_ __strong__ ~~gone~~",
    "`code`",
    "```",
    "    indented",
    "[link](https://example.org)",
    "![image](https://example.org/x.png)",
    "<b>bold</b><script>alert(1)</script>",
    "a | b",
    "&amp; &#42;em&#42;",
    "---",
    "===",
    "https://example.org www.example.org me@example.org",
    "trailing \\",
    "$x$ {{ y }}",
]


def rendered(text: str) -> str:
    return str(READER.render(text))


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("frame", ["{}", "- {}", "# {}", "- **a** {}", "a\n\n{}\n\nb"])
def test_a_text_is_shown_as_it_is(hostile: str, frame: str) -> None:
    def shape(text: str) -> list[str]:
        return [token.type for one in READER.parse(text) for token in (one, *(one.children or ()))]

    markdown = frame.format(escaped(hostile))
    harmless = [kind for kind in shape(frame.format("harmless")) if kind != "text"]
    ignored = ("text", "text_special", "softbreak")
    assert [kind for kind in shape(markdown) if kind not in ignored] == harmless


@given(st.text(max_size=60))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    shown = "".join(token.content for one in READER.parse("x " + escaped(text)) for token in one.children or ())
    assert shown == ("x " + inert(text).strip()).strip()


def test_addresses_do_not_become_links() -> None:
    for address in ("https://example.org", "http://example.org", "ftp://example.org", "www.example.org", "a@b.cn"):
        assert address not in escaped(address)


def test_a_cell_of_a_table_does_not_end_early(decided: Decide) -> None:
    text = markdown_report(decided(turnover=None))
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert len(rows) == 8
    assert {row.count("|") for row in rows} == {6}
    assert "<table>" in rendered(text)


def test_the_report_tells_what_the_text_tells(decided: Decide) -> None:
    text = markdown_report(decided(turnover=None))
    for told in (
        "# 惠企政策核对报告：测试电缆厂",
        "## 示例区创新激励措施（激励8条）",
        "如符合：200,000 元",
        "年营业额（部门核实）",
        "评审得分（panel\\_score）",
        "### 需补充的信息",
    ):
        assert told in text
    assert "80,000 元 ※（暂定）" in markdown_report(decided())
    assert "\n\n\n" not in text


def test_the_full_report_adds_clauses_and_proofs(decided: Decide) -> None:
    text = markdown_report(decided(), verbose=True)
    assert "> 对研发支出增长的企业，按增量的10%给予奖励。" in text
    assert "### 总要求（每项措施都须满足）\n\n- √ 注册在示例区——" in text
    assert "示例日报（news-2020.txt）" in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_changes_nothing_around_it(decided: Decide, hostile: str) -> None:
    def tags(decision: Decision) -> list[str]:
        return [token.type for token in READER.parse(markdown_report(decision, verbose=True))]

    decision = decided()
    assert tags(replace(decision, profile=replace(decision.profile, name=hostile))) == tags(decision)
