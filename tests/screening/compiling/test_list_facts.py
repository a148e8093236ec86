"""List facts in SQL: aggregates over the rows of their items, empty and unknown lists told apart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from building import award, each_of, listing, measure, policy
from comparing import both, payables, said, verdicts

from incentive_engine.feel.ternary import missing
from incentive_engine.policy.model import FactType, Policy

WORKS = listing("works", name=FactType.TEXT, level=FactType.TEXT, cost=FactType.MONEY)
PARTS = listing("parts", name=FactType.TEXT, cost=FactType.MONEY)


def works(*items: tuple[str, str | None, int | None], fact: str = "works") -> dict[str, Any]:
    lacking = missing(fact)
    return {
        fact: [
            {
                "name": name,
                "level": lacking if level is None else level,
                "cost": lacking if cost is None else Decimal(cost),
            }
            for name, level, cost in items
        ]
    }


EMPTY, UNKNOWN = works(), dict[str, Any]()
TWO = works(("a", "市级", 10), ("b", "省级", 30))
UNSURE = works(("a", None, 10), ("b", "省级", None))


def asks(text: str) -> Policy:
    return policy(measure(1, text), facts=(WORKS, PARTS))


def gives(text: str) -> Policy:
    return policy(measure(1, gives=text), facts=(WORKS, PARTS))


def test_some_item_is_enough() -> None:
    by = asks('some x in works satisfies x.level = "市级"')
    assert verdicts(by, TWO, EMPTY, UNKNOWN, UNSURE, works(("b", "省级", 1))) == ["e", "i", "u", "u", "i"]


def test_every_item_of_an_empty_list_is_anything() -> None:
    by = asks("every x in works satisfies x.cost > 10")
    assert verdicts(by, TWO, EMPTY, UNKNOWN, works(("a", "x", 11), ("b", "x", None))) == ["i", "e", "u", "u"]


def test_a_field_that_is_unknown_lacks_the_list() -> None:
    (one,) = said(asks("some x in works satisfies x.cost > 50"), UNSURE)
    assert (one.verdict, one.missing) == ("undetermined", ["works"])


def test_items_are_counted_where_it_is_known_of_all_whether_they_count() -> None:
    by = gives('count(works[level = "省级"]) * 100')
    assert payables(by, TWO, EMPTY, UNKNOWN, UNSURE) == [Decimal(100), Decimal(0), None, None]
    assert payables(gives("count(works) * 100"), TWO, EMPTY, UNKNOWN, UNSURE) == [
        Decimal(200),
        Decimal(0),
        None,
        Decimal(200),
    ]


def test_costs_are_summed_and_none_have_no_sum() -> None:
    by = gives("sum(for x in works return x.cost)")
    assert payables(by, TWO, EMPTY, UNKNOWN, UNSURE) == [Decimal(40), None, None, None]


def test_a_list_appended_to_is_never_empty() -> None:
    by = gives("sum(append(for x in works return x.cost, 0))")
    assert payables(by, TWO, EMPTY, UNKNOWN) == [Decimal(40), Decimal(0), None]


def test_the_greatest_of_a_list_is_left_to_the_reference() -> None:
    done, rows = both(gives("max(for x in works return x.cost)"), TWO, EMPTY, UNKNOWN)
    assert [one.payable for one in rows] == [Decimal(30), None, None]
    assert done.referred["test/policy"].measures == ("m1",)


def test_different_values_are_counted_once() -> None:
    by = gives("count(distinct values(for x in works return x.level)) * 100")
    twice = works(("a", "市级", 1), ("b", "市级", 2), ("c", "省级", 3))
    assert payables(by, twice, EMPTY, UNSURE) == [Decimal(200), Decimal(0), None]


def test_lists_are_asked_within_lists() -> None:
    by = asks("some x in works satisfies (some y in parts satisfies y.name = x.name and y.cost > x.cost)")
    dear = {"parts": [{"name": "b", "cost": Decimal(31)}]}
    cheap = {"parts": [{"name": "b", "cost": Decimal(30)}]}
    assert verdicts(by, {**TWO, **dear}, {**TWO, **cheap}, TWO, {**EMPTY, **dear}) == ["e", "i", "u", "i"]


def test_each_item_has_its_amount_its_floor_and_its_ceiling() -> None:
    each = award("x.cost * 2", each=each_of("x", "works"), item_steps=(("max", "50"), ("min", "25")))
    by = policy(measure(1, gives=each), facts=(WORKS,))
    assert payables(by, TWO, EMPTY, UNKNOWN, UNSURE) == [Decimal(75), Decimal(0), None, None]


def test_items_are_left_out_by_where_and_steps_follow_their_sum() -> None:
    each = award("x.cost", each=each_of("x", "works", where='x.level = "省级"'), steps=(("less", "10"),))
    by = policy(measure(1, gives=each), facts=(WORKS,))
    assert payables(by, TWO, EMPTY, works(("a", None, 5), ("b", "省级", 40))) == [Decimal(20), Decimal(0), None]


def test_of_items_that_share_a_key_the_first_highest_counts() -> None:
    each = award("x.cost", each=each_of("x", "works", by="x.name"))
    by = policy(measure(1, gives=each), facts=(WORKS,))
    same = works(("a", "市级", 30), ("a", "省级", 30), ("b", "省级", 5))
    assert payables(by, same, TWO, EMPTY) == [Decimal(35), Decimal(40), Decimal(0)]
