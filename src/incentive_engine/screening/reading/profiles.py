"""Single enterprises of a register, as profiles: what a YAML file with the same cells would give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any

from incentive_engine.feel.ternary import missing
from incentive_engine.policy.model import Fact, FactType
from incentive_engine.profile.model import Profile
from incentive_engine.profile.numbers import plain
from incentive_engine.screening.reading.plain import named
from incentive_engine.screening.register import ITEM, ROW, Column, Register, Relation

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_BATCH = 2_000

Items = dict[int, list[dict[str, Any]]]


def profiles(register: Register, connection: DuckDBPyConnection, rows: Iterable[int]) -> Iterator[Profile]:
    """The enterprises of these rows (their `_row`), in this order, each once for each time it is named.

    Raises KeyError for a row that the register does not have.
    """
    wanted = iter(rows)
    while batch := list(islice(wanted, _BATCH)):
        yield from _profiles(register, connection, batch)


def _profiles(register: Register, connection: DuckDBPyConnection, batch: Sequence[int]) -> Iterator[Profile]:
    columns = list(register.main.columns.values())
    names = "".join(f", {named(column.name)}" for column in columns)
    found = {
        row: (id_, name, values)
        for row, id_, name, *values in _selected(connection, register.main.sql, f"{ROW}, id, name{names}", batch)
    }
    items = {
        id_: _items(relation, connection, batch, register.main.columns[id_].fact)
        for id_, relation in register.lists.items()
    }
    for row in batch:
        id_, name, values = found[row]
        yield Profile(id_, name, _facts(columns, values, row, items))


def _facts(columns: Sequence[Column], values: Sequence[Any], row: int, items: dict[str, Items]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for column, value in zip(columns, values, strict=True):
        if value is None:
            continue
        if column.fact.type is FactType.LIST:
            facts[column.fact.id] = tuple(items.get(column.fact.id, {}).get(row, ()))
        elif column.year is not None:
            facts.setdefault(column.fact.id, {})[column.year] = _exact(value)
        else:
            facts[column.fact.id] = _exact(value)
    return {id_: dict(sorted(value.items())) if isinstance(value, dict) else value for id_, value in facts.items()}


def _items(relation: Relation, connection: DuckDBPyConnection, batch: Sequence[int], fact: Fact) -> Items:
    """The items of the rows, each with every field that the list has."""
    columns = list(relation.columns.values())
    names = "".join(f", {named(column.name)}" for column in columns)
    found: Items = {}
    unknown = missing(fact.id)
    for row, _, *values in sorted(
        _selected(connection, relation.sql, f"{ROW}, {ITEM}{names}", batch), key=lambda one: one[:2]
    ):
        stated = {column.name: value for column, value in zip(columns, values, strict=True) if value is not None}
        item = {one.id: _exact(stated[one.id]) if one.id in stated else unknown for one in fact.item}
        found.setdefault(row, []).append(item)
    return found


def _selected(connection: DuckDBPyConnection, sql: str, columns: str, batch: Sequence[int]) -> list[tuple[Any, ...]]:
    query = f"SELECT {columns} FROM {sql} WHERE {ROW} IN (SELECT unnest(?::BIGINT[]))"
    return connection.execute(query, [list(batch)]).fetchall()


def _exact(value: Any) -> Decimal | str | bool | date:
    """A value as profiles hold it: every number a Decimal in its plain form."""
    if isinstance(value, (bool, str, date)):
        return value
    return plain(Decimal(value))
