"""What always holds: knowledge only adds, amounts add up, and no fact that is not listed matters."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

from building import all_of, any_of, at_least, decided, flag, measure, negated, only, policy, test
from hypothesis import given, settings
from hypothesis import strategies as st
from random_policies import AS_OF, STATED, complete_firm, random_firm, random_policy, told_less

from incentive_engine.decision import decide
from incentive_engine.decision.model import MeasureDecision, PolicyDecision, Verdict
from incentive_engine.policy.model import Condition, Policy
from incentive_engine.profile.model import Profile

SETTLED = (Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.NOT_IN_FORCE)
chances = st.randoms(use_true_random=False)


def ask(written: Policy, profile: Profile) -> PolicyDecision:
    return decide(profile, [written], as_of=AS_OF, engine="reference").policies[0]


def check_sums(decision: PolicyDecision) -> None:
    for one in decision.measures:
        if one.payable is not None:
            assert one.gross is not None
            assert one.payable == one.gross + sum(step.amount for step in one.adjustments)
            assert one.payable >= 0
        for item in one.items:
            if item.payable is not None:
                assert item.gross is not None
                assert item.payable == item.gross + sum(step.amount for step in item.adjustments)
        if one.items and one.gross is not None:
            assert one.gross == sum(item.payable or 0 for item in one.items)


@settings(deadline=None, max_examples=150)
@given(chance=chances)
def test_payable_is_gross_and_all_adjustments_for_measures_and_items(chance: Random) -> None:
    check_sums(ask(random_policy(chance), random_firm(chance)))


@settings(deadline=None, max_examples=150)
@given(chance=chances)
def test_telling_more_never_turns_a_settled_verdict_nor_a_settled_amount(chance: Random) -> None:
    written, firm = random_policy(chance), complete_firm(chance)
    least = told_less(chance, firm, 0.6)
    told = dict(least.facts)
    before = ask(written, least)
    for id_ in chance.sample(sorted(firm.facts), len(firm.facts)):
        told[id_] = firm.facts[id_]
        after = ask(written, Profile(facts=dict(told)))
        check_no_turn(before, after)
        before = after


def check_no_turn(before: PolicyDecision, after: PolicyDecision) -> None:
    for old, new in zip(before.measures, after.measures, strict=True):
        if old.verdict in SETTLED:
            assert new.verdict is old.verdict
        if old.verdict is Verdict.ELIGIBLE and old.gross is not None:
            assert new.gross == old.gross
        if old.payable is not None and not old.provisional:
            assert (new.payable, new.provisional) == (old.payable, False)


@settings(deadline=None, max_examples=150)
@given(chance=chances)
def test_no_unlisted_fact_can_change_an_open_verdict(chance: Random) -> None:
    written, firm = random_policy(chance), complete_firm(chance)
    part = told_less(chance, firm)
    decision = ask(written, part)
    for one in decision.measures:
        if one.verdict is not Verdict.UNDETERMINED:
            continue
        # Whatever is not listed may be told: the verdict stays open, and lists nothing new.
        told = {id_: firm.facts[id_] for id_ in firm.facts if id_ not in one.missing}
        kept = {id_: part.facts[id_] for id_ in one.missing if id_ in part.facts}
        after = ask(written, Profile(facts={**told, **kept})).measure(one.id)
        assert after.verdict is Verdict.UNDETERMINED
        assert set(after.missing) <= set(one.missing)


# Where no fact stands twice, the list is exact: brute force over all that could be told finds the same facts.

NAMES = tuple(f"f{number}" for number in range(5))
STUCK = "1 / 0 > 1"


def once(chance: Random, names: list[str], depth: int = 3) -> Condition:
    """A condition in which each of the names stands once, and now and then one that can never be known."""
    if len(names) <= 1 or depth == 0:
        leaves: list[Condition] = [test(chance.choice((name, f"not({name})"))) for name in names]
        if not leaves or chance.random() < 0.2:
            leaves.append(test(chance.choice((STUCK, "true", "false"))))
        return leaves[0] if len(leaves) == 1 else at_least(chance.randint(1, len(leaves)), *leaves)
    parts: list[list[str]] = [[] for _ in range(chance.randint(1, 3))]
    for name in names:
        chance.choice(parts).append(name)
    children = [once(chance, part, depth - 1) for part in parts]
    kind = chance.choice(("all", "any", "at_least", "not"))
    if kind == "not":
        return negated(any_of(*children))
    if kind == "at_least":
        return at_least(chance.randint(1, len(children)), *children)
    return all_of(*children) if kind == "all" else any_of(*children)


@settings(deadline=None, max_examples=150)
@given(chance=chances)
def test_missing_facts_are_exactly_those_that_can_change_the_verdict(chance: Random) -> None:
    written = policy(measure(1, once(chance, list(NAMES))), facts=[flag(name) for name in NAMES])
    told = {name: chance.random() < 0.5 for name in NAMES if chance.random() < 0.3}
    decision = only(written, **told)
    if decision.verdict is Verdict.UNDETERMINED:
        assert set(decision.missing) == that_matter(written, told)


def that_matter(written: Policy, told: dict[str, Any]) -> set[str]:
    """The facts that, all others told in some way, make a difference to the verdict."""
    open_ = [name for name in NAMES if name not in told]
    verdicts = {
        told_so: only(written, **told, **dict(zip(open_, told_so, strict=True))).verdict
        for told_so in product((False, True), repeat=len(open_))
    }
    return {
        name
        for place, name in enumerate(open_)
        for told_so, verdict in verdicts.items()
        if verdict is not verdicts[(*told_so[:place], not told_so[place], *told_so[place + 1 :])]
    }


def test_the_random_policies_use_every_construct() -> None:
    chance = Random(1)
    seen: set[str] = set()
    for _ in range(600):
        decision = ask(random_policy(chance), random_firm(chance))
        for one in decision.measures:
            seen |= {one.verdict.value, *(step.step for step in one.adjustments), *constructs(one)}
    assert seen >= {
        *(verdict.value for verdict in Verdict),
        *("floor", "min", "max", "less", "keep", "highest", "top_up", "limit"),
        *("provisional", "unknown amount", "item", "failure", "missing"),
        *("formula", "row", "rows", "otherwise", "slice"),
    }
    assert {one.id for one in STATED.values()} == set(complete_firm(chance).facts)


def constructs(one: MeasureDecision) -> set[str]:
    return {
        *(step.step for item in one.items for step in item.adjustments),
        *(line.kind for line in one.amount_trace),
        *(["provisional"] if one.provisional else []),
        *(["unknown amount"] if one.verdict is Verdict.ELIGIBLE and one.payable is None else []),
        *(["item"] if one.items else []),
        *(["failure"] if one.failures else []),
        *(["missing"] if one.missing else []),
    }


def test_a_decision_of_nothing_is_nothing() -> None:
    assert decided(policy()).totals.payable == 0
