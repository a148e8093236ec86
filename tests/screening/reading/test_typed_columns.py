"""Columns that have types already: Parquet, cells of workbooks, tables of a database."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import openpyxl
import pytest
from cells import told
from codes import code
from found import Found, Read
from hypothesis import given, settings
from hypothesis import strategies as st
from random_policies import FACTS, YEARS, random_firm

from incentive_engine.feel.ternary import Unknown
from incentive_engine.mistakes import InputError
from incentive_engine.policy.model import FactType, Vocabulary
from incentive_engine.profile import Profile
from incentive_engine.screening.reading import ColumnType, profiles, read_register, register_of_table
from incentive_engine.screening.reading.plain import duckdb_matches

VOCABULARY = Vocabulary({one.id: one for one in FACTS}, {one.label: one for one in FACTS})
STATED = [one for one in FACTS if one.formula is None and one.type is not FactType.LIST]
TYPES = {
    FactType.BOOLEAN: "BOOLEAN",
    FactType.MONEY: "DECIMAL(18, 2)",
    FactType.INTEGER: "BIGINT",
    FactType.CHOICE: "VARCHAR",
    FactType.DATE: "DATE",
}
Store = Callable[[duckdb.DuckDBPyConnection, str], None]


def columns() -> dict[str, str]:
    """Every column that the facts of random policies have, with its SQL type."""
    names = {f"{one.id}@{year}": one for one in STATED if one.annual for year in YEARS}
    names |= {one.id: one for one in STATED if not one.annual}
    return {name: TYPES[one.type] for name, one in names.items()}


def cell(firm: Profile, column: str) -> Any:
    id_, _, year = column.partition("@")
    value = firm.facts.get(id_)
    return value if not year or value is None else value.get(int(year))


def as_parquet(firms: Sequence[Profile], path: Path) -> None:
    """Columns of exact types, the works nested."""
    with duckdb.connect() as connection:
        types = "".join(f', "{name}" {type_}' for name, type_ in columns().items())
        works = "STRUCT(name VARCHAR, level VARCHAR, cost DECIMAL(18, 2), done_on DATE)[]"
        connection.execute(f"CREATE TABLE firms (id VARCHAR{types}, works {works})")
        for firm in firms:
            listed = firm.facts.get("works")
            items = None if listed is None else [{name: known(one) for name, one in item.items()} for item in listed]
            row = [firm.id, *(cell(firm, name) for name in columns()), items]
            connection.execute(f"INSERT INTO firms VALUES ({', '.join('?' * len(row))})", row)
        connection.execute(f"COPY firms TO '{path}' (FORMAT parquet)")


def as_workbook(firms: Sequence[Profile], path: Path) -> None:
    """Numbers as numbers, dates as dates, truth as truth, the works in their sheet."""
    book = openpyxl.Workbook()
    main = book.active
    main.append(["id", *columns(), "works"])
    works = book.create_sheet("works")
    works.append(["id", "name", "level", "cost", "done_on"])
    for firm in firms:
        listed = firm.facts.get("works")
        main.append([firm.id, *(cell(firm, name) for name in columns()), None if listed is None else len(listed)])
        for item in listed or ():
            works.append([firm.id, *(known(one) for one in item.values())])
    book.save(path)


def known(value: Any) -> Any:
    return None if isinstance(value, Unknown) else value


def without_nothing(firm: Profile) -> Profile:
    """The enterprise without annual facts that state no year: a table cannot tell them from none."""
    return Profile(firm.id, None, {id_: value for id_, value in firm.facts.items() if value != {}})


@pytest.mark.parametrize(("name", "write"), [("firms.parquet", as_parquet), ("firms.xlsx", as_workbook)])
@given(chance=st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=20)
def test_enterprises_come_back_as_they_were(
    name: str, write: Callable[[Sequence[Profile], Path], None], chance: random.Random
) -> None:
    drawn = [random_firm(chance) for _ in range(4)]
    firms = [Profile(code(place), None, firm.facts) for place, firm in enumerate(drawn)]
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        write(firms, Path(folder) / name)
        register = read_register(Path(folder) / name, VOCABULARY, connection)
        found = {one.id: one for one in profiles(register, connection, range(register.rows))}
        refused = connection.execute("SELECT * FROM rejects").fetchall()
    founded = {one.id: one.facts.get("established_on") for one in firms}
    for firm in firms:
        day = founded[firm.id]
        figures = [year for one in firm.facts.values() if isinstance(one, dict) for year in one]
        if day is not None and any(year < day.year for year in figures):
            assert firm.id not in found
            assert refused
        else:
            assert told(found[str(firm.id)]) == told(without_nothing(firm))


# Parquet that needs no copy.


def stored(connection: duckdb.DuckDBPyConnection, path: Path, select: str) -> Path:
    connection.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    return path


def tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}


def firm_rows(first: int, count: int) -> str:
    """Rows of sound columns for the small vocabulary."""
    codes = ", ".join(f"({place}, '{code(place)}')" for place in range(first, first + count))
    return (
        "SELECT code AS id, '企业' || n AS 企业名称, CAST(n * 1.5 AS DECIMAL(12, 2)) AS \"revenue@2020\", "
        "n % 2 = 0 AS 失信记录, DATE '2010-01-01' + CAST(n AS INTEGER) AS established_on, "
        "CAST(0.125 AS DECIMAL(6, 4)) AS tech_staff_share, "
        f"CAST(n AS INTEGER) AS staff, '工业' AS enterprise_kind FROM (VALUES {codes}) AS firms(n, code) ORDER BY n"
    )


def test_sound_parquet_is_read_where_it_is(read: Read, connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    found = read(stored(connection, tmp_path / "firms.parquet", firm_rows(0, 5)))
    assert tables(connection) == {"rejects"}
    assert found.register.main.sql.count("read_parquet") == 1
    assert [one.name for one in found.profiles] == [f"企业{place}" for place in range(5)]
    assert found.profiles[3].facts == {
        "revenue": {2020: Decimal("4.5")},
        "dishonest": False,
        "established_on": date(2010, 1, 4),
        "tech_staff_share": Decimal("0.125"),
        "staff": 3,
        "enterprise_kind": "工业",
    }
    revenue, share = (found.register.main.columns[name] for name in ("revenue@2020", "tech_staff_share"))
    assert (revenue.low, revenue.high, revenue.scale) == (0, 6, 1)
    assert (share.low, share.scale) == (Decimal("0.125"), 3)


def test_many_files_of_parquet_are_one_register(
    read: Read, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    for part in range(3):
        stored(connection, tmp_path / f"part-{part}.parquet", firm_rows(part * 4, 4))
    for path in (tmp_path, tmp_path / "part-*.parquet"):
        found = read(path)
        assert [one.id for one in found.profiles] == [code(place) for place in range(12)]
    assert tables(connection) == {"rejects"}


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ('REPLACE (CAST(-1 AS DECIMAL(12, 2)) AS "revenue@2020")', "revenue@2020"),
        ('REPLACE (CAST(1.005 AS DECIMAL(12, 3)) AS "revenue@2020")', "revenue@2020"),
        ("REPLACE ('制造业' AS enterprise_kind)", "enterprise_kind"),
        ("REPLACE (DATE '1800-01-01' AS established_on)", "established_on"),
        ("REPLACE (CAST(1.5 AS DECIMAL(6, 4)) AS tech_staff_share)", "tech_staff_share"),
        ("REPLACE (DATE '2021-01-01' AS established_on)", "revenue@2020"),
        ("REPLACE ('91430406MA00000008' AS id)", "id"),
        ("REPLACE (NULL AS id)", "id"),
    ],
)
def test_what_a_fact_cannot_be_is_refused_in_typed_columns_too(
    change: str, column: str, read: Read, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    bad = f"SELECT * {change} FROM ({firm_rows(1, 1)})"
    found = read(stored(connection, tmp_path / "firms.parquet", f"({firm_rows(0, 1)}) UNION ALL {bad}"))
    assert [one.id for one in found.profiles] == [code(0)]
    assert [(row, name) for _, row, name, *_ in found.rejects] == [(2, column)]


def test_codes_that_repeat_are_found_in_typed_columns(
    read: Read, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    select = f"SELECT * FROM ({firm_rows(0, 2)}) UNION ALL SELECT * FROM ({firm_rows(0, 1)})"
    found = read(stored(connection, tmp_path / "firms.parquet", select))
    assert [row for _, row, *_ in found.rejects] == [3]


def test_a_double_is_the_number_of_15_digits_that_its_author_sees(
    read: Read, connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = stored(
        connection,
        tmp_path / "firms.parquet",
        f"SELECT '{code(1)}' AS id, 0.1::DOUBLE + 0.2::DOUBLE AS floor_area, 1234567.89::DOUBLE AS \"revenue@2020\", "
        "0.1::FLOAT AS growth, TIMESTAMP '2020-06-30 00:00:00' AS established_on, 5.0::DOUBLE AS staff",
    )
    assert told(read(path).profiles[0]) == told(
        Profile(
            code(1),
            None,
            {
                "floor_area": Decimal("0.3"),
                "revenue": {2020: Decimal("1234567.89")},
                "growth": Decimal("0.1"),
                "established_on": date(2020, 6, 30),
                "staff": Decimal(5),
            },
        )
    )


# Tables of a database.


def of_table(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary, select: str) -> Found:
    """The register in a table that DuckDB holds, asked as a server is."""
    connection.execute(f"CREATE OR REPLACE TABLE firms AS {select}")
    described = connection.execute("DESCRIBE firms").fetchall()
    register = register_of_table(
        "firms",
        [ColumnType(row[0], row[1].lower().replace("decimal", "numeric")) for row in described],
        vocabulary,
        lambda query: connection.execute(query).fetchall()[0],
        matches=duckdb_matches,
    )
    return Found(register, list(profiles(register, connection, range(register.rows))), [])


def test_a_table_of_a_database_stays_where_it_is(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    found = of_table(connection, vocabulary, firm_rows(0, 5))
    assert tables(connection) == {"firms"}
    assert [one.id for one in found.profiles] == sorted(code(place) for place in range(5))
    assert found.register.main.columns["revenue@2020"].high == 6
    assert found.register.main.columns["staff"].scale == 0


def test_mistakes_of_a_table_are_counted(connection: duckdb.DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    bad = f"SELECT * REPLACE ('制造业' AS enterprise_kind, NULL AS id) FROM ({firm_rows(1, 1)})"
    early = f"SELECT * REPLACE (DATE '2021-01-01' AS established_on) FROM ({firm_rows(2, 1)})"
    with pytest.raises(InputError) as caught:
        of_table(connection, vocabulary, f"({firm_rows(0, 1)}) UNION ALL {bad} UNION ALL {early}")
    assert str(caught.value).split("\n") == [
        "firms:1: unified social credit codes are missing, not valid or repeated (rows: 1)",
        "firms:3: revenue@2020 (营业收入) is stated for a year before the enterprise existed (rows: 1)",
        "firms:8: the column enterprise_kind (企业类型) holds what cannot be used as it is: empty texts, "
        "numbers out of bounds, none of the choices (rows: 1)",
    ]
    with pytest.raises(InputError, match="is of the type"):
        of_table(connection, vocabulary, f"SELECT '{code(1)}' AS id, 'x' AS staff, 0.1::DOUBLE AS growth")
