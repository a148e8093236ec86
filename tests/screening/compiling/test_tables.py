"""Decision tables in SQL, by their hit policies; an unknown row never falls through."""

from __future__ import annotations

from decimal import Decimal

import pytest
from building import award, fact, flag, measure, policy, table
from comparing import both, payables, said

from incentive_engine.policy.model import Policy, Table

FACTS = (fact("n"), flag("a"))


def gives(by: Table) -> Policy:
    return policy(measure(1, gives=award(by)), facts=FACTS)


FIRST = table(["n", "a"], [">= 100", "true", "1000"], [">= 50", "-", "500"], otherwise="10")
STATED = [{"n": 100, "a": True}, {"n": 100}, {"n": 60}, {"a": True}, {"n": 1}]


def test_the_first_row_that_is_met_answers() -> None:
    assert payables(gives(FIRST), *STATED) == [Decimal(1000), None, Decimal(500), None, Decimal(10)]


def test_a_row_that_is_open_lacks_what_would_settle_it() -> None:
    rows = said(gives(FIRST), *STATED)
    assert (rows[1].missing, rows[3].missing) == (["a"], ["n"])


def test_without_any_row_there_is_no_answer() -> None:
    (one,) = said(gives(table(["n"], [">= 50", "500"])), {"n": 1})
    assert (one.verdict, one.payable, one.missing) == ("eligible", None, [])


def test_unique_rows_contradict_each_other_when_two_are_met() -> None:
    by = table(["n"], [">= 100", "1000"], ["[50..100]", "500"], otherwise="10", hit="unique")
    assert payables(gives(by), {"n": 150}, {"n": 100}, {"n": 50}, {"n": 1}, {}) == [
        Decimal(1000),
        None,
        Decimal(500),
        Decimal(10),
        None,
    ]


@pytest.mark.parametrize(("hit", "both_met"), [("collect sum", 1500), ("collect max", 1000), ("collect min", 500)])
def test_the_answers_of_all_rows_that_are_met(hit: str, both_met: int) -> None:
    by = table(["n", "a"], [">= 50", "-", "500"], ["-", "true", "1000"], otherwise="10", hit=hit)
    stated = [{"n": 50, "a": True}, {"n": 50, "a": False}, {"n": 1, "a": True}, {"n": 1, "a": False}, {"n": 50}]
    *known, open_ = payables(gives(by), *stated)
    assert known == [Decimal(both_met), Decimal(500), Decimal(1000), Decimal(10)]
    assert open_ == (Decimal(500) if hit == "collect min" else None)


def test_a_sum_does_not_wait_for_a_row_that_adds_nothing() -> None:
    by = table(["n", "a"], [">= 50", "-", "500"], ["-", "true", "0"], otherwise="10", hit="collect sum")
    assert payables(gives(by), {"n": 50}, {"n": 1}) == [Decimal(500), None]


def test_other_hit_policies_are_left_to_the_reference() -> None:
    by = table(["n"], [">= 50", "500"], [">= 100", "500"], hit="any")
    done, rows = both(gives(by), {"n": 100}, {"n": 60})
    assert [one.payable for one in rows] == [Decimal(500), Decimal(500)]
    (error,) = done.plan.policies[0].beyond.values()
    assert (error.code, error.values["hit"]) == ("screening.hit", "any")
