"""How the sheets of a workbook look: fonts, widths, number formats, headings that stay in sight, pages that print well.

Sheets are written from the top down and kept on disk, not in memory, so a row once written cannot be gone back to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from incentive_engine.report.lines import inert, width
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""How many rows a sheet of Excel has."""

_LONGEST_TEXT = 32_767
_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_A4 = 9
_BLUE, _PALE, _LINE, _GREY = "#1F4E79", "#EAF1F8", "#D0D7DE", "#6B7280"
_LINE_HEIGHT = 16.5


class Kind(Enum):
    """What a column holds, which is how it is shown."""

    TEXT = "text"
    LONG = "long"
    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"
    MARK = "mark"
    TALLY = "tally"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, how wide it is in characters of Latin text, what it holds."""

    heading: str
    width: float
    kind: Kind = Kind.TEXT


class Book:
    """A workbook that is being written, its language and its formats."""

    def __init__(self, workbook: Workbook, lang: Language) -> None:
        self.workbook = workbook
        self.lang = lang
        self._names: set[str] = {"history"}  # Excel keeps this one for itself
        self.format = cache(self._format)

    def say(self, code: str, **values: object) -> str:
        """A sentence of this room."""
        return say(f"results.{code}", self.lang, **values)

    def free_name(self, wanted: str) -> str:
        """A name for a sheet: at most 31 characters, none that Excel forbids, not yet taken."""
        cleaned = _FORBIDDEN.sub(" ", inert(wanted)).strip(" '") or "-"
        name, number = cleaned[:_LONGEST_NAME].rstrip(" '"), 1
        while name.lower() in self._names:
            number += 1
            ending = f"({number})"
            name = cleaned[: _LONGEST_NAME - len(ending)].rstrip(" '") + ending
        self._names.add(name.lower())
        return name

    def sheet(self, name: str, widths: Sequence[float], colour: str | None = None) -> Sheet:
        """A new sheet of this name, which has to be free; set up to be printed on A4, across."""
        worksheet = self.workbook.add_worksheet(name)
        for place, one in enumerate(widths):
            worksheet.set_column(place, place, one, self.format())
        worksheet.set_default_row(_LINE_HEIGHT + 1.5)
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        worksheet.fit_to_pages(1, 0)
        worksheet.set_footer("&L&8&A&R&8" + self.say("page"))
        if colour:
            worksheet.set_tab_color(colour)
        return Sheet(self, worksheet, len(widths))

    def _format(self, *traits: str) -> Format:
        properties: dict[str, Any] = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
        for trait in traits:
            properties.update(_TRAITS[trait])
        return self.workbook.add_format(properties)


_TRAITS: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_size": 18, "bold": True, "font_color": _BLUE},
    "section": {"font_size": 12, "bold": True, "font_color": _BLUE, "bottom": 2, "bottom_color": _BLUE},
    "note": {"font_size": 9, "font_color": _GREY, "text_wrap": True, "valign": "top"},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": _BLUE,
        "align": "center",
        "text_wrap": True,
        "border": 1,
        "border_color": _LINE,
    },
    "cell": {"border": 1, "border_color": _LINE},
    "total": {"bold": True, "bg_color": _PALE, "top": 2, "top_color": _BLUE},
    "figure": {"font_size": 16, "bold": True, "font_color": _BLUE, "align": "center", "bg_color": _PALE},
    "caption": {"font_size": 9, "font_color": _GREY, "align": "center", "bg_color": _PALE},
    "name": {"bold": True, "bg_color": _PALE},
    "link": {"font_color": _BLUE, "underline": 1},
    Kind.TEXT.value: {"num_format": "@", "indent": 1},
    Kind.LONG.value: {"num_format": "@", "text_wrap": True, "indent": 1},
    Kind.COUNT.value: {"num_format": "#,##0", "align": "right", "indent": 1},
    Kind.AMOUNT.value: {"num_format": "#,##0.00", "align": "right", "indent": 1},
    Kind.SHARE.value: {"num_format": "0.0%", "align": "right", "indent": 1},
    Kind.MARK.value: {"num_format": "@", "align": "center"},
    Kind.TALLY.value: {"num_format": "#,##0", "align": "center"},
}


class Sheet:
    """A sheet that is filled from the top down."""

    def __init__(self, book: Book, worksheet: Worksheet, columns: int) -> None:
        self.book = book
        self.worksheet = worksheet
        self.row = 0
        self._columns = columns

    def title(self, text: str) -> None:
        """The title of the sheet."""
        self.worksheet.set_row(self.row, 30)
        self.worksheet.write_string(self.row, 0, inert(text), self.book.format("title"))
        self.row += 1

    def note(self, text: str) -> None:
        """A paragraph in small print across the sheet, as high as it needs."""
        self._across(inert(text), "note")

    def section(self, text: str) -> None:
        """A heading, after an empty row."""
        self.row += 1
        self.worksheet.set_row(self.row, 22)
        form = self.book.format("section")
        self.worksheet.write_string(self.row, 0, inert(text), form)
        for place in range(1, self._columns):
            self.worksheet.write_blank(self.row, place, None, form)
        self.worksheet.set_row(self.row + 1, 4)
        self.row += 2

    def _across(self, text: str, trait: str) -> None:
        room = sum(self._width(place) for place in range(self._columns))
        lines = max(1, -(-int(width(text) * 0.95) // int(room)))
        self.worksheet.set_row(self.row, 15 * lines)
        self.worksheet.merge_range(self.row, 0, self.row, self._columns - 1, text, self.book.format(trait))
        self.row += 1

    def _width(self, place: int) -> float:
        return float(self.worksheet.col_info[place].width)

    def head(self, columns: Sequence[Column]) -> None:
        """The headings of a table."""
        self.worksheet.set_row(self.row, 32 if any(width(one.heading) > one.width for one in columns) else 22)
        for place, column in enumerate(columns):
            self.worksheet.write_string(self.row, place, column.heading, self.book.format("head"))
        self.row += 1

    def cells(self, columns: Sequence[Column], values: Sequence[object], *traits: str) -> None:
        """A row of a table; a row with a long text is as high as that needs."""
        lines = 1
        for place, (column, value) in enumerate(zip(columns, values, strict=True)):
            self.cell(place, column.kind, value, traits)
            if column.kind is Kind.LONG and isinstance(value, str) and len(value) * 2 > column.width:
                lines = max(lines, -(-width(value) // max(int(column.width - 2), 1)))
        if lines > 1:
            self.worksheet.set_row(self.row, height(lines))
        self.row += 1

    def cell(self, place: int, kind: Kind, value: object, traits: Sequence[str] = (), *, to: int | None = None) -> None:
        """A cell of the current row, or one that reaches from the column `place` to the column `to`."""
        form = self.book.format(*(traits if "head" in traits else ("cell", kind.value, *traits)))
        if to is not None and to > place:
            self.worksheet.merge_range(self.row, place, self.row, to, "", form)
        if value is None or value == "":
            self.worksheet.write_blank(self.row, place, None, form)
        elif isinstance(value, (int, Decimal)):
            self.worksheet.write_number(self.row, place, float(value), form)
        elif isinstance(value, Link):
            link = self.book.format("cell", kind.value, *traits, "link")
            self.worksheet.write_url(self.row, place, value.target, link, inert(value.text))
        else:
            self.worksheet.write_string(self.row, place, _fitting(str(value)), form)

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[object]], *, frozen: int = 0) -> int:
        """A table that fills the rest of the sheet: its headings stay in sight and are printed on every page.

        `frozen` columns stay in sight too. Gives the number of rows written.
        """
        first = self.row
        self.head(columns)
        for values in rows:
            self.cells(columns, values)
        self.worksheet.freeze_panes(first + 1, frozen)
        self.worksheet.repeat_rows(first)
        self.worksheet.autofilter(first, 0, max(self.row - 1, first), len(columns) - 1)
        return self.row - first - 1

    def bars(self, first: int, last: int, place: int) -> None:
        """Draw the numbers of a column, from row to row, as bars in their cells."""
        if last > first:
            options = {"type": "data_bar", "bar_color": "#9DC3E6", "bar_solid": True, "min_type": "num", "min_value": 0}
            self.worksheet.conditional_format(first, place, last, place, options)


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to another sheet."""

    text: str
    sheet: str

    @property
    def target(self) -> str:
        """Where it leads, as Excel writes it."""
        quoted = self.sheet.replace("'", "''")
        return f"internal:'{quoted}'!A1"


def height(lines: int) -> float:
    """How high a row of so many lines is; Excel has a limit."""
    return 1.5 + _LINE_HEIGHT * min(lines, 24)


@lru_cache(maxsize=4096)  # most texts of a column are alike
def _fitting(text: str) -> str:
    text = inert(text)
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
