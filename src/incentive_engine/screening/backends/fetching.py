"""Single enterprises of a register that lies elsewhere, brought into the local DuckDB."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from duckdb import DuckDBPyConnection
from sqlglot import exp

from incentive_engine.screening.backends import Backend
from incentive_engine.screening.backends.dialects import DIGITS
from incentive_engine.screening.backends.embedded import named
from incentive_engine.screening.register import ITEM, ROW, Column, Register, Relation

_MOST_NAMED = 10_000
"""How many rows a statement names; a register of which more are wanted is brought as a whole."""


def fetched(
    backend: Backend, register: Register, connection: DuckDBPyConnection, rows: Collection[int], into: str = "fetched"
) -> Register:
    """A register of the wanted rows (their `_row`), with their lists, in tables of the DuckDB of `connection`.

    `register` is as `backend` has it attached. The rows keep their numbers; when many are wanted, others come too.
    Tables of the same names are replaced. Raises InputError when the engine fails.
    """
    main = _brought(backend, register.main, ("id", "name"), connection, rows, into)
    lists = {
        fact: _brought(backend, relation, (ITEM,), connection, rows, f"{into}_{fact}")
        for fact, relation in register.lists.items()
    }
    return replace(register, main=main, rows=len(rows), lists=lists)


def _brought(
    backend: Backend,
    relation: Relation,
    keys: tuple[str, ...],
    connection: DuckDBPyConnection,
    rows: Collection[int],
    into: str,
) -> Relation:
    table = "_".join(("rows", into))
    columns: list[exp.Expr] = [exp.column(key, quoted=True) for key in (ROW, *keys)]
    columns += [_column(one) for one in relation.columns.values()]
    everything = exp.select("*").from_(exp.Var(this=relation.sql))
    select = exp.select(*columns).from_(everything.subquery(table, copy=False), copy=False)
    if len(rows) <= _MOST_NAMED:
        wanted = [exp.Literal.number(row) for row in rows or (-1,)]
        select = select.where(exp.In(this=exp.column(ROW, quoted=True), expressions=wanted), copy=False)
    connection.execute(f"DROP TABLE IF EXISTS {named(into)}")
    backend.run(select, connection, into)
    return replace(relation, sql=named(into))


def _column(column: Column) -> exp.Expr:
    """A column as it is; a number with all of its decimals, for PostgreSQL's NUMERIC does not say how many it has."""
    it = exp.column(column.name, quoted=True)
    if not column.is_number:
        return it
    return exp.alias_(exp.cast(it, f"DECIMAL({DIGITS}, {column.scale})"), column.name, quoted=True)
