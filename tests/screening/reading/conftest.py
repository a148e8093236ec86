"""What the tests of reading share: a small vocabulary, a database, files to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from found import Found, Mistaken, Read
from small_vocabulary import FACTS

from incentive_engine.mistakes import InputError
from incentive_engine.policy.model import Vocabulary
from incentive_engine.screening.reading import profiles, read_register


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary({one.id: one for one in FACTS}, {one.label: one for one in FACTS})


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def read(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> Read:
    """Reads a file: the register, all of its enterprises, what was refused (the file by its name)."""

    def read(path: Path, vocabulary: Vocabulary = vocabulary, **options: bool) -> Found:
        register = read_register(path, vocabulary, connection, **options)  # type: ignore[arg-type]
        found = list(profiles(register, connection, range(register.rows)))
        rows = connection.execute('SELECT * FROM rejects ORDER BY file, "row", "column"').fetchall()
        return Found(register, found, [(Path(row[0]).name, *row[1:]) for row in rows])

    return read


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes a text or bytes to a file."""

    def written(content: str | bytes, name: str = "firms.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


@pytest.fixture
def mistaken(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary, written: Callable[..., Path]) -> Mistaken:
    """The message about a file that cannot be read as a whole, in English."""

    def mistaken(content: str | bytes | Path, name: str = "firms.csv") -> str:
        path = content if isinstance(content, Path) else written(content, name)
        with pytest.raises(InputError) as caught:
            read_register(path, vocabulary, connection)
        assert all(mistake.text("zh") for mistake in caught.value.mistakes)
        return str(caught.value).replace(str(path.parent) + "/", "")

    return mistaken
