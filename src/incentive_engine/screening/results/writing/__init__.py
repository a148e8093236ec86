"""A screening result as a file: one row per enterprise and measure, in the form that the file's name asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TypeAlias, cast

from incentive_engine.mistakes import InputError, Mistake, Names, Place
from incentive_engine.screening.results.report import Report

Writer: TypeAlias = "Callable[[Report, Path], None]"
"""Writes a report to a path that does not exist yet; raises OSError where it cannot."""

_WRITERS: Mapping[str, tuple[str, str]] = {
    ".parquet": ("writing.tables", "write_parquet"),
    ".csv": ("writing.tables", "write_csv"),
    ".jsonl": ("writing.tables", "write_json_lines"),
    ".xlsx": ("workbook", "write_workbook"),
}


def writer_for(path: Path) -> Writer:
    """The writer of the form that the name of a file asks for. Raises InputError for another name."""
    found = _WRITERS.get(path.suffix.lower())
    if found is None:
        values = {"suffix": path.suffix, "known": Names(_WRITERS)}
        raise InputError([Mistake(Place(str(path)), "results.unknown-form", values)])
    module, name = found
    return cast(Writer, getattr(import_module(f"incentive_engine.screening.results.{module}"), name))
