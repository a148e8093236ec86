"""Budgets: what a population costs, and payables scaled down to that."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
from hypothesis import given
from hypothesis import strategies as st
from stand_in import DAY, RESULTS, yuan

from incentive_engine.policy import load_policy
from incentive_engine.policy.model import Policy
from incentive_engine.screening.results.budget import apply_budgets
from incentive_engine.screening.results.screened import Screened

GROWTH = load_policy("district/growth", rules=[Path(__file__).parent / "library"])


def payables(screened: Screened, measure: str) -> list[tuple[Decimal | None, Decimal | None]]:
    return screened.connection.execute(
        f"SELECT payable, budget_adjustment FROM {screened.results} WHERE measure = ? ORDER BY _row", [measure]
    ).fetchall()


def test_a_sum_over_the_budget_is_scaled_and_rounded_down_to_the_fen(screened: Screened) -> None:
    within, (whole, part) = apply_budgets(screened)
    assert (whole.total, whole.amount) == (Decimal("117000.10"), yuan(100_000))
    assert whole.scaled and not part.scaled
    assert whole.paid <= yuan(100_000)
    paid = [one for one, _ in payables(within, "growth") if one]
    assert paid == [yuan(42735), yuan(42735)]  # 50,000 × 100,000 ÷ 117,000.10 = 42,735.006…
    assert payables(within, "growth")[0] == (yuan(42735), yuan(-7265))


def test_a_policy_without_a_budget_is_left_as_it_is(screened: Screened) -> None:
    within, uses = apply_budgets(screened)
    assert {use.policy.id for use in uses} == {"district/growth"}
    assert all(not cut for _, cut in payables(within, "relief"))


def test_what_is_not_known_stays_so_and_is_counted(screened: Screened) -> None:
    screened.connection.execute("UPDATE results SET payable = NULL WHERE measure = 'research' AND _row = 0")
    within, (whole, part) = apply_budgets(screened)
    assert (whole.unknown, part.unknown) == (1, 1)
    assert payables(within, "research")[0] == (None, None)


def test_a_budget_that_is_only_reported_takes_nothing_off(screened: Screened, growth: Policy) -> None:
    assert growth.budget is not None
    lenient = replace(growth, budget=replace(growth.budget, exceeded="report"))
    within, (whole, _) = apply_budgets(replace(screened, policies=(lenient,)))
    assert whole.exceeded and not whole.scaled
    assert whole.paid == whole.total == Decimal("117000.10")
    assert all(not cut for _, cut in payables(within, "growth"))


def test_parts_are_scaled_before_the_whole(screened: Screened) -> None:
    tight = replace(screened, parameters={"research_budget": yuan(10_000)})
    assert GROWTH.budget is not None
    strict = replace(GROWTH, budget=replace(GROWTH.budget, parts=(replace(GROWTH.budget.parts[0], exceeded="scale"),)))
    within, (whole, part) = apply_budgets(replace(tight, policies=(strict,)))
    assert part.scaled and part.total == Decimal("17000.10")
    assert whole.total <= yuan(110_000)
    assert part.paid <= yuan(10_000) and whole.paid <= yuan(100_000)
    assert within.results != screened.results


@given(
    st.lists(st.integers(0, 10**15), min_size=1, max_size=30),
    st.integers(0, 10**14),
)
def test_the_sum_never_exceeds_the_budget_and_nobody_loses_a_fen_more_than_needed(fens: list[int], budget: int) -> None:
    with duckdb.connect() as connection:
        connection.execute(RESULTS.format("results"))
        for row, fen in enumerate(fens):
            connection.execute(
                "INSERT INTO results (_row, policy, measure, verdict, payable, provisional) "
                "VALUES (?, 'district/growth', 'growth', 'eligible', ?, false)",
                [row, Decimal(fen).scaleb(-2)],
            )
        amount = {"yearly_budget": Decimal(budget).scaleb(-2)}
        screened = Screened(connection, (GROWTH,), DAY, 2020, len(fens), lambda _: (), parameters=amount)
        within, (whole, _) = apply_budgets(screened)
        paid = [int(one * 100) for one, _ in payables(within, "growth") if one is not None]
    factor = min(Fraction(1), Fraction(budget, sum(fens))) if sum(fens) else Fraction(1)
    assert paid == [int(fen * factor) for fen in fens]
    assert sum(paid) <= max(budget, 0) or sum(fens) <= budget
    assert whole.scaled is (sum(fens) > budget)
