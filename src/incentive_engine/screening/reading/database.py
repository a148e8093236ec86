"""A table of a database as a register: columns of exact types, checked there by one query, never copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.policy.model import Policy, Vocabulary, shared_vocabulary
from incentive_engine.profile.facts import ESTABLISHED_ON
from incentive_engine.profile.loading import CODE, NAME
from incentive_engine.screening.reading.headings import Cell, Heading, HeadingNames
from incentive_engine.screening.reading.measuring import measurement, scale_of, with_measures
from incentive_engine.screening.reading.plain import Matches, bounded, is_exact, named, plain, postgres_matches
from incentive_engine.screening.register import ROW, Column, Register, Relation

_TEXTS = ("text", "character varying", "varchar", "character", "char", "bpchar", "name", "citext")
_MOST_DECIMALS = 18


class ColumnType(NamedTuple):
    """A column as the database describes it: its name, and its type (`numeric(18,2)`, `date`, `text`, …)."""

    name: str
    type: str


def register_of_table(
    table: str,
    columns: Sequence[ColumnType],
    policies: Sequence[Policy] | Vocabulary,
    query: Callable[[str], Sequence[Any]],
    *,
    ignore_unknown: bool = False,
    matches: Matches = postgres_matches,
    source: str | None = None,
    is_read: bool = False,
) -> Register:
    """The register in a table of a database, where it stays.

    `table` is its name, `source` what stands after FROM for it (None: the name does); `query` runs a SELECT there and
    gives its one row; `is_read` says that no value needs to be looked at any more. Columns are named by fact, and have
    types that hold it exactly: numeric and integers, boolean, date, text. Enterprises are numbered by their codes.
    Raises InputError for columns that name nothing or have another type, and for values that a profile could not have,
    with how many there are: a table is put right in its database.
    """
    vocabulary = policies if isinstance(policies, Vocabulary) else shared_vocabulary(policies)
    mistakes: list[Mistake] = []
    cells = [Cell(index, column.name, Place(table, 0, index + 1)) for index, column in enumerate(columns)]
    headings = HeadingNames(vocabulary.facts.values(), vocabulary).read(cells, mistakes, ignore_unknown=ignore_unknown)
    types = {heading.index: column_type(columns[heading.index].type) for heading in headings}
    for heading in headings:
        if heading.unit is not None or not is_exact(heading.fact, types[heading.index]):
            about = {"label": heading.fact.label, "fact": heading.name, "type": columns[heading.index].type}
            mistakes.append(Mistake(heading.place, "reading.column-type", about))
    code = next((one for one in headings if one.fact is CODE), None)
    if code is None:
        mistakes.append(Mistake(Place(table), "reading.no-code-column"))
    if mistakes or code is None:
        raise InputError(mistakes)
    source = source or table
    rows = _check(source, [] if is_read else headings, types, code, query, matches)
    facts = [one for one in headings if one.fact not in (CODE, NAME)]
    relation = Relation(
        _selection(source, headings, code), {one.name: Column(one.name, one.fact, one.year) for one in facts}
    )
    numbers = [column for column in relation.columns.values() if column.is_number]
    if numbers:
        scales = [
            min(_scale(types[one.index]), _MOST_DECIMALS)
            for one in facts
            if one.name in relation.columns and relation.columns[one.name].is_number
        ]
        relation = with_measures(relation, query(measurement(numbers, scales, relation.sql)))
    return Register(relation, rows)


def _selection(table: str, headings: Sequence[Heading], code: Heading) -> str:
    name = next((named(one.text) for one in headings if one.fact is NAME), "CAST(NULL AS TEXT)")
    facts = "".join(f", {named(one.text)} AS {named(one.name)}" for one in headings if one.fact not in (CODE, NAME))
    number = f"row_number() OVER (ORDER BY {named(code.text)}) - 1 AS {named(ROW)}"
    return f"(SELECT {number}, {named(code.text)} AS id, {name} AS name{facts} FROM {table}) AS register"


def _check(
    table: str,
    headings: Sequence[Heading],
    types: dict[int, str],
    code: Heading,
    query: Callable[[str], Sequence[Any]],
    matches: Matches,
) -> int:
    """How many rows there are; InputError for values that a profile could not have."""
    founded = next((one for one in headings if one.name == ESTABLISHED_ON), None)
    checks: list[tuple[Heading, str, str]] = []
    for heading in headings:
        cell = named(heading.text)
        if heading is code:
            continue
        value = plain(heading.fact, cell, types[heading.index], matches)
        sound = bounded(heading.fact, f"({value})")
        checks.append((heading, "reading.table-values", f"{cell} IS NOT NULL AND ({sound}) IS NULL"))
        if heading.year is not None and founded is not None:
            early = f"EXTRACT(YEAR FROM {named(founded.text)}) > {heading.year}"
            checks.append((heading, "reading.table-years", f"{cell} IS NOT NULL AND {early}"))
    identity = named(code.text)
    valid = plain(CODE, identity, "VARCHAR", matches)
    counts = [f"sum(CASE WHEN {test} THEN 1 ELSE 0 END)" for _, _, test in checks]
    columns = ", ".join(["count(*)", f"count(DISTINCT {valid})", *counts])
    rows, codes, *found = query(f"SELECT {columns} FROM {table}")
    mistakes = [
        Mistake(heading.place, code_, {"label": heading.fact.label, "fact": heading.name, "count": count})
        for (heading, code_, _), count in zip(checks, found, strict=True)
        if count
    ]
    if codes != rows:
        mistakes.append(Mistake(code.place, "reading.table-codes", {"count": rows - codes}))
    if mistakes:
        raise InputError(mistakes)
    return int(rows)


def column_type(type_: str) -> str:
    """A type as `plain` knows it."""
    base = type_.lower().partition("(")[0].strip()
    if base in _TEXTS:
        return "VARCHAR"
    if base in ("int2", "int4", "int8", "smallint", "integer", "bigint"):
        return "BIGINT"
    return {"numeric": type_, "decimal": type_, "bool": "BOOLEAN"}.get(base, type_).upper()


def _scale(type_: str) -> int:
    return _MOST_DECIMALS if type_ == "NUMERIC" else scale_of(type_)
