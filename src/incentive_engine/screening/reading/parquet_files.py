"""Parquet files: columns that already hold values of their facts are used where they are, without a copy."""

from __future__ import annotations

from collections.abc import Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from incentive_engine.mistakes import Mistake, Place
from incentive_engine.policy.model import Fact, FactType, Vocabulary
from incentive_engine.profile.facts import ESTABLISHED_ON
from incentive_engine.profile.loading import CODE, NAME
from incentive_engine.profile.names import FactNames
from incentive_engine.screening.reading.headings import Cell, Heading, HeadingNames
from incentive_engine.screening.reading.measuring import measured
from incentive_engine.screening.reading.plain import is_exact, named, quoted
from incentive_engine.screening.reading.source import FILE, NUMBER, POSITION, Source
from incentive_engine.screening.reading.staging import typed
from incentive_engine.screening.reading.text_files import fault
from incentive_engine.screening.register import ROW, Column, Register, Relation

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TEXTS = ("VARCHAR", "ENUM", "UUID", "TIMESTAMP", "DATE", "BOOLEAN", "FLOAT")


def parquet_files(path: Path | str) -> list[Path]:
    """The files that a path names: itself, all of a folder, or those that match a pattern. Raises InputError."""
    path = Path(path)
    if path.is_dir():
        found = sorted(one for one in path.rglob("*.parquet") if not one.name.startswith((".", "_")))
    elif path.exists() or not has_magic(str(path)):
        found = [path]
    else:
        found = sorted(Path(one) for one in glob(str(path), recursive=True))  # noqa: PTH207  the pattern may be absolute
    if not found:
        raise fault(str(path), "reading.no-files", pattern=str(path))
    for one in found:
        if not one.exists():
            raise fault(str(one), "policy.no-file")
    return found


def parquet_sources(
    connection: DuckDBPyConnection,
    files: Sequence[Path],
    vocabulary: Vocabulary,
    mistakes: list[Mistake],
    *,
    ignore_unknown: bool,
) -> list[Source]:
    """The enterprises of Parquet files and the items in their nested columns, the enterprises first.

    Raises InputError for a file that is damaged.
    """
    from duckdb import Error

    rows = f"read_parquet([{', '.join(_path(one) for one in files)}], filename = true, file_row_number = true)"
    try:
        described = connection.execute(f"DESCRIBE SELECT * EXCLUDE (filename, file_row_number) FROM {rows}").fetchall()
    except Error as error:
        reason = str(error).partition("\n")[0]
        raise fault(str(files[0]), "reading.damaged-table", reason=reason) from None
    names = HeadingNames(vocabulary.facts.values(), vocabulary)
    cells = [Cell(index, row[0], Place(str(files[0]), 0, index + 1)) for index, row in enumerate(described)]
    headings = names.read(cells, mistakes, ignore_unknown=ignore_unknown)
    types = {index: str(row[1]) for index, row in enumerate(described)}
    found: dict[int, tuple[str, str]] = {}
    lists: list[Source] = []
    for heading in headings:
        column, type_ = named(heading.text), types[heading.index]
        if heading.fact.type is FactType.LIST and type_.startswith("STRUCT(") and type_.endswith("[]"):
            found[heading.index] = f"len({column})", "BIGINT"
            lists.append(_nested(connection, heading, files, rows, mistakes, ignore_unknown))
        else:
            found[heading.index] = _cell(heading, column, type_, mistakes)
    extra = f"file_row_number + 1 AS {NUMBER}, filename AS {FILE}"
    sql = f"(SELECT * EXCLUDE (filename, file_row_number), {extra} FROM {rows})"
    main = Source(str(files[0]), sql, tuple(headings), found, frozenset((NUMBER, FILE)), first_row=1)
    return [main, *lists]


