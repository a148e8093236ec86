"""Results as tables that DuckDB itself writes, however many rows there are: Parquet, CSV, JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from incentive_engine import __version__
from incentive_engine.screening.results.budget import ADJUSTMENT
from incentive_engine.screening.results.disk import disk_errors
from incentive_engine.screening.results.report import Report
from incentive_engine.screening.results.screened import Screened, identifier, literal
from incentive_engine.screening.results.what_if import CHANGES

BYTE_ORDER_MARK = "\ufeff"
"""What tells Excel that a CSV file is UTF-8; without it Chinese is garbled."""

_TEXTS = ("id", "name", "policy", "measure", "verdict")
_LISTS = ("failed", "missing")
_AMOUNTS = ("gross", "payable", ADJUSTMENT)


def write_parquet(report: Report, path: Path) -> None:
    """Amounts as DECIMAL(18, 2), lists as lists; the file's metadata names policies, day and engine."""
    query = f"SELECT {_listed(report.columns)} {_from(report.screened)}"
    told = ", ".join(f"{literal(key)}: {literal(value)}" for key, value in provenance(report).items())
    _copy(report.screened, query, path, f"FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{told}}}")


def write_csv(report: Report, path: Path) -> None:
    """UTF-8 with byte order mark, lists joined by 、, and no text that a spreadsheet would take for a formula."""
    columns = {name: _in_csv(name) for name in report.columns}
    _copy(report.screened, f"SELECT {_named(columns)} {_from(report.screened)}", path, "FORMAT csv, HEADER")


def write_json_lines(report: Report, path: Path) -> None:
    """One object a line; amounts are texts with two decimals, as in a decision, null where unknown."""
    columns = {
        name: f"CAST({identifier(name)} AS VARCHAR)" if name in _AMOUNTS else identifier(name)
        for name in report.columns
    }
    query = (
        f"SELECT {', '.join(f'{sql} AS {identifier(name)}' for name, sql in columns.items())} {_from(report.screened)}"
    )
    _copy(report.screened, query, path, "FORMAT json")


def write_rejects(screened: Screened, path: Path) -> None:
    """The rows that could not be read, as CSV: file, row, column, value, reason."""
    columns = {name: inert_text(name) for name in ("file", "column", "value", "reason")}
    columns = {"file": columns["file"], "row": identifier("row"), **columns}
    order = ", ".join(map(identifier, ("file", "row", "column")))
    query = f"SELECT {_named(columns)} FROM {identifier(screened.rejects)} ORDER BY {order}"
    _copy(screened, query, path, "FORMAT csv, HEADER")


def write_changes(screened: Screened, path: Path) -> None:
    """What other parameter values change, as CSV: one row per enterprise and measure that they change anything for."""
    names = ("id", "name", "policy", "measure", "number", "verdict_before", "verdict_after")
    columns = {name: inert_text(name) if name in _TEXTS else identifier(name) for name in names}
    columns |= {name: identifier(name) for name in ("payable_before", "payable_after")}
    columns["difference"] = "CAST(payable_after - payable_before AS DECIMAL(18, 2))"
    _copy(screened, f"SELECT {_named(columns)} FROM {CHANGES}", path, "FORMAT csv, HEADER")


def provenance(report: Report) -> Mapping[str, str]:
    """What was applied, to what, by what: short texts by name."""
    screened = report.screened
    return {
        "incentive-engine": __version__,
        "backend": screened.backend,
        "as_of": screened.as_of.isoformat(),
        "assessment_year": str(screened.assessment_year),
        **{f"policy {policy.id}": f"sha256 {policy.sha256}" for policy in screened.policies},
        **{f"input {one.name}": f"sha256 {one.sha256}" for one in report.inputs if one.sha256},
    }


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(map(identifier, columns))


def _from(screened: Screened) -> str:
    """Where the rows come from: DuckDB keeps the order of a table, which is that of the input."""
    return f"FROM {identifier(screened.results)}"


def _in_csv(name: str) -> str:
    if name in _LISTS:
        return inert_sql(f"array_to_string({identifier(name)}, '、')")
    return inert_text(name) if name in _TEXTS else identifier(name)


def _named(columns: Mapping[str, str]) -> str:
    """Columns under their names, the first of them after the byte order mark: DuckDB itself writes none."""
    names = [*columns]
    heads = [BYTE_ORDER_MARK + names[0], *names[1:]]
    return ", ".join(f"{columns[name]} AS {identifier(head)}" for name, head in zip(names, heads, strict=True))


def inert_text(column: str) -> str:
    """A column of texts, in SQL, none of which a spreadsheet takes for a formula."""
    return inert_sql(identifier(column))


def inert_sql(sql: str) -> str:
    """A text in SQL with a ' before it where a spreadsheet would take it for a formula."""
    return f"CASE WHEN regexp_matches({sql}, '^[=+\\-@\\t\\r\\n＝＋－＠]') THEN '''' || {sql} ELSE {sql} END"


def _copy(screened: Screened, query: str, path: Path, options: str) -> None:
    """Write a query's rows to a file. Raises OSError where that fails."""
    with disk_errors(path):
        screened.connection.execute(f"COPY ({query}) TO {literal(str(path))} ({options})")
