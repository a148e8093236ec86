"""A population read once for two states of rules."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from incentive_engine.assurance.changes.population.deciding import Deciding, decide_both
from incentive_engine.assurance.changes.population.summary import Pairs, PopulationChanges, summarize
from incentive_engine.mistakes import InputError, Mistake
from incentive_engine.policy.model import Fact, Policy
from incentive_engine.policy.reads import facts_read
from incentive_engine.wording import Language

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_MEMORY = "2500MB"
"""What DuckDB may keep in memory; the rest is on disk."""


@contextmanager
def working_place() -> Iterator[DuckDBPyConnection]:
    """A DuckDB whose tables are in a file that goes with it."""
    import duckdb

    with TemporaryDirectory(prefix="incentive-") as folder, duckdb.connect(str(Path(folder, "work.duckdb"))) as work:
        work.execute("SET enable_progress_bar = false")
        work.execute("SET temp_directory = ?", [str(Path(folder, "spill"))])
        work.execute(f"SET memory_limit = '{MOST_MEMORY}'")
        yield work


def population_changes(
    source: Path,
    pairs: Pairs,
    connection: DuckDBPyConnection,
    *,
    as_of: date,
    assessment_year: int,
    ignore_unknown: bool = False,
    lang: Language = "zh",
) -> PopulationChanges:
    """What the change from the old to the new policy of each pair does to the enterprises in a file.

    Leaves the tables `rejects` and `CHANGES` in the connection. Raises InputError where the file cannot be read, or a
    fact has become one of another type, so that one file cannot tell it for both states.
    """
    from incentive_engine.screening.backends import opened
    from incentive_engine.screening.reading import profiles, read_register

    old, new = [[one for one in side if one] for side in zip(*pairs, strict=True)]
    _check_types(old, new)
    register = read_register(source, [*new, *old], connection, ignore_unknown=ignore_unknown, lang=lang)

    def of_rows(rows: Sequence[int]) -> Any:
        return profiles(register, connection, rows)

    with opened("duckdb") as backend:
        how = Deciding(connection, backend, of_rows, as_of, assessment_year, os.cpu_count() or 1)
        decided = decide_both(how, register, old, new)
    return summarize(
        connection, decided, pairs, as_of=as_of, assessment_year=assessment_year, enterprises=register.rows
    )


def _check_types(old: Sequence[Policy], new: Sequence[Policy]) -> None:
    """A column can be read for both states where both take the same kind of value from it."""
    before, after = ({one.id: one for policy in side for one in facts_read(policy)} for side in (old, new))
    others = [id_ for id_ in before if id_ in after and _kind(before[id_]) != _kind(after[id_])]
    if others:
        raise InputError(
            Mistake(after[id_].place, "changes.fact-of-other-type", {"label": after[id_].label, "fact": id_})
            for id_ in others
        )


def _kind(fact: Fact) -> object:
    if fact.formula is not None:
        return None
    return fact.type, fact.annual, tuple((one.id, one.type) for one in fact.item)