def in_place(connection: DuckDBPyConnection, files: Sequence[Path], source: Source) -> Register | None:
    """The register of a source of which every cell already is the value of its fact, without a copy; else None.

    One pass looks for what only copying could mend or refuse: values out of bounds, choices that are none, figures
    before the year of establishment, codes that are wrong or repeated.
    """
    if not all(
        type_ == "VARCHAR" or is_exact(one.fact, type_)
        for one in source.headings
        for _, type_ in [source.cells[one.index]]
    ):
        return None
    if any(one.fact.type not in _TEXTUAL and source.cells[one.index][1] == "VARCHAR" for one in source.headings):
        return None
    if any(source.cells[one.index][0] != named(one.text) for one in source.headings):
        return None
    code = next(one for one in source.headings if one.fact is CODE)
    founded = source.heading(ESTABLISHED_ON)
    tests = [f"odd{one.index}" for one in source.headings] + [f"c{code.index} IS NULL"]
    if founded is not None:
        dated = (one for one in source.headings if one.year is not None)
        tests += [f"c{one.index} IS NOT NULL AND year(b{founded.index}) > {one.year}" for one in dated]
    wrong = " OR ".join(f"({test})" for test in tests)
    count, distinct, refused = connection.execute(
        f"SELECT count(*), count(DISTINCT c{code.index}), count_if({wrong}) FROM {typed(source)}"
    ).fetchall()[0]
    if refused or distinct != count:
        return None
    columns = {
        one.name: Column(one.name, one.fact, one.year) for one in source.headings if one.fact not in (CODE, NAME)
    }
    given = {one.name: named(one.text) for one in source.headings}
    selected = [f"{given[CODE.id]} AS {CODE.id}", f"{given.get(NAME.id, 'CAST(NULL AS VARCHAR)')} AS {NAME.id}"]
    selected += [f"{given[name]} AS {named(name)}" for name in columns]
    rows = f"read_parquet([{', '.join(_path(one) for one in files)}], filename = true, file_row_number = true)"
    sql = f"(SELECT {_position(connection, files)} AS {ROW}, {', '.join(selected)} FROM {rows}) AS register"
    return Register(measured(connection, Relation(sql, columns)), count)


_TEXTUAL = (FactType.TEXT, FactType.CHOICE)


def _position(connection: DuckDBPyConnection, files: Sequence[Path]) -> str:
    """SQL for the place of a row in all of the files."""
    if len(files) == 1:
        return "file_row_number"
    offset, cases = 0, []
    for one in files:
        cases.append(f"WHEN {quoted(str(one))} THEN {offset}")
        counted = connection.execute(f"SELECT num_rows FROM parquet_file_metadata({_path(one)})").fetchall()
        offset += counted[0][0]
    return f"file_row_number + CASE filename {' '.join(cases)} END"


def _path(path: Path) -> str:
    return quoted(str(path))


def _cell(heading: Heading, column: str, type_: str, mistakes: list[Mistake]) -> tuple[str, str]:
    """The SQL of a cell and its type: as it is where that is exact, else as text."""
    if type_ == "VARCHAR" or (heading.unit is None and is_exact(heading.fact, type_)):
        return column, type_
    if type_ == "DOUBLE":  # what a spreadsheet shows of it: 15 digits
        return f"format('{{:.15g}}', {column})", "VARCHAR"
    if (
        type_ == "TIMESTAMP WITH TIME ZONE"
        or not (type_.startswith(_TEXTS) or type_.endswith("INT") or type_.startswith("DECIMAL") or type_ == "INTEGER")
        or type_.endswith("]")
    ):
        about = {"label": heading.fact.label, "fact": heading.name, "type": type_}
        mistakes.append(Mistake(heading.place, "reading.column-type", about))
    return f"CAST({column} AS VARCHAR)", "VARCHAR"


def _nested(
    connection: DuckDBPyConnection,
    heading: Heading,
    files: Sequence[Path],
    rows: str,
    mistakes: list[Mistake],
    ignore_unknown: bool,
) -> Source:
    """The items of a column of lists of records, a row each."""
    fact, column = heading.fact, named(heading.text)
    items = (
        f"(SELECT file_row_number + 1 AS {NUMBER}, filename AS {FILE}, {POSITION}, unnest({column}) AS item FROM "
        f"(SELECT *, row_number() OVER () - 1 AS {POSITION} FROM {rows}))"
    )
    described = connection.execute(f"DESCRIBE SELECT unnest(item) FROM {items}").fetchall()
    names = FactNames(fact.item)
    headings: list[Heading] = []
    cells: dict[int, tuple[str, str]] = {}
    for index, (field, type_, *_) in enumerate(described):
        known = names.find(field)
        if known is None:
            if not ignore_unknown:
                about = {"label": fact.label, "fact": fact.id, "name": field, "near": names.near(field)}
                mistakes.append(Mistake(heading.place, "profile.unknown-field", {**about, "fields": names_of(fact)}))
            continue
        one = Heading(index, f"{heading.text}.{field}", heading.place, known)
        headings.append(one)
        cells[index] = _cell(one, f"item.{named(field)}", str(type_), mistakes)
    return Source(str(files[0]), items, tuple(headings), cells, frozenset((NUMBER, FILE, POSITION)), fact=fact)


def names_of(fact: Fact) -> object:
    """The fields of a list fact, as messages list them."""
    from incentive_engine.profile.names import both_names

    return both_names(fact.item)
