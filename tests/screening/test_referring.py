"""What goes to the reference evaluator, in one process or several, and how it is told beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from building import TODAY, fact, listing, measure, policy
from comparing import firms
from populations import decided, register_of

from incentive_engine.policy.model import FactType, Policy
from incentive_engine.screening import referring
from incentive_engine.screening.backends import opened
from incentive_engine.screening.compiling.plan import plan
from incentive_engine.screening.explaining import explained
from incentive_engine.screening.inserting import insert
from incentive_engine.screening.screen import screen
from incentive_engine.wording import Language

FACTS = (fact("n"), listing("works", cost=FactType.MONEY))
BY = policy(
    measure(1, gives="max(for x in works return x.cost)"),
    measure(2, "n / 3 * 3 >= 1", title="第二条"),
    measure(3, "n > 1"),
    facts=FACTS,
)
SIMPLE = policy(measure(1, "n > 1"), facts=FACTS)
PROFILES = firms(*({"n": one % 4, "works": [{"cost": Decimal(one)}]} for one in range(30)))


@pytest.mark.parametrize("processes", [1, 2])
def test_several_processes_decide_the_same_in_the_same_order(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(referring, "ALONE", 10)
    monkeypatch.setattr(referring, "AT_ONCE", 7)
    told: list[tuple[int, int]] = []
    asked: list[Sequence[int]] = []

    def profiles(rows: Sequence[int]) -> Any:
        asked.append(rows)
        return (PROFILES[row] for row in rows)

    connection = duckdb.connect()
    register = register_of(PROFILES, [BY], connection)
    with opened("duckdb") as backend:
        done = screen(
            [BY],
            backend.attach(register, connection),
            connection,
            profiles,
            backend=backend,
            as_of=TODAY,
            assessment_year=2020,
            processes=processes,
            progress=lambda *counts: told.append(counts),
        )
    assert connection.execute("FROM results").fetchall() == decided(PROFILES, [BY], TODAY, 2020)
    assert done.referred["test/policy"].measures == ("m1",)
    assert asked == [list(range(30))]
    assert told == [(7, 30), (14, 30), (21, 30), (28, 30), (30, 30)]


def told_of(by: Policy, lang: Language) -> str:
    connection = duckdb.connect()
    return explained(plan([by], register_of(PROFILES, [by], connection), as_of=TODAY, assessment_year=2020), lang)


def test_it_is_told_beforehand_what_sql_leaves_open_and_why() -> None:
    assert told_of(BY, "en").splitlines() == [
        "试行办法: 2 measures are decided by the SQL statement, for all enterprises at once.",
        '  Measure 1, "第1条", is decided by the reference evaluator, one enterprise at a time: '
        'SQL has no counterpart for "max(for x in works return x.cost)".',
        "  Where a number may lie so close to a limit that SQL cannot tell on which side, the reference evaluator "
        "decides all measures for that enterprise; how many these are is known after a run, and told with its results.",
    ]
    assert "第 1 项“第1条”由参考求值器逐户核算：“max(for x in works return x.cost)”在 SQL 中没有" in told_of(BY, "zh")


def test_what_sql_decides_all_by_itself_is_told_so() -> None:
    assert told_of(SIMPLE, "zh").splitlines() == [
        "《试行办法》：1 项措施由 SQL 语句一次核算全部企业。",
        "  其结果都由 SQL 断定，没有企业需要逐户核算。",
    ]


def test_rows_are_inserted_as_they_are() -> None:
    connection = duckdb.connect()
    connection.execute('CREATE TABLE t ("n o" DECIMAL(38,2), words VARCHAR[], day DATE, text VARCHAR, yes BOOLEAN)')
    large = Decimal("123456789012345678901234567890123456.78")
    rows = [(large, ["a,'\"]", "甲\n"], TODAY, "", True), (None, [], None, "2021-03-31", None)]
    insert(connection, "t", rows)
    assert connection.execute("FROM t").fetchall() == rows
