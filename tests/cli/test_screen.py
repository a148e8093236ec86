"""`incentive screen`: what it writes where, and what it does when it cannot.

The population is made up, so that these tests are about the command alone.
"""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from invoking import Incentive, Run
from populations_stand_in import made_up

from incentive_engine.cli import screen as command

LIBRARY = Path(__file__).parent.parent / "screening" / "results" / "library"
PROGRAM = Path(__file__).with_name("populations_stand_in.py")


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    path = tmp_path / "firms.csv"
    path.write_text("10\n", encoding="utf-8")
    return path


@pytest.fixture
def screen(incentive: Incentive, firms: Path, monkeypatch: pytest.MonkeyPatch) -> Incentive:
    """`incentive screen` of the firms by the policy of the district."""
    monkeypatch.setattr(command, "opened_population", made_up)
    monkeypatch.setenv("INCENTIVE_RULES", str(LIBRARY))

    def run(*more: object) -> Run:
        return incentive("screen", firms, "-p", "district/growth", "--as-of", "2021-03-31", *more)

    return run


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# what it says and writes


def test_the_summary_goes_to_standard_output_and_the_rest_to_standard_error(screen: Incentive, tmp_path: Path) -> None:
    run = screen("-o", tmp_path / "r.csv")
    assert run.status == 0
    assert run.out.startswith("# 惠企政策批量核对结果\n")
    assert "| 1 | 支持企业做大 | 5 | 5 | 0 | 5,000.05 | 5,000.05 |" in run.out
    assert run.err == f"已核对 10 家企业，结果写入 {tmp_path / 'r.csv'}\n"
    assert len(rows_of(tmp_path / "r.csv")) == 30
    assert names(tmp_path) == ["firms.csv", "r.csv"]


@pytest.mark.parametrize("name", ["r.csv", "r.parquet", "r.jsonl", "r.xlsx"])
def test_every_form_is_written(screen: Incentive, tmp_path: Path, name: str) -> None:
    assert screen("-o", tmp_path / name).status == 0
    if name.endswith(".jsonl"):
        assert len([json.loads(line) for line in (tmp_path / name).read_text("utf-8").splitlines()]) == 30
    elif not name.endswith(".xlsx"):
        assert len(duckdb.sql(f"SELECT * FROM '{tmp_path / name}'").fetchall()) == 30


def test_rows_that_cannot_be_read_are_listed_beside_the_results(screen: Incentive, firms: Path, tmp_path: Path) -> None:
    firms.write_text("4\nbad\nbad\n", encoding="utf-8")
    run = screen("-o", tmp_path / "r.csv")
    assert run.status == 0
    assert f"有 2 行未通过读取，未参与核对；原因见 {tmp_path / 'r.rejects.csv'}" in run.err
    assert [(row["row"], row["value"]) for row in rows_of(tmp_path / "r.rejects.csv")] == [
        ("2", "'=五百万"),
        ("3", "'=五百万"),
    ]
    firms.write_text("4\n", encoding="utf-8")
    assert screen("-o", tmp_path / "r.csv").status == 0
    assert not (tmp_path / "r.rejects.csv").exists()  # what no longer holds is gone


def test_other_parameter_values_are_compared_in_a_file_beside(screen: Incentive, tmp_path: Path) -> None:
    run = screen("-o", tmp_path / "r.csv", "--what-if", "研发奖励比例=20%")
    assert "研发奖励比例（rate）：10% → 20%" in run.out
    assert "增加的企业 5 家，合计 +2,984,999.85 元" in run.out
    changes = rows_of(tmp_path / "r.what-if.csv")
    assert len(changes) == 15
    assert (changes[0]["payable_before"], changes[0]["difference"]) == ("1000.01", "198999.99")
    assert {row["payable"] for row in rows_of(tmp_path / "r.csv")} == {"1000.01", "0.00"}


def test_a_budget_is_told_only_when_it_is_asked_for(screen: Incentive, tmp_path: Path) -> None:
    assert "年度预算" not in screen("-o", tmp_path / "r.csv").out
    run = screen("-o", tmp_path / "r.csv", "--budget")
    assert "| 成长办法：年度预算 | 100,000.00 | 15,000.15 | 15.0% | 未超预算，结余 84,999.85 元 |" in run.out


def test_it_speaks_english(screen: Incentive, tmp_path: Path) -> None:
    run = screen("-o", tmp_path / "r.csv", "--lang", "en")
    assert run.out.startswith("# Incentives for a population\n")
    assert "10 enterprises screened" in run.err


def test_the_sql_or_what_it_leaves_open_is_written_instead_of_results(screen: Incentive) -> None:
    assert screen("--show-sql").out == "SELECT 1\n"
    assert screen("--explain").out == "all by SQL\n"


def test_of_many_files_the_first_is_named_and_the_others_counted(
    screen: Incentive, firms: Path, tmp_path: Path
) -> None:
    for name in ("sales", "rejects"):
        firms.with_name(f"firms.{name}.csv").write_text("id\n", encoding="utf-8")
    assert screen("-o", tmp_path / "r.csv").out.splitlines()[2].endswith("数据来源 firms.csv 及 1 个清单文件")


