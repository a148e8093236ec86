"""The register that sources make together: what is wrong with an enterprise keeps it out, the others go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from incentive_engine.policy.model import Fact, FactType
from incentive_engine.profile.facts import ESTABLISHED_ON
from incentive_engine.profile.loading import CODE, NAME
from incentive_engine.screening.reading.measuring import measured
from incentive_engine.screening.reading.plain import named, quoted
from incentive_engine.screening.reading.source import POSITION, Source
from incentive_engine.screening.reading.staging import ORDER, Staged, stage
from incentive_engine.screening.register import ITEM, ROW, Column, Register, Relation
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAIN = "register"
"""The table of the enterprises in the connection; those of items are `register_<fact>`."""

_BAD = f"{MAIN}__bad"
_OWNERS = f"{MAIN}__owners"
_SHOWN = 60


def register_of(connection: DuckDBPyConnection, main: Source, lists: Sequence[Source], lang: Language) -> Register:
    """The register of an enterprise a row of `main`, with the items of `lists`; what is refused goes to `rejects`."""
    enterprises = stage(connection, main, MAIN, lang)
    connection.execute(f"CREATE OR REPLACE TABLE {_BAD} AS {enterprises.refused}")
    _refuse_identities(connection, enterprises, lang)
    _refuse_early_figures(connection, enterprises, lang)
    items: dict[str, Staged] = {}
    if lists:
        _note_owners(connection, enterprises)
    for source in lists:
        if source.fact is not None:
            table = f"{MAIN}_{source.fact.id}"
            items[source.fact.id] = _linked(connection, stage(connection, source, table, lang), lang)
    _refuse_counts(connection, enterprises, items, lang)
    _settle_enterprises(connection, enterprises, items)
    relations = {id_: _settle_items(connection, staged) for id_, staged in items.items()}
    for part in ("bad", "odd", "readings", "owners"):
        connection.execute(f"DROP TABLE IF EXISTS {MAIN}__{part}")
    facts = [source.fact for source in lists if source.fact is not None]
    return _register(connection, main, facts, relations)


def _refuse(connection: DuckDBPyConnection, staged: Staged, where: str, heading: str, value: str, reason: str) -> None:
    """Refuse the enterprises that `where` selects (it may add a FROM's JOINs before): `value` and `reason` are SQL."""
    rows = f"FROM {staged.sql} AS rows {where}"
    connection.execute(
        f"INSERT INTO rejects SELECT {staged.file}, {staged.number}, {quoted(heading)}, "
        f"left(CAST({value} AS VARCHAR), {_SHOWN}), {reason} {rows} ORDER BY {ORDER}"
    )
    connection.execute(f"INSERT INTO {_BAD} SELECT {ORDER} {rows}")


def _refuse_identities(connection: DuckDBPyConnection, staged: Staged, lang: Language) -> None:
    """Enterprises without a code; all but the first of one code."""
    heading = staged.source.heading(CODE.id)
    if heading is None:
        return
    code = named(CODE.id)
    unread = f"AND {ORDER} NOT IN (SELECT * FROM {_BAD})" if staged.touched else ""
    if connection.execute(f"SELECT 1 FROM {staged.sql} WHERE {code} IS NULL LIMIT 1").fetchall():
        where = f"WHERE {code} IS NULL {unread}"
        _refuse(connection, staged, where, heading.text, "NULL", quoted(say("reading.no-code", lang)))
    twice = f"SELECT {code} FROM {staged.sql} GROUP BY ALL HAVING count(*) > 1 AND {code} IS NOT NULL"
    if connection.execute(f"{twice} LIMIT 1").fetchall():
        first = f"(SELECT {code} AS code, min({ORDER}) AS first FROM {staged.sql} GROUP BY ALL HAVING count(*) > 1)"
        where = f"JOIN {first} ON code = rows.{code} WHERE {ORDER} > first"
        _refuse(connection, staged, where, heading.text, f"rows.{code}", quoted(say("reading.code-twice", lang)))


def _refuse_early_figures(connection: DuckDBPyConnection, staged: Staged, lang: Language) -> None:
    """Enterprises with figures for years before they were established, which profiles may not have either."""
    founded = staged.source.heading(ESTABLISHED_ON)
    if founded is None:
        return
    for heading in staged.source.headings:
        if heading.year is None:
            continue
        figure = named(heading.name)
        where = f"WHERE {figure} IS NOT NULL AND year({ESTABLISHED_ON}) > {heading.year}"
        if connection.execute(f"SELECT 1 FROM {staged.sql} {where} LIMIT 1").fetchall():
            about = {"label": heading.fact.label, "fact": heading.name, "established": "\0"}
            before, after = say("profile.before-established", lang, **about).split("\0")
            reason = f"{quoted(before)} || {ESTABLISHED_ON} || {quoted(after)}"
            _refuse(connection, staged, where, heading.text, figure, reason)


def _note_owners(connection: DuckDBPyConnection, main: Staged) -> None:
    """Note whose code each is: of the first enterprise that has it."""
    code = named(CODE.id)
    connection.execute(
        f"CREATE OR REPLACE TABLE {_OWNERS} AS SELECT {code} AS owner, min({ORDER}) AS _of FROM {main.sql} "
        f"WHERE {code} IS NOT NULL GROUP BY ALL"
    )


def _linked(connection: DuckDBPyConnection, items: Staged, lang: Language) -> Staged:
    """The items, each with the ORDER of its enterprise as `_of`; those of refused cells refuse their enterprise."""
    if POSITION in items.source.extra:
        rows = f"(SELECT *, {POSITION} AS _of FROM {items.sql})"
    else:
        code = named(CODE.id)
        rows = f"(SELECT * FROM {items.sql} AS items LEFT JOIN {_OWNERS} ON owner = items.{code})"
        heading = items.source.heading(CODE.id)
        text = heading.text if heading else CODE.label
        unread = f"AND {ORDER} NOT IN ({items.refused})" if items.touched else ""
        reason = f"CASE WHEN {code} IS NULL THEN {quoted(say('reading.no-code', lang))} "
        reason += f"ELSE {quoted(say('reading.no-such-enterprise', lang))} END"
        connection.execute(
            f"INSERT INTO rejects SELECT {items.file}, {items.number}, {quoted(text)}, {code}, {reason} "
            f"FROM {rows} WHERE _of IS NULL {unread} ORDER BY {ORDER}"
        )
    if items.touched:
        connection.execute(
            f"INSERT INTO {_BAD} SELECT _of FROM {rows} WHERE _of IS NOT NULL AND {ORDER} IN ({items.refused})"
        )
    return Staged(items.source, items.table, rows, items.touched, items.refused)


def _refuse_counts(connection: DuckDBPyConnection, main: Staged, items: Mapping[str, Staged], lang: Language) -> None:
    """Enterprises whose column for a list says other than how many items are listed."""
    for heading in main.source.headings:
        if heading.fact.type is not FactType.LIST or POSITION in _extra(items.get(heading.fact.id)):
            continue
        column = named(heading.name)
        counts = f"LEFT JOIN {_counts(items.get(heading.fact.id))} AS listed ON listed._of = rows.{ORDER}"
        found = "coalesce(listed.found, 0)"
        differs = f"({column} >= 0 AND {column} <> {found}) OR ({column} < 0 AND {found} = 0)"
        about = {"label": heading.fact.label, "fact": heading.fact.id, "listed": "\0"}
        before, after = say("reading.items-differ", lang, **about).split("\0")
        reason = f"{quoted(before)} || {found} || {quoted(after)}"
        value = f"CASE WHEN {column} < 0 THEN '有' ELSE CAST({column} AS VARCHAR) END"
        _refuse(connection, main, f"{counts} WHERE {differs}", heading.text, value, reason)


def _extra(items: Staged | None) -> frozenset[str]:
    return items.source.extra if items else frozenset()


def _counts(items: Staged | None) -> str:
    if items is None:
        return "(SELECT NULL::BIGINT AS _of, 0 AS found WHERE false)"
    return f"(SELECT _of, count(*) AS found FROM {items.sql} WHERE _of IS NOT NULL GROUP BY _of)"


def _settle_enterprises(connection: DuckDBPyConnection, main: Staged, items: Mapping[str, Staged]) -> None:
    """Make the table of enterprises final: without the refused, odd cells read, `_source` their ORDER before."""
    refused = bool(connection.execute(f"SELECT 1 FROM {_BAD} LIMIT 1").fetchall())
    joins, columns = "", []
    for heading in main.source.headings:
        if heading.fact.type is FactType.LIST:
            name = named(heading.name)
            if heading.fact.id in items:
                joins += f" LEFT JOIN {_counts(items[heading.fact.id])} AS {name} ON {name}._of = rows.{ORDER}"
                columns.append(f"CASE WHEN rows.{name} IS NOT NULL OR {name}.found > 0 THEN true END AS {name}")
            else:
                columns.append(f"CASE WHEN {name} IS NOT NULL THEN true END AS {name}")
    stated = {heading.name for heading in main.source.headings}
    columns += [f"true AS {named(id_)}" for id_ in items if id_ not in stated]
    if not (main.touched or refused or columns or main.source.extra):
        return
    plain = ", ".join(f"rows.{named(one.name)}" for one in main.source.headings if one.fact.type is not FactType.LIST)
    where = f"WHERE {ORDER} NOT IN (SELECT * FROM {_BAD})" if refused else ""
    order = f"ORDER BY {ORDER}" if main.touched or refused or joins else ""  # joins lose it
    connection.execute(
        f"CREATE OR REPLACE TABLE {MAIN}__settled AS SELECT {', '.join([plain, *columns])}, {ORDER} AS _source "
        f"FROM {main.sql} AS rows {joins} {where} {order}"
    )
    connection.execute(f"DROP TABLE {MAIN}")
    connection.execute(f"ALTER TABLE {MAIN}__settled RENAME TO {MAIN}")


def _settle_items(connection: DuckDBPyConnection, items: Staged) -> Relation:
    """Make the table of the items of a list fact final: by enterprise, numbered, without those of the refused."""
    fields = [one for one in items.source.headings if one.fact is not CODE]
    names = "".join(f", items.{named(one.name)}" for one in fields)
    known = connection.execute(f"SELECT column_name FROM (DESCRIBE {MAIN})").fetchall()
    source = "_source" if ("_source",) in known else "rowid"
    connection.execute(
        f"CREATE OR REPLACE TABLE {items.table}__settled AS SELECT main.{ROW}, "
        f"row_number() OVER (PARTITION BY main.{ROW} ORDER BY items.{ORDER}) - 1 AS {ITEM}{names} "
        f"FROM {items.sql} AS items "
        f"JOIN (SELECT rowid AS {ROW}, {source} AS s FROM {MAIN}) AS main ON main.s = items._of "
        f"ORDER BY main.{ROW}, {ITEM}"
    )
    connection.execute(f"DROP TABLE {items.table}")
    connection.execute(f"ALTER TABLE {items.table}__settled RENAME TO {items.table}")
    for part in ("odd", "readings"):
        connection.execute(f"DROP TABLE IF EXISTS {items.table}__{part}")
    return Relation(items.table, {one.name: Column(one.name, one.fact) for one in fields})


def _register(
    connection: DuckDBPyConnection, main: Source, facts: Sequence[Fact], lists: Mapping[str, Relation]
) -> Register:
    """The register of the tables as they are now."""
    columns = {one.name: Column(one.name, one.fact, one.year) for one in main.headings if one.fact not in (CODE, NAME)}
    for fact in facts:
        columns.setdefault(fact.id, Column(fact.id, fact))
    name = NAME.id if main.heading(NAME.id) else f"CAST(NULL AS VARCHAR) AS {NAME.id}"
    selected = "".join(f", {named(one)}" for one in columns)
    rows = f"(SELECT rowid AS {ROW}, {CODE.id}, {name}{selected} FROM {MAIN}) AS {MAIN}"
    count = connection.execute(f"SELECT count(*) FROM {MAIN}").fetchall()[0][0]
    return Register(
        measured(connection, Relation(rows, columns)),
        count,
        {id_: measured(connection, relation) for id_, relation in lists.items()},
    )
