"""Each way to err, on a policy that gives it something to err about: which mutants there are, and what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import building
import pytest
from building import (
    all_of,
    any_of,
    at_least,
    award,
    each_of,
    fact,
    feel,
    flag,
    granted,
    group,
    limit,
    listing,
    negated,
    parameter,
    policy,
    table,
)

from incentive_engine.assurance.mutation.mutants import Mutant, mutants_of
from incentive_engine.assurance.mutation.operators import OPERATORS
from incentive_engine.feel.types import MONEY, RATIO
from incentive_engine.policy.awards import marginal
from incentive_engine.policy.model import (
    Award,
    Brackets,
    Condition,
    FactType,
    Measure,
    Parameter,
    Period,
    Policy,
    Rounding,
)

SPENT, RISEN = fact("spent"), fact("risen")
YEARLY = fact("revenue", annual=True)
LEVEL = fact("level", FactType.CHOICE, choices=("国家级", "省级", "市级"))
PROJECTS = listing("projects", name=FactType.TEXT, cost=FactType.MONEY)
SINCE = date(2020, 1, 1)


def measure(number: int, when: str | Condition = "true", gives: Award | None = None, **more: Any) -> Measure:
    """A measure that by itself gives no money."""
    return building.measure(number, when, gives or award(benefit="支持"), **more)


def money(id_: str, *values: tuple[date, int]) -> Parameter:
    return replace(parameter(id_, *((day, Decimal(one)) for day, one in values or ((SINCE, 100),))), type=MONEY)


def made(of: Policy, operator: str) -> dict[str, Mutant]:
    """The mutants of an operator, by what comes behind its name in their ids."""
    mutants = [one for one in mutants_of(of) if one.operator == operator]
    return {one.id.partition(f"{operator}: ")[2]: one for one in mutants}


def details(of: Policy, operator: str) -> set[str]:
    return set(made(of, operator))


def test_inclusive_is_taken_for_exclusive() -> None:
    one = policy(measure(1, "spent >= 5 and risen in (1..3]"), facts=[SPENT, RISEN])
    assert details(one, "strictness") == {"spent >= 5 → spent > 5", "(1..3] → [1..3]", "(1..3] → (1..3)"}


def test_a_comparison_is_turned_round() -> None:
    one = policy(measure(1, 'spent >= 5 and level = "省级"'), facts=[SPENT, LEVEL])
    assert details(one, "direction") == {"spent >= 5 → spent <= 5", 'level = "省级" → level != "省级"'}


def test_a_neighbouring_parameter_choice_or_number_is_written() -> None:
    steps = [money(f"step_{number}", (SINCE, number)) for number in (1, 2, 3)]
    one = policy(
        measure(1, 'spent >= step_2 and level = "省级"', award("0.5 * spent")),
        facts=[SPENT, LEVEL],
        parameters=steps,
    )
    assert details(one, "threshold") == {
        "step_2 → step_1",
        "step_2 → step_3",
        '"省级" → "国家级"',
        '"省级" → "市级"',
        "0.5 → 0.6",
        "0.5 → 0.4",
    }


def test_no_index_is_taken_for_a_threshold() -> None:
    assert not details(policy(measure(1, "revenue[-1] > revenue[-2]"), facts=[YEARLY]), "threshold")


def test_amounts_are_off_by_ten_thousand_and_ratios_by_a_hundred() -> None:
    rate = replace(parameter("rate", (SINCE, Decimal("0.1"))), type=RATIO)
    one = policy(measure(1, "spent > 0", award("spent * rate")), facts=[SPENT], parameters=[rate, money("cap")])
    assert details(one, "unit") == {"2020-01-01: 0.1 → 10.0", "2020-01-01: 0.1 → 0.001"}, "nobody reads cap"
    two = policy(measure(1, "spent > 0", award("500000")), facts=[SPENT])
    assert details(two, "unit") == {"500000 → 5000000000", "500000 → 50"}


def test_connectives_and_quorums_are_taken_for_others() -> None:
    one = policy(
        measure(1, all_of("a and b", any_of("a", "c"), at_least(2, "a", "b", "c"))),
        facts=[flag("a"), flag("b"), flag("c")],
    )
    assert details(one, "connective") == {
        "all → any",
        "a and b → a or b",
        "any → all",
        "at_least 2 → at_least 1",
        "at_least 2 → at_least 3",
    }


def test_conditions_are_forgotten() -> None:
    one = policy(
        measure(1, all_of("a", "b or c")),
        measure(2, "c"),
        facts=[flag("a"), flag("b"), flag("c"), flag("d")],
        requirements=["d"],
    )
    assert details(one, "condition") == {
        "without a",
        "without b or c",
        "b or c → b",
        "b or c → c",
        "without c",
        "without d",
    }
    mutant = made(one, "condition")["without d"]
    assert mutant.make().requirements == () and mutant.measures == ("m1", "m2")


def test_negations_are_forgotten_and_added() -> None:
    one = policy(
        measure(1, all_of("a", "not(b)", negated("c"), "spent > 0")),
        measure(2, all_of(granted("m1"))),
        facts=[flag("a"), flag("b"), flag("c"), SPENT],
    )
    assert details(one, "negation") == {"a → not(a)", "not(b) → b", "without not", "c → not(c)", "m1 → not(m1)"}


def test_rows_are_forgotten_swapped_and_left_open() -> None:
    gives = table(["spent"], [">= 10", "200"], [">= 5", "100"], otherwise="0")
    one = policy(measure(1, "true", award(gives)), facts=[SPENT])
    assert details(one, "row") == {
        "without [>= 10]",
        "without [>= 5]",
        "[>= 10] ↔ [>= 5]",
        "answers [>= 10] ↔ [>= 5]",
        ">= 10 → -",
        ">= 5 → -",
    }
    unordered = policy(measure(1, "true", award(replace(gives, hit="unique"))), facts=[SPENT])
    assert "[>= 10] ↔ [>= 5]" not in details(unordered, "row"), "their order means nothing"


def test_slices_are_forgotten_and_their_rates_swapped() -> None:
    over = [feel("0", MONEY), feel("1000", MONEY)]
    rates = [feel("0.1", RATIO), feel("0.2", RATIO)]
    brackets = Brackets(feel("spent", MONEY), tuple(zip(over, rates, strict=True)))
    gives = replace(award("0"), amount=marginal(brackets), brackets=brackets)
    one = policy(measure(1, "true", gives), facts=[SPENT])
    assert details(one, "row") == {"without slice 0", "without slice 1000", "rates 0 ↔ 1000"}
    swapped = made(one, "row")["rates 0 ↔ 1000"].make().measures[0].award
    assert swapped.amount is not None and "* 0.2" in swapped.amount.text.partition("+")[0]  # type: ignore[union-attr]
    assert not details(one, "bound"), "nobody wrote the minima and maxima that slices stand for"


def test_hit_policies_are_taken_for_others() -> None:
    gives = table(["spent"], [">= 10", "200"], [">= 5", "100"], hit="collect sum")
    assert details(policy(measure(1, "true", award(gives)), facts=[SPENT]), "hit") == {
        "hit: collect sum → hit: first",
        "hit: collect sum → hit: collect max",
    }


def test_what_is_answered_otherwise_is_forgotten_or_that_of_the_last_row() -> None:
    gives = table(["spent"], [">= 10", "200"], otherwise="0")
    one = policy(
        measure(1, "true", award(gives)), measure(2, "true", award("if a then 1 else 2")), facts=[SPENT, flag("a")]
    )
    assert details(one, "otherwise") == {
        "without otherwise 0",
        "otherwise 0 → otherwise 200",
        "if a then 1 else 2 → if a then 2 else 1",
    }


def test_bounds_are_forgotten_and_turned_round() -> None:
    gives = award("min(spent, 10)", steps=[("max", "50"), ("less", "risen")])
    one = policy(measure(1, "true", gives), facts=[SPENT, RISEN])
    assert details(one, "bound") == {
        "without max 50",
        "without less risen",
        "max → min",
        "min(spent, 10) → max(spent, 10)",
    }


def test_groups_are_settled_otherwise_and_lose_members() -> None:
    one = policy(measure(1, group="g"), measure(2, group="g"), groups=[group("g", "top_up", "spent")], facts=[SPENT])
    mutants = made(one, "group")
    assert set(mutants) == {"keep: top_up → keep: highest", "keep: top_up → keep: sum", "without group g"}
    assert [one.id for one in mutants_of(one) if one.operator == "group" and "without" in one.id] == [
        "m1/group: without group g",
        "m2/group: without group g",
    ]


def test_limits_are_forgotten_and_lose_measures() -> None:
    one = policy(measure(1), measure(2), measure(3), limits=[limit("100", "m1", "m2")])
    mutants = made(one, "limit")
    assert set(mutants) == {"without limit", "without m1", "without m2"}
    assert mutants["without limit"].measures == ("m1", "m2"), "m3 has nothing to do with it"


def test_items_are_all_counted_or_one_of_each_is_not_kept() -> None:
    each = each_of("p", "projects", where="p.cost > 5", by="p.name")
    one = policy(measure(1, "true", award("p.cost", each=each)), facts=[PROJECTS])
    assert details(one, "items") == {"without where p.cost > 5", "without keep: highest", "without by p.name"}


def test_days_are_off_by_one() -> None:
    force = Period(SINCE, date(2022, 12, 31))
    one = policy(
        measure(1, 'spent > cap and born < @"2010-05-18"'),
        facts=[SPENT, fact("born", FactType.DATE)],
        parameters=[money("cap", (SINCE, 1), (date(2021, 1, 1), 2))],
        in_force=force,
    )
    assert details(one, "day") == {
        "2020-01-01 → 2019-12-31",
        "2020-01-01 → 2020-01-02",
        "2022-12-31 → 2022-12-30",
        "2022-12-31 → 2023-01-01",
        "2021-01-01 → 2020-12-31",
        "2021-01-01 → 2021-01-02",
        '@"2010-05-18" → @"2010-05-17"',
        '@"2010-05-18" → @"2010-05-19"',
    }
    first = [one.id for one in mutants_of(one) if one.id.startswith("parameter cap/day: 2020-01-01")]
    assert first == ["parameter cap/day: 2020-01-01 → 2020-01-02"], "a day earlier the policy is not in force"


def test_figures_of_other_years_are_taken() -> None:
    cap = money("cap", (SINCE, 1), (date(2021, 1, 1), 2), (date(2022, 1, 1), 3))
    one = policy(measure(1, "spent > cap"), facts=[SPENT], parameters=[cap])
    assert details(one, "history") == {
        "2020-01-01: 1 → 2",
        "2021-01-01: 2 → 1",
        "2021-01-01: 2 → 3",
        "2022-01-01: 3 → 2",
    }


def test_years_are_off_by_one() -> None:
    one = policy(
        measure(1, "revenue[-1] > 0 and born.year < assessment_year"), facts=[YEARLY, fact("born", FactType.DATE)]
    )
    assert details(one, "year") == {
        "revenue[-1] → revenue[-2]",
        "assessment_year → assessment_year - 1",
        "assessment_year → assessment_year + 1",
    }


def test_operations_are_inverted() -> None:
    one = policy(measure(1, "true", award("(spent - risen) * 2")), facts=[SPENT, RISEN])
    assert details(one, "arithmetic") == {"spent - risen → spent + risen", "(spent - risen) * 2 → (spent - risen) / 2"}


def test_prescribed_rounding_is_done_otherwise() -> None:
    rounded = policy(measure(1, "true", award("1", rounding=Rounding(Decimal(100), "down"))))
    assert details(rounded, "rounding") == {
        "mode: down → mode: half up",
        "mode: down → mode: up",
        "to: 100 → to: 0.01",
        "to: 100 → to: 1000",
    }
    assert not details(policy(measure(1)), "rounding"), "no policy prescribes the fen"


def test_every_operator_is_tried_here() -> None:
    tried = Path(__file__).read_text("utf-8")
    assert not [name for name in OPERATORS if f', "{name}")' not in tried]


def test_a_mutant_says_whose_it_is_where_and_what_a_person_wrote() -> None:
    one = policy(measure(7, "spent > 5", title="鼓励投入"), facts=[SPENT])
    (mutant,) = made(one, "strictness").values()
    assert mutant.id == "m7/spent > 5/strictness: spent > 5 → spent >= 5"
    assert mutant.owner.words.text() == "第7条“鼓励投入”（m7）"
    assert mutant.change.text() == "`spent > 5` 误作 `spent >= 5`"
    assert mutant.change.text("en") == "`spent > 5` written as `spent >= 5`"
    assert mutant.make().measures[0].when.expression.text == "spent >= 5"  # type: ignore[union-attr]


def test_what_the_loader_would_refuse_is_no_mutant() -> None:
    dates = policy(measure(1, 'born + duration("P1Y") <= as_of'), facts=[fact("born", FactType.DATE)])
    assert all("*" not in one for one in details(dates, "arithmetic"))


def test_what_nothing_reads_is_not_mutated() -> None:
    unread = policy(
        measure(1, "spent > 0"), facts=[SPENT, fact("other", formula="spent + 1")], parameters=[money("cap")]
    )
    assert {one.owner.kind for one in mutants_of(unread)} == {"measure"}


@pytest.mark.parametrize("times", [1, 2])
def test_ids_are_distinct_and_the_same_from_run_to_run(times: int) -> None:
    one = policy(measure(1, "spent > 5 or risen - 5 > 5"), facts=[SPENT, RISEN])
    ids = [mutant.id for mutant in mutants_of(one)]
    assert len(set(ids)) == len(ids)
    assert ids == [mutant.id for mutant in mutants_of(one)]
