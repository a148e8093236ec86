"""What is paid of what the awards give: groups, limits, and amounts that are still provisional."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from building import award, decided, fact, flag, group, limit, measure, policy

from incentive_engine.decision.additions import would_add
from incentive_engine.decision.model import PolicyDecision
from incentive_engine.policy.model import Measure

FACTS = [flag("a"), flag("b"), fact("received"), fact("cap"), fact("base")]


def paid(decision: PolicyDecision) -> list[Decimal | None]:
    return [one.payable for one in decision.measures]


def settled(*measures: Measure, facts: dict[str, Any] | None = None, **more: Any) -> PolicyDecision:
    return decided(policy(*measures, facts=FACTS, **more), **(facts or {}))


def in_group(number: int, amount: str, when: str = "true", id_: str = "g") -> Measure:
    return measure(number, when, amount, group=id_)


# groups


def test_of_a_group_the_highest_is_paid() -> None:
    decision = settled(in_group(1, "100"), in_group(2, "300"), in_group(3, "200"), groups=[group("g")])
    assert paid(decision) == [0, 300, 0]
    lost = decision.measures[0]
    assert (lost.gross, lost.adjustments[0].step, lost.adjustments[0].amount) == (100, "highest", -100)
    assert "300" in lost.adjustments[0].because() and "第2条" in lost.adjustments[0].because()


def test_highest_of_a_group_goes_to_the_lower_number_on_a_tie() -> None:
    decision = settled(in_group(1, "100"), in_group(2, "100"), groups=[group("g")])
    assert paid(decision) == [100, 0]


def test_ineligible_members_do_not_count() -> None:
    decision = settled(in_group(1, "100"), in_group(2, "300", "a"), groups=[group("g")], facts={"a": False})
    assert paid(decision) == [100, 0]


def test_groups_do_not_touch_each_other() -> None:
    decision = settled(
        in_group(1, "100"), in_group(2, "50", id_="h"), measure(3, gives="70"), groups=[group("g"), group("h")]
    )
    assert paid(decision) == [100, 50, 70]


def test_the_amounts_compared_are_those_after_the_awards_own_steps() -> None:
    capped = award("900", steps=[("max", "80")])
    decision = settled(measure(1, gives=capped, group="g"), in_group(2, "100"), groups=[group("g")])
    assert paid(decision) == [0, 100]


def test_a_benefit_does_not_compete_for_money() -> None:
    decision = settled(measure(1, gives=award(benefit="优先推荐"), group="g"), in_group(2, "0"), groups=[group("g")])
    assert all(not one.adjustments for one in decision.measures)


def test_a_sum_pays_all() -> None:
    assert paid(settled(in_group(1, "100"), in_group(2, "300"), groups=[group("g", "sum")])) == [100, 300]


@pytest.mark.parametrize(("received", "payable"), [(0, 300), (100, 200), (300, 0), (500, 0)])
def test_a_top_up_pays_the_new_level_less_what_was_received(received: int, payable: int) -> None:
    decision = settled(
        in_group(1, "100"),
        in_group(2, "300"),
        groups=[group("g", "top_up", "received")],
        facts={"received": received},
    )
    assert paid(decision) == [0, payable]


def test_without_knowing_what_was_received_a_top_up_is_unknown() -> None:
    decision = settled(in_group(1, "100"), in_group(2, "300"), groups=[group("g", "top_up", "received")])
    assert paid(decision) == [0, None]
    assert decision.measures[1].missing == ("received",)


# limits


def test_what_exceeds_a_limit_is_taken_off_the_last_measures_first() -> None:
    decision = settled(measure(1, gives="100"), measure(2, gives="100"), measure(3, gives="100"), limits=[limit("150")])
    assert paid(decision) == [100, 50, 0]
    assert [one.step for one in decision.measures[1].adjustments] == ["limit"]


@pytest.mark.parametrize(("cap", "last"), [("199.99", "99.99"), ("200", "100"), ("200.01", "100")])
def test_a_limit_one_fen_below_at_and_above_the_sum(cap: str, last: str) -> None:
    decision = settled(measure(1, gives="100"), measure(2, gives="100"), limits=[limit(cap)])
    assert decision.measures[1].payable == Decimal(last)


def test_a_limit_may_be_for_some_measures_only() -> None:
    decision = settled(
        measure(1, gives="100"), measure(2, gives="100"), measure(3, gives="100"), limits=[limit("50", "m1", "m2")]
    )
    assert paid(decision) == [50, 0, 100]


def test_groups_come_before_limits_and_limits_one_after_the_other() -> None:
    decision = settled(
        in_group(1, "100"),
        in_group(2, "90"),
        measure(3, gives="80"),
        groups=[group("g")],
        limits=[limit("60", "m3"), limit("120")],
    )
    assert paid(decision) == [100, 0, 20]


def test_an_unknown_limit_leaves_every_amount_open_that_it_could_cut() -> None:
    decision = settled(measure(1, gives="100"), measure(2, gives="0"), limits=[limit("cap")])
    assert paid(decision) == [None, 0]
    assert decision.measures[0].missing == ("cap",)


# provisional amounts


def marks(decision: PolicyDecision) -> list[bool]:
    return [one.provisional for one in decision.measures]


def test_an_open_measure_of_the_group_that_could_win_makes_the_amount_provisional() -> None:
    higher = settled(in_group(1, "100"), in_group(2, "300", "a"), groups=[group("g")])
    assert (paid(higher), marks(higher)) == ([100, None], [True, False])
    lower = settled(in_group(1, "100"), in_group(2, "90", "a"), groups=[group("g")])
    assert marks(lower) == [False, False]


def test_on_a_tie_only_a_lower_number_could_win() -> None:
    assert marks(settled(in_group(1, "100"), in_group(2, "100", "a"), groups=[group("g")])) == [False, False]
    assert marks(settled(in_group(1, "100", "a"), in_group(2, "100"), groups=[group("g")])) == [False, True]


def test_an_open_measure_of_unknown_amount_could_win_whatever_it_gives() -> None:
    assert marks(settled(in_group(1, "100"), in_group(2, "base", "a"), groups=[group("g")])) == [True, False]


def test_a_granted_measure_of_unknown_amount_makes_the_others_provisional() -> None:
    decision = settled(in_group(1, "100"), in_group(2, "base"), groups=[group("g")])
    assert (paid(decision), marks(decision)) == ([100, None], [True, False])


def test_an_open_measure_before_the_last_could_push_it_over_the_limit() -> None:
    decision = settled(measure(1, "a", "60"), measure(2, gives="30"), measure(3, gives="50"), limits=[limit("100")])
    assert marks(decision) == [False, False, True]


def test_an_open_measure_after_all_others_bears_the_excess_itself() -> None:
    decision = settled(measure(1, gives="80"), measure(2, "a", "60"), limits=[limit("100")])
    assert marks(decision) == [False, False]


def test_open_measures_that_only_together_exceed_the_limit_are_seen() -> None:
    decision = settled(measure(1, "a", "30"), measure(2, "b", "30"), measure(3, gives="50"), limits=[limit("100")])
    assert marks(decision) == [False, False, True]


def test_a_measure_that_no_fact_can_make_eligible_is_not_open() -> None:
    broken = measure(2, "a and 1 / 0 > 1", "300", group="g")
    decision = settled(in_group(1, "100"), broken, groups=[group("g")])
    assert marks(decision) == [False, False]


def test_what_was_received_is_open_for_the_limit_too() -> None:
    decision = settled(
        in_group(1, "90"),
        measure(2, gives="50"),
        groups=[group("g", "top_up", "received")],
        limits=[limit("100")],
    )
    assert (paid(decision), marks(decision)) == ([None, 50], [False, True])


def test_totals_leave_out_what_is_unknown_and_say_that_they_do() -> None:
    decision = settled(measure(1, gives="100"), measure(2, gives="base"), measure(3, "a", "7"))
    assert (decision.totals.payable, decision.totals.complete) == (100, False)
    assert (decision.totals.eligible, decision.totals.undetermined) == (2, 1)
    assert settled(measure(1, gives="100")).totals.complete


# what open measures would add


def test_an_open_measure_adds_what_it_gives_over_the_one_that_its_group_pays_already() -> None:
    decision = settled(in_group(1, "100"), in_group(2, "300", "a"), in_group(3, "80", "b"), groups=[group("g")])
    _, higher, lower = decision.measures
    assert would_add([higher]) == 200
    assert would_add([lower]) == 0
    assert would_add([higher, lower]) == 200
    assert would_add([]) == 0


def test_an_open_measure_adds_no_more_than_a_limit_leaves() -> None:
    decision = settled(measure(1, "true", "100"), measure(2, "a", "50"), limits=[limit("120")])
    assert would_add([decision.measures[1]]) == 20


def test_what_an_open_measure_adds_is_unknown_where_an_amount_is() -> None:
    unknown_award = settled(measure(1, "a", "base"))
    assert would_add(unknown_award.measures) is None
    unknown_rival = settled(in_group(1, "base"), in_group(2, "100", "a"), groups=[group("g")])
    assert would_add([unknown_rival.measures[1]]) is None
