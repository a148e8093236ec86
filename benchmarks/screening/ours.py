"""Our side of the benchmarks of screening: the one place that calls what is measured.

    python -m benchmarks.screening.ours POPULATION.parquet

does bench-20 and prints its seconds as the peers' scripts do: verdicts, amounts and the states of all conditions,
packed, from table to table and from Parquet to Parquet; amounts alone, from table to table.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.enterprises import AS_OF
from benchmarks.population.chance import quoted
from benchmarks.screening import bench_20
from benchmarks.screening.peers import Seconds

if TYPE_CHECKING:
    from incentive_engine import Policy
    from incentive_engine.screening.register import Register

TABLE, FILES, AMOUNTS = "table to table", "parquet to parquet", "amounts alone"
_RUNS = 5


@dataclass(frozen=True, slots=True)
class Whole:
    """A screening as a whole process: wall-clock seconds, and the peak of its resident memory in MB."""

    seconds: float
    memory: float


def packed(policies: Sequence[Policy], register: Register, *, amounts_alone: bool = False) -> str:
    """The SQL of the packed result in DuckDB's dialect: verdicts, amounts, and the reasons two bits a condition."""
    from incentive_engine.screening.backends.dialects import written
    from incentive_engine.screening.compiling.plan import plan

    made = plan(policies, register, as_of=AS_OF, assessment_year=AS_OF.year - 1, missing=False)
    statement = written(made.statement, "duckdb")
    columns = [column for one in made.policies for column in one.columns.values()]
    if not amounts_alone:
        words = [word for one in made.policies for word in one.words]
        wanted = ["id", *(name for column in columns for name in (column.verdict, column.payable)), *words]
        return f"SELECT {', '.join(wanted)} FROM ({statement}) AS packed"
    return f"SELECT {', '.join(column.payable for column in columns)} FROM ({statement}) AS packed"


def payable(policies: Sequence[Policy], register: Register, table: str) -> str:
    """The SQL of the sum of each measure's payable amounts in fen, from a table that `packed` made."""
    from incentive_engine.screening.compiling.plan import plan

    made = plan(policies, register, as_of=AS_OF, assessment_year=AS_OF.year - 1, missing=False)
    sums = (f"sum({column.payable})" for one in made.policies for column in one.columns.values())
    return f"SELECT {', '.join(sums)} FROM {table}"


def screen(
    source: Path, out: Path, *, policy: str, rules: Sequence[Path] = (), options: Sequence[str] = ()
) -> Whole:
    """`incentive screen` as a process of its own: from files to a file. Raises CalledProcessError when it fails."""
    command = [
        *(sys.executable, "-c", "import sys; from incentive_engine.cli import main; sys.exit(main())"),
        *("screen", str(source)),
        *("-p", policy, "-o", str(out), "--as-of", AS_OF.isoformat(), *options),
        *(part for folder in rules for part in ("--rules", str(folder))),
    ]
    start = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1 if sys.platform == "darwin" else 1024
    return Whole(seconds, usage.ru_maxrss * unit / 1e6)


def timed(run: Callable[[], object], runs: int = _RUNS) -> Seconds:
    """The best and the median of so many runs."""
    seconds = []
    for _ in range(runs):
        start = perf_counter()
        run()
        seconds.append(perf_counter() - start)
    return Seconds(min(seconds), median(seconds))


def main() -> int:
    import duckdb

    path = Path(sys.argv[1])
    policies = [bench_20.policy()]
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE pop AS FROM {quoted(str(path))}")
    rows = connection.execute("SELECT count(*) FROM pop").fetchall()[0][0]
    table = bench_20.register("pop", rows)
    files = bench_20.register(f"read_parquet({quoted(str(path))})", rows)
    whole, alone = packed(policies, table), packed(policies, table, amounts_alone=True)
    through = f"COPY ({packed(policies, files)}) TO {quoted(f'{path}.ours')} (FORMAT parquet)"
    print(f"{TABLE:20}", timed(lambda: connection.execute(f"CREATE OR REPLACE TABLE result AS {whole}")))
    print(f"{FILES:20}", timed(lambda: connection.execute(through)))
    print(f"{AMOUNTS:20}", timed(lambda: connection.execute(f"CREATE OR REPLACE TABLE amounts AS {alone}")))
    print(f"{'checksum':20}", connection.execute(payable(policies, table, "result")).fetchone())
    return 0


if __name__ == "__main__":
    sys.exit(main())
