"""What does not change a policy is proved not to; what does is shown by an enterprise exactly on the boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from building import all_of, any_of, award, fact, flag, group, limit, listing, measure, negated, parameter, policy, test
from edited import edited

from incentive_engine.assurance.symbolic.answers import Found, Never
from incentive_engine.assurance.symbolic.equivalence import Original, equivalent
from incentive_engine.policy import load_policy
from incentive_engine.policy.model import AtLeast, Award, Fact, FactType, Measure, Policy, Vocabulary

DAYS = (date(2021, 3, 31),)
FACTS: tuple[Fact, ...] = (
    flag("listed"),
    flag("dishonest"),
    fact("loan"),
    fact("revenue", annual=True),
    fact("spent", annual=True),
    fact("founded", FactType.DATE),
    fact("staff", FactType.INTEGER),
    listing("works", name=FactType.TEXT, level=FactType.TEXT, cost=FactType.MONEY, done_on=FactType.DATE),
)
PARAMETERS = (parameter("threshold", (date(2019, 1, 1), Decimal(1000))),)


def of(*measures: Measure, **more: object) -> Policy:
    return policy(*measures, facts=FACTS, parameters=PARAMETERS, **more)  # type: ignore[arg-type]


def alike(one: Policy, other: Policy, measure_id: str = "m1") -> bool:
    answer = equivalent(one, other, measure_id, DAYS)
    assert isinstance(answer, (Found, Never)), answer
    return isinstance(answer, Never)


def told_apart(one: Policy, other: Policy, measure_id: str = "m1") -> dict[str, object]:
    answer = equivalent(one, other, measure_id, DAYS)
    assert isinstance(answer, Found), answer
    assert answer.day == DAYS[0]
    return dict(answer.facts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("listed and loan > 5", "loan > 5 and listed"),
        ("not(listed or dishonest)", "not(listed) and not(dishonest)"),
        ("loan >= 5 and loan <= 9", "loan between 5 and 9"),
        ("loan >= 5 and loan <= 9", "loan in [5..9]"),
        ("spent[-1] / revenue[-1] >= 0.03 and revenue[-1] > 0", "spent[-1] >= 0.03 * revenue[-1] and revenue[-1] > 0"),
        ("founded.year = 2020", 'founded >= date(2020, 1, 1) and founded <= date(2020, 12, 31)'),
        ('founded + duration("P3Y") > as_of', "founded > date(2018, 3, 31)"),
        ('every w in works satisfies w.cost > 0', 'not(some w in works satisfies w.cost <= 0)'),
        ("if listed then loan > 5 else loan > 5", "loan > 5"),
        ("staff > 4", "staff >= 5"),
        ("loan > 4.99", "loan >= 5"),
    ],
)
def test_conditions_that_say_the_same_are_proved_to(one: str, other: str) -> None:
    assert alike(of(measure(1, one)), of(measure(1, other)))


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("loan >= 1000", "loan > 1000", {"loan": Decimal(1000)}),
        ("loan >= threshold", "loan > threshold", {"loan": Decimal(1000)}),
        ("loan < 7.35", "loan <= 7.35", {"loan": Decimal("7.35")}),
        ("staff >= 20", "staff >= 21", {"staff": Decimal(20)}),
        ("founded <= as_of", "founded < as_of", {"founded": DAYS[0]}),
        ('founded + duration("P3Y") >= as_of', 'founded + duration("P3Y") > as_of', {"founded": date(2018, 3, 31)}),
        ("listed and dishonest", "listed or dishonest", None),
        ("spent[-1] / revenue[-1] >= 0.03", "spent[-1] >= 0.03 * revenue[-1]", None),
    ],
)
def test_a_change_is_shown_on_the_boundary(one: str, other: str, shown: dict[str, object] | None) -> None:
    facts = told_apart(of(measure(1, one)), of(measure(1, other)))
    assert shown is None or facts == shown


def test_a_division_by_zero_is_what_tells_a_quotient_from_a_product() -> None:
    facts = told_apart(
        of(measure(1, "revenue[-1] >= 0 and spent[-1] / revenue[-1] >= 0.03")),
        of(measure(1, "revenue[-1] >= 0 and spent[-1] >= 0.03 * revenue[-1]")),
    )
    assert facts["revenue"] == {2020: Decimal(0)}


def test_an_unknown_fact_tells_apart_what_stated_facts_do_not() -> None:
    assert told_apart(of(measure(1, "true")), of(measure(1, "listed or not(listed)"))) == {}


def test_a_list_is_counted_only_where_all_of_it_is_known() -> None:
    facts = told_apart(
        of(measure(1, 'some w in works satisfies w.level = "省级"')), of(measure(1, 'count(works[level = "省级"]) > 0'))
    )
    assert len(facts["works"]) == 2  # type: ignore[arg-type]  # one at that level, and one of an unknown level


def test_a_proof_is_about_lists_of_any_length_where_a_few_entries_more_make_it_so() -> None:
    asked = " and ".join(f"(some w in works satisfies w.cost > {amount})" for amount in (1, 2, 3, 4))
    turned = " and ".join(f"(some w in works satisfies w.cost > {amount})" for amount in (4, 3, 2, 1))
    assert equivalent(of(measure(1, asked)), of(measure(1, f"({turned}) and true")), "m1", DAYS) == Never(None, DAYS)
    summed = award("sum(for w in works return w.cost)")
    again = award("sum(append(for w in works return w.cost, 0))")
    some = "some w in works satisfies w.cost >= 0"
    assert equivalent(of(measure(1, some, summed)), of(measure(1, some, again)), "m1", DAYS) == Never(2, DAYS)


def test_splitting_and_nesting_conditions_changes_nothing() -> None:
    whole = of(measure(1, "listed and loan > 5 and not(dishonest)"))
    split = of(measure(1, all_of("loan > 5", all_of("listed", negated("dishonest")))))
    assert alike(whole, split)
    assert not alike(whole, of(measure(1, all_of("loan > 5", any_of("listed", negated("dishonest"))))))


def test_labels_and_ids_change_nothing() -> None:
    assert alike(of(measure(1, test("loan > 5", "a", "甲"))), of(measure(1, test("loan > 5", "b", "乙"))))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (award("loan * 0.1"), award("loan / 10"), True),
        (award("loan * 0.1", steps=[("max", "500")]), award("min(loan * 0.1, 500)"), False),  # before steps, the gross
        (award("loan * 0.1", steps=[("max", "500")]), award("loan * 0.1", steps=[("max", "500.01")]), False),
        (award("loan", steps=[("min", "5"), ("max", "9")]), award("loan", steps=[("max", "9"), ("min", "5")]), True),
        (award("loan * 0.005"), award("loan * 0.01 / 2"), True),
    ],
)
def test_amounts(one: Award, other: Award, same: bool) -> None:
    assert alike(of(measure(1, "loan >= 0", one)), of(measure(1, "loan >= 0", other))) is same


def test_a_group_that_adds_up_pays_what_a_group_of_the_highest_does_not() -> None:
    def of_group(keep: str) -> Policy:
        first, second = measure(1, "listed", "100", group="g"), measure(2, "dishonest", "90", group="g")
        return of(first, second, groups=[group("g", keep)])

    assert told_apart(of_group("sum"), of_group("highest"), "m2") == {"listed": True, "dishonest": True}
    assert alike(of_group("sum"), of_group("highest"), "m1")


def test_a_limit_takes_off_the_last_measures_first() -> None:
    limited = of(measure(1, "listed", "100"), measure(2, "dishonest", "90"), limits=[limit("150")])
    free = of(measure(1, "listed", "100"), measure(2, "dishonest", "90"))
    assert alike(limited, free, "m1")
    assert told_apart(limited, free, "m2") == {"listed": True, "dishonest": True}


def test_a_policy_that_others_are_compared_with_stays_as_it_is() -> None:
    old = of(measure(1, "loan >= 5"))
    original = Original(old)
    narrower = replace(old, vocabulary=of_facts(fact("loan", minimum=Decimal(100))))
    assert isinstance(original.compared(narrower, "m1", DAYS), Never)  # no enterprise that both know has less
    assert isinstance(original.compared(of(measure(1, "loan >= 6")), "m1", DAYS), Found)
    asked = of(measure(1, "loan >= 5 or some w in works satisfies w.cost > 5"))
    for _ in range(3):
        assert isinstance(original.compared(asked, "m1", DAYS), Found)
    assert original.compared(replace(old, title="另一个名称"), "m1", DAYS) == Never(None, DAYS)


def of_facts(*facts: Fact) -> Vocabulary:
    return policy(facts=facts).vocabulary


def test_policies_of_the_library_are_equal_to_themselves_in_another_order() -> None:
    old = load_policy("yanfeng/incentives-20")
    new = replace(old, measures=tuple(_turned(one) for one in old.measures))
    for one in old.measures:
        assert isinstance(equivalent(old, new, one.id, (date(2021, 3, 31),)), Never), one.id


def _turned(one: Measure) -> Measure:
    when = one.when
    assert isinstance(when, AtLeast)
    return replace(one, when=replace(when, children=when.children[::-1]))


def test_a_changed_threshold_of_the_library_is_found_at_the_boundary(tmp_path: Path) -> None:
    old = load_policy("yanfeng/incentives-20")
    file = "measures/07-rd-investment.yaml"
    new = edited(tmp_path, "yanfeng/incentives-20", file, ("rd_increment > 0", "rd_increment >= 0"))
    answer = equivalent(old, new, "rd-investment", (date(2021, 3, 31),))
    assert isinstance(answer, Found)
    spent = answer.facts["rd_expense"]
    assert spent[2020] == spent[2019]
    assert isinstance(equivalent(old, new, "scale-up", (date(2021, 3, 31),)), Never)
