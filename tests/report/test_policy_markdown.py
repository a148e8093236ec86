"""A policy as a Markdown page."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from incentive_engine.policy.model import Policy
from incentive_engine.report.policy_markdown import policy_markdown
from incentive_engine.report.policy_text import policy_text

READER = MarkdownIt("commonmark").enable("table")


def test_the_headings_are_those_of_the_document(policy: Policy) -> None:
    lines = policy_markdown(policy).splitlines()
    headings = [line for line in lines if line.startswith("#")]
    assert headings[0].startswith("# ")
    assert headings.index("## 促进技术创新") < headings.index("## 打造双创环境")
    assert [line for line in headings if line.endswith("鼓励企业加大研发投入 ※")]


def test_a_measure_quotes_its_clause_and_tells_conditions_award_and_figures(policy: Policy) -> None:
    text = policy_markdown(policy, only=[policy.measure("rd")])
    assert "\n> " in text
    assert "- 研发支出较上年增长\\\n  判定：研发支出（考核年度） &#62; 研发支出（上一年）\\\n  佐证材料：辅助账" in text
    assert "- 最高 奖励上限" in text
    assert "  - 奖励比例：10%（2020-01-01 起）；12%（2023-01-01 起） ※" in text


def test_a_decision_table_is_a_table(policy: Policy) -> None:
    text = policy_markdown(policy, only=[policy.measure("platform")])
    assert '| 国家级 | 200,000 |' in text
    assert "table_open" in [token.type for token in READER.parse(text)]


def test_one_measure_comes_with_only_what_it_reads(policy: Policy) -> None:
    text = policy_markdown(policy, only=[policy.measure("platform")])
    assert "鼓励企业加大研发投入" not in text
    assert "奖励上限" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_forms_tell_the_same_measures(policy: Policy, lang: str) -> None:
    page, text = policy_markdown(policy, lang), "".join(policy_text(policy, lang).split())  # type: ignore[arg-type]
    for measure in policy.measures:
        assert measure.title in page
        assert "".join(measure.title.split()) in text
