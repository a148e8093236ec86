"""A small population under two small policies, decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from stand_in import DAY, FIRMS, decided

from incentive_engine.policy import load_policy
from incentive_engine.policy.model import Policy
from incentive_engine.screening.results.screened import Screened

LIBRARY = Path(__file__).parent / "library"


@pytest.fixture(scope="session")
def growth() -> Policy:
    """The policy of a district, which has a budget."""
    return load_policy("district/growth", rules=[LIBRARY])


@pytest.fixture(scope="session")
def relief() -> Policy:
    """The policy that forgoes tax."""
    return load_policy("nation/relief", rules=[LIBRARY])


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of one's own."""
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def screened(connection: duckdb.DuckDBPyConnection, growth: Policy, relief: Policy) -> Screened:
    """The firms under both policies."""
    return decided(connection, FIRMS, [growth, relief], as_of=DAY)
