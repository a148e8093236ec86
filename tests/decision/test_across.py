"""What several policies pay for the same matter: from the wider level down, whatever the order they are given in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from random import Random

import pytest
from building import TODAY, award, fact, firm, flag, group, limit, matter, measure, policy
from hypothesis import given, settings
from hypothesis import strategies as st
from random_policies import AS_OF, complete_firm, random_firm, random_policy, told_less

from incentive_engine.decision import Decision, decide
from incentive_engine.decision.additions import would_add
from incentive_engine.mistakes import InputError
from incentive_engine.policy.model import Matter, Measure, Policy

FACTS = [flag("certified"), flag("reviewed"), fact("cost")]
PROVINCE = ("湖南省",)
CITY = (*PROVINCE, "衡阳市")
DISTRICT = (*CITY, "雁峰区")


def province(*measures: Measure, matters: Sequence[Matter] = ()) -> Policy:
    return policy(*measures, id_="p/one", facts=FACTS, regions=PROVINCE, matters=matters)


def city(*measures: Measure, matters: Sequence[Matter] = ()) -> Policy:
    return policy(*measures, id_="c/one", facts=FACTS, regions=CITY, matters=matters)


def district(*measures: Measure, matters: Sequence[Matter] = (), maximum: str = "1000000") -> Policy:
    limits = [limit(maximum)]
    return policy(*measures, id_="a/one", facts=FACTS, regions=DISTRICT, matters=matters, limits=limits)


def decided(*policies: Policy, **facts: object) -> Decision:
    return decide(firm(**facts), policies, as_of=TODAY, engine="reference")


def payables(decision: Decision) -> dict[str, int | None]:
    return {
        f"{one.policy.id}#{each.id}": None if each.payable is None else int(each.payable)
        for one in decision.policies
        for each in one.measures
    }


def provisional(decision: Decision) -> set[str]:
    return {f"{one.policy.id}#{each.id}" for one in decision.policies for each in one.measures if each.provisional}


TOP_UP = matter("top_up", "a/one#m1", "p/one#m1", "c/one#m1")
HIGHEST = matter("highest", "a/one#m1", "p/one#m1", "c/one#m1")


def test_the_district_pays_its_amount_less_what_the_levels_above_pay() -> None:
    # 区 20万 − 省 5万 − 市 3万 = 12万；合计 20万。区里第 2 条不在此列，照付 1万。
    decision = decided(
        district(measure(1, gives="200000"), measure(2, gives="10000"), matters=[TOP_UP]),
        city(measure(1, gives="30000")),
        province(measure(1, gives="50000", title="高新技术企业奖励")),
    )
    assert payables(decision) == {"a/one#m1": 120000, "a/one#m2": 10000, "c/one#m1": 30000, "p/one#m1": 50000}
    own = decision.policy("a/one").measure("m1")
    assert [(step.step, int(step.amount)) for step in own.adjustments] == [("across", -50000), ("across", -30000)]
    assert own.adjustments[0].because() == "同一事项：补差，扣除“试行办法”第 1 条“高新技术企业奖励”给予的 50,000 元"
    assert decision.policy("a/one").totals.payable == 130000
    assert decision.joint.payable == 210000
    assert decision.joint.complete
    assert [(one.policy.id, one.measure.id, one.matter) for one in decision.joint.reductions] == [
        ("a/one", "m1", TOP_UP),
        ("a/one", "m1", TOP_UP),
    ]


def test_a_top_up_is_never_below_nothing() -> None:
    above, below = province(measure(1, gives="300000")), district(measure(1, gives="200000"), matters=[TOP_UP])
    decision = decided(below, above)
    assert payables(decision) == {"a/one#m1": 0, "p/one#m1": 300000}
    assert [int(one.adjustment.amount) for one in decision.joint.reductions] == [-200000]


def test_only_the_highest_is_paid_whichever_level_pays_it() -> None:
    above, between = province(measure(1, gives="5000")), city(measure(1, gives="3000"))
    decision = decided(district(measure(1, gives="20000"), matters=[HIGHEST]), above, between)
    assert payables(decision) == {"a/one#m1": 20000, "p/one#m1": 0, "c/one#m1": 0}
    reason = decision.policy("p/one").measure("m1").adjustments[0].because("en")
    assert reason == "同一事项: paid once, at the highest; number 1 of “试行办法”, “第1条”, gives 20,000 yuan"


def test_on_a_tie_the_wider_level_pays() -> None:
    decision = decided(
        district(measure(1, gives="5000"), matters=[HIGHEST]),
        city(measure(1, gives="5000")),
        province(measure(1, gives="5000")),
    )
    assert payables(decision) == {"a/one#m1": 0, "c/one#m1": 0, "p/one#m1": 5000}


def test_a_level_between_tops_up_first() -> None:
    # 市 8万 − 省 5万 = 3万；区 20万 − 省 5万 − 市实付 3万 = 12万。
    own = matter("top_up", "c/one#m1", "p/one#m1")
    decision = decided(
        district(measure(1, gives="200000"), matters=[TOP_UP]),
        city(measure(1, gives="80000"), matters=[own]),
        province(measure(1, gives="50000")),
    )
    assert payables(decision) == {"a/one#m1": 120000, "c/one#m1": 30000, "p/one#m1": 50000}


def test_each_policy_is_settled_by_itself_first() -> None:
    # 区年度最高 15万：20万 先减到 15万，再扣省里的 5万。
    decision = decided(
        district(measure(1, gives="200000"), matters=[TOP_UP], maximum="150000"),
        province(measure(1, gives="50000")),
    )
    own = decision.policy("a/one").measure("m1")
    assert [(step.step, int(step.amount)) for step in own.adjustments] == [("limit", -50000), ("across", -50000)]
    assert own.payable == 100000


def test_several_measures_are_topped_up_together_the_last_first() -> None:
    both = replace(TOP_UP, measures=("m1", "m2"))
    decision = decided(
        district(measure(1, gives="10000"), measure(2, gives="20000"), matters=[both]),
        province(measure(1, gives="25000")),
    )
    assert payables(decision) == {"a/one#m1": 5000, "a/one#m2": 0, "p/one#m1": 25000}


def test_what_is_not_granted_above_takes_nothing_off() -> None:
    decision = decided(
        district(measure(1, gives="20000"), matters=[TOP_UP]),
        province(measure(1, "certified", "5000")),
        certified=False,
    )
    assert payables(decision)["a/one#m1"] == 20000
    assert not decision.joint.reductions
    assert decision.joint.complete


@pytest.mark.parametrize("declared", [TOP_UP, HIGHEST])
def test_while_the_other_is_undetermined_the_amount_is_provisional(declared: Matter) -> None:
    below = district(measure(1, gives="20000"), matters=[declared])
    decision = decided(below, province(measure(1, "certified", "50000")))
    assert payables(decision) == {"a/one#m1": 20000, "p/one#m1": None}
    assert provisional(decision) == {"a/one#m1"}
    assert not decision.joint.complete
    assert not decision.policy("a/one").totals.complete


def test_an_open_measure_that_is_too_low_to_matter_makes_nothing_provisional() -> None:
    below = district(measure(1, gives="20000"), matters=[HIGHEST])
    assert not provisional(decided(below, province(measure(1, "certified", "5000"))))


def test_while_the_others_amount_is_unknown_or_provisional_so_is_this_one() -> None:
    below = district(measure(1, gives="20000"), matters=[TOP_UP])
    assert provisional(decided(below, province(measure(1, gives="cost")))) == {"a/one#m1"}
    above = policy(
        measure(1, gives="5000", group="g"),
        measure(2, "certified", "6000", group="g"),
        id_="p/one",
        facts=FACTS,
        regions=PROVINCE,
        groups=[group("g")],
    )
    decision = decided(below, above)
    assert payables(decision) == {"a/one#m1": 15000, "p/one#m1": 5000, "p/one#m2": None}
    assert provisional(decision) == {"a/one#m1", "p/one#m1"}


def added(decision: Decision, policy_id: str, *ids: str) -> int | None:
    open_ = [decision.policy(policy_id).measure(id_) for id_ in ids]
    amount = would_add(open_)
    return None if amount is None else int(amount)


def test_an_open_measure_adds_what_the_levels_above_leave() -> None:
    # 区 20万 − 省 5万 = 15万；市里第 1 条尚未核清，不计入。
    decision = decided(
        district(measure(1, "certified", "200000"), measure(2, "reviewed", "10000"), matters=[TOP_UP]),
        city(measure(1, "reviewed", "30000")),
        province(measure(1, gives="50000")),
    )
    assert added(decision, "a/one", "m1") == 150000
    assert added(decision, "a/one", "m2") == 10000
    assert added(decision, "a/one", "m1", "m2") == 160000
    assert added(decision, "c/one", "m1") == 30000


def test_an_open_measure_below_what_another_level_pays_adds_nothing() -> None:
    decision = decided(
        district(measure(1, "certified", "200000"), matters=[HIGHEST]), province(measure(1, gives="300000"))
    )
    assert added(decision, "a/one", "m1") == 0
    lower = decided(district(measure(1, "certified", "200000"), matters=[HIGHEST]), province(measure(1, gives="1")))
    assert added(lower, "a/one", "m1") == 200000


def test_the_policy_s_own_limit_comes_before_what_others_pay() -> None:
    decision = decided(
        district(measure(1, "certified", "200000"), matters=[TOP_UP], maximum="80000"),
        province(measure(1, gives="50000")),
    )
    assert added(decision, "a/one", "m1") == 30000


def test_what_an_open_measure_adds_is_unknown_while_the_others_amount_is() -> None:
    decision = decided(
        district(measure(1, "certified", "200000"), matters=[TOP_UP]), province(measure(1, gives="cost"))
    )
    assert added(decision, "a/one", "m1") is None


def test_a_policy_alone_pays_as_if_it_named_no_other() -> None:
    below = district(measure(1, gives="20000"), matters=[TOP_UP])
    alone, free = decided(below), decided(replace(below, matters=()))
    assert payables(alone) == payables(free) == {"a/one#m1": 20000}
    assert alone.joint.payable == 20000


def test_a_benefit_takes_nothing_off() -> None:
    below = district(measure(1, gives="20000"), matters=[TOP_UP])
    decision = decided(below, province(measure(1, "certified", award(benefit="优先推荐"))))
    assert payables(decision)["a/one#m1"] == 20000
    assert not provisional(decision)


def test_a_measure_that_the_other_policy_does_not_have_is_a_mistake() -> None:
    below = district(measure(1), matters=[matter("highest", "a/one#m1", "p/one#m2")])
    with pytest.raises(InputError) as failure:
        decided(below, province(measure(1)))
    assert [one.code for one in failure.value.mistakes] == ["decision.matter-unknown-measure"]
    assert "m1" in failure.value.mistakes[0].text()


def test_a_wider_level_does_not_top_up_what_a_narrower_one_pays() -> None:
    above = province(measure(1), matters=[matter("top_up", "p/one#m1", "a/one#m1")])
    with pytest.raises(InputError) as failure:
        decided(above, district(measure(1)))
    assert [one.code for one in failure.value.mistakes] == ["decision.matter-from-below"]


LEVELS = (("p/one", PROVINCE), ("c/one", CITY), ("a/one", DISTRICT), ("a/two", DISTRICT))


def random_library(chance: Random) -> list[Policy]:
    """Policies of several levels, with matters between any of their measures."""
    policies = [replace(random_policy(chance, 3), id=id_, regions=regions) for id_, regions in LEVELS]
    library: list[Policy] = []
    for one in policies:
        matters = []
        for number in range(chance.randint(0, 2)):
            keep = chance.choice(("highest", "top_up"))
            others = [other for other in policies if other is not one]
            if keep == "top_up":
                others = [other for other in others if len(other.regions) <= len(one.regions)]
            if others:
                own = f"{one.id}#{chance.choice(one.measures).id}"
                named = [f"{other.id}#{chance.choice(other.measures).id}" for other in chance.sample(others, 1)]
                matters.append(matter(keep, own, *named, label=f"事项{number}"))
        library.append(replace(one, matters=tuple(matters)))
    return library


@settings(deadline=None, max_examples=150)
@given(st.randoms(use_true_random=False))
def test_laws_of_settlement_across_policies(chance: Random) -> None:
    library, profile = random_library(chance), random_firm(chance)
    joint = decide(profile, library, as_of=AS_OF, engine="reference")
    off = sum((one.adjustment.amount for one in joint.joint.reductions), Decimal(0))
    alone = [decide(profile, [one], as_of=AS_OF, engine="reference").policies[0] for one in library]
    assert joint.joint.payable == sum((one.totals.payable for one in alone), off)
    for before, after in zip(alone, joint.policies, strict=True):
        for one, other in zip(before.measures, after.measures, strict=True):
            steps = [step for step in other.adjustments if step.step == "across"]
            assert all(step.amount < 0 for step in steps)
            assert other.adjustments == (*one.adjustments, *steps)
            assert (other.verdict, other.gross, other.missing) == (one.verdict, one.gross, one.missing)
            assert other.provisional or not one.provisional
            if one.payable is None:
                assert other.payable is None and not steps
            else:
                assert other.payable == one.payable + sum((step.amount for step in steps), Decimal(0))
                assert other.payable >= 0


@settings(deadline=None, max_examples=40)
@given(st.randoms(use_true_random=False))
def test_the_order_in_which_policies_are_given_changes_nothing(chance: Random) -> None:
    library, profile = random_library(chance)[1:], random_firm(chance)
    found = [decide(profile, order, as_of=AS_OF, engine="reference") for order in permutations(library)]
    for one in found[1:]:
        for policy_ in library:
            assert one.policy(policy_.id) == found[0].policy(policy_.id)
        assert one.joint.payable == found[0].joint.payable


@settings(deadline=None, max_examples=100)
@given(st.randoms(use_true_random=False))
def test_an_amount_that_is_known_and_not_provisional_stays(chance: Random) -> None:
    library, complete = random_library(chance), complete_firm(chance)
    less = told_less(chance, complete, chance.choice((0.1, 0.3, 0.6)))
    before, after = (decide(one, library, as_of=AS_OF, engine="reference") for one in (less, complete))
    for old_policy, new_policy in zip(before.policies, after.policies, strict=True):
        for old, new in zip(old_policy.measures, new_policy.measures, strict=True):
            if old.payable is not None and not old.provisional:
                assert new.payable == old.payable
