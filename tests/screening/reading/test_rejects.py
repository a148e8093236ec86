"""Rows that are refused: which, why, and that the others go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
from codes import code
from found import Read

Written = Callable[..., Path]


def test_a_wrong_cell_refuses_its_enterprise_and_no_other(read: Read, written: Written) -> None:
    path = written(f"id,2020年营业收入,失信记录\n{code(1)},500万元,否\n{code(2)},一百万,无\n{code(3)},3,\n")
    found = read(path)
    assert [one.id for one in found.profiles] == [code(1), code(3)]
    assert found.rejects == [
        ("firms.csv", 3, "2020年营业收入", "一百万", "营业收入（revenue@2020）的值“一百万”不是数字；可写 500万元"),
        (
            *("firms.csv", 3, "失信记录", "无"),
            "失信记录（dishonest）应为 是 或 否；“无”可能表示“没有此事”，也可能表示“没有填写”，不知道的请留空",
        ),
    ]


def test_an_enterprise_is_known_by_a_valid_code_and_stands_once(read: Read, written: Written) -> None:
    rows = [code(1), "", code(2), code(1), "91430406MA00000008", code(2).lower(), "91430406"]
    found = read(written("id,name\n" + "".join(f"{one},企业\n" for one in rows)))
    assert [one.id for one in found.profiles] == [code(1), code(2)]
    assert [(row, value) for _, row, _, value, _ in found.rejects] == [
        *((3, None), (5, code(1)), (6, "91430406MA00000008"), (7, code(2)), (8, "91430406"))
    ]
    reasons = [reason for *_, reason in found.rejects]
    assert reasons[0] == "没有填写统一社会信用代码"
    assert reasons[1] == reasons[3] == "前面已有一行是这个统一社会信用代码，以前面的为准"
    assert "校验不符" in reasons[2]


def test_a_repeated_code_counts_from_the_first_row_even_if_that_is_refused(read: Read, written: Written) -> None:
    found = read(written(f"id,失信记录\n{code(1)},何\n{code(1)},否\n"))
    assert found.profiles == []
    assert [row for _, row, *_ in found.rejects] == [2, 3]


def test_figures_before_the_year_of_establishment_refuse_the_enterprise(read: Read, written: Written) -> None:
    rows = [f"{code(1)},2019-05-01,1,2", f"{code(2)},2018/12/31,1,2", f"{code(3)},2019-01-01,,2", f"{code(4)},,1,2"]
    found = read(written("id,成立日期,营业收入@2018,营业收入@2019\n" + "\n".join(rows)))
    assert [one.id for one in found.profiles] == [code(2), code(3), code(4)]
    assert found.rejects == [
        (
            *("firms.csv", 2, "营业收入@2018", "1.00"),
            "营业收入（revenue@2018）早于企业成立年份：成立日期（established_on）为 2019-05-01",
        )
    ]


def test_a_number_that_no_column_holds_is_refused(read: Read, written: Written) -> None:
    found = read(written(f"id,建筑面积\n{code(1)},{'1' * 21}\n{code(2)},{'1' * 20}\n{code(3)},0.{'1' * 18}\n"))
    assert [str(one.facts["floor_area"]) for one in found.profiles] == ["1" * 20, "0." + "1" * 18]
    assert "位数过多" in found.rejects[0][-1]


def test_the_rows_of_a_large_file_keep_their_order_and_numbers(read: Read, written: Written) -> None:
    count = 150_000
    wrong = {7: "x", 60_000: "一", 149_998: "?"}
    rows = [f"{code(one)},企业{one},{one}.25,{wrong.get(one, '是')}" for one in range(count)]
    found = read(written("id,name,合同额（含税）,失信记录\n" + "\n".join(rows)))
    assert [(row, value) for _, row, _, value, _ in found.rejects] == [(one + 2, text) for one, text in wrong.items()]
    kept = [one for one in range(count) if one not in wrong]
    assert [one.name for one in found.profiles] == [f"企业{one}" for one in kept]
    assert all(
        one.facts["contract_amount"] * 4 == number * 4 + 1 for one, number in zip(found.profiles, kept, strict=True)
    )


# Lists.


def test_items_belong_to_the_enterprise_of_their_code(read: Read, written: Written) -> None:
    path = written(f"id\n{code(1)}\n{code(2)}\n{code(3)}\n")
    items = [
        f"{code(2)},甲中心,省级",
        f"{code(1)},乙中心,国家级",
        f"{code(2)},丙中心,",
        f"{code(9)},丁,市级",
        ",戊,市级",
    ]
    written("统一社会信用代码,平台名称,级别\n" + "\n".join(items), "firms.研发平台.csv")
    found = read(path)
    platforms = [[item["name"] for item in one.facts["rd_platforms"]] for one in found.profiles]
    assert platforms == [["乙中心"], ["甲中心", "丙中心"], []]
    assert found.rejects == [
        ("firms.研发平台.csv", 5, "统一社会信用代码", code(9), "企业表中没有这个统一社会信用代码"),
        ("firms.研发平台.csv", 6, "统一社会信用代码", None, "没有填写统一社会信用代码"),
    ]


def test_a_wrong_item_refuses_its_enterprise(read: Read, written: Written) -> None:
    path = written(f"id\n{code(1)}\n{code(2)}\n")
    written(f"id,level\n{code(1)},省级\n{code(2)},省级\n{code(2)},县级\n", "firms.rd_platforms.csv")
    found = read(path)
    assert [one.id for one in found.profiles] == [code(1)]
    assert found.register.lists["rd_platforms"].sql == "register_rd_platforms"
    assert [reject[:4] for reject in found.rejects] == [("firms.rd_platforms.csv", 4, "level", "县级")]


def test_without_its_table_a_list_is_unknown_unless_its_column_says_none(read: Read, written: Written) -> None:
    path = written(f"id,研发平台\n{code(1)},\n{code(2)},无\n{code(3)},0\n{code(4)},有\n{code(5)},2\n{code(6)},也许\n")
    found = read(path)
    assert [one.facts for one in found.profiles] == [{}, {"rd_platforms": ()}, {"rd_platforms": ()}]
    assert [(row, value) for _, row, _, value, _ in found.rejects] == [(5, "有"), (6, "2"), (7, "也许")]


def test_the_column_of_a_list_must_agree_with_its_table(read: Read, written: Written) -> None:
    path = written(f"id,研发平台\n{code(1)},1\n{code(2)},有\n{code(3)},无\n{code(4)},3\n{code(5)},\n{code(6)},\n")
    owners = [code(1), code(2), code(2), code(3), code(4), code(5)]
    written("id,name\n" + "".join(f"{one},某\n" for one in owners), "firms.rd_platforms.csv")
    found = read(path)
    assert [
        (one.id, len(one.facts.get("rd_platforms", "?"))) for one in found.profiles if "rd_platforms" in one.facts
    ] == [
        (code(1), 1),
        (code(2), 2),
        (code(5), 1),
    ]
    assert found.profiles[-1].facts == {}
    assert [(row, value, reason) for _, row, _, value, reason in found.rejects] == [
        (4, "0", "研发平台（rd_platforms）一栏与明细不符：明细中有 1 项"),
        (5, "3", "研发平台（rd_platforms）一栏与明细不符：明细中有 1 项"),
    ]


def test_nothing_is_left_behind_but_the_register(
    read: Read, written: Written, connection: duckdb.DuckDBPyConnection
) -> None:
    path = written(f"id,营业收入@2020\n{code(1)},5万\n{code(2)},x\n")
    written(f"id,name\n{code(1)},某\n", "firms.rd_platforms.csv")
    read(path)
    tables = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert tables == {"register", "register_rd_platforms", "rejects"}


def test_fields_that_a_table_of_items_does_not_have_are_unknown(read: Read, written: Written) -> None:
    path = written(f"id\n{code(1)}\n")
    written(f"企业名称,id,level\n示例,{code(1)},省级\n", "firms.rd_platforms.csv")
    ((item,),) = (one.facts["rd_platforms"] for one in read(path).profiles)
    assert list(item) == ["name", "level", "recognized_on", "received"]
    assert item["level"] == "省级"
    assert item["name"].missing == {"rd_platforms"}
