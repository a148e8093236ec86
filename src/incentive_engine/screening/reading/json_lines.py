"""JSON lines: an enterprise a line, written as a profile in JSON is, its lists and figures by year inside it or not."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from incentive_engine.mistakes import Mistake, Place
from incentive_engine.policy.model import Fact, FactType, Vocabulary
from incentive_engine.profile.names import FactNames, both_names
from incentive_engine.profile.read_error import shown
from incentive_engine.profile.scalars import example, states_nothing
from incentive_engine.screening.reading.csv_files import scanned
from incentive_engine.screening.reading.headings import Cell, Heading, HeadingNames
from incentive_engine.screening.reading.rejecting import Reject
from incentive_engine.screening.reading.source import NUMBER, POSITION, Source
from incentive_engine.screening.reading.text_files import examine, fault
from incentive_engine.wording import Language, say

Row = dict[str, str]
"""Texts by the name of their column."""


class _RefusedError(Exception):
    """A line that cannot be taken: the key that is wrong (None: the line), what it holds, and why."""

    def __init__(self, key: str | None, value: object, code: str, **values: object) -> None:
        self.key, self.value, self.code, self.values = key, value, code, values
        super().__init__(code)


@dataclass
class _Part:
    """Rows that have the same columns, in a file of CSV."""

    path: Path
    columns: list[str]


@dataclass
class _Lines:
    """What is found on the way through a file."""

    file: str
    vocabulary: Vocabulary
    mistakes: list[Mistake]
    ignore_unknown: bool
    number: int = 0
    headings: dict[str, Heading] = field(default_factory=dict)
    keys: dict[str, Heading | None] = field(default_factory=dict)
    plain: dict[str, str] = field(default_factory=dict)  # columns by keys that state single values
    fields: dict[str, FactNames] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = HeadingNames(self.vocabulary.facts.values(), self.vocabulary)

    def row(self, stated: Mapping[str, Any]) -> tuple[Row, dict[str, list[Row]]]:
        """The texts of a line by column, and the items of its lists by fact. Raises _RefusedError."""
        row: Row = {}
        items: dict[str, list[Row]] = {}
        for key, value in stated.items():
            name = self.plain.get(key)
            if name is None or type(value) is not str or name in row:
                self._take(key, value, row, items)
            else:
                row[name] = value
        return row, items

    def _take(self, key: str, value: Any, row: Row, items: dict[str, list[Row]]) -> None:
        """Add what an entry states to the row, and to the items of its list."""
        for entry, stated in self._entries(key, value):
            heading = self._heading(entry)
            if heading is None:
                continue
            if heading.name in row:
                raise _RefusedError(entry, stated, "reading.key-twice", name=shown(entry))
            if heading.fact.type is FactType.LIST:
                found = self._items(heading.fact, entry, stated)
                if found is not None:
                    items[heading.fact.id] = found
                row[heading.name] = "" if found is None else str(len(found))
            else:
                row[heading.name] = _scalar(entry, stated, heading.fact, heading.name)
                self.plain[entry] = heading.name

    def _entries(self, key: str, value: Any) -> Iterator[tuple[str, Any]]:
        """An entry of a line; of an annual fact its figures, one by one."""
        if key not in self.plain and (isinstance(value, dict) or value is None):
            fact = self.names.find(key)
            if fact is not None and fact.annual and fact.formula is None:
                yield from ((f"{fact.id}@{year}", figure) for year, figure in (value or {}).items())
                return
        yield key, value

    def _heading(self, key: str) -> Heading | None:
        if key not in self.keys:
            place = Place(self.file, self.number)
            found = self.names.read(
                [Cell(len(self.headings), key, place)], self.mistakes, ignore_unknown=self.ignore_unknown
            )
            self.keys[key] = self.headings.setdefault(found[0].name, found[0]) if found else None
        return self.keys[key]

    def _items(self, fact: Fact, key: str, value: Any) -> list[Row] | None:
        if states_nothing(value):
            return None
        about = {"label": fact.label, "fields": both_names(fact.item)}
        if not isinstance(value, list):
            raise _RefusedError(key, value, "profile.needs-items", fact=fact.id, **about)
        items = []
        for place, item in enumerate(value, 1):
            if not isinstance(item, dict):
                raise _RefusedError(key, item, "profile.needs-fields", fact=f"{fact.id}[{place}]", **about)
            items.append(self._item(fact, item, f"{fact.id}[{place}]"))
        return items

    def _item(self, fact: Fact, item: Mapping[str, Any], name: str) -> Row:
        names = self.fields.setdefault(fact.id, FactNames(fact.item))
        row: Row = {}
        for key, value in item.items():
            known = names.find(key)
            if known is None:
                if not self.ignore_unknown and f"{fact.id}.{key}" not in self.keys:
                    about = {"label": fact.label, "fact": name, "name": shown(key), "near": names.near(key)}
                    about["fields"] = both_names(fact.item)
                    self.mistakes.append(Mistake(Place(self.file, self.number), "profile.unknown-field", about))
                    self.keys[f"{fact.id}.{key}"] = None
            elif known.id in row:
                raise _RefusedError(f"{name}.{key}", value, "reading.key-twice", name=shown(key))
            else:
                row[known.id] = _scalar(f"{name}.{key}", value, known, f"{name}.{known.id}")
        return row


def json_lines_sources(
    path: Path,
    vocabulary: Vocabulary,
    scratch: Path,
    mistakes: list[Mistake],
    rejects: list[Reject],
    *,
    ignore_unknown: bool,
    lang: Language,
) -> list[Source]:
    """The enterprises of a file of JSON lines and their items, the enterprises first.

    Unknown keys go to `mistakes`, lines that cannot be taken to `rejects`. Raises InputError as `examine` does, and for
    a file of which no line is a JSON object.
    """
    text = examine(path, scratch)
    lines = _Lines(str(path), vocabulary, mistakes, ignore_unknown)
    parts: list[_Part] = []
    lists: dict[str, _Part] = {}
    position = 0
    with ExitStack() as files:
        writers: dict[str, Any] = {}

        def written(part: _Part) -> Any:
            opened = files.enter_context(part.path.open("w", encoding="utf-8", errors="replace", newline=""))
            writer = csv.writer(opened, lineterminator="\n")
            writer.writerow(part.columns)
            return writer.writerow

        opened = files.enter_context(text.path.open(encoding="utf-8-sig"))
        for lines.number, line in enumerate(opened, 1):
            if line.isspace():
                continue
            try:
                row, items = lines.row(_object(line))
            except _RefusedError as refused:
                reason = say(refused.code, lang, **refused.values)
                value = (
                    refused.value if isinstance(refused.value, str) else json.dumps(refused.value, ensure_ascii=False)
                )
                rejects.append(Reject(str(path), lines.number, refused.key, value, reason))
                continue
            if not parts or len(parts[-1].columns) != len(lines.headings) + 1:
                parts.append(_Part(scratch / f"lines{len(parts)}.csv", [*lines.headings, NUMBER]))
                main = written(parts[-1])
            main([*(row.get(name, "") for name in lines.headings), lines.number])
            for id_, found in items.items():
                if id_ not in lists:
                    fields = [one.id for one in vocabulary.facts[id_].item]
                    lists[id_] = _Part(scratch / f"items{len(lists)}.csv", [*fields, NUMBER, POSITION])
                    writers[id_] = written(lists[id_])
                for item in found:
                    fields = lists[id_].columns[:-2]
                    writers[id_]([*(item.get(name, "") for name in fields), lines.number, position])
            position += 1
    if not parts:
        raise fault(str(path), "reading.damaged-table", reason=say("reading.not-json", lang))
    return [
        _main(str(path), lines.headings, parts),
        *(_list(str(path), vocabulary.facts[id_], part) for id_, part in lists.items()),
    ]


def _main(file: str, headings: Mapping[str, Heading], parts: Iterable[_Part]) -> Source:
    selects = []
    for part in parts:
        known = set(part.columns)
        columns = [f"x{one.index}" if name in known else f"NULL AS x{one.index}" for name, one in headings.items()]
        names = [f"x{headings[name].index}" for name in part.columns if name in headings]
        selects.append(f"SELECT {', '.join(columns)}, {NUMBER} FROM {scanned(part.path, [*names, NUMBER])}")
    cells = {one.index: (f"x{one.index}", "VARCHAR") for one in headings.values()}
    sql = f"({' UNION ALL '.join(selects)})"
    return Source(file, sql, tuple(headings.values()), cells, frozenset((NUMBER,)))


def _list(file: str, fact: Fact, part: _Part) -> Source:
    place = Place(file)
    headings = tuple(Heading(index, f"{fact.label}.{one.label}", place, one) for index, one in enumerate(fact.item))
    names = [*(f"x{index}" for index in range(len(headings))), NUMBER, POSITION]
    cells = {one.index: (f"x{one.index}", "VARCHAR") for one in headings}
    rows = f"(SELECT * REPLACE (CAST({POSITION} AS BIGINT) AS {POSITION}) FROM {scanned(part.path, names)})"
    return Source(file, rows, headings, cells, frozenset((NUMBER, POSITION)), fact=fact)


def _object(line: str) -> dict[str, Any]:
    try:
        found = json.loads(
            line, object_pairs_hook=_mapping, parse_float=str, parse_int=str, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError):
        raise _RefusedError(None, line, "reading.not-json") from None
    if not isinstance(found, dict):
        raise _RefusedError(None, line, "reading.not-json")
    return found


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _RefusedError(twice, found[twice], "reading.key-twice", name=shown(twice))
    return found


def _refuse_constant(text: str) -> Any:
    raise ValueError(text)


def _scalar(key: str, value: Any, fact: Fact, name: str) -> str:
    """The text of a single value; numbers are texts as they were written."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    code = "profile.not-a-mapping" if isinstance(value, dict) else "profile.not-a-list"
    raise _RefusedError(key, value, code, label=fact.label, fact=name, example=example(fact))
