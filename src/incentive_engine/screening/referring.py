"""What SQL leaves to the reference evaluator: some measures for all enterprises, all measures for some enterprises."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias

from incentive_engine.decision.across import parts_of
from incentive_engine.decision.deciding import decide
from incentive_engine.decision.failed import failed_conditions
from incentive_engine.decision.program import Parameters
from incentive_engine.policy.model import Policy
from incentive_engine.profile.model import Profile
from incentive_engine.screening.compiling.plan import Plan
from incentive_engine.screening.inserting import insert_lines, line

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 500
"""How many enterprises are decided at a stretch, by one process."""

ALONE = 5_000
"""Up to how many enterprises other processes are not worth their start."""

COLUMNS = (
    "_row BIGINT, id VARCHAR, name VARCHAR, policy VARCHAR, measure VARCHAR, number INTEGER, verdict VARCHAR, "
    "gross DECIMAL(18,2), payable DECIMAL(18,2), provisional BOOLEAN, failed VARCHAR[], missing VARCHAR[]"
)
"""The columns of results, as a table has them."""

Profiles: TypeAlias = "Callable[[Sequence[int]], Iterable[Profile]]"
"""What gives back the enterprises of some rows, in their order."""

Progress: TypeAlias = "Callable[[int, int], None]"
"""What is told how many enterprises of how many are decided."""

Case: TypeAlias = "tuple[int, Profile, frozenset[str]]"
"""An enterprise's row, the enterprise, and the policies that are in doubt for it."""


@dataclass(frozen=True, slots=True)
class Referred:
    """What of a policy went to the reference evaluator: measures for everybody, and how many enterprises whole."""

    measures: tuple[str, ...]
    enterprises: int


@dataclass(frozen=True, slots=True)
class _Referral:
    """What a process needs to decide cases: policies, those together that settle matters with each other, and the
    measures that SQL left open for everybody, by policy.
    """

    together: Sequence[Sequence[Policy]]
    beyond: Mapping[str, frozenset[str]]
    as_of: date
    assessment_year: int
    parameters: Parameters | None

    def decided(self, cases: Iterable[Case]) -> str:
        """The rows of results for what was left open, as lines."""
        return "".join(line(row) for case in cases for row in self._rows(*case))

    def _rows(self, row: int, profile: Profile, doubtful: frozenset[str]) -> Iterator[tuple[Any, ...]]:
        for policies in self.together:
            if not any(one.id in doubtful or one.id in self.beyond for one in policies):
                continue
            decision = decide(
                profile,
                policies,
                as_of=self.as_of,
                assessment_year=self.assessment_year,
                parameters=self.parameters,
                engine="reference",
            )
            for policy in policies:
                for one in decision.policy(policy.id).measures:
                    if policy.id in doubtful or one.id in self.beyond.get(policy.id, ()):
                        yield (
                            *(row, profile.id, profile.name, policy.id, one.id, one.measure.number),
                            *(one.verdict.value, one.gross, one.payable, one.provisional),
                            *(failed_conditions(one), one.missing),
                        )


def refer(
    plan: Plan,
    connection: DuckDBPyConnection,
    packed: str,
    profiles: Profiles,
    parameters: Parameters | None,
    into: str,
    *,
    processes: int = 1,
    progress: Progress | None = None,
) -> dict[str, Referred]:
    """Decide what SQL left open, into the table `into` with the columns of results; what went there, by policy.

    Up to `processes` processes share the work if there is much of it.
    """
    connection.execute(f'CREATE OR REPLACE TABLE "{into}" ({COLUMNS})')
    doubtful = {one.policy.id: _rows_in_doubt(connection, packed, one.doubt) for one in plan.policies}
    beyond = {one.policy.id: frozenset(one.beyond) for one in plan.policies if one.beyond}
    if beyond:
        rows = [row for (row,) in connection.execute(f'SELECT _row FROM "{packed}" ORDER BY _row').fetchall()]
    else:
        rows = sorted(set().union(*doubtful.values()))
    together = _settled_together([one.policy for one in plan.policies])
    referral = _Referral(together, beyond, plan.as_of, plan.assessment_year, parameters)
    cases = zip(rows, profiles(rows), (_named(doubtful, row) for row in rows), strict=True)
    if rows:
        with TemporaryDirectory() as folder:
            path = Path(folder, "referred.json")
            with path.open("w", encoding="utf-8") as file, _deciding(referral, processes, len(rows)) as decided:
                for done, text in enumerate(decided(cases), start=1):
                    file.write(text)
                    if progress is not None:
                        progress(min(done * AT_ONCE, len(rows)), len(rows))
            insert_lines(connection, into, path)
    return {
        one.policy.id: Referred(tuple(one.beyond), len(doubtful[one.policy.id]))
        for one in plan.policies
        if one.beyond or doubtful[one.policy.id]
    }


def _rows_in_doubt(connection: DuckDBPyConnection, packed: str, doubt: str | None) -> set[int]:
    if doubt is None:
        return set()
    return {row for (row,) in connection.execute(f'SELECT _row FROM "{packed}" WHERE "{doubt}"').fetchall()}


def _named(doubtful: Mapping[str, set[int]], row: int) -> frozenset[str]:
    return frozenset(id_ for id_, rows in doubtful.items() if row in rows)


def _settled_together(policies: Sequence[Policy]) -> list[list[Policy]]:
    """The policies, those with each other that share matters."""
    groups = [[one] for one in policies]
    for part in parts_of(policies):
        ids = {policy for policy, _ in part.all}
        tied = [group for group in groups if any(one.id in ids for one in group)]
        groups = [group for group in groups if group not in tied] + [[one for group in tied for one in group]]
    return groups


@contextmanager
def _deciding(referral: _Referral, processes: int, count: int) -> Iterator[Callable[[Iterable[Case]], Iterator[str]]]:
    """What decides cases, batch by batch in their order."""
    if processes < 2 or count <= ALONE:
        yield lambda cases: map(referral.decided, _batches(cases))
        return
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    # A fork would take DuckDB's threads along, half of them.
    with ProcessPoolExecutor(processes, get_context("spawn"), _prepare, (referral,)) as pool:

        def decided(cases: Iterable[Case]) -> Iterator[str]:
            pending: deque[Future[str]] = deque()
            for batch in _batches(cases):
                pending.append(pool.submit(_decided, batch))
                if len(pending) > 2 * processes:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()

        yield decided


def _batches(cases: Iterable[Case]) -> Iterator[list[Case]]:
    remaining = iter(cases)
    while batch := list(islice(remaining, AT_ONCE)):
        yield batch


_prepared: list[_Referral] = []
"""In a process of a pool: what it decides by."""


def _prepare(referral: _Referral) -> None:
    _prepared[:] = [referral]


def _decided(batch: Sequence[Case]) -> str:
    return _prepared[0].decided(batch)
