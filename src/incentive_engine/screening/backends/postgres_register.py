"""A register in a PostgreSQL database: a table of enterprises, and next to it one for each list fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.model import Fact, FactType, Policy, Vocabulary, shared_vocabulary
from incentive_engine.profile.loading import CODE
from incentive_engine.screening.backends.embedded import named
from incentive_engine.screening.backends.postgres import said
from incentive_engine.screening.backends.postgres_tables import PostgresTable, beside, find_table, has_table
from incentive_engine.screening.reading.database import ColumnType, column_type, register_of_table
from incentive_engine.screening.reading.headings import Cell, Heading, HeadingNames
from incentive_engine.screening.reading.measuring import measurement, scale_of, with_measures
from incentive_engine.screening.reading.plain import bounded, is_exact, plain, postgres_matches
from incentive_engine.screening.register import ITEM, ROW, Column, Register, Relation

if TYPE_CHECKING:
    from psycopg import Connection

_MOST_DECIMALS = 18


def postgres_register(
    server: Connection[Any], name: str, policies: Sequence[Policy], *, ignore_unknown: bool = False
) -> Register:
    """The register in the table `name`, which stays where it is.

    The items of a list fact are in the table `<name>_<fact>` (the fact's id or label) with a column of the enterprise's
    code: where it is, an enterprise without rows there has the empty list; where not, the list is unknown for all.
    Items have no order of their own, so they are numbered by their values; those of other enterprises are left out.
    Raises InputError for what cannot be read exactly.
    """
    vocabulary = shared_vocabulary(policies)
    with said():
        table = find_table(server, name)
        columns = [ColumnType(column, kind) for column, kind in table.columns]

        def query(sql: str) -> Sequence[Any]:
            return server.execute(sql).fetchone() or ()

        register = register_of_table(
            name, columns, vocabulary, query, ignore_unknown=ignore_unknown, source=table.source
        )
        lists = {
            fact.id: _items(server, find_table(server, items), fact, register, vocabulary, ignore_unknown)
            for fact in vocabulary.facts.values()
            if fact.type is FactType.LIST and fact.formula is None
            for items in [beside(name, f"_{fact.id}"), beside(name, f"_{fact.label}")]
            if has_table(server, items)
        }
    stated = "".join(f", true AS {named(fact)}" for fact in lists)
    facts = {fact: Column(fact, vocabulary.facts[fact]) for fact in lists}
    main = Relation(f"(SELECT *{stated} FROM {register.main.sql}) AS register", {**register.main.columns, **facts})
    return replace(register, main=main if lists else register.main, lists=lists)


def _items(
    server: Connection[Any],
    table: PostgresTable,
    fact: Fact,
    register: Register,
    vocabulary: Vocabulary,
    ignore_unknown: bool,
) -> Relation:
    """The items of a list fact: one pass looks for values that an item of a profile could not have."""
    mistakes: list[Mistake] = []
    cells = [Cell(index, column, Place(table.name, 0, index + 1)) for index, (column, _) in enumerate(table.columns)]
    names = HeadingNames(fact.item, vocabulary, named=False)
    headings = names.read(cells, mistakes, ignore_unknown=ignore_unknown)
    types = {one.index: column_type(table.columns[one.index][1]) for one in headings}
    for one in headings:
        if not is_exact(one.fact, types[one.index]):
            about = {"label": one.fact.label, "fact": one.name, "type": table.columns[one.index][1]}
            mistakes.append(Mistake(one.place, "reading.column-type", about))
    code = next((one for one in headings if one.fact is CODE), None)
    if code is None:
        mistakes.append(Mistake(Place(table.name), "reading.no-code-column"))
    if mistakes or code is None:
        raise InputError(mistakes)
    fields = [one for one in headings if one.fact is not CODE and one.fact in fact.item]
    unsound = (
        f"count(*) FILTER (WHERE {named(one.text)} IS NOT NULL AND {_sound(one, types[one.index])} IS NULL)"
        for one in fields
    )
    counts = server.execute(f"SELECT {', '.join(['count(*)', *unsound])} FROM {table.source}").fetchone() or ()
    for one, count in zip(fields, counts[1:], strict=True):
        if count:
            about = {"label": one.fact.label, "fact": one.name, "count": count}
            mistakes.append(Mistake(one.place, "reading.table-values", about))
    if mistakes:
        raise InputError(mistakes)
    relation = _relation(table, fields, code.text, register)
    numbers = [one for one in relation.columns.values() if one.is_number]
    if not numbers:
        return relation
    scales = [
        _MOST_DECIMALS if types[one.index] == "NUMERIC" else scale_of(types[one.index])
        for one in fields
        if relation.columns[one.name].is_number
    ]
    measures = server.execute(measurement(numbers, scales, relation.sql)).fetchone() or ()
    return with_measures(relation, measures)


def _sound(heading: Heading, type_: str) -> str:
    """SQL for the value in a column, NULL if an item of a profile could not have it."""
    return bounded(heading.fact, f"({plain(heading.fact, named(heading.text), type_, postgres_matches)})")


def _relation(table: PostgresTable, fields: Sequence[Heading], code: str, register: Register) -> Relation:
    values = "".join(f", source.{named(one.text)} AS {named(one.name)}" for one in fields)
    order = ", ".join(f"source.{named(one.text)}" for one in fields) or "1"
    number = f"row_number() OVER (PARTITION BY owners.{ROW} ORDER BY {order}) - 1 AS {ITEM}"
    owners = f"(SELECT {ROW}, id FROM {register.main.sql}) AS owners"
    items = f"{table.source} JOIN {owners} ON owners.id = source.{named(code)}"
    sql = f"(SELECT owners.{ROW}, {number}{values} FROM {items}) AS items"
    return Relation(sql, {one.name: Column(one.name, one.fact) for one in fields})
