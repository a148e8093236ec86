"""Tables and views of a PostgreSQL database: found by name, with the types of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from incentive_engine.mistakes import InputError, Mistake, Place, nearest
from incentive_engine.screening.backends.embedded import named
from incentive_engine.screening.backends.failures import failure

if TYPE_CHECKING:
    from psycopg import Connection

_FIND = """
    SELECT c.oid, n.nspname, c.relname, has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND CASE WHEN %(schema)s <> '' THEN n.nspname = %(schema)s
      ELSE n.nspname = ANY (current_schemas(false)) END AND c.relname = %(name)s
    ORDER BY array_position(current_schemas(false), n.nspname) LIMIT 1
"""
_KNOWN = """
    SELECT CASE WHEN n.nspname = ANY (current_schemas(false)) THEN c.relname ELSE n.nspname || '.' || c.relname END
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    ORDER BY 1 LIMIT 5000
"""
_COLUMNS = """
    WITH RECURSIVE bases AS (
        SELECT a.attnum, a.attname, a.atttypid AS type, a.atttypmod AS modifier FROM pg_attribute AS a
        WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT b.attnum, b.attname, t.typbasetype, t.typtypmod FROM bases AS b JOIN pg_type AS t ON t.oid = b.type
        WHERE t.typtype = 'd'
    )
    SELECT b.attname, CASE WHEN t.typtype = 'e' OR t.typname IN ('bpchar', 'varchar', 'name', 'uuid', 'citext')
      THEN 'text' ELSE format_type(b.type, b.modifier) END, b.type <> 'text'::regtype AND t.typname <> 'varchar'
    FROM bases AS b JOIN pg_type AS t ON t.oid = b.type WHERE t.typtype <> 'd' ORDER BY b.attnum
"""
"""Domains are what they are made of; texts of a fixed length, enumerations and the like are read as texts."""


@dataclass(frozen=True, slots=True)
class PostgresTable:
    """A table or view: its name as SQL takes it, and its columns' names and types.

    `source` stands after FROM: the table with its texts as `text COLLATE "C"`, which compares as policies do, by code
    point, whatever the collation of the column. Types are `text` for all texts, or what PostgreSQL calls them.
    """

    name: str
    source: str
    columns: Sequence[tuple[str, str]]


def find_table(server: Connection[Any], name: str) -> PostgresTable:
    """The table that a person names: `企业`, `registry.企业`, `"Registry"."Firms"`.

    A name is taken as it is written; without a schema it is looked for along the search path. Raises InputError for one
    that is not there, that the user may not read, or that holds numbers that are none (NaN, Infinity).
    """
    schema, table = _parts(name)
    row = server.execute(_FIND, {"schema": schema, "name": table}).fetchone()
    if row is None:
        known = [one for (one,) in server.execute(_KNOWN).fetchall()]
        raise failure(name, "backends.postgres-no-table", near=nearest(name.replace('"', ""), known))
    oid, schema, table, readable = row
    if not readable:
        user = server.info.user
        raise failure(name, "backends.postgres-unreadable", user=user, table=f"{named(schema)}.{named(table)}")
    described = server.execute(_COLUMNS, (oid,)).fetchall()
    sql = f"{named(schema)}.{named(table)}"
    columns = [(column, kind) for column, kind, _ in described]
    _refuse_what_is_no_number(server, name, sql, columns)
    selected = ", ".join(
        f'CAST({named(column)} AS TEXT) COLLATE "C" AS {named(column)}' if kind == "text" else named(column)
        for column, kind in columns
    )
    return PostgresTable(name, f"(SELECT {selected} FROM {sql}) AS source", columns)


def has_table(server: Connection[Any], name: str) -> bool:
    """Whether there is a table of this name."""
    schema, table = _parts(name)
    return server.execute(_FIND, {"schema": schema, "name": table}).fetchone() is not None


def beside(name: str, suffix: str) -> str:
    """The name of the table next to another that is called like it, with a suffix."""
    return f'{name[:-1]}{suffix}"' if name.endswith('"') else f"{name}{suffix}"


def _parts(name: str) -> tuple[str, str]:
    """Schema (or nothing) and table of a name, of which either may be quoted."""
    parts, quoted = [""], False
    for sign in name.strip():
        if sign == '"':
            quoted = not quoted
        elif sign == "." and not quoted:
            parts.append("")
        else:
            parts[-1] += sign
    return (".".join(parts[:-1]), parts[-1]) if len(parts) > 1 else ("", parts[0])


def _refuse_what_is_no_number(server: Connection[Any], name: str, sql: str, columns: Sequence[tuple[str, str]]) -> None:
    """NUMERIC holds NaN and Infinity too, which are larger than every amount."""
    places = [place for place, (_, kind) in enumerate(columns, start=1) if kind.startswith("numeric")]
    if not places:
        return
    tests = (f"count(*) FILTER (WHERE NOT abs({named(columns[place - 1][0])}) < 1e38)" for place in places)
    counts = server.execute(f"SELECT {', '.join(tests)} FROM {sql}").fetchone() or ()
    mistakes = [
        Mistake(Place(name, 0, place), "backends.postgres-no-number", {"column": columns[place - 1][0], "count": count})
        for place, count in zip(places, counts, strict=False)
        if count
    ]
    if mistakes:
        raise InputError(mistakes)
