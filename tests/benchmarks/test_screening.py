"""The benchmarks of screening measure the same work: what they print is read right, and their amounts are right."""

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from benchmarks.enterprises import POLICY, policy
from benchmarks.screening import bench_20, ours
from benchmarks.screening.__main__ import PARTS
from benchmarks.screening.peers import ENVIRONMENT, Seconds, of, script, seconds_of
from benchmarks.screening.size import size

from incentive_engine.profile.credit_code import read_credit_code


def test_what_peers_print_is_read(tmp_path: Path) -> None:
    peer = tmp_path / "peer.py"
    peer.write_text("print('table to table      best 0.372 s, median 0.591 s\\nchecksum   (1, 2)')")
    found, printed = seconds_of([sys.executable, str(peer)])
    assert found == {"table to table": Seconds(0.372, 0.591)}
    assert printed.endswith("(1, 2)\n")


def test_several_sittings_are_one() -> None:
    assert of([Seconds(1, 2), Seconds(0.5, 3), Seconds(2, 4)]) == Seconds(0.5, 3)


def test_a_peer_that_is_not_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))
    assert script("handwritten_duckdb.py") is None
    (tmp_path / "handwritten_duckdb.py").touch()
    assert script("handwritten_duckdb.py") == tmp_path / "handwritten_duckdb.py"


def test_sizes_are_counted() -> None:
    bench = size(bench_20.policy())
    assert (bench.conditions, bench.tested, bench.columns, bench.lists) == (21, 120, 11, 0)
    incentives = size(policy())
    assert incentives.tested > 8 * 20
    assert incentives.lists == 19


def test_our_side_of_bench_20_pays_what_is_computed_by_hand(tmp_path: Path) -> None:
    """The whole benchmark on few rows: what it sums up is what DuckDB sums from the definition."""
    path = tmp_path / "population.parquet"
    bench_20.write_population(path, 3000)
    command = [sys.executable, "-m", "benchmarks.screening.ours", str(path)]
    found, printed = seconds_of(command)
    assert list(found) == ["table to table", "parquet to parquet", "amounts alone"]
    sums = re.search(r"^checksum +\((.*)\)", printed, re.MULTILINE)
    assert sums is not None
    met = (
        "district = '雁峰区' AND NOT dishonest AND NOT accident AND rd_staff * 100 >= staff * 10 "
        "AND rd * 100 >= revenue * 3 AND patents >= 0"
    )
    growth = "least((greatest(rd - rd_prev, 0) * 1000 + 50)::BIGINT // 100, 100000000)"
    expected = duckdb.sql(f"SELECT sum({growth}) FROM '{path}' WHERE {met}").fetchall()[0][0]
    assert int(sums[1].split(",")[0]) == expected


def test_the_register_of_bench_20_has_valid_codes_and_every_fact(tmp_path: Path) -> None:
    bench_20.write_population(tmp_path / "population.parquet", 50)
    bench_20.write_register(tmp_path / "population.parquet", tmp_path / "register.parquet")
    register = duckdb.sql(f"FROM '{tmp_path}/register.parquet'")
    assert register.columns == ["id", "name", *(f"bench_{name}" for name in bench_20.COLUMNS)]
    codes = [row[0] for row in register.fetchall()]
    assert len(set(codes)) == 50
    assert all(read_credit_code(code) == code for code in codes)


def test_a_screening_that_fails_is_no_figure(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        ours.screen(tmp_path / "nothing.parquet", tmp_path / "out.parquet", policy=POLICY)


def test_a_part_that_does_not_exist_is_refused() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.screening", "nothing"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert all(part in run.stderr for part in ["nothing", *PARTS])
