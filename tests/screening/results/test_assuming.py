"""Facts assumed of every enterprise that does not state them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import pytest

from incentive_engine.policy import load_policy
from incentive_engine.policy.model import Policy
from incentive_engine.screening.register import Column, Register, Relation
from incentive_engine.screening.results.assuming import assume_everywhere


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy("yanfeng/incentives-20")


@pytest.fixture
def register(connection: duckdb.DuckDBPyConnection, policy: Policy) -> Register:
    connection.execute(
        "CREATE TABLE register AS SELECT * FROM (VALUES (0, 'a', 'A', 5.00::DECIMAL(18,2), true, NULL), "
        "(1, 'b', 'B', NULL, NULL, true)) AS t(_row, id, name, \"revenue@2020\", rd_platforms, dishonest)"
    )
    connection.execute(
        "CREATE TABLE platforms AS SELECT * FROM (VALUES (0, 0, 'x', '省级', DATE '2020-01-01')) "
        "AS t(_row, _item, name, level, recognized_on)"
    )
    facts = policy.vocabulary.facts
    platforms = facts["rd_platforms"]
    return Register(
        Relation(
            "register",
            {
                "revenue@2020": Column("revenue@2020", facts["revenue"], 2020, 2, Decimal(5), Decimal(5)),
                "rd_platforms": Column("rd_platforms", platforms),
                "dishonest": Column("dishonest", facts["dishonest"]),
            },
        ),
        2,
        {
            "rd_platforms": Relation(
                "platforms",
                {field.id: Column(field.id, field) for field in platforms.item if field.id != "award_received"},
            )
        },
    )


def test_what_is_stated_stays_and_what_is_not_is_filled_in(
    connection: duckdb.DuckDBPyConnection, register: Register, policy: Policy
) -> None:
    assumed = {
        "revenue": {2020: Decimal("7.125"), 2019: Decimal(3)},
        "dishonest": False,
        "established_on": date(2010, 1, 2),
    }
    found = assume_everywhere(register, assumed, [policy])
    rows = connection.execute(
        f'SELECT "revenue@2020", "revenue@2019", dishonest, established_on FROM {found.main.sql} ORDER BY _row'
    ).fetchall()
    day = date(2010, 1, 2)
    assert rows == [(Decimal(5), Decimal(3), False, day), (Decimal("7.125"), Decimal(3), True, day)]
    column = found.main.columns["revenue@2020"]
    assert (column.scale, column.low, column.high) == (3, Decimal(5), Decimal("7.125"))


def test_an_assumed_list_is_that_of_enterprises_whose_list_is_unknown(
    connection: duckdb.DuckDBPyConnection, register: Register, policy: Policy
) -> None:
    item = {"name": "y", "level": "市级", "recognized_on": date(2020, 5, 5), "award_received": Decimal(0)}
    found = assume_everywhere(register, {"rd_platforms": (item,)}, [policy])
    rows = connection.execute(
        f"SELECT _row, _item, name, level FROM {found.lists['rd_platforms'].sql} ORDER BY _row"
    ).fetchall()
    assert rows == [(0, 0, "x", "省级"), (1, 0, "y", "市级")]
    stated = connection.execute(f"SELECT rd_platforms FROM {found.main.sql} ORDER BY _row").fetchall()
    assert stated == [(True,), (True,)]


def test_a_list_that_no_column_has_is_assumed_empty_of_everybody(
    connection: duckdb.DuckDBPyConnection, register: Register, policy: Policy
) -> None:
    found = assume_everywhere(register, {"carriers": ()}, [policy])
    assert connection.execute(f"SELECT carriers FROM {found.main.sql}").fetchall() == [(True,), (True,)]
    assert connection.execute(f"SELECT count(*) FROM {found.lists['carriers'].sql}").fetchall() == [(0,)]
