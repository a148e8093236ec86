"""The workbook that officials fill in: what it asks for, and that it is read as it was filled in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from codes import code
from found import Read

from incentive_engine.policy import load_vocabulary
from incentive_engine.policy.model import Fact, FactType, Vocabulary
from incentive_engine.profile import profile_of
from incentive_engine.screening.reading.template import blank_workbook
from incentive_engine.wording import Language

LANGUAGES: Iterable[Language] = ("zh", "en")


def filled(path: Path, vocabulary: Vocabulary, lang: Language, rows: dict[str, list[dict[str, object]]]) -> Path:
    """The template with these rows by sheet, each a mapping from heading to value."""
    book = openpyxl.load_workbook(BytesIO(blank_workbook(vocabulary.facts.values(), assessment_year=2020, lang=lang)))
    for name, listed in rows.items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for row, values in enumerate(listed, 2):
            for heading, value in values.items():
                sheet.cell(row, columns[heading], value)
    book.save(path)
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_untouched_it_is_a_register_of_nobody(
    read: Read, vocabulary: Vocabulary, tmp_path: Path, lang: Language
) -> None:
    found = read(filled(tmp_path / "blank.xlsx", vocabulary, lang, {}))
    assert found.register.rows == 0
    stated = [one for one in vocabulary.facts.values() if one.formula is None]
    assert {column.fact.id for column in found.register.main.columns.values()} == {one.id for one in stated}
    assert [name for name in found.register.main.columns if name.startswith("revenue")] == [
        *("revenue@2018", "revenue@2019", "revenue@2020")
    ]


def test_filled_in_it_is_read_without_edits(read: Read, vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = filled(
        tmp_path / "register.xlsx",
        vocabulary,
        "zh",
        {
            "企业": [
                {
                    "统一社会信用代码": code(1),
                    "企业名称": "示例电缆有限公司",
                    "成立日期": datetime(2005, 3, 18),
                    "企业类型": "工业",
                    "失信记录": "否",
                    "营业收入（2019年）": 5100.25,
                    "营业收入（2020年）": "6,300.5万元",
                    "科技人员占比": "12.5%",
                    "增长率": "150%",
                    "职工人数": 320,
                    "建筑面积": 0.1 + 0.2,
                    "研发平台": "有",
                    "注册地": "007",
                },
                {"统一社会信用代码": code(2), "研发平台": "无", "成立日期": "2020年6月30日", "科技人员占比": 0.05},
                {"统一社会信用代码": code(3), "失信记录": True},
            ],
            "研发平台": [
                {"统一社会信用代码": code(1), "企业名称": "示例", "平台名称": "甲", "级别": "省级", "已获奖励": 100},
                {"统一社会信用代码": code(1), "认定日期": date(2020, 6, 30)},
            ],
        },
    )
    found = read(path)
    assert found.rejects == []
    wanted = {
        "established_on": "2005-03-18",
        "enterprise_kind": "工业",
        "dishonest": "否",
        "revenue": {2019: "5100.25", 2020: "6300.5万元"},
        "tech_staff_share": "12.5%",
        "growth": "150%",
        "staff": 320,
        "floor_area": "0.3",
        "registered_district": "007",
        "rd_platforms": [{"name": "甲", "level": "省级", "received": 100}, {"recognized_on": "2020-06-30"}],
    }
    assert repr(sorted(found.profiles[0].facts.items())) == repr(sorted(profile_of(wanted, vocabulary).facts.items()))
    assert found.profiles[1].facts == {
        "established_on": date(2020, 6, 30),
        "tech_staff_share": profile_of({"tech_staff_share": "5%"}, vocabulary).facts["tech_staff_share"],
        "rd_platforms": (),
    }
    assert found.profiles[2].facts == {"dishonest": True}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_column_says_what_to_write(vocabulary: Vocabulary, lang: Language) -> None:
    book = openpyxl.load_workbook(BytesIO(blank_workbook(vocabulary.facts.values(), assessment_year=2020, lang=lang)))
    explaining, main, platforms = book.worksheets
    assert explaining.cell(3, 1).value
    assert main.freeze_panes == "C2"
    assert all(cell.comment is not None and cell.comment.text for cell in main[1])
    comments = {cell.value: cell.comment.text for cell in main[1]}
    revenue = comments["营业收入（2020年）" if lang == "zh" else "revenue@2020"]
    assert "请填写近三个会计年度的营业收入" in revenue
    assert "企业所得税年度纳税申报表（税务）" in revenue
    drop_downs = {
        str(one.sqref).split(":")[0].rstrip("0123456789"): one.formula1
        for one in main.data_validations.dataValidation
        if one.type == "list"
    }
    columns = {cell.value: cell.column_letter for cell in main[1]}
    assert drop_downs[columns["企业类型" if lang == "zh" else "enterprise_kind"]] == '"工业,建筑业,服务业,工业 4.0"'
    assert drop_downs[columns["失信记录" if lang == "zh" else "dishonest"]] == (
        '"是,否"' if lang == "zh" else '"true,false"'
    )
    assert platforms.title == ("研发平台" if lang == "zh" else "rd_platforms")


def test_choices_too_long_for_a_drop_down_stand_in_a_hidden_sheet(read: Read, tmp_path: Path) -> None:
    choices = tuple(f"很长的一个选项，带逗号,第{number}项" for number in range(60))
    fact = Fact("kind", "类别", FactType.CHOICE, next(iter(load_vocabulary().facts.values())).place, choices=choices)
    vocabulary = Vocabulary({"kind": fact}, {"类别": fact})
    path = filled(
        tmp_path / "long.xlsx", vocabulary, "zh", {"企业": [{"统一社会信用代码": code(1), "类别": choices[7]}]}
    )
    book = openpyxl.load_workbook(path)
    assert book["选项"].sheet_state == "hidden"
    assert book["企业"].data_validations.dataValidation[0].formula1 == "'选项'!$A$1:$A$60"
    assert read(path, vocabulary).profiles[0].facts == {"kind": choices[7]}


def test_the_whole_library_fits_in_a_workbook(read: Read, tmp_path: Path) -> None:
    vocabulary = load_vocabulary()
    found = read(filled(tmp_path / "all.xlsx", vocabulary, "zh", {}), vocabulary)
    assert {column.fact.id for column in found.register.main.columns.values()} == {
        one.id for one in vocabulary.facts.values() if one.formula is None
    }
