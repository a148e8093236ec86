"""Screening against others that do the same work, and against itself at ten times the size.

    python -m benchmarks.screening [PART]…

Parts: `bench-20` against SQL written by hand and OpenFisca's amounts; `incentives-20` from Parquet to Parquet, a row
per enterprise and measure with its reasons; `growth` to ten times as many of bench-20; `single` against zen-engine, one
enterprise at a time; `spark` on a cluster of two workers and of one. What a part lacks is said, and the part left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.enterprises import AS_OF, POLICY, policy
from benchmarks.peers import zen
from benchmarks.population import Population
from benchmarks.rates import side_by_side
from benchmarks.screening import bench_20, ours
from benchmarks.screening.cluster import cluster
from benchmarks.screening.peers import Seconds, of, peers_folder, python_with, script, seconds_of
from benchmarks.screening.size import size

_SITTINGS = 2
_WHOLE_RUNS = 3
_MOST_MEMORY = 4 * 1024**3 / 1e6


@dataclass(frozen=True)
class Bench:
    """Where the files of the benchmark are, and how many enterprises it is about."""

    folder: Path
    rows: int

    def bench_20(self) -> Path:
        """bench-20's population."""
        path = self.folder / f"bench-20-{self.rows}.parquet"
        if not path.exists():
            bench_20.write_population(path, self.rows)
        return path

    def register_20(self, rows: int) -> Path:
        """bench-20's population as a register that `incentive screen` reads."""
        path = self.folder / f"bench-20-register-{rows}.parquet"
        if not path.exists():
            population = self.folder / f"bench-20-{rows}.parquet"
            if not population.exists():
                bench_20.write_population(population, rows)
            bench_20.write_register(population, path)
        return path

    def incentives_20(self, rows: int) -> Path:
        """A population of 激励20条, with its lists."""
        path = self.folder / f"incentives-20-{rows}.parquet"
        if not path.exists():
            Population(rows, [policy()], AS_OF, AS_OF.year - 1).make(path, nested=True)
        return path


def told(name: str, seconds: object, ratio: float | None = None, peer: str = "") -> None:
    """A line of the table."""
    print(f"{name:52}{seconds!s:40}" + (f"  × {ratio:.2f} {peer}" if ratio is not None else ""), flush=True)


def bench_20_part(bench: Bench) -> None:
    """The same work as the peers', by turns."""
    population = str(bench.bench_20())
    commands = {"ours": [sys.executable, "-m", "benchmarks.screening.ours", population]}
    hand, fisca = script("handwritten_duckdb.py"), script("openfisca_peer.py")
    if hand:
        commands["by hand"] = [sys.executable, str(hand), population]
    python = python_with(bench.folder, "openfisca-core", "duckdb", "numpy") if fisca else None
    if fisca and python:
        commands["OpenFisca"] = [python, str(fisca), population]
    if not (hand and fisca):
        print(f"not every peer is in {peers_folder()}", file=sys.stderr)
    sittings = [{name: seconds_of(command) for name, command in commands.items()} for _ in range(_SITTINGS)]
    parts: dict[tuple[str, str], Seconds] = {
        (name, part): of([one[name][0][part] for one in sittings])
        for name in commands
        for part in sittings[0][name][0]
    }
    pairs = {("ours", part): ("by hand", part) for part in (ours.TABLE, ours.FILES)}
    pairs["ours", ours.AMOUNTS] = ("OpenFisca", "in memory")
    for (name, part), seconds in parts.items():
        peer = parts.get(pairs.get((name, part), ("", "")))
        ratio = seconds.median / peer.median if peer else None
        told(f"bench-20, {part}, {name}", seconds, ratio, pairs.get((name, part), ("",))[0])
    sums = {name: one[1].split("checksum")[-1] for name, one in sittings[0].items() if "checksum" in one[1]}
    if "by hand" in sums and sums["by hand"].split() != sums["ours"].split():
        raise ValueError(f"bench-20: other amounts than by hand: {sums}")


def incentives_20_part(bench: Bench) -> None:
    """激励20条 and bench-20 from Parquet to Parquet, a row per enterprise and measure with reasons, by turns."""
    firms = bench.incentives_20(bench.rows)
    twenty = bench.register_20(bench.rows)
    runs: dict[str, list[ours.Whole]] = {POLICY: [], bench_20.POLICY: []}
    for _ in range(_WHOLE_RUNS):
        runs[POLICY].append(ours.screen(firms, bench.folder / "out.parquet", policy=POLICY))
        bench_out = bench.folder / "bench-out.parquet"
        runs[bench_20.POLICY].append(
            ours.screen(twenty, bench_out, policy=bench_20.POLICY, rules=[bench_20.RULES])
        )
    seconds = {name: Seconds(min(all_), median(all_)) for name, all_ in _seconds(runs).items()}
    ratio = seconds[POLICY].median / seconds[bench_20.POLICY].median
    told(f"{bench_20.POLICY}, files to long rows with reasons", seconds[bench_20.POLICY])
    told(f"{POLICY}, the same", seconds[POLICY], ratio, bench_20.POLICY)
    for name, rules in ((POLICY, policy()), (bench_20.POLICY, bench_20.policy())):
        told(f"  {name}", size(rules))


