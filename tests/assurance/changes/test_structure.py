"""What is told of one change in a rule file, and that nothing else is."""

from __future__ import annotations

import pytest
from states import PLATFORM, POLICY, RD, STATUS, States

FACTS = "vocabulary/firm.yaml"

CHANGES = {
    "a clause": (
        RD,
        "按增量的10%给予奖励",
        "按增量的8%给予奖励",
        "条文：对研发支出增长的企业，按增量的[-10%-]{+8%+}给予奖励。 最高8万元。",
    ),
    "a title": (RD, "鼓励企业加大研发投入", "鼓励企业增加研发投入", "标题：鼓励企业[-加大-]{+增加+}研发投入"),
    "an operator": (
        RD,
        "research_intensity >= 0.03",
        "research_intensity > 0.03",
        "条件 研发支出强度3%以上：研发支出强度 ≥ 0.03 → 研发支出强度 > 0.03",
    ),
    "a condition added": (
        RD,
        "    - {id: intensity,",
        "    - {id: grown, label: 高成长企业, test: advanced}\n    - {id: intensity,",
        "新增条件：高成长企业",
    ),
    "a label": (
        RD,
        "label: 研发支出较上年增长",
        "label: 研发支出比上年多",
        "条件名称：研发支出[-较-]{+比+}上年[-增长-]{+多+}",
    ),
    "evidence": (
        RD,
        "evidence: [辅助账]",
        "evidence: [辅助账, 审计报告]",
        "佐证材料 研发支出较上年增长：辅助账 → 辅助账、审计报告",
    ),
    "how conditions are joined": (
        STATUS,
        "  any:",
        "  all:",
        "条件的组合方式：以下满足任意一项（高成长企业；小微创新企业） → 以下全部满足（高成长企业；小微创新企业）",
    ),
    "a formula": (
        RD,
        "amount: (research[-1] - research[-2]) * rate",
        "amount: research[-1] * rate",
        "金额：(研发支出（考核年度） - 研发支出（上一年）) × 奖励比例 → 研发支出（考核年度） × 奖励比例",
    ),
    "a ceiling": (RD, "  max: ceiling", "  max: ceiling * 2", "上限：奖励上限 → 奖励上限 × 2"),
    "money instead of a benefit": (
        STATUS,
        "award: {benefit: 优先推荐省级科技计划项目}",
        "award: {amount: 5000}",
        "新增金额：5,000",
    ),
    "a group left": (RD, "group: spend\n", "", "删除组别：同一研发支出：同组措施从高不重复"),
    "a row": (
        PLATFORM,
        "['\"省级\"', '100000']",
        "['\"省级\"', '120000']",
        '表格 第 2 行：级别 "省级"：100,000 → 级别 "省级"：120,000',
    ),
    "a row removed": (PLATFORM, "      - ['\"省级\"', '100000']\n", "", '删除表格 第 2 行：级别 "省级"：100,000'),
    "otherwise": (PLATFORM, "otherwise: 50000", "otherwise: 40000", "表格的其他情形：50,000 → 40,000"),
    "items": (PLATFORM, ", by: p.name, keep: highest", "", "删除逐项的取舍：只取最高的一项"),
    "a figure": (
        POLICY,
        "2023-01-01: 12%",
        "2023-01-01: 15%",
        "参数 奖励比例：12% → 15%，自 2023-01-01",
    ),
    "a figure for some time": (
        POLICY,
        "{2020-01-01: 10%, ",
        "{2020-01-01: 10%, 2021-01-01: 8%, 2022-01-01: 10%, ",
        "参数 奖励比例：10% → 8%，2021-01-01 至 2021-12-31",
    ),
    "a source of a figure": (
        POLICY,
        "source: 邻区同类条款",
        "source: 正式文件",
        "数值出处 奖励比例：[-邻区同类条款-]{+正式文件+}",
    ),
    "a basis": (
        POLICY,
        "basis: reconstructed",
        "basis: reported",
        "文本依据 奖励比例：重构，未见正式文本 → 据公开报道，未见正式文本",
    ),
    "days in force": (
        POLICY,
        "to: 2025-12-31",
        "to: 2026-12-31",
        "有效期：2020-01-01 至 2025-12-31 → 2020-01-01 至 2026-12-31",
    ),
    "a requirement": (
        POLICY,
        "  - {id: honest, label: 未列入失信名单, test: not(blacklisted)}\n",
        "",
        "删除总要求 未列入失信名单：并非（黑名单记录）",
    ),
    "a group's rule": (POLICY, "keep: highest", "keep: sum", "组别 同一研发支出：从高不重复 → 可以叠加"),
    "a derived fact": (
        FACTS,
        "formula: 'research[-1] / turnover[-1]'",
        "formula: 'research[-2] / turnover[-1]'",
        "推算公式 研发支出强度："
        "研发支出（考核年度） / 年营业额（考核年度） → 研发支出（上一年） / 年营业额（考核年度）",
    ),
    "a fact's label": (FACTS, "label: 评审得分", "label: 专家评审得分", "事实名称：{+专家+}评审得分"),
    "a fact's bound": (FACTS, "    minimum: 0\n", "", "删除事实的取值范围 年营业额：0…"),
    "a fact's choices": (
        FACTS,
        "choices: [国家级, 省级, 市级]",
        "choices: [国家级, 省级]",
        "事实的选项 级别：国家级、省级[-、市级-]",
    ),
    "how to apply": (RD, "department: 区科技局", "department: 区发改局", None),
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_is_told_in_one_line(states: States, name: str) -> None:
    file, before, after, line = CHANGES[name]
    lines = states.change(file, before, after).lines()
    if line is not None:
        assert line in lines
    assert lines
    assert states.lines("en")


FORM = {
    "layout": (RD, "research_intensity >= 0.03", "research_intensity  >=  0.030"),
    "order of keys": (RD, "measure: rd\nnumber: 1\n", "number: 1\nmeasure: rd\n"),
    "a comment": (RD, "group: spend", "group: spend   # 同一研发支出"),
    "order of conditions": (
        STATUS,
        "    - {id: advanced, label: 高成长企业, test: advanced}\n"
        "    - {id: sme, label: 小微创新企业, test: small_firm}",
        "    - {id: sme, label: 小微创新企业, test: small_firm}\n"
        "    - {id: advanced, label: 高成长企业, test: advanced}",
    ),
    "the same comparison": (RD, "'research[-1] > research[-2]'", "'research[-2] < research[-1]'"),
    "the same value once more": (POLICY, "{2020-01-01: 8万元}", "{2020-01-01: 8万元, 2022-01-01: 80000}"),
}


@pytest.mark.parametrize("name", FORM)
def test_a_change_of_form_is_none(states: States, name: str) -> None:
    found = states.change(*FORM[name]).compared()
    assert found.none
    assert found.form


def test_files_that_are_alike_are_not_even_read(states: States) -> None:
    for folder in (states.old, states.new):
        (folder / RD).write_text("measure: [", "utf-8")
    found = states.compared()
    assert found.none
    assert not found.form
    assert found.compared == 1


def test_a_measure_that_is_new_or_gone_is_told_by_its_clause(states: States) -> None:
    (states.new / STATUS).unlink()
    (states.new / "district/sample/measures/05-newcomer.yaml").unlink()
    assert "删除措施 壮大创新主体：对高成长企业或小微创新企业给予奖励。" in states.lines()
    assert "New measure 壮大创新主体: 对高成长企业或小微创新企业给予奖励。" in States(states.new, states.old).lines(
        "en"
    )


def test_a_measure_that_moved_has_another_number(states: States) -> None:
    path = states.new / "district/sample/measures/06-voucher.yaml"
    path.write_text(path.read_text("utf-8").replace("number: 6", "number: 9"), "utf-8")
    path.rename(path.with_name("09-voucher.yaml"))
    assert states.lines() == ["条次：6 → 9"]


def test_a_condition_is_the_same_by_what_it_asks_when_its_id_is_another(states: States) -> None:
    lines = states.change(RD, "id: growth", "id: more-research").lines()
    assert lines == ["条件编号 研发支出较上年增长：growth → more-research"]


def test_rows_in_another_order_are_told_as_such(states: States) -> None:
    before = "      - ['\"国家级\"', '200000']\n      - ['\"省级\"', '100000']\n"
    after = "      - ['\"省级\"', '100000']\n      - ['\"国家级\"', '200000']\n"
    (line,) = states.change(PLATFORM, before, after).lines()
    assert line.startswith("表格各行的顺序：")


def test_measures_whose_slice_is_the_same_say_so(states: States) -> None:
    (policy,) = states.change(POLICY, "2023-01-01: 12%", "2023-01-01: 15%").compared().policies
    assert {one.measure.id: one.slice for one in policy.measures} == {"rd": True, "expert": False}
    assert all(one.settlement for one in policy.measures)


def test_a_fact_behind_a_measure_is_part_of_its_slice(states: States) -> None:
    (policy,) = states.change(FACTS, "research[-1] / turnover[-1]", "research[-2] / turnover[-1]").compared().policies
    assert [one.measure.id for one in policy.measures if one.slice] == ["rd"]


def test_another_measures_verdict_is_part_of_a_slice(states: States) -> None:
    (policy,) = states.change(STATUS, "test: advanced", "test: not(advanced)").compared().policies
    assert [one.measure.id for one in policy.measures if one.slice] == ["status", "newcomer"]
