"""What the columns of a table are called: the fact that each heading names, its year, the unit of its numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from incentive_engine.mistakes import Mistake, Names, Place
from incentive_engine.policy.amounts import AmountError, parse_amount
from incentive_engine.policy.model import Fact, FactType, Vocabulary
from incentive_engine.profile.dates import read_year
from incentive_engine.profile.loading import CODE, NAME
from incentive_engine.profile.names import FactNames, both_names, stated_sources
from incentive_engine.profile.read_error import ReadError, shown

_CODE_TOO = ("编号",)
"""What else the column of the unified social credit code may be called, if no fact is."""

_OWNER_NAME = Fact(NAME.label, NAME.label, FactType.TEXT, NAME.place)
"""The enterprise's name in a table of items: there for people, and not read."""

_OWNER = FactNames((CODE, _OWNER_NAME))

_AT = re.compile(r"(?P<name>.+?)@(?P<year>[^()]+)")
_YEARS = (
    re.compile(r"(?P<year>[0-9]{4})年度?(?P<name>.+)"),
    re.compile(r"(?P<name>.+?)\((?P<year>[0-9]{4})年?度?\)"),
    re.compile(r"(?P<name>.+?)(?P<year>[0-9]{4})年度?"),
)
_UNIT = re.compile(r"(?P<before>.+?)\((?:单位[::]?)?(?P<unit>[^()0-9]{1,4})\)(?P<after>.*)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: where its heading stands and what it says, the fact that it states, of which year, in which unit.

    `unit` is set where the heading names one that bare numbers below it are in: `营业收入（万元）`.
    """

    index: int
    text: str
    place: Place
    fact: Fact
    year: int | None = None
    unit: str | None = None

    @property
    def name(self) -> str:
        """The column of the register: `revenue@2020`."""
        return self.fact.id if self.year is None else f"{self.fact.id}@{self.year}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A heading as it was found: its column counted from 0, its text, its place."""

    index: int
    text: str
    place: Place


class HeadingNames:
    """What the headings of a table may say: facts (or the fields of a list fact) besides the credit code and name.

    `vocabulary` tells what a derived fact is computed from; `lists` says whether list facts may be columns.
    """

    def __init__(self, facts: Iterable[Fact], vocabulary: Vocabulary, *, named: bool = True) -> None:
        own = tuple(facts)
        self._vocabulary = vocabulary
        self._names = FactNames((CODE, NAME, *own) if named else own)
        self._named = named

    def find(self, name: str) -> Fact | None:
        """The fact of this name; a field of a list before the code that says whose item it is."""
        found = self._names.find(name)
        if found is None and not self._named:
            found = _OWNER.find(name)
        return CODE if found is None and name.strip() in _CODE_TOO else found

    def read(self, cells: Sequence[Cell], mistakes: list[Mistake], *, ignore_unknown: bool = False) -> list[Heading]:
        """The headings that name something; what is wrong with the others goes to `mistakes`."""
        headings: list[Heading] = []
        first: dict[str, Heading] = {}
        for cell in cells:
            heading = self._heading(cell, mistakes, ignore_unknown)
            if heading is None or heading.fact is _OWNER_NAME:
                continue
            before = first.setdefault(heading.name, heading)
            if before is heading:
                headings.append(heading)
            else:
                values = {"label": heading.fact.label, "fact": heading.name}
                names = {"name": shown(cell.text), "first": shown(before.text), "place": str(before.place)}
                mistakes.append(Mistake(cell.place, "reading.heading-twice", {**values, **names}))
        return headings

    def known(self, texts: Iterable[str]) -> int:
        """How many of the texts are headings."""
        return sum(self._meaning(text)[0] is not None for text in texts)

    def _heading(self, cell: Cell, mistakes: list[Mistake], ignore_unknown: bool) -> Heading | None:
        fact, year_text, unit = self._meaning(cell.text)

        def wrong(code: str, **values: object) -> None:
            mistakes.append(Mistake(cell.place, code, {"name": shown(cell.text), **values}))

        if fact is None:
            if not ignore_unknown:
                wrong("reading.unknown-heading", near=self._near(cell.text))
            return None
        about = {"label": fact.label, "fact": fact.id}
        if fact.formula is not None:
            if not ignore_unknown:
                wrong("profile.computed", sources=both_names(stated_sources(fact, self._vocabulary)), **about)
            return None
        if year_text is not None and not fact.annual:
            wrong("profile.no-years", year=shown(year_text), **about)
            return None
        if year_text is None and fact.annual:
            wrong("reading.heading-needs-year", **about)
            return None
        try:
            year = read_year(year_text) if year_text is not None else None
        except ReadError as error:
            wrong(error.code, **{**about, **error.values})
            return None
        if unit is not None and not _fits(unit, fact):
            wrong("reading.heading-percent" if unit in ("%", "‰") else "reading.heading-unit", unit=unit, **about)
            return None
        own = unit is not None and unit == unicodedata.normalize("NFKC", fact.unit or "")
        return Heading(cell.index, cell.text, cell.place, fact, year, None if own or unit == "元" else unit)

    def _near(self, text: str) -> Names:
        """The facts called most like the heading, or like what it says besides the year."""
        return self._names.near(text) or self._names.near(re.sub(r"[@＠(（]?[0-9]{4}年?度?[)）]?", "", text))

    def _meaning(self, text: str) -> tuple[Fact | None, str | None, str | None]:
        """The fact, the text of the year and the unit that a heading names."""
        fact, year = self._dated(text)
        if fact is not None:
            return fact, year, None
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        match = _UNIT.fullmatch(plain)
        if match is None:
            return None, None, None
        fact, year = self._dated(match["before"] + match["after"])
        return fact, year, match["unit"]

    def _dated(self, text: str) -> tuple[Fact | None, str | None]:
        fact = self.find(text)
        if fact is not None:
            return fact, None
        plain = "".join(unicodedata.normalize("NFKC", text).split())
        match = _AT.fullmatch(plain)
        if match is not None:
            return self.find(match["name"]), match["year"]
        for form in _YEARS:
            match = form.fullmatch(plain)
            fact = self.find(match["name"]) if match else None
            if match is not None and fact is not None:
                return fact, match["year"]
        return None, None


def _fits(unit: str, fact: Fact) -> bool:
    """Whether bare numbers of the fact can be in the unit.

    Not a percent sign: a spreadsheet holds 5% as 0.05 or as 5, and nobody can tell which it was.
    """
    if fact.unit and unit == unicodedata.normalize("NFKC", fact.unit):
        return True
    if fact.type is FactType.MONEY:
        try:
            return parse_amount(f"1{unit}").unit in ("元", "")
        except AmountError:
            return False
    return False
