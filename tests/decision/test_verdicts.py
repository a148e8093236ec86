"""What a measure decides: eligible, ineligible, undetermined, not in force; and what it still wants to know."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from building import (
    LONG_AGO,
    TODAY,
    all_of,
    any_of,
    at_least,
    decided,
    fact,
    firm,
    flag,
    granted,
    measure,
    negated,
    of_registry,
    only,
    parameter,
    policy,
    table,
)

from incentive_engine.decision import decide
from incentive_engine.decision.model import Verdict
from incentive_engine.policy.model import Answerer, FactType, Period

ELIGIBLE, INELIGIBLE = Verdict.ELIGIBLE, Verdict.INELIGIBLE
UNDETERMINED, NOT_IN_FORCE = Verdict.UNDETERMINED, Verdict.NOT_IN_FORCE
FLAGS = [flag("a"), flag("b"), flag("c")]


def test_all_conditions_must_be_met() -> None:
    both = policy(measure(1, all_of("a", "b")), facts=FLAGS)
    assert only(both, a=True, b=True).verdict is ELIGIBLE
    assert only(both, a=True, b=False).verdict is INELIGIBLE
    assert only(both, a=True).verdict is UNDETERMINED


def test_what_is_needed_and_false_decides_whatever_is_unknown() -> None:
    decision = only(policy(measure(1, all_of("a", "b")), facts=FLAGS), b=False)
    assert (decision.verdict, decision.missing) == (INELIGIBLE, ())


def test_one_of_several_alternatives_is_enough() -> None:
    either = policy(measure(1, any_of("a", "b")), facts=FLAGS)
    assert only(either, a=True).verdict is ELIGIBLE
    assert only(either, a=False, b=False).verdict is INELIGIBLE
    assert only(either, a=False).missing == ("b",)


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        ({"a": True, "b": True}, ELIGIBLE),
        ({"a": False, "b": False}, INELIGIBLE),
        ({"a": True, "b": False}, UNDETERMINED),
        ({}, UNDETERMINED),
    ],
)
def test_at_least_two_of_three(known: dict[str, bool], verdict: Verdict) -> None:
    assert only(policy(measure(1, at_least(2, "a", "b", "c")), facts=FLAGS), **known).verdict is verdict


def test_a_negation_turns_the_verdict_but_not_the_unknown() -> None:
    free = policy(measure(1, negated("a")), facts=FLAGS)
    assert only(free, a=False).verdict is ELIGIBLE
    assert only(free, a=True).verdict is INELIGIBLE
    assert only(free).missing == ("a",)


def test_a_requirement_of_the_policy_holds_for_every_measure() -> None:
    strict = policy(measure(1, "a"), measure(2, "b"), facts=FLAGS, requirements=["c"])
    verdicts = [one.verdict for one in decided(strict, a=True, b=True, c=False).measures]
    assert verdicts == [INELIGIBLE, INELIGIBLE]


def test_another_measures_verdict_is_a_condition() -> None:
    written = policy(measure(1, "a"), measure(2, all_of("b", negated(granted("m1")))), facts=FLAGS)
    assert decided(written, a=True, b=True).measure("m2").verdict is INELIGIBLE
    assert decided(written, a=False, b=True).measure("m2").verdict is ELIGIBLE
    assert decided(written, b=True).measure("m2").missing == ("a",)


def test_outside_its_dates_a_measure_is_not_in_force_and_counts_as_not_granted() -> None:
    over = Period(LONG_AGO, date(2020, 12, 31))
    written = policy(measure(1, "a", in_force=over), measure(2, negated(granted("m1"))), facts=FLAGS)
    last_day = decided(written, as_of=date(2020, 12, 31), a=True)
    assert [one.verdict for one in last_day.measures] == [ELIGIBLE, INELIGIBLE]
    day_after = decided(written, as_of=date(2021, 1, 1), a=True)
    assert [one.verdict for one in day_after.measures] == [NOT_IN_FORCE, ELIGIBLE]
    assert day_after.measure("m1").proof is None


def test_outside_the_policys_dates_no_measure_is_in_force() -> None:
    early = policy(measure(1), in_force=Period(date(2021, 4, 1), None))
    decision = decided(early, as_of=TODAY)
    assert (decision.measures[0].verdict, decision.totals.not_in_force) == (NOT_IN_FORCE, 1)


# what is missing


def test_only_facts_that_can_still_change_the_verdict_are_missing() -> None:
    written = policy(measure(1, all_of(any_of("a", "b"), "c")), facts=FLAGS)
    assert only(written, a=True).missing == ("c",)
    assert only(written, a=False).missing == ("b", "c")


def test_missing_facts_stand_in_the_order_of_the_vocabulary() -> None:
    assert only(policy(measure(1, all_of("c", "a", "b")), facts=FLAGS)).missing == ("a", "b", "c")


def test_missing_facts_are_split_by_who_can_answer() -> None:
    facts = [of_registry(flag("a")), flag("b", answered_by=Answerer.REVIEWER), flag("c")]
    decision = only(policy(measure(1, all_of("a", "b", "c")), facts=facts))
    assert dict(decision.missing_by) == {
        Answerer.ENTERPRISE: ("c",),
        Answerer.REGISTRY: ("a",),
        Answerer.REVIEWER: ("b",),
    }


def test_behind_a_derived_fact_the_stated_ones_are_missing() -> None:
    facts = [fact("sales"), fact("cost"), fact("profit", formula="sales - cost")]
    assert only(policy(measure(1, "profit > 0"), facts=facts), sales=5).missing == ("cost",)


def test_a_derived_table_never_falls_through_an_unknown() -> None:
    score = table(["level"], ['"高"', "10"], otherwise="0")
    facts = [fact("level", FactType.CHOICE, choices=("高", "低")), fact("score", FactType.NUMBER, formula=score)]
    points = policy(measure(1, "score < 5"), facts=facts)
    assert only(points).verdict is UNDETERMINED
    assert only(points, level="低").verdict is ELIGIBLE


# what went wrong


def test_what_went_wrong_leaves_the_verdict_open_and_says_so() -> None:
    facts = [fact("sales"), fact("cost")]
    decision = only(policy(measure(1, "cost / sales > 0.5"), facts=facts), sales=0, cost=5)
    assert (decision.verdict, decision.missing) == (UNDETERMINED, ())
    assert "sales" in decision.failures[0].text("en")


def test_what_went_wrong_names_no_fact_that_cannot_mend_it() -> None:
    facts = [fact("sales"), fact("cost"), flag("a")]
    decision = only(policy(measure(1, all_of("cost / sales > 0.5", "a")), facts=facts), sales=0, cost=5)
    assert decision.missing == ("a",)  # it can still make the verdict ineligible
    assert only(policy(measure(1, any_of("1 / sales > 1", "a")), facts=facts), sales=0, a=False).missing == ()


def test_a_parameter_that_is_not_yet_in_force_is_no_silent_default() -> None:
    rate = parameter("rate", (date(2022, 1, 1), Decimal(5)))
    decision = only(policy(measure(1, "rate > 1"), parameters=[rate]))
    assert decision.verdict is UNDETERMINED
    assert "rate" in decision.failures[0].text("zh")


def test_parameters_have_the_value_of_the_day() -> None:
    rate = parameter("rate", (date(2020, 1, 1), Decimal(5)), (date(2021, 1, 1), Decimal(1)))
    written = policy(measure(1, "rate > 2"), parameters=[rate])
    assert decided(written, as_of=date(2020, 12, 31)).measures[0].verdict is ELIGIBLE
    assert decided(written, as_of=date(2021, 1, 1)).measures[0].verdict is INELIGIBLE


# time


def test_annual_facts_end_with_the_assessment_year() -> None:
    written = policy(measure(1, "sales[-1] > sales[-2]"), facts=[fact("sales", annual=True)])
    figures = firm(sales={2018: 3, 2019: 2, 2020: 5})
    by_default = decide(figures, [written], as_of=TODAY, engine="reference")
    assert by_default.policies[0].measures[0].verdict is ELIGIBLE
    earlier = decide(figures, [written], as_of=TODAY, assessment_year=2019, engine="reference")
    assert earlier.policies[0].measures[0].verdict is INELIGIBLE


def test_years_before_the_enterprise_was_established_are_not_in_the_list() -> None:
    facts = [fact("sales", annual=True), fact("established_on", FactType.DATE)]
    written = policy(measure(1, "count(sales) = 2"), facts=facts)
    founded = date(2019, 5, 1)
    assert only(written, sales={2019: 1, 2020: 1}, established_on=founded).verdict is ELIGIBLE
    assert only(written, sales={2019: 1, 2020: 1}).missing == ("sales", "established_on")


def test_the_day_and_the_year_are_inputs() -> None:
    written = policy(measure(1, 'as_of = date("2021-03-31") and assessment_year = 2020'))
    assert only(written).verdict is ELIGIBLE
