"""A register in a PostgreSQL database: a table of enterprises, and next to it one for each list fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.model import Fact, FactType, Policy, Vocabulary, shared_vocabulary
from incentive_engine.profile.loading import CODE
from incentive_engine.screening.backends.embedded import named
from incentive_engine.screening.backends.postgres import said
from incentive_engine.screening.backends.postgres_cells import Cells, read_cells
from incentive_engine.screening.backends.postgres_tables import PostgresTable, beside, find_table, has_table
from incentive_engine.screening.reading.database import ColumnType, column_type, register_of_table
from incentive_engine.screening.reading.headings import Cell, Heading, HeadingNames
from incentive_engine.screening.reading.measuring import measurement, scale_of, with_measures
from incentive_engine.screening.reading.plain import is_exact
from incentive_engine.screening.reading.rejecting import create_rejects, reject
from incentive_engine.screening.register import ITEM, ROW, Column, Register, Relation
from incentive_engine.wording import Language

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from psycopg import Connection

_MOST_DECIMALS = 18


def postgres_register(
    server: Connection[Any],
    name: str,
    policies: Sequence[Policy],
    connection: DuckDBPyConnection,
    *,
    ignore_unknown: bool = False,
    lang: Language = "zh",
) -> Register:
    """The register in the table `name`, which stays where it is.

    The items of a list fact are in the table `<name>_<fact>` (the fact's id or label) with a column of the enterprise's
    code: where it is, an enterprise without rows there has the empty list; where not, the list is unknown for all.
    Items have no order of their own, so they are numbered by their values; those of other enterprises are left out.
    Enterprises with a cell, or an item's cell, that a profile could not have are left out too: they are in the table
    `rejects` of the DuckDB of `connection`, numbered in the order of their codes. Raises InputError for columns that
    name nothing or are not exact, and for codes that stand twice.
    """
    vocabulary = shared_vocabulary(policies)
    create_rejects(connection)
    with said():
        table = find_table(server, name)
        headings = _headings(table, HeadingNames(vocabulary.facts.values(), vocabulary), ignore_unknown)
        items = {
            fact: _read_items(server, find_table(server, beside_it), fact, vocabulary, ignore_unknown, lang)
            for fact in vocabulary.facts.values()
            if fact.type is FactType.LIST and fact.formula is None
            for beside_it in [beside(name, f"_{fact.id}"), beside(name, f"_{fact.label}")]
            if has_table(server, beside_it)
        }
        refused = {code for one in items.values() for code in one.cells.codes}
        cells = read_cells(server, table, headings, lang, refused=refused)
        reject(connection, cells.rejects)

        def query(sql: str) -> Sequence[Any]:
            return server.execute(sql).fetchone() or ()

        columns = [ColumnType(column, kind) for column, kind in table.columns]
        register = register_of_table(
            name, columns, vocabulary, query, ignore_unknown=ignore_unknown, source=cells.table.source, is_read=True
        )
        lists = {fact.id: _items(server, one, register) for fact, one in items.items()}
        for one in items.values():
            reject(connection, one.cells.rejects)
    stated = "".join(f", true AS {named(fact)}" for fact in lists)
    facts = {fact: Column(fact, vocabulary.facts[fact]) for fact in lists}
    main = Relation(f"(SELECT *{stated} FROM {register.main.sql}) AS register", {**register.main.columns, **facts})
    return replace(register, main=main if lists else register.main, lists=lists)


@dataclass(frozen=True, eq=False)
class _Items:
    """The table of a list fact whose cells were read: its fields, and the column of the enterprise's code."""

    cells: Cells
    fields: Sequence[Heading]
    code: str


def _headings(table: PostgresTable, names: HeadingNames, ignore_unknown: bool) -> Sequence[Heading]:
    """What the columns of a table state. Raises InputError for those that name nothing or do not hold it exactly."""
    mistakes: list[Mistake] = []
    cells = [Cell(index, column, Place(table.name, 0, index + 1)) for index, (column, _) in enumerate(table.columns)]
    headings = names.read(cells, mistakes, ignore_unknown=ignore_unknown)
    for one in headings:
        kind = table.columns[one.index][1]
        if one.unit is not None or not is_exact(one.fact, column_type(kind)):
            about = {"label": one.fact.label, "fact": one.name, "type": kind}
            mistakes.append(Mistake(one.place, "reading.column-type", about))
    if not any(one.fact is CODE for one in headings):
        mistakes.append(Mistake(Place(table.name), "reading.no-code-column"))
    if mistakes:
        raise InputError(mistakes)
    return headings


def _read_items(
    server: Connection[Any],
    table: PostgresTable,
    fact: Fact,
    vocabulary: Vocabulary,
    ignore_unknown: bool,
    lang: Language,
) -> _Items:
    headings = _headings(table, HeadingNames(fact.item, vocabulary, named=False), ignore_unknown)
    code = next(one for one in headings if one.fact is CODE)
    fields = [one for one in headings if one.fact is not CODE and one.fact in fact.item]
    return _Items(read_cells(server, table, [code, *fields], lang), fields, code.text)


def _items(server: Connection[Any], items: _Items, register: Register) -> Relation:
    """The items of the register's enterprises, with what measures their numbers."""
    table = items.cells.table
    relation = _relation(table, items.fields, items.code, register)
    numbers = [one for one in relation.columns.values() if one.is_number]
    if not numbers:
        return relation
    types = {one.name: column_type(table.columns[one.index][1]) for one in items.fields}
    scales = [_MOST_DECIMALS if types[one.name] == "NUMERIC" else scale_of(types[one.name]) for one in numbers]
    measures = server.execute(measurement(numbers, scales, relation.sql)).fetchone() or ()
    return with_measures(relation, measures)


def _relation(table: PostgresTable, fields: Sequence[Heading], code: str, register: Register) -> Relation:
    values = "".join(f", source.{named(one.text)} AS {named(one.name)}" for one in fields)
    order = ", ".join(f"source.{named(one.text)}" for one in fields) or "1"
    number = f"row_number() OVER (PARTITION BY owners.{ROW} ORDER BY {order}) - 1 AS {ITEM}"
    owners = f"(SELECT {ROW}, id FROM {register.main.sql}) AS owners"
    items = f"{table.source} JOIN {owners} ON owners.id = source.{named(code)}"
    sql = f"(SELECT owners.{ROW}, {number}{values} FROM {items}) AS items"
    return Relation(sql, {one.name: Column(one.name, one.fact) for one in fields})
