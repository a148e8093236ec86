"""A population that needs no compiler: of as many enterprises as its file says, with results made up by SQL.

As a program it is `incentive` with that population: `python populations_stand_in.py screen firms.csv -o …`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from incentive_engine.cli import main, screen
from incentive_engine.cli.populations import Request
from incentive_engine.mistakes import InputError, Mistake, Place
from incentive_engine.profile import Profile
from incentive_engine.screening.results.screened import Screened


@dataclass(frozen=True)
class MadeUp:
    """Every measure gives every other enterprise 1,000.01 yuan, or `rate` times a million where that is set."""

    request: Request
    rows: int

    def decided(self, parameters: Mapping[str, Any], into: str = "results") -> Screened:
        amount = parameters.get("rate", 0) * 1_000_000 if parameters else "1000.01"
        connection = self.request.connection
        connection.execute(
            f"CREATE TABLE {into} AS SELECT _row, 'F' || lpad(_row::VARCHAR, 9, '0') AS id, '企业' || _row AS name, "
            "policy, measure, number, CASE WHEN even THEN 'eligible' ELSE 'ineligible' END AS verdict, "
            f"(CASE WHEN even THEN {amount} ELSE 0 END)::DECIMAL(18, 2) AS gross, gross AS payable, "
            "false AS provisional, CASE WHEN even THEN [] ELSE ['elsewhere'] END::VARCHAR[] AS failed, "
            "[]::VARCHAR[] AS missing FROM (SELECT *, _row % 2 = 0 AS even FROM range(?) AS rows(_row), "
            "(SELECT unnest(?) AS policy, unnest(?) AS measure, unnest(?) AS number)) ORDER BY _row, number",
            [self.rows, *zip(*self._measures(), strict=True)],
        )
        request = self.request
        return Screened(
            connection,
            tuple(request.policies),
            request.as_of,
            request.assessment_year,
            self.rows,
            lambda rows: (Profile(f"F{row:09d}", f"企业{row}") for row in rows),
            results=into,
            parameters=parameters,
            assumed=request.assumed,
        )

    def _measures(self) -> Iterator[tuple[str, str, int]]:
        return (
            (policy.id, measure.id, measure.number) for policy in self.request.policies for measure in policy.measures
        )

    def statement(self) -> str:
        return "SELECT 1\n"

    def explanation(self) -> str:
        return "all by SQL\n"


@contextmanager
def made_up(request: Request) -> Iterator[MadeUp]:
    """The population; a row of the file that says `bad` is refused."""
    assert request.source is not None
    try:
        lines = request.source.read_text(encoding="utf-8").split()
    except OSError as error:
        raise InputError([Mistake(Place(str(request.source)), "policy.no-file", {})]) from error
    request.connection.execute(
        'CREATE TABLE rejects (file VARCHAR, row BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR)'
    )
    for number, line in enumerate(lines, start=1):
        if line == "bad":
            row = [request.source.name, number, "销售额", "=五百万", "应填金额"]
            request.connection.execute("INSERT INTO rejects VALUES (?, ?, ?, ?, ?)", row)
    yield MadeUp(request, int(lines[0]))


if __name__ == "__main__":
    screen.opened_population = made_up  # type: ignore[assignment]
    sys.exit(main(sys.argv[1:]))
