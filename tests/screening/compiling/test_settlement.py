"""What is paid of what the awards give, in SQL: steps, groups, ceilings, and matters between policies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from building import award, fact, flag, group, limit, listing, matter, measure, policy
from comparing import both, payables, said

from incentive_engine.policy.model import FactType, Policy

FACTS = (fact("n"), fact("m"), fact("got"), fact("top"), flag("a"), flag("b"))


def two(first: str = "n", second: str = "m", *, grouped: bool = True, **more: Any) -> Policy:
    name = "g" if grouped else None
    return policy(
        measure(1, "a", first, group=name), measure(2, "b", second, group=name), facts=FACTS, id_="test/two", **more
    )


YES = {"a": True, "b": True}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((("min", "50"),), [50, 80]),
        ((("max", "50"),), [20, 50]),
        ((("less", "30"),), [0, 50]),
        ((("less", "got"), ("max", "10")), [10, 10]),
    ],
)
def test_an_award_has_a_floor_a_ceiling_and_a_deduction(steps: Any, expected: list[int]) -> None:
    by = policy(measure(1, gives=award("n", steps=steps)), facts=FACTS)
    assert payables(by, {"n": 20, "got": 5}, {"n": 80, "got": 70}) == [Decimal(one) for one in expected]


def test_a_deduction_that_nobody_knows_leaves_the_amount_open() -> None:
    by = policy(measure(1, gives=award("n", steps=(("less", "got"),))), facts=FACTS)
    (one,) = said(by, {"n": 20})
    assert (one.gross, one.payable, one.missing) == (Decimal(20), None, ["got"])


def test_of_a_group_the_highest_is_paid_and_of_equals_the_first() -> None:
    by = two(groups=(group("g"),))
    assert payables(by, {**YES, "n": 5, "m": 9}, {**YES, "n": 7, "m": 7}) == [0, 9, 7, 0]


def test_a_group_is_summed_where_it_says_so() -> None:
    assert payables(two(groups=(group("g", "sum"),)), {**YES, "n": 5, "m": 9}) == [5, 9]


def test_a_group_that_waits_for_a_verdict_goes_to_the_reference() -> None:
    done, rows = both(two(groups=(group("g"),)), {"a": True, "n": 5, "m": 9}, {**YES, "n": 5, "m": 9})
    assert [(one.payable, one.provisional) for one in rows[:2]] == [(5, True), (None, False)]
    assert done.referred["test/two"].enterprises == 1


def test_a_group_tops_up_what_was_received() -> None:
    by = two(groups=(group("g", "top_up", "got"),))
    assert payables(by, {**YES, "n": 5, "m": 9, "got": 6}, {**YES, "n": 5, "m": 9, "got": 20}) == [0, 3, 0, 0]
    rows = said(by, {**YES, "n": 5, "m": 9})
    assert [(one.payable, one.missing) for one in rows] == [(0, []), (None, ["got"])]


def test_a_ceiling_cuts_the_last_measures_first() -> None:
    by = two(grouped=False, limits=(limit("10"),))
    assert payables(by, {**YES, "n": 5, "m": 9}, {**YES, "n": 12, "m": 9}) == [5, 5, 10, 0]


def test_ceilings_follow_each_other() -> None:
    by = two(grouped=False, limits=(limit("6", "m2"), limit("10")))
    assert payables(by, {**YES, "n": 5, "m": 9}, {**YES, "n": 3, "m": 9}) == [5, 5, 3, 6]


def test_a_ceiling_that_nobody_knows_leaves_what_it_covers_open() -> None:
    by = two(grouped=False, limits=(limit("top", "m2"),))
    rows = said(by, {**YES, "n": 5, "m": 9})
    assert [(one.payable, one.missing) for one in rows] == [(5, []), (None, ["top"])]


def test_what_an_open_verdict_could_cut_is_provisional() -> None:
    by = two(grouped=False, limits=(limit("10"),))
    rows = said(by, {"b": True, "n": 5, "m": 9}, {"b": True, "n": 1, "m": 9})
    assert [(one.payable, one.provisional) for one in rows] == [(None, False), (9, True), (None, False), (9, False)]


# several policies at once


def other(id_: str, amount: str, *matters: Any, regions: tuple[str, ...] = (), facts: Any = FACTS) -> Policy:
    return policy(measure(1, "a", amount), facts=facts, id_=id_, regions=regions, matters=matters)


def test_policies_that_share_nothing_are_decided_in_one_statement() -> None:
    assert payables([other("x/one", "n"), other("x/two", "m")], {"a": True, "n": 1, "m": 2}) == [1, 2]


def test_of_a_matter_between_policies_the_highest_is_paid() -> None:
    shared = matter("highest", "x/one#m1", "x/two#m1")
    by = [other("x/one", "n", shared), other("x/two", "m")]
    assert payables(by, {"a": True, "n": 1, "m": 2}, {"a": True, "n": 2, "m": 2}, {"a": False}) == [0, 2, 2, 0, 0, 0]


def test_a_matter_tops_up_what_a_wider_level_pays() -> None:
    shared = matter("top_up", "x/city#m1", "x/province#m1")
    by = [other("x/city", "n", shared, regions=("湖南省", "衡阳市")), other("x/province", "m", regions=("湖南省",))]
    assert payables(by, {"a": True, "n": 5, "m": 2}, {"a": True, "n": 1, "m": 2}) == [3, 2, 0, 2]


def test_a_matter_with_something_open_goes_to_the_reference() -> None:
    shared = matter("highest", "x/one#m1", "x/two#m1")
    done, rows = both([other("x/one", "n", shared), other("x/two", "m")], {"a": True, "n": 1})
    assert [one.payable for one in rows] == [1, None]
    assert {id_: one.enterprises for id_, one in done.referred.items()} == {"x/one": 1, "x/two": 1}


WORKS = listing("works", cost=FactType.MONEY)
BEYOND = "max(for x in works return x.cost)"
STATED = {"a": True, "n": 4, "works": [{"cost": Decimal(3)}, {"cost": Decimal(7)}]}


def test_all_members_of_a_matter_follow_one_that_is_beyond_sql() -> None:
    shared = matter("highest", "x/one#m1", "x/two#m1")
    by = [other("x/one", "n", shared), other("x/two", BEYOND, facts=(*FACTS, WORKS)), other("x/three", "n")]
    done, rows = both(by, STATED)
    assert [one.payable for one in rows] == [0, 7, 4]
    assert [one.code for plan in done.plan.policies for one in plan.beyond.values()] == [
        "screening.settled-with",
        "screening.expression",
    ]


def test_a_group_follows_one_that_is_beyond_sql_and_others_do_not() -> None:
    by = policy(
        measure(1, "a", BEYOND, group="g"),
        measure(2, "a", "n", group="g"),
        measure(3, "a", "n"),
        facts=(*FACTS, WORKS),
        groups=(group("g"),),
    )
    done, rows = both(by, STATED, {"a": True, "n": 4})
    assert [one.payable for one in rows[:3]] == [7, 0, 4]
    assert done.referred["test/policy"].measures == ("m1", "m2")
