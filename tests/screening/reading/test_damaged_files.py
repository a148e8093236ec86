"""Files that cannot be read as a whole: one clear sentence, whatever is in them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from codes import code
from found import Mistaken, Read

from incentive_engine.screening.reading import archives, text_files

Written = Callable[..., Path]


def workbook(path: Path, *sheets: tuple[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


# Any file.


def test_a_file_that_is_not_there_or_of_another_kind(mistaken: Mistaken, tmp_path: Path) -> None:
    assert mistaken(tmp_path / "no.csv") == "no.csv: there is no such file"
    assert mistaken(tmp_path / "no.xlsx") == "no.xlsx: there is no such file"
    assert mistaken(tmp_path / "no.parquet") == "no.parquet: there is no such file"
    assert "no file matches" in mistaken(tmp_path / "no*.parquet")
    assert "not a form that a register is read from" in mistaken("x", "firms.docx")
    (tmp_path / "folder.csv").mkdir()
    assert "folder" in mistaken(tmp_path / "folder.csv")


@pytest.mark.parametrize("name", ["firms.csv", "firms.xlsx", "firms.jsonl", "firms.xls"])
def test_an_empty_file(name: str, mistaken: Mistaken) -> None:
    assert mistaken("", name) == f"{name}: the file is empty"


@pytest.mark.parametrize("name", ["firms.csv", "firms.jsonl"])
def test_what_is_no_text(name: str, mistaken: Mistaken) -> None:
    assert "holds NUL bytes" in mistaken(b"id,name\n1,\0\n", name)
    assert "holds NUL bytes" in mistaken(bytes(range(256)) * 40, name)
    assert "encod" in mistaken(b"id\n\xff\xff\xff\xff\n", name)


def test_a_cell_of_any_size_does_not_fill_the_memory(
    mistaken: Mistaken, monkeypatch: pytest.MonkeyPatch, read: Read, written: Written
) -> None:
    monkeypatch.setattr(text_files, "LONGEST_LINE", 3_000_000)
    assert "a line is longer than 3 MB" in mistaken(f'id,name\n{code(1)},"' + "x" * 6_000_000 + '"\n')
    monkeypatch.undo()
    lines = "\n".join("x" * 100 for _ in range(5_000))
    assert "a quotation mark in row 2 is never closed" in mistaken(f'id,name\n{code(1)},"{lines}\n')


# CSV.


def test_rows_that_are_none_are_refused_and_blank_ones_left_out(read: Read, written: Written) -> None:
    rows = [
        f"{code(1)},甲,",
        "",
        f"{code(2)},乙",
        f'{code(3)},"丙\n丙",',
        ",,",
        f"{code(4)},丁,,多",
        f'{code(5)},"戊"x,',
    ]
    found = read(written("id,name,企业类型\r\n" + "\r\n".join(rows) + f"\n{code(6)},己,,,\n"))
    assert [one.id for one in found.profiles] == [code(1), code(3), code(6)]
    assert [(row, reason) for _, row, _, _, reason in found.rejects] == [
        (4, "这一行有 2 格，而表头有 3 栏"),
        (7, "这一行有 4 格，而表头有 3 栏"),
        (8, "这一行的引号用法有误，无法分栏"),
    ]


def test_a_heading_alone_is_a_register_of_nobody(read: Read, written: Written) -> None:
    assert read(written("id,name")).register.rows == 0


def test_a_file_beside_that_is_for_no_list(mistaken: Mistaken, written: Written) -> None:
    written("id\n", "firms.研发平太.csv")
    assert mistaken(f"id\n{code(1)}\n") == (
        "firms.研发平太.csv: `研发平太` in the file's name is no list fact; did you mean 研发平台（rd_platforms）?"
    )


def test_what_a_screening_wrote_beside_the_register_is_no_list(read: Read, written: Written) -> None:
    for name in ("rejects", "what-if"):
        written("file,row\n", f"firms.{name}.csv")
    assert read(written(f"id\n{code(1)}\n")).register.rows == 1


# JSON lines.


def test_lines_that_cannot_be_taken_are_refused(read: Read, written: Written) -> None:
    lines = [
        f'{{"id": "{code(1)}", "revenue": {{"2020": 1.50}}, "失信记录": false, "rd_platforms": []}}',
        "{",
        "[1]",
        f'{{"id": "{code(2)}", "id": "{code(3)}"}}',
        f'{{"id": "{code(2)}", "staff": [1]}}',
        f'{{"id": "{code(2)}", "rd_platforms": ["甲"]}}',
        f'{{"id": "{code(2)}", "revenue@2020": NaN}}',
        "",
        f'{{"id": "{code(4)}", "staff": 12345678901234567890, "注册地": 007}}',
        f'{{"id": "{code(5)}", "注册地": 1.50, "floor_area": 12345678901234.123456}}',
    ]
    found = read(written("\n".join(lines), "firms.jsonl"))
    assert [one.facts for one in found.profiles[1:]] == [
        {"registered_district": "1.50", "floor_area": found.profiles[1].facts["floor_area"]}
    ]
    assert str(found.profiles[1].facts["floor_area"]) == "12345678901234.123456"
    assert [row for _, row, *_ in found.rejects] == [2, 3, 4, 5, 6, 7, 9]


def test_unknown_keys_of_json_lines_are_told_once_each(mistaken: Mistaken) -> None:
    line = f'{{"id": "{code(1)}", "staf": 1, "rd_platforms": [{{"等级": 1}}, {{"等级": 2}}]}}\n'
    message = mistaken(line * 3, "firms.jsonl")
    assert [one.partition("; ")[0] for one in message.split("\n")] == [
        "firms.jsonl:1: there is no fact called `staf`",
        "firms.jsonl:1: rd_platforms[1] (研发平台) has no field called `等级` (did you mean 级别（level）?)",
    ]


def test_a_file_without_any_json(mistaken: Mistaken) -> None:
    assert "cannot be read" in mistaken("id,name\n", "firms.jsonl")


# Parquet.


def test_parquet_that_is_damaged_or_of_odd_types(mistaken: Mistaken, connection: object, tmp_path: Path) -> None:
    assert "damaged or cut short" in mistaken(b"PAR1" + b"\0" * 50, "firms.parquet")
    path = tmp_path / "odd.parquet"
    connection.execute(f"COPY (SELECT '{code(1)}' AS id, [1] AS staff, '\\x00'::BLOB AS 注册地) TO '{path}'")  # type: ignore[attr-defined]
    message = mistaken(path)
    assert "staff (职工人数) is of the type INTEGER[]" in message
    assert "registered_district (注册地) is of the type BLOB" in message
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "damaged or cut short" in mistaken(path)


# Workbooks.


def test_what_is_no_workbook(mistaken: Mistaken, tmp_path: Path) -> None:
    assert "this is no Excel or ODS workbook" in mistaken("<html>", "firms.xls")
    assert "encrypted" in mistaken(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "firms.xlsx")
    assert "damaged" in mistaken(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "firms.xls")
    path = workbook(tmp_path / "firms.xlsx", ("企业", [["id"], [code(1)]]))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "workbook" in mistaken(path)
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "damaged" in mistaken(tmp_path / "other.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(
    mistaken: Mistaken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "bomb.xlsx", ("企业", [["id"], [code(1)]]))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb", b"0" * 8_000_000)
    monkeypatch.setattr(archives, "LARGEST", 4 << 20)
    assert "takes more than 4 MB unpacked" in mistaken(path)


def test_a_cell_far_off_does_not_fill_the_memory(mistaken: Mistaken, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id"])
    book.active["XFD1048576"] = 1
    book.save(tmp_path / "far.xlsx")
    assert "spans 1048576 rows by 16384 columns" in mistaken(tmp_path / "far.xlsx")


def test_formulas_that_failed_or_were_never_computed_are_not_empty_cells(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    workbook(path, ("企业", [["id", "合同额（含税）"], [code(1), "=1+1"], [code(2), 5]]))
    found = read(path)
    assert [one.id for one in found.profiles] == [code(2)]
    assert [(row, column, value) for _, row, column, value, _ in found.rejects] == [(2, "合同额（含税）", "=1+1")]
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("企业")
        sheet.write_row(0, 0, ["id", "合同额（含税）"])
        sheet.write_row(1, 0, [code(1)])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_row(2, 0, [code(2)])
        sheet.write_formula(2, 1, "=2*3", None, 6)
    found = read(path)
    assert [one.facts for one in found.profiles] == [{"contract_amount": 6}]
    assert [(row, value) for _, row, _, value, _ in found.rejects] == [(2, "#DIV/0!")]


def test_mistakes_of_a_workbook_name_sheet_and_cell(mistaken: Mistaken, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "firms.xlsx",
        ("企业", [["企业情况表"], ["id", "营收", None], [code(1), 5, "何"]]),
        ("研发平太", [["id", "name"], [code(1), "甲"]]),
        ("研发平台", [["平台名称", "等级"], ["甲", "省级"]]),
        ("Sheet4", []),
    )
    book = openpyxl.load_workbook(path)
    book["企业"].merge_cells("A1:C1")
    book["企业"].merge_cells("A3:A4")
    book.save(path)
    assert [one.partition("; ")[0].partition(" (")[0] for one in mistaken(path).split("\n")] == [
        "firms.xlsx:企业!A3: cells are merged here, of which only the first has a value",
        "firms.xlsx:企业!B2: there is no fact called `营收`",
        "firms.xlsx:企业!C3: this column has no heading, but holds `何`",
        "firms.xlsx:研发平台: there is no column `id`",
        "firms.xlsx:研发平台!B1: there is no fact called `等级`",
        "firms.xlsx:研发平太: the sheet `研发平太` is for nothing known: there is no list fact of this name",
    ]


def test_a_workbook_without_enterprises(mistaken: Mistaken, tmp_path: Path) -> None:
    path = workbook(tmp_path / "firms.xlsx", ("研发平台", [["id", "name"], [code(1), "甲"]]))
    assert mistaken(path) == "firms.xlsx: there is no sheet of enterprises"
    path = workbook(tmp_path / "firms.xlsx", ("企业", []))
    assert mistaken(path) == "firms.xlsx: there is no sheet of enterprises"
