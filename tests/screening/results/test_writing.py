"""Results as files: the columns of the format in every form, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import openpyxl
import pytest
from stand_in import yuan

from incentive_engine.mistakes import InputError
from incentive_engine.screening.results.report import Input, Report, report
from incentive_engine.screening.results.screened import COLUMNS, Screened
from incentive_engine.screening.results.writing import writer_for
from incentive_engine.screening.results.writing.tables import write_rejects

# openpyxl does not know the bars that Excel draws in cells since 2010, and says so.
pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")


@pytest.fixture
def told(screened: Screened) -> Report:
    return report(screened, [Input("firms.csv", 12, "ab" * 32)])


def written(told: Report, folder: Path, name: str) -> Path:
    path = folder / name
    writer_for(path)(told, path)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_name_of_the_file_says_the_form_and_other_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.parquet, \.csv, \.jsonl, \.xlsx"):
        writer_for(tmp_path / "results.ods")
    writer_for(tmp_path / "RESULTS.XLSX")


def test_parquet_has_the_columns_of_the_format_exact_amounts_and_lists(told: Report, tmp_path: Path) -> None:
    path = written(told, tmp_path, "r.parquet")
    relation = duckdb.sql(f"SELECT * FROM '{path}'")
    assert tuple(relation.columns) == COLUMNS
    assert [str(one) for one in relation.types[6:]] == [
        "DECIMAL(18,2)",
        "DECIMAL(18,2)",
        "BOOLEAN",
        "VARCHAR[]",
        "VARCHAR[]",
    ]
    assert relation.limit(1).fetchall()[0][3:8] == ("growth", 1, "eligible", yuan(50_000), yuan(50_000))
    metadata = dict(duckdb.sql(f"SELECT key::VARCHAR, value::VARCHAR FROM parquet_kv_metadata('{path}')").fetchall())
    assert metadata["policy district/growth"].startswith("sha256 ")


def test_csv_begins_with_a_byte_order_mark_and_joins_lists(told: Report, tmp_path: Path) -> None:
    path = written(told, tmp_path, "r.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,name,policy,")
    rows = read_csv(path)
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 6 * 4
    missed = next(row for row in rows if row["name"] == "乙仪表" and row["measure"] == "research")
    assert missed["failed"] == "certificate、listing"
    assert next(row["payable"] for row in rows if row["verdict"] == "undetermined") == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1", "=cmd|' /C calc'!A1"])
def test_no_text_of_a_csv_file_is_a_formula(screened: Screened, tmp_path: Path, text: str) -> None:
    screened.connection.execute("UPDATE results SET name = ?, id = ? WHERE _row = 0", [text, text])
    screened.connection.execute("INSERT INTO rejects VALUES ('f.csv', 2, ?, ?, ?)", [text, text, text])
    path = written(report(screened), tmp_path, "r.csv")
    write_rejects(screened, tmp_path / "rejects.csv")
    for file, columns in ((path, ("id", "name")), (tmp_path / "rejects.csv", ("column", "value", "reason"))):
        row = read_csv(file)[0]
        assert [row[column] for column in columns] == ["'" + text] * len(columns)


def test_json_lines_hold_amounts_as_texts_and_null_for_what_is_not_known(told: Report, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in written(told, tmp_path, "r.jsonl").read_text("utf-8").splitlines()]
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["payable"], rows[0]["provisional"], rows[0]["failed"]) == ("50000.00", False, [])
    unknown = next(row for row in rows if row["verdict"] == "undetermined")
    assert unknown["payable"] is None and unknown["missing"]


def test_a_budget_adds_one_column_that_says_what_it_took_off(screened: Screened, tmp_path: Path) -> None:
    rows = read_csv(written(report(screened, budget=True), tmp_path, "r.csv"))
    assert tuple(rows[0]) == (*COLUMNS, "budget_adjustment")
    assert (rows[0]["payable"], rows[0]["budget_adjustment"]) == ("42735.00", "-7265.00")


# the workbook


def test_a_workbook_has_a_sheet_for_each_question_and_one_for_each_measure_that_anybody_gets(
    told: Report, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(written(told, tmp_path, "r.xlsx"))
    assert book.sheetnames == [
        "汇总",
        "接近达标",
        "原因",
        "成长办法 1 支持企业做大",
        "成长办法 2 鼓励研发",
        "成长办法 3 优先推荐",
        "示例税收优惠 1 研发支出减税",
        "明细",
        "来源",
    ]


def test_the_sheet_of_all_results_is_read_as_it_stands(told: Report, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(told, tmp_path, "r.xlsx"))["明细"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert len(rows) == 1 + 6 * 4
    assert rows[1][:8] == ("91430406MA00000000", "甲电缆", "district/growth", "growth", 1, "eligible", 50_000, 50_000)
    assert isinstance(rows[1][6], (int, float))


def test_recipients_have_their_amounts_as_numbers_and_their_ids_as_texts(told: Report, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(told, tmp_path, "r.xlsx"))["成长办法 1 支持企业做大"]
    head = next(row for row in sheet.iter_rows() if row[1].value == "统一社会信用代码")
    first = head[0].row + 1
    assert sheet.freeze_panes == f"D{first}"
    assert sheet.auto_filter.ref.startswith(f"A{first - 1}:")
    assert sheet.print_title_rows == f"${first - 1}:${first - 1}"
    assert sheet.page_setup.orientation == "landscape"
    code, amount = sheet.cell(first, 2), sheet.cell(first, 5)
    assert (code.data_type, code.number_format) == ("s", "@")
    assert (amount.value, amount.number_format) == (50_000, "#,##0.00")


def test_a_text_that_looks_like_a_formula_or_a_link_stays_a_text(screened: Screened, tmp_path: Path) -> None:
    for text in ("=1+1", "http://example.org", "0012"):
        screened.connection.execute("UPDATE results SET name = ? WHERE _row = 0", [text])
        path = written(report(screened), tmp_path, f"{len(text)}.xlsx")
        cell = openpyxl.load_workbook(path)["明细"]["B2"]
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_measures_of_the_same_long_name_get_sheets_of_their_own(screened: Screened, tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    from incentive_engine.screening.results.workbook.layout import Book

    book = Book(Workbook(str(tmp_path / "x.xlsx")), "zh")
    names = [book.free_name("a/b:*?[]\\" + "很长的名字" * 9) for _ in range(12)]
    assert len({name.lower() for name in names}) == 12
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert book.free_name("History") == "History(2)"
    assert book.free_name("'") == "-"


def test_where_a_sheet_is_too_short_the_workbook_says_so(
    told: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from incentive_engine.screening.results.workbook import recipients, rows

    monkeypatch.setattr(rows, "MOST_RESULTS", 10)
    monkeypatch.setattr(recipients, "MOST_ROWS", recipients._ABOVE + 1)
    book = openpyxl.load_workbook(written(told, tmp_path, "r.xlsx"))
    assert "明细" not in book.sheetnames
    assert {"成长办法 1 支持企业做大", "成长办法 1 支持企业做大(2)"} <= set(book.sheetnames)
    told_there = [cell.value for row in book["汇总"].iter_rows() for cell in row if cell.value]
    assert any("1,048,576" in str(one) for one in told_there)


def test_sources_name_the_policies_their_fingerprints_and_the_input(told: Report, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(told, tmp_path, "r.xlsx"))["来源"]
    values = [str(row[1].value) for row in sheet.iter_rows()]
    for policy in told.screened.policies:
        assert f"SHA-256 {policy.sha256}" in values
    assert any("firms.csv" in one and "ab" * 32 in one for one in values)
    assert "2021-03-31" in values


def test_a_workbook_in_english_names_its_sheets_in_english(screened: Screened, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(report(screened, lang="en"), tmp_path, "r.xlsx"))
    assert book.sheetnames[:3] == ["Summary", "One condition short", "Reasons"]
