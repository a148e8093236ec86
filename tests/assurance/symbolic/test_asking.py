"""What a question is answered with: a small enterprise that was confirmed, a proof, or the reason for neither."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import z3
from building import award, each_of, fact, flag, group, limit, listing, measure, policy

from incentive_engine.assurance.symbolic import numbers
from incentive_engine.assurance.symbolic.answers import Answer, Found, Never, Undecided
from incentive_engine.assurance.symbolic.asking import ask
from incentive_engine.assurance.symbolic.formulas import all_of, both
from incentive_engine.assurance.symbolic.lengths import entries_enough
from incentive_engine.assurance.symbolic.settling import settle
from incentive_engine.assurance.symbolic.worlds import World
from incentive_engine.decision import decide
from incentive_engine.decision.model import MeasureDecision, Verdict
from incentive_engine.policy.model import Award, FactType, Policy
from incentive_engine.profile.model import Profile

DAY = date(2021, 3, 31)
FACTS = (
    flag("listed"),
    flag("dishonest"),
    fact("loan", minimum=Decimal(0)),
    fact("share", FactType.RATIO, minimum=Decimal(0), maximum=Decimal(1)),
    fact("founded", FactType.DATE),
    fact("revenue", annual=True),
    fact("level", FactType.CHOICE, choices=("国家级", "省级")),
    *(fact(id_, FactType.INTEGER, minimum=Decimal(1)) for id_ in ("a", "b", "c")),
    listing("works", name=FactType.TEXT, level=FactType.TEXT, cost=FactType.MONEY, done_on=FactType.DATE),
)


def of(condition: str, gives: str | Award = "100", **more: Any) -> Policy:
    return policy(measure(1, condition, gives), facts=FACTS, **more)


def decided(asked: Policy, facts: Mapping[str, Any]) -> MeasureDecision:
    return decide(Profile(facts=facts), [asked], as_of=DAY, engine="reference").policy(asked.id).measure("m1")


def granted(condition: str, **more: Any) -> Answer:
    """Whether the condition can be met."""
    asked = of(condition)
    world = World(DAY, **more)
    claim = world.policy(asked).verdict("m1").true
    return ask(world, claim, lambda facts: decided(asked, facts).verdict is Verdict.ELIGIBLE)


def facts_of(answer: Answer) -> Mapping[str, Any]:
    assert isinstance(answer, Found), answer
    return answer.facts


@pytest.mark.parametrize(
    "condition",
    [
        "loan > 5 and loan < 5.01",
        "loan < 0",
        "share > 1",
        "listed and not(listed)",
        'level = "省级" and level = "国家级"',
        'level = "市级"',
        "founded.year = 2019 and founded > as_of",
        'founded + duration("P3Y") < as_of and founded.year >= 2019',
        "count(revenue) > 3",
        "min(loan, 10) > 10",
        "a > 2 and a < 3",
    ],
)
def test_what_cannot_be_is_proved(condition: str) -> None:
    assert granted(condition) == Never(None)


_ASKED = "(every w in works satisfies w.cost > 5) and (some w in works satisfies w.cost < 5)"
_ADDED_UP = "sum(for w in works return min(w.cost, 10)) > 25"
_COUNTED = "count(works[cost > 5]) > count(works)"


@pytest.mark.parametrize(
    ("condition", "items", "bounded"),
    [
        (_ASKED, 1, 1),
        (_ASKED, 2, None),
        (_ASKED, 3, None),
        (_COUNTED, 2, 2),
        (_COUNTED, 3, 3),
        (_ADDED_UP, 2, 2),
        ("loan < 0", 2, None),
    ],
)
def test_a_proof_says_whether_longer_lists_could_be_another_matter(condition: str, items: int, bounded: int) -> None:
    assert granted(condition, items=items) == Never(bounded)


def test_what_more_entries_reach_is_found_with_more() -> None:
    assert len(facts_of(granted(_ADDED_UP, items=3))["works"]) == 3
    assert len(facts_of(granted("count(works) > 2"))["works"]) == 3


def test_lists_that_are_only_asked_need_an_entry_for_each_question() -> None:
    world = World(DAY)
    claim = world.policy(of(_ASKED)).verdict("m1").true
    assert entries_enough((world,), claim) == {"works": 2}
    assert entries_enough((world,), world.policy(of("loan < 0")).verdict("m1").true) == {}
    world.policy(of(_COUNTED)).verdict("m1")
    assert entries_enough((world,), claim) == {"works": None}


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        ("loan >= 1234567.89 and loan < 1234567.90", {"loan": Decimal("1234567.89")}),
        ("loan > 5000000", {"loan": Decimal(10000000)}),
        ("loan > 999999", {"loan": Decimal(1000000)}),
        ("listed or dishonest", {"listed": True}),
        ("listed and not(dishonest)", {"listed": True, "dishonest": False}),
        ("share >= 0.03", {"share": Decimal("0.03")}),
        ("true", {}),
        ("founded < as_of", {"founded": date(2020, 1, 1)}),
        ("founded.month = 3", {"founded": date(2020, 3, 1)}),
        ("revenue[-1] / revenue[-2] >= 1.2 and revenue[-2] > 70", None),
        ('some w in works satisfies w.level = "省级" and w.cost > 7', None),
        ("founded.month = 2 and founded.day = 29", None),
        ("loan * share >= 100.005 and loan * share < 100.015", None),
    ],
)
def test_what_is_found_is_small(condition: str, facts: Mapping[str, Any] | None) -> None:
    found = facts_of(granted(condition))
    assert facts is None or found == facts
    assert len(found) <= 2


@pytest.mark.parametrize("count", [3, 15])
def test_entries_that_are_counted_are_copied(count: int) -> None:
    found = facts_of(granted(f'count(works[level = "省级"]) >= {count}'))
    assert len(found["works"]) == count


def test_entries_of_different_names_are_told_apart() -> None:
    found = facts_of(granted("count(distinct values(for w in works return w.name)) >= 7"))
    assert len({item["name"] for item in found["works"]}) == len(found["works"]) == 7


def test_the_fewest_entries_are_kept_where_none_are_counted() -> None:
    found = facts_of(granted("count(works) > 0"))
    assert len(found["works"]) == 1


def test_amounts_are_in_whole_fen() -> None:
    found = facts_of(granted("loan * 3 > 100 and loan * 3 < 100.03"))
    assert found == {"loan": Decimal("33.34")}


def test_what_the_reference_does_not_confirm_is_no_answer() -> None:
    world = World(DAY)
    answer = ask(world, world.policy(of("loan > 5")).verdict("m1").true, lambda facts: False)
    assert isinstance(answer, Undecided)
    assert answer.text("en") == "the reference evaluator did not confirm the examples that the solver found"


def test_a_time_out_says_its_bound() -> None:
    asked = of("a * a * a + b * b * b = c * c * c")
    world = World(DAY)
    answer = ask(world, world.policy(asked).verdict("m1").true, lambda facts: True, seconds=0.001)
    assert isinstance(answer, Undecided)
    assert answer.text("en") == "the solver came to no conclusion within 0.001 seconds"
    assert answer.text("zh") == "求解器在 0.001 秒内没有得出结论"


def test_a_search_for_whole_fen_leaves_the_solver_as_it_was() -> None:
    world = World(DAY)
    claim = world.policy(of("loan * 3 = 100 or loan * 7 > 3")).verdict("m1").true
    solver = z3.SimpleSolver(ctx=world.context)
    solver.add(claim, *world.domain)
    assert solver.check() == z3.sat
    before = solver.assertions().sexpr()
    settle(solver, solver.model(), (world,))
    assert solver.num_scopes() == 0
    assert solver.assertions().sexpr() == before


def falls(asked: Policy) -> Answer:
    """Whether more revenue can mean less payable, all else alike: a question about two enterprises."""
    low = World(DAY)
    high = World(DAY, name="high:", beside=low)
    one, other = low.policy(asked), high.policy(asked)
    less, more = one.payable("m1"), other.payable("m1")
    worse = both(both(less.known, more.known), numbers.holds(">", less, more))
    alike = [
        symbol.terms[0] == high.symbols[key].terms[0] for key, symbol in low.symbols.items() if key[0] != "revenue"
    ]
    same_known = [symbol.known == high.symbols[key].known for key, symbol in low.symbols.items()]
    year = ("revenue", 2020)
    rises = low.symbols[year].terms[0] < high.symbols[year].terms[0]
    others = [low.symbols[("revenue", at)].terms[0] == high.symbols[("revenue", at)].terms[0] for at in (2018, 2019)]

    def confirmed(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
        before, after = decided(asked, first).payable, decided(asked, second).payable
        if before is None or after is None or "revenue" not in first or "revenue" not in second:
            return False
        unlike = {id_ for id_ in {*first, *second} - {"revenue"} if first.get(id_) != second.get(id_)}
        return not unlike and before > after and first["revenue"].get(2020, 0) < second["revenue"].get(2020, 0)

    return ask((low, high), all_of((worse, rises, *alike, *same_known, *others)), confirmed)


def test_a_cliff_is_shown_with_two_enterprises() -> None:
    cliff = of("revenue[-1] > 0", "if revenue[-1] <= 1000 then revenue[-1] * 0.1 else 50")
    answer = falls(cliff)
    assert isinstance(answer, Found)
    before, after = answer.enterprises
    assert before["revenue"][2020] <= 1000 < after["revenue"][2020]


def test_an_amount_that_never_falls_is_proved_not_to() -> None:
    assert falls(of("revenue[-1] > 0", "min(revenue[-1] * 0.1, 50)")) == Never(None)


def test_of_equal_amounts_the_lower_number_is_paid() -> None:
    first, second = (measure(number, "loan >= 0", "loan", group="g") for number in (1, 2))
    asked = policy(first, second, facts=FACTS, groups=[group("g")])
    world = World(DAY)
    rules = world.policy(asked)
    lower, higher = rules.payable("m1"), rules.payable("m2")
    both_paid = both(higher.known, numbers.holds(">", higher, numbers.number(0)))
    assert ask(world, both_paid, lambda facts: True) == Never(None)
    paid = both(lower.known, numbers.holds("=", lower, numbers.number(7)))
    assert facts_of(ask(world, paid, lambda facts: decided(asked, facts).payable == 7)) == {"loan": Decimal(7)}


@pytest.mark.parametrize(
    ("more", "above"), [({}, True), ({"limits": [limit("150")]}, False), ({"limits": [limit("loan")]}, True)]
)
def test_limits_bound_what_is_paid(more: Mapping[str, Any], above: bool) -> None:
    asked = of("true", award("w.cost", each=each_of("w", "works", "w.cost > 0")), **more)
    world = World(DAY)
    payable = world.policy(asked).payable("m1")
    claim = both(payable.known, numbers.holds(">", payable, numbers.number(150)))
    confirm: Callable[[Mapping[str, Any]], bool] = lambda facts: (decided(asked, facts).payable or 0) > 150  # noqa: E731
    assert isinstance(ask(world, claim, confirm), Found if above else Never)
