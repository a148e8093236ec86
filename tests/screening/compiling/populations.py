"""Profiles as a register in DuckDB, and the differences between screening and deciding them one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb

from incentive_engine.decision import decide
from incentive_engine.decision.failed import failed_conditions
from incentive_engine.feel.ternary import Unknown
from incentive_engine.policy.model import Fact, FactType, Policy
from incentive_engine.profile.model import Profile
from incentive_engine.screening.backends import Backend, opened
from incentive_engine.screening.inserting import insert
from incentive_engine.screening.register import ITEM, ROW, Column, Register, Relation
from incentive_engine.screening.screen import Screening, screen

_SQL = {FactType.BOOLEAN: "BOOLEAN", FactType.DATE: "DATE", FactType.TEXT: "VARCHAR", FactType.CHOICE: "VARCHAR"}


def stated_facts(policies: Sequence[Policy]) -> dict[str, Fact]:
    return {id_: fact for one in policies for id_, fact in one.vocabulary.facts.items() if fact.formula is None}


def register_of(
    profiles: Sequence[Profile], policies: Sequence[Policy], connection: duckdb.DuckDBPyConnection
) -> Register:
    """The profiles as tables `main` and `list_<fact>` of the connection; columns only for what some of them state."""
    facts = stated_facts(policies)
    main: dict[str, tuple[Fact, int | None, list[Any]]] = {}
    lists: dict[str, Relation] = {}
    for id_, fact in facts.items():
        values = [profile.facts.get(id_) for profile in profiles]
        if all(value is None for value in values):
            continue
        if fact.type is FactType.LIST:
            main[id_] = (fact, None, [None if value is None else True for value in values])
            lists[id_] = _list(connection, fact, values)
        elif fact.annual:
            for year in sorted({year for value in values if value for year in value}):
                figures = [None if value is None else value.get(year) for value in values]
                main[f"{id_}@{year}"] = (fact, year, figures)
        else:
            main[id_] = (fact, None, values)
    columns = {name: _column(name, fact, year, values) for name, (fact, year, values) in main.items()}
    rows = [
        (place, profile.id, profile.name, *(values[place] for _, _, values in main.values()))
        for place, profile in enumerate(profiles)
    ]
    declared = [(f'"{name}"', _type(one)) for name, one in columns.items()]
    _fill(connection, "main", [(ROW, "BIGINT"), ("id", "VARCHAR"), ("name", "VARCHAR"), *declared], rows)
    return Register(Relation("main", columns), len(profiles), lists)


def _list(connection: duckdb.DuckDBPyConnection, fact: Fact, values: Sequence[Any]) -> Relation:
    rows: list[tuple[Any, ...]] = []
    for place, items in enumerate(values):
        for number, item in enumerate(items or ()):
            fields = (None if isinstance(item[one.id], Unknown) else item[one.id] for one in fact.item)
            rows.append((place, number, *fields))
    columns = {one.id: _column(one.id, one, None, [row[at + 2] for row in rows]) for at, one in enumerate(fact.item)}
    declared = [(f'"{name}"', _type(one)) for name, one in columns.items()]
    _fill(connection, f"list_{fact.id}", [(ROW, "BIGINT"), (ITEM, "INTEGER"), *declared], rows)
    return Relation(f'"list_{fact.id}"', columns)


def _column(name: str, fact: Fact, year: int | None, values: Iterable[Any]) -> Column:
    if fact.type in _SQL or fact.type is FactType.LIST:
        return Column(name, fact, year)
    stated = [value for value in values if value is not None] or [Decimal(0)]
    scale = max(max(0, -int(value.normalize().as_tuple().exponent)) for value in stated)
    return Column(name, fact, year, scale, min(stated), max(stated))


def _type(column: Column) -> str:
    if column.fact.type is FactType.LIST:
        return "BOOLEAN"
    return f"DECIMAL(38,{column.scale})" if column.is_number else _SQL[column.fact.type]


def _fill(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    connection.execute(f'CREATE OR REPLACE TABLE "{table}" ({", ".join(f"{name} {type_}" for name, type_ in columns)})')
    if rows:
        insert(connection, table, rows)


def screened(
    profiles: Sequence[Profile],
    policies: Sequence[Policy],
    as_of: date,
    year: int,
    *,
    backend: Backend | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> tuple[Screening, list[tuple[Any, ...]]]:
    """What screening gives: a row for each enterprise and measure."""
    connection = duckdb.connect()
    register = register_of(profiles, policies, connection)
    with opened("duckdb") as embedded:
        engine = backend or embedded
        attached = engine.attach(register, connection)
        done = screen(
            policies,
            attached,
            connection,
            lambda rows: [profiles[row] for row in rows],
            backend=engine,
            as_of=as_of,
            assessment_year=year,
            parameters=parameters,
        )
    rows = connection.execute("SELECT * FROM results").fetchall()
    connection.close()
    return done, rows


def decided(
    profiles: Sequence[Profile],
    policies: Sequence[Policy],
    as_of: date,
    year: int,
    parameters: Mapping[str, Any] | None = None,
) -> list[tuple[Any, ...]]:
    """What deciding them one by one gives, in the same form."""
    rows: list[tuple[Any, ...]] = []
    for place, profile in enumerate(profiles):
        decision = decide(
            profile, policies, as_of=as_of, assessment_year=year, engine="reference", parameters=parameters
        )
        for policy in decision.policies:
            for one in policy.measures:
                rows.append(
                    (
                        place,
                        profile.id,
                        profile.name,
                        policy.policy.id,
                        one.id,
                        one.measure.number,
                        one.verdict.value,
                        one.gross,
                        one.payable,
                        one.provisional,
                        failed_conditions(one),
                        list(one.missing),
                    )
                )
    return rows


def differences(one: Sequence[tuple[Any, ...]], other: Sequence[tuple[Any, ...]]) -> list[tuple[Any, Any]]:
    """The rows of two results that differ, and those that only one has."""
    found = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return found + [(a, None) for a in one[len(other) :]] + [(None, b) for b in other[len(one) :]]
