"""A register holds what profiles of the same cells hold, and refuses what they refuse: whatever its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from cells import Firm, as_csv, as_json_lines, as_workbook, expected, firms, told
from hypothesis import given, settings
from hypothesis import strategies as st
from small_vocabulary import FACTS

from incentive_engine.policy.model import Vocabulary
from incentive_engine.screening.reading import profiles, read_register

VOCABULARY = Vocabulary({one.id: one for one in FACTS}, {one.label: one for one in FACTS})
Write = Callable[[Sequence[Firm], Path], None]


def as_texts_of_parquet(population: Sequence[Firm], path: Path) -> None:
    """Columns of text, the items in a nested column."""
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        lines = Path(folder) / "firms.jsonl"
        as_json_lines(population, lines)
        columns = dict.fromkeys(population[0].cells, "VARCHAR")
        fields = "STRUCT(name VARCHAR, level VARCHAR, recognized_on VARCHAR, received VARCHAR)[]"
        columns |= dict.fromkeys(population[0].items, fields)
        rows = f"read_json('{lines}', format = 'newline_delimited', columns = {columns})"
        connection.execute(f"COPY (SELECT * FROM {rows}) TO '{path}' (FORMAT parquet)")


def assert_same(population: Sequence[Firm], path: Path) -> None:
    with duckdb.connect() as connection:
        register = read_register(path, VOCABULARY, connection)
        found = list(profiles(register, connection, range(register.rows)))
        refused = {row[0] for row in connection.execute("SELECT reason FROM rejects").fetchall()}
    wanted = [expected(firm, VOCABULARY) for firm in population]
    assert [told(one) for one in found] == [told(one) for one in wanted if one is not None]
    assert bool(refused) == (None in wanted)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("firms.csv", as_csv),
        ("firms.jsonl", as_json_lines),
        ("firms.xlsx", as_workbook),
        ("firms.parquet", as_texts_of_parquet),
    ],
)
@given(population=firms(VOCABULARY))
@settings(deadline=None, max_examples=20)
def test_any_cells_are_read_as_in_a_profile(name: str, write: Write, population: list[Firm]) -> None:
    with TemporaryDirectory() as folder:
        write(population, Path(folder) / name)
        assert_same(population, Path(folder) / name)


@given(
    population=firms(VOCABULARY),
    encoding=st.sampled_from(("utf-8-sig", "gb18030", "utf-16")),
    delimiter=st.sampled_from(",;\t"),
)
@settings(deadline=None, max_examples=12)
def test_the_encoding_and_the_delimiter_of_csv_do_not_matter(
    population: list[Firm], encoding: str, delimiter: str
) -> None:
    with TemporaryDirectory() as folder:
        as_csv(population, Path(folder) / "firms.csv", encoding=encoding, delimiter=delimiter)
        assert_same(population, Path(folder) / "firms.csv")