def _seconds(runs: dict[str, list[ours.Whole]]) -> dict[str, list[float]]:
    return {name: [one.seconds for one in all_] for name, all_ in runs.items()}


def growth_part(bench: Bench) -> None:
    """bench-20 for ten times as many enterprises, from Parquet to long rows with reasons: seconds and memory."""
    runs = {}
    for rows in (bench.rows, 10 * bench.rows):
        grown = bench.folder / "grown.parquet"
        runs[rows] = ours.screen(bench.register_20(rows), grown, policy=bench_20.POLICY, rules=[bench_20.RULES])
        whole = f"{runs[rows].seconds:.1f} s, {runs[rows].memory:,.0f} MB at most"
        told(f"{bench_20.POLICY}, {rows:,} enterprises", whole)
        grown.unlink()
    few, many = runs[bench.rows], runs[10 * bench.rows]
    within = "within" if many.memory < _MOST_MEMORY else "MORE than"
    told("  ten times as many", f"{many.seconds / few.seconds:.1f} times as long, {within} {_MOST_MEMORY:,.0f} MB")


def single_part(bench: Bench) -> None:
    """What one enterprise takes in a screening of many by 20 measures, against zen-engine's 20 tables one by one."""
    try:
        rate = side_by_side({"zen": zen.decider(trace=True)})["zen"]
    except ImportError:
        print("zen-engine is not installed: no peer", file=sys.stderr)
        return
    parts, _ = seconds_of([sys.executable, "-m", "benchmarks.screening.ours", str(bench.bench_20())])
    each = parts[ours.TABLE].median / bench.rows
    told("bench-20, screened, one enterprise", f"{each * 1e6:.2f} µs")
    told("zen-engine with trace, one enterprise", f"{1e6 / rate:.2f} µs", 1 / rate / each, "of ours (at least 100)")


def spark_part(bench: Bench) -> None:
    """The same register on one worker and on two, and the same rows as DuckDB."""
    import duckdb

    firms, seconds = bench.incentives_20(bench.rows), {}
    here = bench.folder / "here.parquet"
    ours.screen(firms, here, policy=POLICY)
    for workers in (1, 2):
        out, shared = bench.folder / f"spark-{workers}.parquet", bench.folder / "shared"
        shared.mkdir(exist_ok=True)
        try:
            with cluster(workers, bench.folder / f"cluster-{workers}") as master:
                options = ["--backend", "spark", "--master", master, "--spark-folder", str(shared)]
                seconds[workers] = ours.screen(firms, out, policy=POLICY, options=options).seconds
        except FileNotFoundError as error:
            print(f"no Spark: {error}", file=sys.stderr)
            return
        other = f"(FROM '{here}' EXCEPT ALL FROM '{out}') UNION ALL (FROM '{out}' EXCEPT ALL FROM '{here}')"
        differing = duckdb.execute(f"SELECT count(*) FROM ({other})").fetchall()[0][0]
        result = f"{seconds[workers]:.1f} s, {differing} rows other than DuckDB's"
        told(f"Spark, {workers} workers", result, seconds[1] / seconds[workers], "as fast as one")


PARTS: dict[str, Callable[[Bench], None]] = {
    "bench-20": bench_20_part,
    "incentives-20": incentives_20_part,
    "growth": growth_part,
    "single": single_part,
    "spark": spark_part,
}


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m benchmarks.screening", description=__doc__)
    options.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (default: all)")
    options.add_argument("--rows", type=int, default=1_000_000, help="how many enterprises")
    options.add_argument("--folder", type=Path, help="keep populations and peers' environments here")
    given = options.parse_args()
    unknown = [part for part in given.parts if part not in PARTS]
    if unknown:
        options.error(f"{', '.join(unknown)}: one of {', '.join(PARTS)}")
    with TemporaryDirectory(prefix="screening-") as place:
        folder = given.folder or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder.resolve(), given.rows)
        for part in given.parts or PARTS:
            PARTS[part](bench)
    return 0


if __name__ == "__main__":
    sys.exit(main())
