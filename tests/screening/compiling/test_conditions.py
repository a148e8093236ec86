"""Conditions in SQL: Kleene's logic with what it lacks, choices, texts, dates, other measures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from building import TODAY, all_of, any_of, at_least, fact, flag, granted, measure, negated, parameter, policy
from comparing import both, payables, said, verdicts

from incentive_engine.policy.model import FactType, Period, Policy

FACTS = (
    flag("a"),
    flag("b"),
    flag("c"),
    fact("n"),
    fact("kind", FactType.CHOICE, choices=("甲", "乙", "丙")),
    fact("since", FactType.DATE),
)


def asks(when: Any, **more: Any) -> Policy:
    return policy(measure(1, when), facts=FACTS, **more)


def test_false_decides_a_conjunction_and_true_a_disjunction() -> None:
    stated = [{"a": True}, {"a": False}, {"a": True, "b": True}]
    assert verdicts(asks("a and b"), *stated) == ["u", "i", "e"]
    assert verdicts(asks("a or b"), *stated) == ["e", "u", "e"]
    assert verdicts(asks(all_of("a", "b")), *stated) == ["u", "i", "e"]
    assert verdicts(asks(any_of("a", "b")), *stated) == ["e", "u", "e"]


def test_only_what_can_still_change_the_answer_is_missing() -> None:
    nothing, some = said(asks(any_of(all_of("a", "b"), "c")), {}, {"a": False})
    assert (nothing.missing, some.missing) == (["a", "b", "c"], ["c"])


def test_at_least_two_of_three() -> None:
    by = asks(at_least(2, "a", "b", "c"))
    stated = [{"a": True, "b": True}, {"a": True}, {"a": False, "b": False}, {"a": True, "b": False}]
    assert verdicts(by, *stated) == ["e", "u", "i", "u"]
    assert said(by, {"a": True, "b": False})[0].missing == ["c"]


def test_not_of_the_unknown_is_unknown() -> None:
    assert verdicts(asks(negated("a")), {"a": True}, {"a": False}, {}) == ["i", "e", "u"]
    assert verdicts(asks("not(a)"), {"a": True}, {"a": False}, {}) == ["i", "e", "u"]


def test_a_choice_between_equals_needs_no_answer() -> None:
    by = policy(measure(1, gives="if a then n else 100"), facts=FACTS)
    stated = [{"n": 100}, {"n": 50}, {"a": False}, {"a": True, "n": 50}, {"a": True}]
    assert payables(by, *stated) == [Decimal(100), None, Decimal(100), Decimal(50), None]
    equal, differing = said(by, {}, {"n": 50})
    assert (equal.missing, differing.missing) == (["a", "n"], ["a"])


def test_a_value_is_looked_for_among_texts() -> None:
    stated = [{"kind": "甲"}, {"kind": "丙"}, {}]
    assert verdicts(asks('kind in ("甲", "乙")'), *stated) == ["e", "i", "u"]
    assert verdicts(asks('kind != "甲"'), *stated) == ["i", "e", "u"]


def test_a_range_with_its_ends_or_without() -> None:
    stated = [{"n": 1}, {"n": 2}, {"n": 3}, {}]
    assert verdicts(asks("n in [1..3)"), *stated) == ["e", "e", "i", "u"]
    assert verdicts(asks("n between 2 and 3"), *stated) == ["i", "e", "e", "u"]


def test_days_are_counted_from_the_day_asked_for() -> None:
    by = asks('since + duration("P1Y") > as_of')
    stated = [{"since": date(2020, 4, 1)}, {"since": date(2020, 3, 31)}, {}]
    assert verdicts(by, *stated) == ["e", "i", "u"]
    by = asks("years and months duration(since, as_of).years >= 3")
    assert verdicts(by, {"since": date(2018, 3, 31)}, {"since": date(2018, 4, 1)}) == ["e", "i"]


def test_the_29th_of_february_comes_round_on_the_28th() -> None:
    by = asks('since + duration("P1Y") = date("2021-02-28")')
    assert verdicts(by, {"since": date(2020, 2, 29)}) == ["e"]


def test_a_measure_rests_on_another() -> None:
    by = policy(measure(1, "a"), measure(2, all_of(granted("m1"), "b")), facts=FACTS)
    rows = said(by, {"a": True, "b": True}, {"a": False}, {"b": True})
    assert [one.verdict[0] for one in rows] == ["e", "e", "i", "i", "u", "u"]
    assert (rows[3].failed, rows[5].missing) == (["m1"], ["a"])


def test_requirements_hold_for_every_measure() -> None:
    by = policy(measure(1), measure(2, "b"), facts=FACTS, requirements=("a",))
    rows = said(by, {"a": False, "b": False})
    assert [one.verdict for one in rows] == ["ineligible"] * 2
    assert [one.failed for one in rows] == [["a"], ["a", "b"]]


def test_derived_facts_are_worked_out_once_for_all() -> None:
    twice = fact("twice", formula="n * 2")
    by = policy(measure(1, "twice > 10", "twice"), facts=(*FACTS, twice))
    assert payables(by, {"n": 6}, {"n": 5}, {}) == [Decimal(12), Decimal(0), None]
    assert said(by, {})[0].missing == ["n"]


def test_parameters_are_those_of_the_day_or_those_given() -> None:
    rate = parameter("rate", (date(2000, 1, 1), Decimal(5)), (date(2021, 1, 1), Decimal(7)))
    by = policy(measure(1, gives="n * rate"), facts=FACTS, parameters=(rate,))
    assert payables(by, {"n": 10}) == [Decimal(70)]
    assert payables(by, {"n": 10}, as_of=date(2020, 12, 31)) == [Decimal(50)]
    assert payables(by, {"n": 10}, parameters={"rate": Decimal(9)}) == [Decimal(90)]


def test_a_measure_out_of_force_is_asked_of_nobody() -> None:
    later = Period(date(2022, 1, 1), None)
    by = policy(measure(1, "a"), measure(2, in_force=later), facts=FACTS)
    rows = said(by, {"a": True})
    assert [(one.verdict, one.payable) for one in rows] == [("eligible", 100), ("not_in_force", 0)]
    assert verdicts(policy(measure(1), in_force=later), {}, as_of=TODAY) == ["n"]


def test_a_register_that_states_nothing_is_decided_at_once() -> None:
    depth = "n"
    for _ in range(30):
        depth = f"(if a then n else {depth} + 1)"
    by = policy(measure(1, f"{depth} > 5 or b"), facts=FACTS)
    (one,) = said(by, {"b": True})
    assert one.verdict == "eligible"


def test_texts_have_no_order_in_sql() -> None:
    done, rows = both(asks('kind < "乙"'), {"kind": "丙"}, {})
    assert [one.verdict[0] for one in rows] == ["e", "u"]
    assert done.referred["test/policy"].measures == ("m1",)
