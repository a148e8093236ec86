"""A workbook to fill in: a column for every fact, a sheet for every list, with comments and drop-downs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from incentive_engine.policy.model import Answerer, Fact, FactType
from incentive_engine.profile.dates import FIRST_YEAR, LAST_YEAR
from incentive_engine.profile.loading import CODE, NAME
from incentive_engine.profile.scalars import example
from incentive_engine.screening.reading.workbooks import sheet_name
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_ASKED = (Answerer.ENTERPRISE, Answerer.REGISTRY, Answerer.REVIEWER)
_COLOURS = {Answerer.ENTERPRISE: "#DDEBF7", Answerer.REGISTRY: "#E2EFDA", Answerer.REVIEWER: "#FFF2CC"}
_FORMATS = {
    FactType.DATE: "yyyy-mm-dd",
    FactType.MONEY: "#,##0.00",
    FactType.INTEGER: "#,##0",
    FactType.NUMBER: "General",
}
_AS_TEXT = "@"
_LAST_ROW = 1_048_575
_LONGEST_LIST = 255
"""Characters of a drop-down's choices that Excel takes; longer ones stand in a sheet of their own."""


@dataclass
class _Book:
    """The workbook on the way."""

    book: Workbook
    lang: Language
    choices: dict[tuple[str, ...], str] = field(default_factory=dict)
    formats: dict[str, Format] = field(default_factory=dict)

    def format(self, **settings: Any) -> Format:
        key = repr(sorted(settings.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(settings)
        return self.formats[key]

    def say(self, code: str, **values: object) -> str:
        return say(f"reading.template-{code}", self.lang, **values)


def blank_workbook(facts: Iterable[Fact], *, assessment_year: int, lang: Language = "zh") -> bytes:
    """A workbook (.xlsx) that leaves every one of `facts` open: filled in, `incentive screen` reads it.

    A row an enterprise. Derived facts are left out; annual facts have a column for each year of their window up to
    `assessment_year`; a list fact has a column (some, none, or empty for not known) and a sheet with a row an item.
    Headings are labels in Chinese, ids in English.
    """
    from xlsxwriter import Workbook

    stated = [fact for fact in facts if fact.formula is None]
    asked = [
        fact
        for answerer in _ASKED
        for fact in sorted((one for one in stated if one.answered_by is answerer), key=lambda one: one.place.file)
    ]
    content = BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        book = _Book(workbook, lang)
        _explain(book, workbook.add_worksheet(book.say("help-sheet")))
        main = workbook.add_worksheet(book.say("main-sheet"))
        columns = [(CODE, _name(CODE, lang)), (NAME, _name(NAME, lang))]
        for fact in asked:
            first = assessment_year - fact.years + 1 if fact.annual else assessment_year
            for year in range(first, assessment_year + 1):
                columns.append((fact, _dated(fact, year, lang) if fact.annual else _name(fact, lang)))
        lists = [fact for fact in asked if fact.type is FactType.LIST]
        sheets = {fact.id: workbook.add_worksheet(sheet_name(fact, lang == "zh")) for fact in lists}
        _fill(book, main, columns)
        main.freeze_panes(1, 2)
        for fact in lists:
            owner = [(CODE, _name(CODE, lang)), *([(NAME, NAME.label)] if lang == "zh" else [])]
            _fill(book, sheets[fact.id], [*owner, *((one, _name(one, lang)) for one in fact.item)], fact)
            sheets[fact.id].freeze_panes(1, len(owner))
        _list_choices(book)
    return content.getvalue()


def _name(fact: Fact, lang: Language) -> str:
    return fact.label if lang == "zh" else fact.id


def _dated(fact: Fact, year: int, lang: Language) -> str:
    return f"{fact.label}（{year}年）" if lang == "zh" else f"{fact.id}@{year}"


def _fill(book: _Book, sheet: Worksheet, columns: Sequence[tuple[Fact, str]], items_of: Fact | None = None) -> None:
    """Headings with comments; below them formats and drop-downs."""
    sheet.set_row(0, 48)
    for index, (fact, heading) in enumerate(columns):
        answerer = (items_of or fact).answered_by
        head = book.format(
            bold=True, text_wrap=True, valign="vcenter", align="center", border=1, bg_color=_COLOURS[answerer]
        )
        sheet.write_string(0, index, heading, head)
        comment = _comment(book, fact, sheet_name(fact, book.lang == "zh"))
        sheet.write_comment(0, index, comment, {"x_scale": 2, "y_scale": 1 + comment.count("\n") // 3, "font_size": 9})
        wide = 24 if fact in (CODE, NAME) else min(max(12, _width(heading) + 2), 26)
        sheet.set_column(index, index, wide, book.format(num_format=_FORMATS.get(fact.type, _AS_TEXT)))
        validation = _validation(book, fact)
        if validation:
            sheet.data_validation(1, index, _LAST_ROW, index, validation)


def _comment(book: _Book, fact: Fact, sheet: str) -> str:
    """What the fact is, how to write it, and where it stands."""
    if fact is CODE:
        return book.say("code")
    if fact is NAME:
        return book.say("name")
    lines = [fact.ask or fact.label] if book.lang == "zh" else [fact.label, *([fact.ask] if fact.ask else [])]
    if fact.type is FactType.LIST:
        lines.append(book.say("list", sheet=sheet))
    elif fact.type is FactType.CHOICE:
        lines.append(book.say("choice"))
    elif fact.type is FactType.BOOLEAN:
        lines.append(book.say("boolean"))
    elif fact.type is not FactType.TEXT:
        lines.append(say("profile.blank-example", book.lang, example=example(fact, book.lang)))
    if fact.type is FactType.MONEY:
        lines.append(book.say("money"))
    elif fact.unit:
        lines.append(say("profile.blank-unit", book.lang, unit=fact.unit))
    if fact.source:
        lines.append(say("profile.blank-source", book.lang, source=fact.source))
    return "\n".join(" ".join(line.split()) for line in lines)


def _validation(book: _Book, fact: Fact) -> dict[str, Any] | None:
    """What Excel lets into the column."""
    if fact.type is FactType.DATE:
        between = {"minimum": date(FIRST_YEAR, 1, 1), "maximum": date(LAST_YEAR, 12, 31)}
        about = {"error_title": book.say("wrong"), "error_message": book.say("wrong-date")}
        return {"validate": "date", "criteria": "between", **between, "error_type": "warning", **about}
    words = {
        FactType.BOOLEAN: ("是", "否") if book.lang == "zh" else ("true", "false"),
        FactType.CHOICE: fact.choices,
        FactType.LIST: ("有", "无") if book.lang == "zh" else ("yes", "no"),
    }.get(fact.type)
    if words is None:
        return None
    source: list[str] | str = list(words)
    if len(",".join(words)) > _LONGEST_LIST or any("," in word for word in words):
        source = book.choices.setdefault(words, _reference(book, words))
    about = {"error_title": book.say("wrong"), "error_message": book.say("wrong-choice")}
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning" if fact.type is FactType.LIST else "stop",
        **about,
    }


def _reference(book: _Book, words: Sequence[str]) -> str:
    """Where the sheet of choices will hold these."""
    column = len(book.choices)
    letters = chr(65 + column) if column < 26 else chr(64 + column // 26) + chr(65 + column % 26)
    return f"='{book.say('choices-sheet')}'!${letters}$1:${letters}${len(words)}"


def _list_choices(book: _Book) -> None:
    if not book.choices:
        return
    sheet = book.book.add_worksheet(book.say("choices-sheet"))
    for column, words in enumerate(book.choices):
        sheet.write_column(0, column, words)
    sheet.hide()


def _width(text: str) -> int:
    """Columns that a heading takes, Chinese characters two."""
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def _explain(book: _Book, sheet: Worksheet) -> None:
    """The sheet that says how to fill in the others."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 100, book.format(text_wrap=True, valign="top"))
    sheet.write_string(0, 0, book.say("title"), book.format(bold=True, font_size=14))
    row = 2
    for line in book.say("help").split("\n"):
        sheet.write_string(row, 0, line)
        row += 1
    row += 1
    for answerer in _ASKED:
        sheet.write_string(
            row, 0, say(f"profile.blank-{answerer.value}", book.lang), book.format(bg_color=_COLOURS[answerer])
        )
        row += 1
