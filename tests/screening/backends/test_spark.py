"""Spark: a cluster and this machine's cores, Parquet that is read where it lies, what is said when it is not there."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from sqlglot import exp

from incentive_engine.mistakes import InputError
from incentive_engine.screening.backends import Backend, opened
from incentive_engine.screening.register import Register, Relation

slow = pytest.mark.slow
servers = pytest.mark.xdist_group("servers")


@pytest.fixture
def connection() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as made:
        yield made


@contextmanager
def refused(code: str, master: str = "local[1]") -> Iterator[None]:
    with pytest.raises(InputError) as caught:
        yield
    assert [one.code for one in caught.value.mistakes] == [f"backends.{code}"], caught.value
    assert all(one.text("zh") and one.text("en") for one in caught.value.mistakes)


def everything(backend: Backend, source: str, connection: DuckDBPyConnection) -> list[tuple[object, ...]]:
    connection.execute("DROP TABLE IF EXISTS out")
    backend.run(exp.select("*").from_(exp.Var(this=source)), connection, "out")
    return connection.execute("FROM out ORDER BY ALL").fetchall()


def parquet(folder: Path, name: str, rows: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    duckdb.sql(
        f"SELECT 'E' || i AS id, i * 1.25 AS \"revenue@2020\", '区 ' || i AS 地区 FROM {rows} AS t(i)"
    ).write_parquet(str(path))
    return path


@slow
@servers
def test_a_register_of_duckdb_is_the_same_on_the_cluster(spark_master: str, connection: DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE TABLE r AS SELECT i AS _row, 'E' || i AS id, i::HUGEINT * 10000000000000000000 AS wide, "
        "CAST(i AS UBIGINT) AS u, DATE '1600-02-29' + i::INT AS d, i / 7 > 5 AS b, CAST(i AS DECIMAL(18, 2)) / 4 AS x, "
        "CASE WHEN i % 2 = 0 THEN '雁峰区' END AS 地区 FROM range(1000) AS t(i)"
    )
    connection.execute("CREATE TABLE items AS SELECT 5 AS _row, 0 AS _item, '省级' AS level")
    connection.execute("ALTER TABLE r DROP COLUMN x")
    register = Register(Relation("r", {}), 1000, {"platforms": Relation("(SELECT * FROM items) AS i", {})})
    with opened("spark", master=spark_master) as backend:
        attached = backend.attach(register, connection)
        assert (
            everything(backend, attached.main.sql, connection) == connection.execute("FROM r ORDER BY ALL").fetchall()
        )
        assert everything(backend, attached.lists["platforms"].sql, connection) == [(5, 0, "省级")]


@slow
@servers
def test_parquet_files_are_read_where_they_lie(
    spark_here: str, connection: DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = parquet(tmp_path, "企业 {a,b} [1] 100%/part 1.parquet", "range(300000)")
    second = parquet(tmp_path, "企业 {a,b} [1] 100%/part 2.parquet", "range(300000, 300005)")
    files = f"['{first}', '{second}']"
    offset = f"CASE filename WHEN '{first}' THEN 0 WHEN '{second}' THEN 300000 END"
    several = (
        f'(SELECT file_row_number + {offset} AS _row, "id" AS id, CAST(NULL AS VARCHAR) AS name, '
        f'"revenue@2020" AS "revenue@2020", "地区" AS "district" FROM '
        f"read_parquet({files}, filename = true, file_row_number = true)) AS register"
    )
    one = (
        f"(SELECT file_row_number AS _row, \"地区\" FROM read_parquet('{second}', file_row_number = true)) AS register"
    )
    plain = f"read_parquet('{second}')"

    def exported(*_: object) -> None:
        raise AssertionError("a copy was made")

    monkeypatch.setattr("incentive_engine.screening.backends.spark.export", exported)
    with opened("spark", master=spark_here) as backend:
        for source in (several, one, plain):
            expected = connection.execute(f"SELECT * FROM {source} ORDER BY ALL").fetchall()
            attached = backend.attach(Register(Relation(source, {}), len(expected)), connection)
            assert everything(backend, attached.main.sql, connection) == expected


@slow
@servers
@pytest.mark.parametrize(
    "source",
    [
        "(SELECT row_number() OVER () AS _row, id FROM read_parquet('{file}')) AS register",
        "(SELECT id FROM read_parquet('{file}') WHERE id > 'E2') AS register",
        "(SELECT a.id FROM read_parquet('{file}') AS a JOIN read_parquet('{file}') AS b ON a.id = b.id) AS register",
        "read_parquet('{folder}/*.parquet')",
    ],
)
def test_what_is_more_than_files_is_copied(
    spark_here: str, connection: DuckDBPyConnection, tmp_path: Path, source: str
) -> None:
    source = source.format(file=parquet(tmp_path, "a.parquet", "range(5)"), folder=tmp_path)
    expected = connection.execute(f"SELECT * FROM {source} ORDER BY ALL").fetchall()
    with opened("spark", master=spark_here) as backend:
        attached = backend.attach(Register(Relation(source, {}), len(expected)), connection)
        assert everything(backend, attached.main.sql, connection) == expected


@slow
@servers
def test_nothing_is_left_behind(spark_here: str, connection: DuckDBPyConnection, tmp_path: Path) -> None:
    connection.execute("CREATE TABLE r AS SELECT 1 AS _row")
    folder = tmp_path / "共享 [1] 100%"
    folder.mkdir()
    with opened("spark", master=spark_here, folder=folder) as backend:
        attached = backend.attach(Register(Relation("r", {}), 1), connection)
        assert everything(backend, attached.main.sql, connection) == [(1,)]
        assert list(folder.iterdir())
    assert not list(folder.iterdir())


@slow
@servers
def test_spark_says_nothing_of_its_own(
    spark_here: str, connection: DuckDBPyConnection, capfd: pytest.CaptureFixture[str]
) -> None:
    with opened("spark", master=spark_here) as backend:
        with refused("spark-failed"):
            backend.run(exp.Var(this="SELECT 1 DIV 0 AS x"), connection, "out")
        with refused("spark-failed"):
            backend.run(exp.Var(this="SELECT * FROM nowhere"), connection, "out")
    assert capfd.readouterr() == ("", "")


@slow
@servers
def test_a_process_has_one_master(spark_here: str) -> None:
    with opened("spark", master=spark_here), refused("spark-elsewhere"), opened("spark", master="local[1]"):
        pass


@slow
@servers
def test_a_cluster_without_room_is_not_waited_for_for_ever(spark_master: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("incentive_engine.screening.backends.spark_session._WORKERS", 2.0)
    monkeypatch.setattr("incentive_engine.screening.backends.spark_session._ROOM", {"spark.executor.memory": "100g"})
    with refused("spark-no-workers"), opened("spark", master=spark_master):
        pass


@slow
@pytest.mark.parametrize("master", ["", "localhost:7077", "spark:/host", "local[two]", "http://host:7077"])
def test_a_master_that_is_none_is_said(master: str) -> None:
    with refused("spark-master"), opened("spark", master=master):
        pass


@slow
def test_a_master_that_does_not_answer_is_said_at_once() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # and does not listen
        master = f"spark://127.0.0.1:{bound.getsockname()[1]}"
        with refused("spark-unreachable"), opened("spark", master=master):
            pass


@slow
@pytest.mark.parametrize("home", [None, "/nowhere"])
def test_without_java_it_is_said_what_to_install(home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    if home is None:
        monkeypatch.delenv("JAVA_HOME", raising=False)
    else:
        monkeypatch.setenv("JAVA_HOME", home)
    with refused("no-java"), opened("spark", master="local[1]"):
        pass


@pytest.mark.parametrize(("backend", "module"), [("spark", "pyspark"), ("postgres", "psycopg")])
def test_without_its_extra_a_backend_names_it(backend: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    if module == "pyspark":
        monkeypatch.setitem(sys.modules, "py4j", None)
        for name in [one for one in sys.modules if one.startswith("py4j.")]:
            monkeypatch.delitem(sys.modules, name)
    with pytest.raises(InputError, match=rf"incentive-engine\[{backend}\]") as caught, opened(backend):
        pass
    assert [one.code for one in caught.value.mistakes] == ["backends.not-installed"]
