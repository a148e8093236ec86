"""bench-20 as a policy of ours: its files are what its definition writes, and it decides what is computed by hand."""

import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from benchmarks.screening import bench_20
from benchmarks.screening.peers import peers_folder, script

from incentive_engine import Profile, decide, load_policy

AS_OF = date(2021, 3, 31)


@pytest.fixture(scope="module")
def policy():
    return load_policy(bench_20.POLICY, rules=[bench_20.RULES])


def test_the_files_are_what_the_definition_writes() -> None:
    files = bench_20.measure_files()
    assert {path.name for path in files} == {path.name for path in next(iter(files)).parent.iterdir()}
    for path, text in files.items():
        assert path.read_text(encoding="utf-8") == text


def test_measures_share_their_conditions(policy) -> None:
    tests = {test for number in range(20) for _, _, test in bench_20.conditions(number)}
    assert len(policy.measures) == 20
    assert all(len(measure.when.children) == 6 for measure in policy.measures)
    assert len(tests) == 21


def by_hand(row: dict, k: int) -> tuple[str, int | None]:
    """The verdict and the amount in fen of measure k, in integers; an amount of an undetermined measure is None."""
    revenue, rd, before = (None if row[name] is None else int(row[name] * 100) for name in ("revenue", "rd", "rd_prev"))
    states = [
        row["district"] == "雁峰区",
        not row["dishonest"],
        not row["accident"],
        rd * 100 >= revenue * (3 + k % 4),
        row["rd_staff"] * 100 >= row["staff"] * 10,
        row["patents"] >= k % 6,
        row["hnte"],
        revenue >= k * 100_000_000,
        rd > before,
    ][k % 3 : k % 3 + 6]
    if False in states:
        return "ineligible", 0
    if None in states:
        return "undetermined", None
    growth = min((max(rd - before, 0) * 10 + 50) // 100, 100_000_000)
    levels = {"国家级": 50_000_000, "省级": 20_000_000, "市级": 5_000_000, "无": 0}
    return "eligible", (growth, levels[row["platform"]], row["patents"] * 500_000)[k % 3]


def test_two_thousand_enterprises_get_what_is_computed_by_hand(policy, tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 2000)
    verdicts = set()
    for row in rows:
        facts = {f"bench_{name}": exact(value) for name, value in row.items() if name != "id" and value is not None}
        decision = decide(Profile(facts=facts), [policy], as_of=AS_OF, engine="reference").policies[0]
        for k, measure in enumerate(decision.measures):
            verdict, fen = by_hand(row, k)
            assert measure.verdict.value == verdict, (row, k)
            if fen is not None:
                assert measure.payable == Decimal(fen) / 100, (row, k)
            verdicts.add(verdict)
    assert verdicts == {"eligible", "ineligible", "undetermined"}


def test_the_peer_written_by_hand_agrees(tmp_path: Path) -> None:
    peer = script("handwritten_duckdb.py")
    if peer is None:
        pytest.skip(f"no peers: {peers_folder()}")
    rows = rows_of(tmp_path, 2000)
    run = subprocess.run(
        [sys.executable, peer, tmp_path / "population.parquet"], capture_output=True, text=True, check=True
    )
    checksum = re.search(r"^checksum +\((.*)\)", run.stdout, re.MULTILINE)
    assert checksum is not None
    sums = [sum(by_hand(row, k)[1] or 0 for row in rows) for k in range(20)]
    assert [int(one) for one in checksum[1].split(",")] == sums


def rows_of(folder: Path, count: int) -> list[dict]:
    path = folder / "population.parquet"
    bench_20.write_population(path, count)
    found = duckdb.sql(f"SELECT * FROM '{path}'")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def exact(value: object) -> object:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def test_the_population_has_unknowns_boundaries_and_every_level(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 3000)
    assert {row["platform"] for row in rows} == {"国家级", "省级", "市级", "无"}
    assert {row["hnte"] for row in rows} == {True, False, None}
    assert len({row["revenue"] for row in rows}) > 2900
    assert [row["id"] for row in rows] == list(range(3000))
