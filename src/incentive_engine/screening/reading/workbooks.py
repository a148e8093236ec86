"""Workbooks of Excel and LibreOffice: a sheet of enterprises, and a sheet for each list fact."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.model import Fact, FactType, Vocabulary
from incentive_engine.profile.names import FactNames
from incentive_engine.profile.read_error import shown
from incentive_engine.screening.reading.archives import Cells, unreadable_cells
from incentive_engine.screening.reading.csv_files import scanned
from incentive_engine.screening.reading.headings import Cell, HeadingNames
from incentive_engine.screening.reading.source import NUMBER, Source
from incentive_engine.screening.reading.text_files import fault
from incentive_engine.wording import say

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MOST_ABOVE = 20
"""Rows in which the headings are looked for: titles may stand above them."""

_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'"))


def sheet_name(fact: Fact, label: bool = True) -> str:
    """What the sheet of a list fact is called: its label or id, as far as Excel allows."""
    return (fact.label if label else fact.id).translate(_NOT_IN_NAMES)[:_LONGEST_NAME]


def workbook_sources(
    path: Path, vocabulary: Vocabulary, scratch: Path, mistakes: list[Mistake], *, ignore_unknown: bool
) -> list[Source]:
    """The tables of a workbook, that of the enterprises first; what is wrong goes to `mistakes`.

    The first sheet that is of no list fact is that of the enterprises. Hidden, empty and explaining sheets are left
    out. Raises InputError for a file that cannot be opened, or not safely.
    """
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    unreadable = unreadable_cells(path)
    lists = [fact for fact in vocabulary.facts.values() if fact.type is FactType.LIST and fact.formula is None]
    names = FactNames(lists)
    by_sheet = {sheet_name(fact, label): fact for fact in lists for label in (True, False)}
    sources: list[Source] = []
    main: Source | None = None
    seen: dict[str, str] = {}
    try:
        book = load_workbook(str(path))
        sheets = [
            one.name
            for one in book.sheets_metadata
            if one.visible is SheetVisibleEnum.Visible and one.typ is SheetTypeEnum.WorkSheet
        ]
        for name in sheets:
            if name in _explaining():
                continue
            fact = by_sheet.get(name) or names.find(name)
            sheet = book.get_sheet_by_name(name)
            if sheet.height == 0:
                continue
            place = Place(f"{path}:{name}")
            if fact is None and main is not None:
                if not ignore_unknown:
                    mistakes.append(
                        Mistake(place, "reading.unknown-sheet", {"name": shown(name), "near": names.near(name)})
                    )
                continue
            if fact is not None and seen.setdefault(fact.id, name) != name:
                about = {"label": fact.label, "fact": fact.id, "first": shown(seen[fact.id])}
                mistakes.append(Mistake(place, "reading.sheet-twice", about))
                continue
            headings = HeadingNames(fact.item if fact else vocabulary.facts.values(), vocabulary, named=fact is None)
            copy = scratch / f"sheet{len(seen)}-{len(sources)}.csv"
            source = _sheet(sheet, place.file, unreadable.get(name, {}), headings, copy, mistakes, ignore_unknown, fact)
            if fact is None:
                main = source
            else:
                sources.append(source)
    except (CalamineError, OSError) as error:
        code = "reading.encrypted" if "password" in str(error).lower() else "reading.damaged-workbook"
        raise fault(str(path), code) from None
    if main is None:
        raise InputError([*mistakes, Mistake(Place(str(path)), "reading.no-enterprises")])
    return [main, *sources]


def _explaining() -> tuple[str, ...]:
    return tuple(say("reading.template-help-sheet", lang) for lang in ("zh", "en"))


def _sheet(
    sheet: CalamineSheet,
    file: str,
    unreadable: Cells,
    names: HeadingNames,
    copy: Path,
    mistakes: list[Mistake],
    ignore_unknown: bool,
    fact: Fact | None,
) -> Source:
    """One sheet as a source, its cells as texts in a copy of CSV."""
    left = sheet.start[1] if sheet.start else 0
    top = [[_text(cell) for cell in row] for row in islice(sheet.iter_rows(), _MOST_ABOVE)]
    at = max(range(len(top)), key=lambda row: (names.known(top[row]), any(top[row]), -row))
    for range_ in sheet.merged_cell_ranges or ():
        (first_row, first_column), (last_row, _) = range_
        if last_row >= at:
            mistakes.append(Mistake(Place(f"{file}!{reference(first_row, first_column)}"), "reading.merged-cells"))
    cells = [
        Cell(index, text, Place(f"{file}!{reference(at, left + index)}")) for index, text in enumerate(top[at]) if text
    ]
    headings = tuple(names.read(cells, mistakes, ignore_unknown=ignore_unknown))
    unnamed = {index for index, text in enumerate(top[at]) if not text}
    with copy.open("w", encoding="utf-8", errors="replace", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*(f"x{index}" for index in range(len(top[at]))), NUMBER])
        failed = _by_row(unreadable)
        for number, row in enumerate(sheet.iter_rows()):
            if number <= at:
                continue
            texts = [cell if type(cell) is str else _text(cell) for cell in row]
            for column, text in failed.get(number, ()):
                if 0 <= column - left < len(texts):
                    texts[column - left] = text
            if not any(text and not text.isspace() for text in texts):
                continue
            for index in [index for index in unnamed if texts[index].strip()]:
                place = Place(f"{file}!{reference(number, left + index)}")
                mistakes.append(Mistake(place, "reading.no-heading", {"value": shown(texts[index])}))
                unnamed.discard(index)
            writer.writerow([*texts, number + 1])
    sql = scanned(copy, [*(f"x{index}" for index in range(len(top[at]))), NUMBER])
    texts_of = {one.index: (f"x{one.index}", "VARCHAR") for one in headings}
    return Source(file, sql, headings, texts_of, frozenset((NUMBER,)), fact=fact)


def _by_row(cells: Cells) -> Mapping[int, Sequence[tuple[int, str]]]:
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in cells.items():
        rows.setdefault(row, []).append((column, text))
    return rows


def reference(row: int, column: int) -> str:
    """The name of a cell, from its row and column counted from 0: `B3`."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _text(cell: Any) -> str:
    """A cell as a person would write it: a number in its shortest form of 15 digits, a day without a time."""
    return _WRITERS.get(type(cell), str)(cell)


def _number(number: float) -> str:
    text = format(number, ".15g")
    return f"{Decimal(text):f}" if "e" in text else text


def _moment(moment: datetime) -> str:
    return str(moment.date() if moment.time() == time() else moment)


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    str: str,
    float: _number,
    bool: lambda truth: "TRUE" if truth else "FALSE",
    date: date.isoformat,
    datetime: _moment,
}
