"""The report as text: what it must say, and that it fits its page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.decision import Decision
from incentive_engine.report.html import html_report
from incentive_engine.report.lines import width
from incentive_engine.report.markdown import markdown_report
from incentive_engine.report.page import Page
from incentive_engine.report.text import text_report

Decide = Callable[..., Decision]


def in_one_line(text: str) -> str:
    """The report without its line breaks and spaces, so that a test does not depend on where lines break."""
    return "".join(text.split())


def named(decision: Decision, name: str) -> Decision:
    """The decision about an enterprise of any name at all, as a program could build it."""
    return replace(decision, profile=replace(decision.profile, name=name))


def test_the_head_says_who_what_when_and_how_sure_the_text_is(decided: Decide) -> None:
    text = text_report(decided())
    assert "测试电缆厂（91430406MA00000009）" in text
    assert "核对日期  2021-03-31" in text
    assert "考核年度  2020 年" in text
    assert "示例区创新激励措施（激励8条）" in text
    assert "2020-01-01 至 2025-12-31" in text
    assert "据公开报道，未见正式文本" in text


def test_an_amount_is_told_with_its_formula_its_ceiling_and_how_to_apply(decided: Decide) -> None:
    text = in_one_line(text_report(decided()))
    assert "1鼓励企业加大研发投入80,000元※（暂定）" in text
    assert "=100,000元" in text
    assert "-20,000元：最高不超过80,000元" in text
    assert "免申即享；受理期3月1日至4月30日（受理中，剩30天）；区科技局" in text
    assert "备案表、审计报告" in text


def test_what_rests_on_a_reconstructed_figure_is_marked_wherever_it_is_shown(decided: Decide) -> None:
    text = text_report(decided())
    assert "可享受 180,000 元 ※" in text  # the total holds the marked amount
    assert "100,000 元 ※" not in text  # the laboratories' award reads no reconstructed figure
    assert "※ 所依据的条款或标准由本项目重构" in text


def test_a_policy_without_anything_reconstructed_has_no_mark(decided: Decide) -> None:
    text = text_report(decided(research={2019: 1, 2020: 1}))
    assert "示例区" in text
    assert "元 ※" not in text


def test_a_provisional_amount_says_so_until_nothing_can_change_it(decided: Decide) -> None:
    assert "80,000 元 ※（暂定）" in text_report(decided())
    settled = text_report(decided(panel_score=60))
    assert "80,000 元 ※\n" in settled
    assert "暂定" not in settled


def test_every_item_of_an_award_is_told_and_why_one_is_not_counted(decided: Decide) -> None:
    text = in_one_line(text_report(decided()))
    assert "电缆中心·省级·2020年6月30日：100,000元" in text
    assert "电缆中心·市级：0元（-50,000元：" in text
    assert "从高不重复" in text


def test_an_undetermined_measure_names_what_is_missing_and_who_can_say_it(decided: Decide) -> None:
    text = text_report(decided(turnover=None))
    assert "如符合：200,000 元" in text
    assert "评审得分（评审认定）" in text
    assert "年营业额（部门核实）" in text
    flat = in_one_line(text)
    assert "向登记、税务、统计等部门核实·年营业额（turnover）见年度纳税申报表；关系到第1项" in flat
    assert "由评审认定·评审得分（panel_score）关系到第3项" in flat


def test_a_question_is_asked_once_in_the_vocabulary_s_own_words(decided: Decide) -> None:
    text = text_report(decided(research=None))
    assert text.count("请填写近三个会计年度的研发支出") == 1


def test_one_condition_short_is_told_with_how_much_is_short(decided: Decide) -> None:
    text = text_report(decided(turnover={2020: 100_000_000}))
    near = in_one_line(text.partition("接近达标（1 项）")[2])
    assert "只差一项条件" in near
    assert "1鼓励企业加大研发投入×研发支出强度3%以上——" in near
    assert "200,000元" in near.partition("差")[2]  # 3 % of a hundred million is 200,000 more than was spent


def test_two_conditions_short_is_not_near(decided: Decide) -> None:
    text = text_report(decided(turnover={2020: 100_000_000}, research={2019: 280, 2020: 280}))
    failed = in_one_line(text.partition("不符合（")[2])
    assert "研发支出较上年增长——" in failed
    assert "研发支出强度3%以上——" in failed


def test_a_failed_choice_shows_every_way_that_was_open(decided: Decide) -> None:
    text = in_one_line(text_report(decided(advanced=False, small_firm=False, blacklisted=True)))
    assert "以下满足任意一项×高成长企业——" in text
    assert "×小微创新企业——" in text


def test_what_a_policy_asks_of_every_measure_is_told_once(decided: Decide) -> None:
    text = text_report(decided(home_district="邻区", panel_score=90))
    assert in_one_line(text).count("注册在示例区——") == 1
    assert "接近达标" not in text
    assert "除上述总要求外，各项条件均已满足。" in text


def test_a_measure_out_of_force_shows_its_days(decided: Decide) -> None:
    text = text_report(decided())
    assert "不在有效期（1 项）" in text
    assert "2020-01-01 至 2020-12-31" in text.partition("发放创新券")[2]


def test_assumptions_stand_at_the_top_and_with_each_measure_that_used_them(decided: Decide) -> None:
    text = text_report(decided(blacklisted=None, assume={"blacklisted": False}))
    assert "黑名单记录＝否" in text
    assert "系假设，未经核实" in text
    assert "用到假设 黑名单记录" in text


def test_a_benefit_stands_where_an_amount_would(decided: Decide) -> None:
    assert "优先推荐省级科技计划项目" in text_report(decided())


def test_the_full_report_adds_clause_source_and_the_whole_proof(decided: Decide) -> None:
    text = in_one_line(text_report(decided(), verbose=True))
    assert "条款对研发支出增长的企业，按增量的10%给予奖励。最高8万元。" in text
    assert "示例日报（news-2020.txt）：“按增量给予奖励”" in text
    assert "总要求（每项措施都须满足）√注册在示例区——" in text
    assert text.count("注册在示例区——") == 1
    assert 'home_district="示例区"' in text
    assert "佐证材料：辅助账" in text
    assert "？评审达到80分——" in text


def test_a_step_that_went_wrong_says_what(decided: Decide) -> None:
    text = in_one_line(text_report(decided(turnover={2020: 0})))
    assert "无法计算" in text


def test_in_english_everything_but_the_policy_s_own_words_is_english(decided: Decide) -> None:
    text = text_report(decided(turnover=None), "en")
    assert "Incentive check" in text
    assert "Assessment year  2020" in text
    assert "if met: 200,000 yuan" in text
    assert "What to find out" in text
    assert "(open now, 30 days left)" in text_report(decided(), "en")
    assert "rests on clauses or figures reconstructed by this project" in " ".join(text.split())


def test_a_decision_about_no_policy_says_so(decided: Decide) -> None:
    from incentive_engine.decision import decide

    assert "没有可核对的措施" in text_report(decide(decided().profile, [], as_of=date(2021, 3, 31)))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("verbose", [False, True])
@settings(deadline=None, max_examples=10)
@given(
    columns=st.integers(40, 120),
    name=st.text(max_size=120),
    turnover=st.sampled_from([None, {2020: 0}, {2020: 100_000_000}, {2020: 12345678901234}]),
    district=st.sampled_from([None, "示例区", "x" * 200]),
)
def test_no_line_is_wider_than_the_page(
    decided: Decide,
    lang: str,
    verbose: bool,
    columns: int,
    name: str,
    turnover: object,
    district: object,
) -> None:
    decision = named(decided(turnover=turnover, home_district=district), name)
    text = text_report(decision, lang, page=Page(columns), verbose=verbose)  # type: ignore[arg-type]
    assert max(map(width, text.split("\n"))) <= columns
    assert "\x1b" not in text


def test_colour_is_for_those_who_ask_for_it(decided: Decide) -> None:
    assert "\x1b[" not in text_report(decided())
    assert "\x1b[32m80,000 元 ※（暂定）\x1b[0m" in text_report(decided(), page=Page(80, colour=True))


def test_a_name_cannot_command_the_terminal(decided: Decide) -> None:
    text = text_report(named(decided(), "\x1b[31m坏\x1b]0;title\x07名\r\n伪造行"))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\r" not in text
    assert not any(line.startswith("伪造行") for line in text.split("\n"))


def test_the_same_decision_reads_the_same_twice(decided: Decide) -> None:
    assert text_report(decided(), verbose=True) == text_report(decided(), verbose=True)


def test_what_every_open_measure_lacks_is_told_once(decided: Decide) -> None:
    text = text_report(decided(blacklisted=None))
    told = text.partition("需补充的信息")[0]
    assert "各项均缺  黑名单记录（部门核实）" in told
    assert told.count("黑名单记录") == 1
    assert "评审得分（评审认定）" in told
    assert "关系到第 1、2、3、4 项" in text


def test_several_policies_are_compared_at_the_top(decided: Decide) -> None:
    one = decided()
    policy = replace(one.policies[0].policy, id="district/other", short_title="另一政策")
    both = replace(one, policies=(*one.policies, replace(one.policies[0], policy=policy)))
    head = in_one_line(text_report(both).partition("发文机关")[0])
    assert "各项政策激励8条：可享受180,000元※" in head
    assert "另一政策：可享受180,000元※" in head
    assert "各项政策" not in text_report(one)


def test_a_lapsed_policy_says_once_that_nothing_is_in_force_and_which_day_to_ask_for(decided: Decide) -> None:
    for form in (text_report, markdown_report, html_report):
        after, before = form(decided(as_of=date(2026, 2, 1))), form(decided(as_of=date(2019, 2, 1)))
        assert in_one_line(after).count("不在本政策的有效期（2020-01-01至2025-12-31）内") == 1
        assert "--as-of2025-12-31" in in_one_line(after)
        assert "--as-of2020-01-01" in in_one_line(before)
        assert "鼓励企业加大研发投入" not in after
        assert "鼓励企业加大研发投入" in form(decided(as_of=date(2026, 2, 1)), verbose=True)
        assert "--as-of 2025-12-31" in " ".join(form(decided(as_of=date(2026, 2, 1)), "en").split())


def test_a_policy_that_is_in_force_suggests_no_other_day(decided: Decide) -> None:
    assert "--as-of" not in text_report(decided())


def test_an_open_measure_is_told_with_what_it_would_add_to_the_total(decided: Decide) -> None:
    beside = text_report(decided())  # its group pays 80,000 already
    assert "如符合：200,000 元（合计增加 120,000 元）" in beside
    assert "if met: 200,000 yuan (adds 120,000 yuan to the total)" in text_report(decided(), "en")
    alone = text_report(decided(research={2019: 1, 2020: 1}))
    assert "如符合：200,000 元\n" in alone
