"""Cells that are not plain, read as a profile's values are: each distinct text of a column once, whatever its rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from incentive_engine.policy.model import FactType
from incentive_engine.profile.credit_code import read_credit_code
from incentive_engine.profile.loading import CODE
from incentive_engine.profile.read_error import ReadError, shown
from incentive_engine.profile.scalars import read_scalar, states_nothing
from incentive_engine.screening.reading.headings import Heading
from incentive_engine.screening.reading.plain import NUMBERS, bounded, duckdb_matches
from incentive_engine.wording import Language, say

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_WHOLE, MOST_DECIMALS = 20, 18
"""Digits that a number in a table may have before and after the point: what a column of DECIMAL(38, 18) holds."""

LISTED = -1
"""What the column of a list fact says that there are some, without saying how many."""

_SOME = frozenset(("是", "有", "true", "yes"))
_NONE = frozenset(("否", "无", "没有", "false", "no"))
_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text states: its value as SQL casts it from text (None: nothing), or why it is refused."""

    value: str | None = None
    reason: str | None = None


def read_texts(connection: DuckDBPyConnection, table: str, headings: Iterable[Heading], lang: Language) -> None:
    """Fill `{table}__readings` (column, text, value, reason, quoted) from the distinct texts of `{table}__odd`."""
    by_index = {heading.index: heading for heading in headings}
    connection.execute(
        f"CREATE OR REPLACE TABLE {table}__texts AS SELECT DISTINCT c, v FROM {table}__odd ORDER BY c, v"
    )
    connection.execute(
        f"CREATE OR REPLACE TABLE {table}__readings "
        "(c INTEGER, v VARCHAR, value VARCHAR, reason VARCHAR, quoted VARCHAR)"
    )
    wide = _long_numbers(by_index)
    connection.execute(f"INSERT INTO {table}__readings SELECT c, v, v, NULL, v FROM {table}__texts WHERE {wide}")
    connection.execute(f"DELETE FROM {table}__texts WHERE {wide}")
    rows = connection.execute(f"SELECT count(*) FROM {table}__texts").fetchall()[0][0]
    connection.execute(
        f"CREATE OR REPLACE TABLE {table}__texts AS SELECT c, v FROM {table}__texts"
    )  # rowids without gaps
    for start in range(0, rows, _BATCH):
        batch = connection.execute(
            f"SELECT c, v FROM {table}__texts WHERE rowid >= {start} AND rowid < {start + _BATCH}"
        ).fetchall()
        readings = [read_text(by_index[column], text, lang) for column, text in batch]
        connection.execute(
            f"INSERT INTO {table}__readings SELECT unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), "
            "unnest(?::VARCHAR[]), unnest(?::VARCHAR[])",
            [
                [column for column, _ in batch],
                [text for _, text in batch],
                [one.value for one in readings],
                [one.reason for one in readings],
                [shown(text) for _, text in batch],
            ],
        )
    connection.execute(f"DROP TABLE {table}__texts")


def read_text(heading: Heading, text: str, lang: Language) -> Reading:
    """What a cell under the heading states."""
    if heading.fact.type is FactType.LIST:
        return _read_count(heading, text, lang)
    try:
        value = read_scalar(heading.fact, text, heading.name)
        if heading.fact is CODE and value is not None:
            value = read_credit_code(str(value))
    except ReadError as error:
        return Reading(reason=say(error.code, lang, **error.values))
    if isinstance(value, Decimal):
        written = f"{value:f}"
        whole, _, fraction = written.lstrip("-").partition(".")
        if len(whole) > MOST_WHOLE or len(fraction) > MOST_DECIMALS:
            about = {"label": heading.fact.label, "fact": heading.name, "value": shown(text)}
            limits = {"whole": MOST_WHOLE, "decimals": MOST_DECIMALS}
            return Reading(reason=say("reading.number-too-wide", lang, **about, **limits))
        return Reading(written)
    if isinstance(value, bool):
        return Reading("true" if value else "false")
    return Reading(value.isoformat() if isinstance(value, date) else value)


def _read_count(heading: Heading, text: str, lang: Language) -> Reading:
    """How many items a cell of a list fact's column says there are."""
    word = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    if states_nothing(text):
        return Reading()
    if word in _SOME:
        return Reading(str(LISTED))
    if word in _NONE:
        return Reading("0")
    if word.isascii() and word.isdigit() and len(word) < 9:
        return Reading(str(int(word)))
    about = {"label": heading.fact.label, "fact": heading.fact.id, "value": shown(text)}
    return Reading(reason=say("reading.not-a-count", lang, **about))


def _long_numbers(headings: Mapping[int, Heading]) -> str:
    """SQL for the texts that are canonical numbers with more decimals than the plain ones, as programs write them."""
    tests = ["false"]
    for index, heading in headings.items():
        fact = heading.fact
        if fact.type not in (FactType.NUMBER, FactType.RATIO):
            continue
        number = f"TRY_CAST(v AS DECIMAL(38, {MOST_DECIMALS}))"
        test = f"c = {index} AND {duckdb_matches('v', '-?[0-9]{1,16}[.][0-9]{1,18}')}"
        test += f" AND {bounded(fact, number)} IS NOT NULL"
        tests.append(f"{test} AND abs({number}) <= 1" if fact.type is FactType.RATIO else test)
    return " OR ".join(f"({test})" for test in tests)


def widened(connection: DuckDBPyConnection, table: str, heading: Heading, type_: str) -> str:
    """The SQL type that holds the plain values of a column and those that were read for it too."""
    if heading.fact.type not in NUMBERS:
        return type_
    whole, decimals = connection.execute(
        "SELECT max(length(split_part(ltrim(value, '-'), '.', 1))), max(length(rtrim(split_part(value, '.', 2), '0'))) "
        f"FROM {table}__readings WHERE c = {heading.index} AND value IS NOT NULL"
    ).fetchall()[0]
    held_whole, held_decimals = {"DECIMAL(18, 2)": (16, 2), "DECIMAL(18, 6)": (12, 6)}.get(type_, (18, 0))
    if whole is None or (whole <= held_whole and decimals <= held_decimals):
        return type_
    whole, decimals = max(whole, held_whole), max(decimals, held_decimals)
    return f"DECIMAL({whole + decimals}, {decimals})"
