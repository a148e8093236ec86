"""Registers of cells as people and programs write them, and what a profile of the same cells is."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from codes import code
from hypothesis import strategies as st

from incentive_engine.mistakes import InputError
from incentive_engine.policy.model import Fact, FactType, Vocabulary
from incentive_engine.profile import Profile, profile_of

_TEXTS: Mapping[FactType, Sequence[str]] = {
    FactType.MONEY: (
        *("0", "1", "-1", "12.5", "12.50", "12.345", "007", "-0", "1e3", "1_000", "5.", ".5", " 7 ", "+3", "１２"),
        *("5万", "5万元", "1.23456789亿", "1.123456789123亿元", "0.00001万元", "1,234.5", "1,234,567元", "12,34", "¥5"),
        *(
            "9999999999999999.99",
            "10000000000000000",
            "99999999999万元",
            "5千元",
            "300万美元",
            "5%",
            "未知",
            "无",
            "inf",
        ),
    ),
    FactType.INTEGER: (
        "0",
        "3",
        "3.0",
        "3.5",
        "20人",
        "-1",
        "1000000",
        "1000001",
        "99999999999999999999",
        "1e2",
        "2万",
        "x",
    ),
    FactType.NUMBER: ("0.5", "3", "1,000", "0.1234567", "0.12345678901234567", "1" * 20, "120平方米", "5%"),
    FactType.RATIO: (
        "5%",
        "0.05",
        "1",
        "1.0",
        "1.5",
        "3‰",
        "12.34567%",
        "0.123456789012",
        "-0.5",
        "100%",
        "150%",
        "0.5 %",
    ),
    FactType.BOOLEAN: ("是", "否", "true", "FALSE", "Yes", "1", "0", "有", "无", "对", "unknown", " 是 ", "ＴＲＵＥ"),
    FactType.DATE: (
        *(
            "2020-06-30",
            "2020/6/30",
            "2020年6月30日",
            "20200630",
            "2020-6-30",
            "2020-02-30",
            "1899-12-31",
            "2101-01-01",
        ),
        *(
            "2020-06-30 00:00:00",
            "2020-06-30 12:00:00",
            "20-06-30",
            "2018-01-01",
            "2019-05-05",
            "-",
            "2020-06-30T00:00:00",
        ),
    ),
    FactType.TEXT: (
        *(
            "雁峰区",
            "007",
            "A-1",
            "某某（集团）有限公司",
            "a b",
            "x\ny",
            "N/A",
            "na",
            "NULL",
            "-",
            "--",
            "不详",
            "未知",
            "１２",
        ),
        *(
            "unknown",
            "Unknown",
            "待定。",
            "'; DROP TABLE register; --",
            '"',
            ",",
            "=1+1",
            "é",
            "\u200b",
            "没有",
            "True",
        ),
    ),
    FactType.CHOICE: ("工业", " 工业 ", "工业4.0", "工业 4.0", "制造业", "国家级", "省级", "国家级 ", "未知", "服务业"),
}


@dataclass
class Firm:
    """The cells of an enterprise by column (empty: nothing), and those of its items by list fact."""

    cells: dict[str, str]
    items: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def cells_of(fact: Fact, *, sound: bool = False) -> st.SearchStrategy[str]:
    """Texts that may stand in a cell of the fact."""
    texts = ["", *_TEXTS[fact.type]]
    if fact.type is FactType.CHOICE:
        texts += list(fact.choices)
    return st.sampled_from(texts)


def columns_of(vocabulary: Vocabulary) -> dict[str, Fact]:
    """The columns that a register may have, lists left out."""
    columns: dict[str, Fact] = {}
    for fact in vocabulary.facts.values():
        if fact.formula is None and fact.type is not FactType.LIST:
            names = [f"{fact.id}@{year}" for year in (2018, 2019, 2020)] if fact.annual else [fact.id]
            columns |= dict.fromkeys(names, fact)
    return columns


@st.composite
def firms(draw: st.DrawFn, vocabulary: Vocabulary) -> list[Firm]:
    """Some enterprises with a few columns each, of which most cells can be read."""
    columns = columns_of(vocabulary)
    chosen = draw(st.lists(st.sampled_from(sorted(columns)), min_size=1, max_size=6, unique=True))
    lists = [fact for fact in vocabulary.facts.values() if fact.type is FactType.LIST]
    found = []
    for number in range(draw(st.integers(1, 8))):
        cells = {"id": code(number), "name": f"企业{number}"}
        cells |= {column: draw(cells_of(columns[column])) for column in chosen}
        items = {
            one.id: [
                {part.id: draw(cells_of(part)) for part in one.item} for _ in range(draw(st.sampled_from((0, 0, 1, 2))))
            ]
            for one in lists
        }
        found.append(Firm(cells, items))
    return found


def expected(firm: Firm, vocabulary: Vocabulary) -> Profile | None:
    """What a profile of the same cells is; None when it is refused."""
    stated = {**{name: text or None for name, text in firm.cells.items()}}
    items = {
        id_: [{name: text or None for name, text in item.items()} for item in listed]
        for id_, listed in firm.items.items()
    }
    try:
        return profile_of({**stated, **items}, vocabulary)
    except InputError:
        return None


def told(profile: Profile) -> str:
    """All that a profile states, to the last digit of every number."""
    return repr((profile.id, profile.name, sorted(profile.facts.items())))


def as_csv(firms: Sequence[Firm], path: Path, **form: str) -> None:
    """Write the enterprises, and their items in files beside."""
    rows = [list(firms[0].cells), *(list(firm.cells.values()) for firm in firms)]
    _write(path, rows, **form)
    for id_ in firms[0].items:
        _write(path.with_suffix(f".{id_}.csv"), _listed(firms, id_), **form)


def as_workbook(firms: Sequence[Firm], path: Path) -> None:
    """Write a workbook with a sheet of enterprises, and one for each list."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        tables = {"企业": [list(firms[0].cells), *(list(firm.cells.values()) for firm in firms)]}
        tables |= {id_: _listed(firms, id_) for id_ in firms[0].items}
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, text in enumerate(row):
                    sheet.write_string(place, column, text)


def as_json_lines(firms: Sequence[Firm], path: Path) -> None:
    """Write a line for each, its lists inside."""
    lines = [
        json.dumps({**{name: text or None for name, text in firm.cells.items()}, **firm.items}, ensure_ascii=False)
        for firm in firms
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _listed(firms: Sequence[Firm], id_: str) -> list[list[str]]:
    items = [(firm.cells["id"], item) for firm in firms for item in firm.items[id_]]
    fields = ["name", "level", "recognized_on", "received"]
    return [["统一社会信用代码", *fields], *([owner, *(item[name] for name in fields)] for owner, item in items)]


def _write(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ",") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