# what it refuses


def test_an_input_is_never_overwritten(screen: Incentive, firms: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(firms)
    for name in ("firms.csv", "link.csv", "./firms.csv"):
        run = screen("-o", tmp_path / name)
        assert run.status == 2
        assert "就是输入文件" in run.err
    assert firms.read_text(encoding="utf-8") == "10\n"


def test_a_table_of_items_beside_the_input_is_not_overwritten_either(
    screen: Incentive, firms: Path, tmp_path: Path
) -> None:
    firms.with_name("firms.sales.csv").write_text("id\n", encoding="utf-8")
    assert "就是输入文件" in screen("-o", tmp_path / "firms.sales.csv").err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "缺少参数 -o"),
        (("-o", "r.ods"), "可用 .parquet、.csv、.jsonl、.xlsx"),
        (("-o", "nowhere/r.csv"), "无法写入 nowhere/r.csv"),
        (("-o", "."), "不能按扩展名"),
        (("-o", "r.csv", "--what-if", "rates=20%"), "最接近的是 rate"),
        (("-o", "r.csv", "--what-if", "rate=20万元"), "rate"),
        (("-o", "r.csv", "--assume", "sale=1"), "sale"),
        (("-o", "r.csv", "--table", "firms"), "二者选一"),
        (("-o", "r.csv", "--backend", "postgres"), "--table"),
        (("-o", "r.csv", "--backend", "mysql"), "可选 duckdb、spark、postgres"),
    ],
)
def test_wrong_usage_is_said_and_nothing_is_written(
    screen: Incentive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    run = screen(*words)
    assert run.status == 2
    assert run.out == ""
    assert message in run.err
    assert names(tmp_path) == ["firms.csv"]


def test_an_input_that_is_not_there_is_said(screen: Incentive, firms: Path, tmp_path: Path) -> None:
    firms.unlink()
    run = screen("-o", tmp_path / "r.csv")
    assert run.status == 2
    assert str(firms) in run.err
    assert names(tmp_path) == []


def test_an_output_that_is_no_file_is_refused(screen: Incentive, tmp_path: Path) -> None:
    (tmp_path / "r.csv").mkdir()
    assert "不是普通文件" in screen("-o", tmp_path / "r.csv").err


# in processes of their own


def started(*words: object, limit: int | None = None) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "INCENTIVE_RULES": str(LIBRARY)}
    arguments = [
        sys.executable,
        str(PROGRAM),
        "screen",
        *map(str, words),
        "-p",
        "district/growth",
        "--as-of",
        "2021-03-31",
    ]

    def limited() -> None:
        if limit is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.Popen(
        arguments,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=limited if limit else None,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("name", ["r.csv", "r.parquet", "r.jsonl", "r.xlsx"])
def test_a_full_disk_is_said_and_leaves_nothing(firms: Path, tmp_path: Path, name: str) -> None:
    firms.write_text("20000\n", encoding="utf-8")
    old = tmp_path / name
    old.write_text("old", encoding="utf-8")
    with started(firms, "-o", tmp_path / name, limit=20_000) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 2, err.decode()
    assert out == b""
    assert f"无法写入 {tmp_path / name}" in err.decode()
    assert old.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["firms.csv", name]


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid"), reason="permissions of POSIX")
def test_a_folder_that_must_not_be_written_to_is_said(screen: Incentive, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    assert f"无法写入 {closed / 'r.csv'}" in screen("-o", closed / "r.csv").err


def killed_at_random(firms: Path, result: Path, times: int) -> None:
    """Kill the run at so many moments between its beginning and its end: the result is never there by halves."""
    beginning = time.monotonic()
    with started(firms, "-o", result) as process:
        process.communicate(timeout=120)
    lasting = time.monotonic() - beginning
    whole = len(rows_of(result))
    moments = random.Random(7)
    for _ in range(times):
        result.unlink()
        with started(firms, "-o", result) as process:
            time.sleep(moments.uniform(0.2, 1.0) * lasting)
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=120)
        if result.exists():
            assert len(rows_of(result)) == whole
        with started(firms, "-o", result) as process:
            process.communicate(timeout=120)
        assert process.returncode == 0
        assert len(rows_of(result)) == whole
        assert names(result.parent) == sorted({"firms.csv", result.name})


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_run_that_is_killed_leaves_no_half_result_and_the_next_one_is_whole(firms: Path, tmp_path: Path) -> None:
    firms.write_text("60000\n", encoding="utf-8")
    killed_at_random(firms, tmp_path / "r.csv", times=2)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_killed_at_twenty_moments_the_result_is_whole_or_not_there(firms: Path, tmp_path: Path) -> None:
    firms.write_text("150000\n", encoding="utf-8")
    killed_at_random(firms, tmp_path / "r.csv", times=20)
