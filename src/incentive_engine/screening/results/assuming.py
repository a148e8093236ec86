"""Facts assumed of every enterprise that does not state them, as columns of a register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from incentive_engine.feel.ternary import Unknown
from incentive_engine.policy.model import Fact, FactType, Policy, shared_vocabulary
from incentive_engine.screening.register import ITEM, ROW, Column, Register, Relation
from incentive_engine.screening.results.screened import identifier, literal


def assume_everywhere(register: Register, assumed: Mapping[str, Any], policies: Sequence[Policy]) -> Register:
    """The register with what is assumed where nothing is stated; `assumed` is as `Profile.facts` has facts.

    The year of an annual fact counts by itself. An assumed list is that of the enterprises whose list is unknown.
    """
    facts = shared_vocabulary(policies).facts
    main, lists = register.main, dict(register.lists)
    for id_, value in assumed.items():
        fact = facts[id_]
        if fact.type is FactType.LIST:
            lists[id_] = _with_items(register, lists.get(id_), fact, value)
            main = _with_column(main, Column(id_, fact), True)
        elif fact.annual:
            for year, figure in value.items():
                main = _with_column(main, Column(f"{id_}@{year}", fact, year), figure)
        else:
            main = _with_column(main, Column(id_, fact), value)
    return replace(register, main=main, lists=lists)


def _with_column(relation: Relation, column: Column, value: Any) -> Relation:
    """The relation with the value in a column of it, or a new one, where that is NULL."""
    stated = relation.columns.get(column.name)
    name = identifier(column.name)
    if stated is None:
        selected = f"*, {_sql(value)} AS {name}"
    else:
        others = [one for one in (ROW, "id", "name", *relation.columns) if one != column.name]
        selected = f"{', '.join(map(identifier, others))}, coalesce({name}, {_sql(value)}) AS {name}"
    sql = f"(SELECT {selected} FROM {relation.sql}) AS assumed"
    return Relation(sql, {**relation.columns, column.name: _widened(stated, column, value)})


def _widened(stated: Column | None, column: Column, value: Any) -> Column:
    """What bounds a column and how many decimals it has, once the value may be in it."""
    if not isinstance(value, Decimal):
        return stated or column
    scale = max(0, -_exponent(value))
    if stated is None:
        return replace(column, scale=scale, low=value, high=value)
    low = None if stated.low is None else min(stated.low, value)
    high = None if stated.high is None else max(stated.high, value)
    return replace(stated, scale=max(scale, stated.scale), low=low, high=high)


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _with_items(
    register: Register, relation: Relation | None, fact: Fact, items: Sequence[Mapping[str, Any]]
) -> Relation:
    """The items of a list, with those that are assumed for each enterprise whose list is unknown."""
    columns: dict[str, Column] = dict(relation.columns) if relation else {}
    for field in fact.item:
        column = Column(field.id, field)
        for item in items:
            columns[field.id] = _widened(columns.get(field.id), column, item.get(field.id))
    unknown = f" WHERE {identifier(fact.id)} IS NULL" if fact.id in register.main.columns else ""
    selects = []
    if relation:
        held = (
            identifier(name) if name in relation.columns else f"{_null(column.fact)} AS {identifier(name)}"
            for name, column in columns.items()
        )
        selects.append(f"SELECT {', '.join((identifier(ROW), identifier(ITEM), *held))} FROM {relation.sql}")
    for place, item in enumerate(items):
        values = ", ".join(f"{_item_sql(item, columns[name])} AS {identifier(name)}" for name in columns)
        selects.append(
            f"SELECT {identifier(ROW)}, {place} AS {identifier(ITEM)}, {values} FROM {register.main.sql}{unknown}"
        )
    if not selects:
        values = ", ".join(f"{_null(column.fact)} AS {identifier(name)}" for name, column in columns.items())
        more = f", {values}" if values else ""
        selects.append(f"SELECT {identifier(ROW)}, 0 AS {identifier(ITEM)}{more} FROM {register.main.sql} WHERE false")
    return Relation(f"({' UNION ALL '.join(selects)}) AS assumed", columns)


def _item_sql(item: Mapping[str, Any], column: Column) -> str:
    value = item.get(column.name)
    return _null(column.fact) if value is None or isinstance(value, Unknown) else _sql(value)


def _null(fact: Fact) -> str:
    types = {FactType.BOOLEAN: "BOOLEAN", FactType.DATE: "DATE", FactType.TEXT: "VARCHAR", FactType.CHOICE: "VARCHAR"}
    return f"CAST(NULL AS {types.get(fact.type, 'DECIMAL(18, 2)')})"


def _sql(value: Any) -> str:
    """A value as every dialect writes it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, Decimal):
        digits = len(value.as_tuple().digits)
        scale = max(0, -_exponent(value))
        return f"CAST({value:f} AS DECIMAL({min(38, max(digits, scale + 1) + max(0, _exponent(value)))}, {scale}))"
    return literal(str(value))
