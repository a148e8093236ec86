"""Awards per item: every item listed, the highest kept of those that are the same matter, totals, the unknown."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from building import award, each_of, fact, flag, listing, measure, only, policy, table

from incentive_engine.decision.model import MeasureDecision
from incentive_engine.feel.ternary import missing
from incentive_engine.policy.model import Award, Each, FactType, Rounding

FACTS = [listing("works", name=FactType.TEXT, level=FactType.TEXT, cost=FactType.MONEY), flag("a"), fact("cap")]
BY_LEVEL = table(["w.level"], ['"国家级"', "1000"], ['"省级"', "500"], otherwise="0")


def work(name: str, level: str = "省级", cost: Any = 0) -> dict[str, Any]:
    return {"name": name, "level": level, "cost": cost}


def given_by(written: Award, *works: dict[str, Any], **facts: Any) -> MeasureDecision:
    return only(policy(measure(1, "true", written), facts=FACTS), works=works, **facts)


def each(where: str | None = None, by: str | None = None) -> Each:
    return each_of("w", "works", where, by)


def test_each_item_is_listed_with_its_amount() -> None:
    decision = given_by(award(BY_LEVEL, each=each()), work("甲"), work("乙", "国家级"))
    assert [(item.name(), item.payable) for item in decision.items] == [("甲", 500), ("乙", 1000)]
    assert (decision.gross, decision.payable) == (1500, 1500)


def test_only_items_that_meet_the_condition_count() -> None:
    decision = given_by(award("100", each=each(where="w.cost > 5")), work("甲", cost=5), work("乙", cost=6))
    assert [item.name() for item in decision.items] == ["乙"]


def test_no_items_give_nothing() -> None:
    decision = given_by(award("100", each=each()))
    assert (decision.items, decision.payable) == ((), 0)


def test_of_one_matter_the_highest_is_kept_and_the_others_say_why_not() -> None:
    decision = given_by(
        award(BY_LEVEL, each=each(by="w.name")), work("甲"), work("甲", "国家级"), work("乙"), work("甲")
    )
    assert [item.kept for item in decision.items] == [False, True, True, False]
    assert [item.payable for item in decision.items] == [0, 1000, 500, 0]
    dropped = decision.items[0]
    assert (dropped.gross, dropped.adjustments[0].step, dropped.adjustments[0].amount) == (500, "keep", -500)
    assert decision.payable == 1500


def test_on_a_tie_the_earlier_item_is_kept() -> None:
    decision = given_by(award(BY_LEVEL, each=each(by="w.name")), work("甲"), work("甲"))
    assert [item.kept for item in decision.items] == [True, False]


def test_a_step_that_names_the_item_applies_to_each_and_comes_before_keeping_the_highest() -> None:
    written = award("w.cost", each=each(by="w.name"), item_steps=[("max", 'if w.level = "省级" then 50 else 90')])
    decision = given_by(written, work("甲", "省级", 200), work("甲", "国家级", 80))
    assert [(item.gross, item.payable) for item in decision.items] == [(200, 0), (80, 80)]


def test_a_step_for_the_total_applies_once() -> None:
    decision = given_by(award("100", each=each(), steps=[("max", "250")]), *(work(name) for name in "甲乙丙"))
    assert (decision.gross, decision.payable) == (300, 250)
    assert [item.payable for item in decision.items] == [100, 100, 100]


def test_each_item_is_rounded_by_itself() -> None:
    written = award("w.cost / 3", each=each(), rounding=Rounding(Decimal(1), "down"))
    decision = given_by(written, work("甲", cost=5), work("乙", cost=5))
    assert decision.payable == 2  # not 3, as the sum rounded would be


def test_an_item_is_never_negative() -> None:
    decision = given_by(award("w.cost - 10", each=each()), work("甲", cost=4), work("乙", cost=15))
    assert [item.payable for item in decision.items] == [0, 5]


def test_a_list_that_nobody_stated_leaves_the_amount_unknown() -> None:
    decision = only(policy(measure(1, "true", award("100", each=each())), facts=FACTS))
    assert (decision.payable, decision.missing, decision.items) == (None, ("works",), ())


def test_an_item_that_may_not_count_leaves_the_total_unknown() -> None:
    decision = given_by(
        award("100", each=each(where="w.cost > 5")), work("甲", cost=missing("works")), work("乙", cost=9)
    )
    assert [item.payable for item in decision.items] == [None, 100]
    assert (decision.payable, decision.missing) == (None, ("works",))


def test_an_item_of_unknown_amount_keeps_what_is_known_of_the_others() -> None:
    decision = given_by(award("w.cost", each=each()), work("甲", cost=missing("works")), work("乙", cost=9))
    assert [item.gross for item in decision.items] == [None, 9]
    assert decision.items[0].missing == {"works"}
    assert decision.gross is None


def test_not_knowing_which_matter_an_item_is_leaves_the_total_unknown_unless_it_is_the_only_one() -> None:
    unnamed = {"name": missing("works"), "level": "省级", "cost": Decimal(1)}
    written = award(BY_LEVEL, each=each(by="w.name"))
    assert given_by(written, unnamed).payable == 500
    assert given_by(written, unnamed, work("甲")).payable is None


def test_items_may_read_other_facts() -> None:
    decision = given_by(award("if a then w.cost else 0", each=each()), work("甲", cost=9), a=True)
    assert decision.payable == 9
