"""The propositions of a policy: each distinct condition once, children before parents."""

from __future__ import annotations

from building import TODAY, all_of, any_of, at_least, fact, flag, granted, measure, negated, policy, test

from incentive_engine.decision.network import NEVER, Negation, Threshold, build_network, conditions_of
from incentive_engine.policy.model import Period

FACTS = [flag("a"), flag("b"), flag("c"), fact("sales")]


def test_a_condition_that_measures_share_is_one_leaf() -> None:
    network = build_network(
        policy(measure(1, all_of("a", "sales > 5")), measure(2, any_of("sales>5", "b")), facts=FACTS), TODAY
    )
    assert [leaf.text for leaf in network.leaves] == ["a", "sales > 5", "b"]


def test_expressions_that_only_python_holds_equal_stay_apart() -> None:
    network = build_network(policy(measure(1, all_of('string(1) = "1"', 'string(true) = "1"')), facts=FACTS), TODAY)
    assert len(network.leaves) == 2


def test_children_have_lower_numbers_than_their_gates() -> None:
    when = all_of(any_of("a", negated("b")), at_least(2, "a", "b", "c"), label="both")
    network = build_network(policy(measure(1, when), measure(2, granted("m1")), facts=FACTS), TODAY)
    for number in range(len(network.leaves), len(network)):
        gate = network.gate(number)
        below = (gate.child,) if isinstance(gate, Negation) else gate.children
        assert all(child < number for child in below)


def test_requirements_stand_first_and_a_plain_all_is_opened() -> None:
    written = policy(measure(1, all_of("a", "b")), facts=FACTS, requirements=["c"])
    assert [one.id for one in conditions_of(written, written.measures[0])] == ["c", "a", "b"]
    network = build_network(written, TODAY)
    verdict = network.gate(network.verdicts["m1"])
    assert isinstance(verdict, Threshold)
    assert [network.leaves[child].text for child in verdict.children] == ["c", "a", "b"]


def test_a_labelled_all_stays_one_condition() -> None:
    written = policy(measure(1, all_of("a", "b", label="both")), facts=FACTS)
    assert len(conditions_of(written, written.measures[0])) == 1


def test_a_reference_is_the_other_measures_own_proposition() -> None:
    network = build_network(policy(measure(1, "a"), measure(2, all_of("b", granted("m1"))), facts=FACTS), TODAY)
    verdict = network.gate(network.verdicts["m2"])
    assert isinstance(verdict, Threshold)
    assert verdict.children[1] == network.verdicts["m1"]


def test_a_reference_may_point_forward() -> None:
    network = build_network(policy(measure(1, granted("m2")), measure(2, "a"), facts=FACTS), TODAY)
    assert network.verdicts["m2"] < network.verdicts["m1"]


def test_a_measure_that_is_not_in_force_is_never_true_and_asks_nothing() -> None:
    over = Period(None, TODAY.replace(year=2020))
    network = build_network(policy(measure(1, "a", in_force=over), measure(2, negated(granted("m1")))), TODAY)
    assert network.leaves == ()
    assert network.gate(network.verdicts["m1"]) == NEVER


def test_the_same_condition_twice_in_one_list_counts_twice() -> None:
    network = build_network(policy(measure(1, at_least(2, "a", "a", "b")), facts=FACTS), TODAY)
    assert Threshold(2, (0, 0, 1)) in network.gates


def test_equal_gates_are_one() -> None:
    both = [test("a"), test("b")]
    network = build_network(policy(measure(1, any_of(*both)), measure(2, any_of(*both)), facts=FACTS), TODAY)
    assert network.verdicts["m1"] == network.verdicts["m2"]
