"""What an award gives: every form, its rounding, its floor, its ceiling, what is taken off."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from building import HERE, TODAY, award, cell, decided, fact, feel, firm, flag, measure, only, parameter, policy, table
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.decision import decide
from incentive_engine.decision.model import MeasureDecision, Verdict
from incentive_engine.feel.types import MONEY
from incentive_engine.policy.model import Award, Brackets, FactType, Rounding, Row, Table

MONEY_FACTS = [fact("base"), fact("other"), fact("paid_before"), fact("level", FactType.CHOICE), flag("a")]


def given_by(written: Award | str, **facts: Any) -> MeasureDecision:
    return only(policy(measure(1, "true", written), facts=MONEY_FACTS), **facts)


def test_a_formula() -> None:
    decision = given_by("base * 0.1", base=800000)
    assert (decision.gross, decision.payable, decision.adjustments) == (Decimal("80000.00"), Decimal("80000.00"), ())


def test_money_of_eighteen_digits_is_exact_to_the_fen() -> None:
    base = Decimal("999999999999999999.99")
    assert given_by("base + 0.01", base=base).payable == Decimal("1000000000000000000.00")
    assert given_by("base * 0.5", base=base).payable == Decimal("500000000000000000.00")


def test_an_amount_beyond_what_decimals_hold_is_unknown_and_says_so() -> None:
    decision = given_by("base * base", base=Decimal(10) ** 17)
    assert decision.payable is None
    assert decision.failures[0].code == "decision.amount-too-large"


@pytest.mark.parametrize("rounding", [None, Rounding(Decimal("0.01"), "half even"), Rounding(Decimal(1), "half up")])
def test_nothing_has_no_sign(rounding: Rounding | None) -> None:
    decision = given_by(award("base * -0.001", rounding=rounding), base=1)
    assert (str(decision.gross), str(decision.payable), decision.adjustments) == ("0.00", "0.00", ())


# rounding


@pytest.mark.parametrize(
    ("base", "mode", "rounded"),
    [
        ("0.005", "half up", "0.01"),
        ("0.0049999", "half up", "0.00"),
        ("0.015", "half even", "0.02"),
        ("0.025", "half even", "0.02"),
        ("0.019", "down", "0.01"),
        ("0.011", "up", "0.02"),
    ],
)
def test_rounding_to_the_fen(base: str, mode: str, rounded: str) -> None:
    decision = given_by(award("base", rounding=Rounding(mode=mode)), base=Decimal(base))
    assert decision.payable == Decimal(rounded)


@pytest.mark.parametrize(
    ("to", "mode", "rounded"),
    [
        ("10000", "down", "120000.00"),
        ("10000", "half up", "130000.00"),
        ("1", "up", "125001.00"),
        ("7", "half up", "124999.00"),
        ("3", "half even", "125001.00"),
    ],
)
def test_rounding_to_any_multiple(to: str, mode: str, rounded: str) -> None:
    decision = given_by(award("base", rounding=Rounding(Decimal(to), mode)), base=Decimal("125000.40"))
    assert decision.payable == Decimal(rounded)


@settings(deadline=None, max_examples=200)
@given(
    fen=st.integers(0, 10**14),
    to=st.sampled_from(["0.01", "0.05", "1", "3", "7", "100", "10000"]),
    mode=st.sampled_from(["half up", "half even", "down", "up"]),
)
def test_rounding_gives_the_nearest_multiple_on_the_right_side(fen: int, to: str, mode: str) -> None:
    base, step = Decimal(fen).scaleb(-4), Decimal(to)
    amount = given_by(award("base", rounding=Rounding(step, mode)), base=base).payable
    assert amount is not None
    assert amount % step == 0
    away = amount - base
    assert abs(away) <= step / 2 if mode.startswith("half") else abs(away) < step
    assert {"down": away <= 0, "up": away >= 0}.get(mode, True)
    if abs(away) * 2 == step and mode == "half up":
        assert away > 0


# steps


def steps_of(decision: MeasureDecision) -> list[tuple[str, str]]:
    return [(one.step, str(one.amount)) for one in decision.adjustments]


@pytest.mark.parametrize(
    ("base", "payable"), [("499999.99", "499999.99"), ("500000", "500000"), ("500000.01", "500000")]
)
def test_a_ceiling_one_fen_below_at_and_above_it(base: str, payable: str) -> None:
    decision = given_by(award("base", steps=[("max", "500000")]), base=Decimal(base))
    assert decision.payable == Decimal(payable)
    assert bool(decision.adjustments) is (Decimal(base) > 500000)


def test_a_floor_lifts_what_is_below_it() -> None:
    floor = award("base", steps=[("min", "1000")])
    assert steps_of(given_by(floor, base=Decimal("999.99"))) == [("min", "0.01")]
    assert steps_of(given_by(floor, base=1000)) == []


def test_what_was_granted_above_is_taken_off_but_never_more_than_there_is() -> None:
    less = award("base", steps=[("less", "paid_before")])
    assert given_by(less, base=1000, paid_before=400).payable == 600
    assert given_by(less, base=1000, paid_before=1500).payable == 0
    assert steps_of(given_by(less, base=1000, paid_before=1500)) == [("less", "-1000.00")]


def test_steps_are_taken_in_order_and_each_is_recorded() -> None:
    all_three = award("base", steps=[("min", "2000"), ("max", "1500"), ("less", "paid_before")])
    decision = given_by(all_three, base=100, paid_before=400)
    assert steps_of(decision) == [("min", "1900.00"), ("max", "-500.00"), ("less", "-400.00")]
    assert (decision.gross, decision.payable) == (Decimal(100), Decimal(1100))


def test_an_award_is_never_negative_and_says_that_it_was_lifted() -> None:
    decision = given_by("base - other", base=1, other=3)
    assert (decision.gross, decision.payable) == (Decimal(-2), Decimal(0))
    assert steps_of(decision) == [("floor", "2.00")]


def test_a_negative_ceiling_or_deduction_counts_as_nothing() -> None:
    assert given_by(award("base", steps=[("max", "0 - 5")]), base=1).payable == 0
    assert given_by(award("base", steps=[("less", "0 - 5")]), base=1).payable == 1


def test_bounds_are_taken_to_the_fen() -> None:
    assert given_by(award("base", steps=[("max", "other / 3")]), base=100, other=100).payable == Decimal("33.33")


# the unknown


def test_an_eligible_measure_whose_amount_is_unknown_names_what_it_waits_for() -> None:
    decision = given_by("base * 0.1")
    assert (decision.verdict, decision.gross, decision.payable) == (Verdict.ELIGIBLE, None, None)
    assert decision.missing == ("base",)


def test_an_unknown_bound_leaves_the_gross_known_and_the_payable_open() -> None:
    decision = given_by(award("base", steps=[("max", "other"), ("less", "paid_before")]), base=7)
    assert (decision.gross, decision.payable, decision.adjustments) == (Decimal(7), None, ())
    assert decision.missing == ("other", "paid_before")


def test_an_amount_that_went_wrong_says_why() -> None:
    decision = given_by("base / other", base=1, other=0)
    assert (decision.payable, decision.missing) == (None, ())
    assert decision.failures


def test_an_undetermined_measure_says_what_it_would_give() -> None:
    decision = only(policy(measure(1, "a", "base * 0.1"), facts=MONEY_FACTS), base=70)
    assert (decision.verdict, decision.gross, decision.payable) == (Verdict.UNDETERMINED, None, None)
    assert decision.potential == 7


def test_an_ineligible_measure_pays_nothing() -> None:
    decision = only(policy(measure(1, "a", "base"), facts=MONEY_FACTS), a=False)
    assert (decision.gross, decision.payable, decision.missing) == (Decimal(0), Decimal(0), ())


def test_a_benefit_pays_no_money() -> None:
    decision = given_by(award(benefit="优先推荐"))
    assert (decision.benefit, decision.gross, decision.payable) == ("优先推荐", Decimal(0), Decimal(0))


# tables and brackets


LEVELS = table(["level"], ['"国家级"', "1000000"], ['"省级"', "500000"], otherwise="0")


def test_a_table_answers_by_its_first_hit() -> None:
    assert given_by(award(LEVELS), level="省级").payable == 500000
    assert given_by(award(LEVELS), level="市级").payable == 0
    assert given_by(award(LEVELS)).missing == ("level",)


def test_a_table_without_a_hit_and_without_otherwise_is_unknown_not_zero() -> None:
    bare = Table("first", (feel("level"),), (Row((cell('"国家级"'),), feel("1", MONEY), HERE),), None, HERE)
    decision = given_by(award(bare), level="市级")
    assert decision.payable is None
    assert decision.failures


def test_a_table_may_add_up_its_rows() -> None:
    rows = table(["base"], [">= 100", "5"], [">= 200", "7"], hit="collect sum", otherwise="0")
    assert [given_by(award(rows), base=base).payable for base in (50, 100, 200)] == [0, 5, 12]


def brackets(base: str) -> Award:
    """千分之五 up to 3,000 万元, 千分之三 beyond, as the loader writes it out."""
    text = f"max(min({base}, 30000000) - 0, 0) * 0.005 + max({base} - 30000000, 0) * 0.003"
    slices = ((feel("0", MONEY), feel("0.005")), (feel("30000000", MONEY), feel("0.003")))
    return Award(HERE, amount=feel(text, MONEY), brackets=Brackets(feel(base, MONEY), slices))


@pytest.mark.parametrize(("base", "payable"), [("0", "0"), ("30000000", "150000"), ("40000000", "180000")])
def test_brackets_pay_each_slice_at_its_own_rate(base: str, payable: str) -> None:
    assert given_by(brackets("base"), base=Decimal(base)).payable == Decimal(payable)


@settings(deadline=None, max_examples=100)
@given(low=st.integers(0, 10**9), more=st.integers(0, 10**9))
def test_brackets_never_give_less_for_more(low: int, more: int) -> None:
    first, second = (given_by(brackets("base"), base=base).payable for base in (low, low + more))
    assert first is not None and second is not None and first <= second


def test_parameters_may_be_overridden() -> None:
    rate = parameter("rate", (date(2020, 1, 1), Decimal("0.1")))
    written = policy(measure(1, "true", "base * rate"), facts=MONEY_FACTS, parameters=[rate])
    assert decided(written, base=100).measures[0].payable == 10
    doubled = decide(firm(base=100), [written], as_of=TODAY, engine="reference", parameters={"rate": Decimal("0.2")})
    assert doubled.policies[0].measures[0].payable == 20
