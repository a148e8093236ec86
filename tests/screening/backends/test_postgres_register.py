"""A register in PostgreSQL: read where it lies, by Chinese names, exactly, and never written to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import psycopg
import pytest
from sqlglot import exp, parse_one

from incentive_engine import load_policy
from incentive_engine.mistakes import InputError
from incentive_engine.policy.model import Policy
from incentive_engine.screening.backends import opened
from incentive_engine.screening.backends.postgres import PostgresBackend, postgres
from incentive_engine.screening.backends.postgres_register import postgres_register
from incentive_engine.screening.register import Register

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("servers")]

TABLES = """
    DROP SCHEMA IF EXISTS 登记 CASCADE;
    CREATE SCHEMA 登记;
    CREATE TYPE 登记.类型 AS ENUM ('工业', '建筑业', '服务业');
    CREATE DOMAIN 登记.金额 AS numeric(20, 2);
    CREATE COLLATION IF NOT EXISTS 登记.loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
    CREATE TABLE 登记.企业 (
        统一社会信用代码 char(18), 企业名称 text,
        "营业收入@2020" 登记.金额, "研发费用@2020" numeric, "revenue@2019" bigint,
        注册所在区 text COLLATE 登记.loose, 成立日期 date,
        已享受加计扣除 boolean, 企业类型 登记.类型, "employees@2020" integer
    );
    INSERT INTO 登记.企业 VALUES
        ('91430406MA0000001C', '甲', 1000000.50, 12.3, 5, '雁峰区', '2010-01-31', true, '工业', 9),
        ('91430406MA00000009', '乙', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
        ('91430406MA0000002F', NULL, 0, 0.01, 7, '雁峰区', '2019-02-28', false, '服务业', 0);
    CREATE TABLE 登记.企业_研发平台 (
        id text, 平台名称 varchar(20), 级别 text, 认定日期 date, award_received numeric(12, 2)
    );
    INSERT INTO 登记.企业_研发平台 VALUES
        ('91430406MA0000001C', '电缆中心', '省级', '2020-06-30', 5.5),
        ('91430406MA0000001C', '材料中心', NULL, NULL, NULL),
        ('91430406MA0000003J', '别家的', '市级', '2020-06-30', 1);
"""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy("yanfeng/incentives-20")


@pytest.fixture
def database(postgres_dsn: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(postgres_dsn, autocommit=True) as server:
        server.execute(TABLES)  # type: ignore[arg-type]
        yield server
        server.execute("DROP SCHEMA 登记 CASCADE")


@pytest.fixture
def backend(database: psycopg.Connection[Any], postgres_dsn: str) -> Iterator[PostgresBackend]:
    with postgres(postgres_dsn) as made:
        yield made


def rows(backend: PostgresBackend, sql: str, columns: str) -> list[tuple[Any, ...]]:
    connection = duckdb.connect()
    backend.run(parse_one(f"SELECT {columns} FROM {sql} ORDER BY _row", dialect="postgres"), connection, "out")
    return connection.execute("FROM out ORDER BY ALL").fetchall()


def read(backend: PostgresBackend, policy: Policy, name: str = "登记.企业") -> Register:
    return postgres_register(backend.server, name, [policy], duckdb.connect())


def read_and_refused(backend: PostgresBackend, policy: Policy) -> tuple[Register, list[tuple[Any, ...]]]:
    """The register, and what was refused: row, column, value, reason."""
    with duckdb.connect() as connection:
        register = postgres_register(backend.server, "登记.企业", [policy], connection)
        return register, connection.execute('SELECT file, "row", "column", value, reason FROM rejects').fetchall()


def mistakes(backend: PostgresBackend, policy: Policy, name: str = "登记.企业") -> dict[str, object]:
    with pytest.raises(InputError) as caught:
        read(backend, policy, name)
    return {one.code: one.values for one in caught.value.mistakes}


def test_enterprises_are_numbered_by_their_codes_and_columns_named_by_fact(
    backend: PostgresBackend, policy: Policy
) -> None:
    register = read(backend, policy)
    assert register.rows == 3
    assert set(register.main.columns) == {
        *("revenue@2020", "rd_expense@2020", "revenue@2019", "registered_district", "established_on"),
        *("rd_super_deduction_claimed", "enterprise_kind", "employees@2020", "rd_platforms"),
    }
    found = rows(
        backend,
        register.main.sql,
        '_row, id, name, CAST("revenue@2020" * 100 AS BIGINT) AS fen, enterprise_kind, established_on',
    )
    assert [row[:4] for row in found] == [
        (0, "91430406MA00000009", "乙", None),
        (1, "91430406MA0000001C", "甲", 100000050),
        (2, "91430406MA0000002F", None, 0),
    ]
    assert [row[4] for row in found] == [None, "工业", "服务业"]


def test_numbers_are_measured(backend: PostgresBackend, policy: Policy) -> None:
    columns = read(backend, policy).main.columns
    measured = {name: (one.low, one.high, one.scale) for name, one in columns.items() if one.is_number}
    assert measured == {
        "revenue@2020": (Decimal("0.00"), Decimal("1000000.50"), 1),
        "rd_expense@2020": (Decimal("0.01"), Decimal("12.3"), 2),
        "revenue@2019": (5, 7, 0),
        "employees@2020": (0, 9, 0),
    }


def test_text_is_compared_as_it_stands_whatever_its_collation(backend: PostgresBackend, policy: Policy) -> None:
    backend.server.execute("SELECT 1")
    register = read(backend, policy)
    same = rows(
        backend, register.main.sql, "_row, registered_district = '雁峰區' AS a, registered_district = '雁峰区' AS b"
    )
    assert same == [(0, None, None), (1, False, True), (2, False, True)]


def test_items_belong_to_the_enterprise_of_their_code(backend: PostgresBackend, policy: Policy) -> None:
    register = read(backend, policy)
    assert rows(backend, register.main.sql, "_row, rd_platforms") == [(0, True), (1, True), (2, True)]
    items = register.lists["rd_platforms"]
    assert set(items.columns) == {"name", "level", "recognized_on", "award_received"}
    assert rows(backend, items.sql, "_row, _item, name, level") == [
        (1, 0, "材料中心", None),
        (1, 1, "电缆中心", "省级"),
    ]
    assert items.columns["award_received"].high == Decimal("5.50")


def test_a_table_that_is_not_there_is_missed_by_name(backend: PostgresBackend, policy: Policy) -> None:
    ((code, values),) = mistakes(backend, policy, "登记.企叶").items()
    assert code == "backends.postgres-no-table"
    assert "登记.企业" in values["near"]  # type: ignore[index]


def test_numbers_that_are_none_are_refused(
    database: psycopg.Connection[Any], backend: PostgresBackend, policy: Policy
) -> None:
    database.execute("""UPDATE 登记.企业 SET "研发费用@2020" = 'NaN' WHERE 企业名称 = '甲'""")
    assert mistakes(backend, policy) == {"backends.postgres-no-number": {"column": "研发费用@2020", "count": 1}}


def test_a_code_that_stands_twice_is_an_error(
    database: psycopg.Connection[Any], backend: PostgresBackend, policy: Policy
) -> None:
    database.execute("INSERT INTO 登记.企业 (统一社会信用代码) VALUES ('91430406MA0000001C')")
    assert mistakes(backend, policy) == {"reading.table-codes": {"count": 1}}


def test_texts_are_read_as_those_of_profiles(
    database: psycopg.Connection[Any], backend: PostgresBackend, policy: Policy
) -> None:
    name = '衡阳 "O\'Neill"\n电缆\\厂 (Hengyang Cable, Ltd.)'
    database.execute("UPDATE 登记.企业 SET 企业名称 = %s, 注册所在区 = ' 未知 ' WHERE 企业名称 = '甲'", [f"  {name}\t"])
    database.execute("UPDATE 登记.企业_研发平台 SET 平台名称 = ' 材料 中心 ' WHERE 平台名称 = '材料中心'")
    register, refused = read_and_refused(backend, policy)
    assert refused == []
    assert rows(backend, register.main.sql, "_row, name, registered_district")[1] == (1, name, None)
    assert rows(backend, register.lists["rd_platforms"].sql, "_item, name") == [(0, "材料 中心"), (1, "电缆中心")]


def test_enterprises_with_a_value_that_no_profile_has_are_rejects_and_the_others_go_on(
    database: psycopg.Connection[Any], backend: PostgresBackend, policy: Policy
) -> None:
    database.execute(
        'INSERT INTO 登记.企业 (统一社会信用代码, 企业名称, 成立日期, "营业收入@2020") '
        "VALUES ('123', '丁', NULL, 1), "
        "(NULL, '戊', NULL, 1), ('91430406MA0000003J', 'N/A', NULL, 1), ('91430406MA0000004M', '己', '2021-01-01', 1)"
    )
    database.execute("UPDATE 登记.企业 SET \"employees@2020\" = -1 WHERE 企业名称 = '乙'")
    database.execute("UPDATE 登记.企业_研发平台 SET 认定日期 = '0001-01-01' WHERE 平台名称 = '电缆中心'")
    register, refused = read_and_refused(backend, policy)
    assert register.rows == 1
    assert rows(backend, register.main.sql, "_row, id") == [(0, "91430406MA0000002F")]
    assert rows(backend, register.lists["rd_platforms"].sql, "_row") == []
    assert [one[:4] for one in refused] == [
        ("登记.企业", 1, "统一社会信用代码", "123"),
        ("登记.企业", 2, "employees@2020", "-1"),
        ("登记.企业", 5, "企业名称", "N/A"),
        ("登记.企业", 6, "营业收入@2020", "1.00"),
        ("登记.企业", 7, "统一社会信用代码", None),
        ("登记.企业_研发平台", 2, "认定日期", "0001-01-01"),
    ]
    assert refused[1][4].startswith("91430406MA00000009：")


def test_inexact_columns_are_refused(
    database: psycopg.Connection[Any], backend: PostgresBackend, policy: Policy
) -> None:
    database.execute('ALTER TABLE 登记.企业 ALTER COLUMN "研发费用@2020" TYPE double precision')
    found = mistakes(backend, policy)
    assert [values["type"] for values in found.values()] == ["double precision"]  # type: ignore[index]
    assert set(found) == {"reading.column-type"}


def test_a_user_without_permission_is_told_what_to_grant(
    database: psycopg.Connection[Any], postgres_dsn: str, policy: Policy
) -> None:
    database.execute("DROP ROLE IF EXISTS clerk")
    database.execute("CREATE ROLE clerk LOGIN PASSWORD 'clerk'")
    dsn = psycopg.conninfo.make_conninfo(postgres_dsn, user="clerk", password="clerk")
    try:
        with postgres(dsn) as backend:
            assert set(mistakes(backend, policy)) == {"backends.postgres-unreadable"}
        database.execute("GRANT USAGE ON SCHEMA 登记 TO clerk; GRANT SELECT ON ALL TABLES IN SCHEMA 登记 TO clerk")
        with postgres(dsn) as backend:
            assert read(backend, policy).rows == 3
    finally:
        database.execute("REVOKE ALL ON SCHEMA 登记 FROM clerk; REVOKE ALL ON ALL TABLES IN SCHEMA 登记 FROM clerk")
        database.execute("DROP ROLE clerk")


def test_nothing_can_be_written(backend: PostgresBackend) -> None:
    writing = exp.Var(this="WITH gone AS (DELETE FROM 登记.企业 RETURNING 1) SELECT count(*) AS n FROM gone")
    with pytest.raises(InputError, match=r"read-only|WITH clause"):
        backend.run(writing, duckdb.connect(), "out")
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        backend.server.execute("CREATE TABLE 登记.x (y int)")


def test_what_failed_leaves_the_next_statement_alone(backend: PostgresBackend) -> None:
    connection = duckdb.connect()
    with pytest.raises(InputError, match="division by zero"):
        backend.run(parse_one("SELECT 1 / 0 AS x", dialect="postgres"), connection, "first")
    backend.run(parse_one("SELECT 1 AS x"), connection, "second")
    assert connection.execute("FROM second").fetchall() == [(1,)]


def test_all_statements_see_the_register_as_it_was(
    database: psycopg.Connection[Any], backend: PostgresBackend, policy: Policy
) -> None:
    register = read(backend, policy)
    database.execute("DELETE FROM 登记.企业")
    assert len(rows(backend, register.main.sql, "_row")) == 3


def test_half_a_million_rows_stream_through(
    database: psycopg.Connection[Any], backend: PostgresBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("incentive_engine.screening.backends.postgres._BATCH", 1 << 20)
    connection = duckdb.connect()
    names = "CASE WHEN i % 3 = 0 THEN NULL WHEN i % 3 = 1 THEN '' ELSE '第' || i || E'行\\r\\n\"' END"
    source = f"SELECT CAST(i AS BIGINT) AS i, CAST({names} AS text) AS name FROM generate_series(1, 500000) AS s(i)"
    backend.run(exp.Var(this=source), connection, "out")
    assert connection.execute(
        "SELECT count(*), sum(i), count(name), count(*) FILTER (WHERE name = '') FROM out"
    ).fetchone() == (500_000, 125_000_250_000, 333_334, 166_667)
    assert connection.execute("SELECT name FROM out WHERE i = 499997").fetchone() == ('第499997行\r\n"',)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"port": "1"}, "refused"),
        ({"password": "wrong"}, "password authentication failed"),
        ({"dbname": "nowhere"}, "does not exist"),
    ],
)
def test_a_database_that_cannot_be_had_is_said_without_its_password(
    postgres_dsn: str, changed: dict[str, str], said: str
) -> None:
    dsn = psycopg.conninfo.make_conninfo(postgres_dsn, **changed)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=said) as caught, opened("postgres", dsn=dsn):
        pass
    assert [one.code for one in caught.value.mistakes] == ["backends.postgres-connect"]
    assert "secret" not in str(caught.value)


def test_a_dsn_that_is_none_is_said() -> None:
    with pytest.raises(InputError) as caught, opened("postgres", dsn="not a dsn"):
        pass
    assert [one.code for one in caught.value.mistakes] == ["backends.postgres-connect"]
