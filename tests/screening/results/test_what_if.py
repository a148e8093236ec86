"""What changes when parameters do."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest
from stand_in import DAY, FIRMS, decided, yuan

from incentive_engine.mistakes import InputError
from incentive_engine.policy.model import Pays, Policy
from incentive_engine.screening.results.what_if import CHANGES, compare, read_changes


def test_values_are_written_as_in_a_policy_and_parameters_named_by_id_or_label(growth: Policy) -> None:
    assert read_changes(["rate=15%", "销售额门槛 = 900万元"], [growth]) == {
        "rate": Decimal("0.15"),
        "threshold": Decimal(9_000_000),
    }


def test_every_mistake_is_told_with_the_nearest_names(growth: Policy) -> None:
    with pytest.raises(InputError) as caught:
        read_changes(["rat=1%", "rate", "threshold=10%", "rate=1%", "rate=2%"], [growth])
    told = str(caught.value)
    assert "rat" in told and "the nearest are rate" in told
    assert "PARAMETER=VALUE" in told
    assert "given twice" in told
    assert len(caught.value.mistakes) == 4


def test_measures_are_compared_and_whoever_gains_and_loses_is_named(
    connection: duckdb.DuckDBPyConnection, growth: Policy, relief: Policy
) -> None:
    before = decided(connection, FIRMS, [growth, relief], as_of=DAY)
    parameters = {"threshold": Decimal(9_900_000), "rate": Decimal("0.05")}
    after = decided(connection, FIRMS, [growth, relief], as_of=DAY, table="instead", parameters=parameters)
    comparison = compare(before, after)
    by_measure = {one.measure.id: one for one in comparison.measures}
    assert by_measure["growth"].eligible == (2, 3)
    assert by_measure["growth"].payable == (yuan(100_000), yuan(150_000))
    assert (by_measure["growth"].gaining, by_measure["growth"].losing) == (1, 0)
    assert (by_measure["research"].gaining, by_measure["research"].losing) == (0, 2)
    assert "relief" not in by_measure
    gaining, losing = comparison.gaining[Pays.GRANT], comparison.losing[Pays.GRANT]
    assert [name for _, name, _, _ in gaining.most] == ["丙食品"]
    assert (losing.enterprises, losing.amount) == (2, Decimal("-8500.05"))
    assert [name for _, name, _, _ in losing.most] == ["甲电缆", "戊软件"]
    assert comparison.gaining[Pays.TAX_RELIEF].enterprises == 0
    assert connection.execute(f"SELECT count(*) FROM {CHANGES}").fetchall() == [(3,)]


def test_a_value_that_changes_nothing_changes_nothing(
    connection: duckdb.DuckDBPyConnection, growth: Policy, relief: Policy
) -> None:
    before = decided(connection, FIRMS, [growth], as_of=DAY)
    after = decided(connection, FIRMS, [growth], as_of=DAY, table="instead", parameters={"rate": Decimal("0.1")})
    comparison = compare(before, after)
    assert comparison.measures == ()
    assert [(change.before, change.after) for change in comparison.changes] == [(Decimal("0.1"), Decimal("0.1"))]
