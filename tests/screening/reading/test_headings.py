"""What the columns of a register may be called, and what is said of those that are called otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from codes import code
from found import Mistaken, Read

Written = Callable[..., Path]


@pytest.mark.parametrize(
    "heading",
    [
        *("revenue@2020", "营业收入@2020", "营业收入＠2020", "营业收入@2020年", "营业收入（2020年）", "营业收入(2020)"),
        *("2020年营业收入", "2020年度营业收入", "营业收入2020年", " 营业 收入 @ 2020 ", "2020年营业收入（元）"),
    ],
)
def test_an_annual_fact_is_named_with_its_year(heading: str, read: Read, written: Written) -> None:
    found = read(written(f"id,{heading}\n{code(1)},5\n"))
    assert found.profiles[0].facts == {"revenue": {2020: 5}}


@pytest.mark.parametrize(
    "heading",
    [
        "2020年营业收入（万元）",
        "营业收入（万元）@2020",
        "营业收入（单位：万元）（2020年）",
        "营业收入(万)@2020",
        "revenue@2020（万元）",
    ],
)
def test_bare_numbers_are_in_the_unit_that_the_heading_names(heading: str, read: Read, written: Written) -> None:
    rows = [f"{code(1)},12.5", f'{code(2)},"1,200"', f"{code(3)},7元", f"{code(4)},未知", f"{code(5)},１２"]
    found = read(written(f"统一社会信用代码,{heading}\n" + "\n".join(rows)))
    stated = [one.facts.get("revenue", {}).get(2020) for one in found.profiles]
    assert stated == [125_000, 12_000_000, 7, None, 120_000]


def test_the_own_unit_of_a_fact_may_stand_in_its_heading(read: Read, written: Written) -> None:
    found = read(
        written(
            f"编号,职工人数（人）,合同额（含税）,合同额 (含税) \n{code(1)},20,3,\n".replace(
                ",合同额 (含税) ", ""
            ).replace("3,\n", "3\n")
        )
    )
    assert found.profiles[0].facts == {"staff": 20, "contract_amount": 3}


def test_all_mistaken_headings_are_told_at_once(mistaken: Mistaken) -> None:
    message = mistaken(
        "name,营业收人@2020,revenue,dishonest@2020,研发投入强度,失信记录,dishonest,revenue@20,科技人员占比（%）,企业类型\n"
    )
    assert [one.partition("; ")[0].removeprefix("firms.csv") for one in message.split("\n")] == [
        ": there is no column `id` (统一社会信用代码), by which enterprises are told apart",
        ":1:2: there is no fact called `营业收人@2020`",
        ":1:3: revenue (营业收入) has a figure for each year",
        ":1:4: dishonest (失信记录) has no figures by year, so its name takes no `@2020`",
        ":1:5: rd_intensity (研发投入强度) is computed and cannot be stated",
        ":1:7: dishonest (失信记录) has two columns: `dishonest` is the same as `失信记录` (firms.csv:1:6)",
        ":1:8: `20` is no year for revenue (营业收入)",
        ":1:9: with `%` in the heading `科技人员占比（%）` nobody can tell whether a cell with 5 is 5% or 500% "
        "(tech_staff_share, 科技人员占比)",
    ]
    assert "did you mean 营业收入（revenue）?" in message


def test_columns_of_something_else_may_be_left_out(read: Read, written: Written) -> None:
    path = written(f"id,contact,研发投入强度,企业类型\n{code(1)},张三,5%,工业\n")
    assert read(path, ignore_unknown=True).profiles[0].facts == {"enterprise_kind": "工业"}


def test_a_column_without_a_heading_may_only_be_empty(read: Read, mistaken: Mistaken, written: Written) -> None:
    assert read(written(f"id,企业类型,\n{code(1)},工业,\n")).profiles[0].facts == {"enterprise_kind": "工业"}
    message = mistaken(f"id,,企业类型\n{code(1)},何,工业\n")
    assert message == "firms.csv:1:2: this column has no heading, but holds `何`"
