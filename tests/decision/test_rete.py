"""The rete engine: the same conclusions as the reference engine's, and premises that bear them."""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine.decision.engine import EngineUnavailable, default_engine, engine_named
from incentive_engine.decision.inference import Conclusion, Recomputation
from incentive_engine.decision.network import Gate, Negation, Network, Threshold
from incentive_engine.decision.reference import ReferenceEngine
from incentive_engine.feel.ternary import UNKNOWN, Truth, Unknown, failed, missing

durable = pytest.importorskip("durable_rules_engine", exc_type=ImportError)

from incentive_engine.decision.rete import ReteEngine, working_memory  # noqa: E402

REFERENCE = ReferenceEngine()
RETE = ReteEngine()


def network(leaves: int, *gates: Gate) -> Network:
    """A network as engines see it: they read no leaf's expression."""
    unread: Any = (None,) * leaves
    return Network(unread, gates, {})


def random_network(chance: random.Random) -> Network:
    """A network of any shape: nested, shared and repeated children, wide gates, gates that are constant."""
    leaves = chance.randint(1, chance.choice((3, 12, 60)))
    gates: list[Gate] = []
    for _ in range(chance.randint(0, chance.choice((4, 12, 60)))):
        below = range(leaves + len(gates))
        if chance.random() < 0.15:
            gates.append(Negation(chance.choice(below)))
            continue
        children = tuple(chance.choices(below, k=chance.choice((0, 1, 2, 3, 6, chance.randint(0, 60)))))
        if chance.random() < 0.7:
            children = tuple(dict.fromkeys(children))
        every = len(children)
        gates.append(
            Threshold(chance.choice((0, 1, 1, every, every, chance.randint(0, every + 1))), children)
        )
    return network(leaves, *gates)


def random_truths(chance: random.Random, count: int) -> list[Truth]:
    truths: tuple[Truth, ...] = (
        True,
        True,
        False,
        missing("a"),
        missing("b", "c"),
        failed("feel.broken", where="x"),
    )
    return chance.choices(truths, k=count)


def same(left: Sequence[Truth], right: Sequence[Truth]) -> bool:
    """Whether truths agree to the last reason of the last unknown."""
    return list(map(plain, left)) == list(map(plain, right))


def plain(truth: Truth) -> object:
    return (truth.by_true, truth.by_false, truth.failures) if isinstance(truth, Unknown) else truth


@settings(deadline=None, max_examples=300)
@given(seed=st.integers(0, 2**64))
def test_any_network_concludes_as_the_reference_engine_does(seed: int) -> None:
    chance = random.Random(seed)
    any_network = random_network(chance)
    for _ in range(3):
        leaves = random_truths(chance, len(any_network.leaves))
        assert same(RETE.conclude(any_network, leaves), REFERENCE.conclude(any_network, leaves))


@settings(deadline=None, max_examples=50)
@given(seed=st.integers(0, 2**64))
def test_premises_alone_bear_their_conclusion(seed: int) -> None:
    chance = random.Random(seed)
    any_network = random_network(chance)
    leaves = random_truths(chance, len(any_network.leaves))
    for node, conclusion in RETE.infer(any_network, leaves).conclusions.items():
        if node < len(leaves):
            assert conclusion == Conclusion(node, leaves[node] is True)
            continue
        gate = any_network.gate(node)
        children = gate.children if isinstance(gate, Threshold) else (gate.child,)
        assert set(conclusion.premises) <= set(children)
        inferred = RETE.infer(any_network, leaves).truths
        known = [inferred[child] if child in conclusion.premises else UNKNOWN for child in range(node)]
        alone = network(node, gate)
        assert REFERENCE.conclude(alone, known)[node] is conclusion.value


@settings(deadline=None, max_examples=50)
@given(seed=st.integers(0, 2**64))
def test_told_one_by_one_in_any_order_the_same_is_settled(seed: int) -> None:
    chance = random.Random(seed)
    any_network = random_network(chance)
    leaves = random_truths(chance, len(any_network.leaves))
    known = [leaf for leaf, truth in enumerate(leaves) if not isinstance(truth, Unknown)]
    chance.shuffle(known)
    at_last = {
        node: truth
        for node, truth in enumerate(REFERENCE.conclude(any_network, leaves))
        if truth in (True, False)
    }
    anew = Recomputation(REFERENCE, any_network)
    with RETE.open(any_network) as going_on:
        for leaf in known:
            settled = {one.node for one in going_on.tell(leaf, leaves[leaf] is True)}
            assert settled == {one.node for one in anew.tell(leaf, leaves[leaf] is True)}
        assert {node: one.value for node, one in going_on.settled.items()} == at_last


def test_a_conjunction_rests_on_all_its_children_and_falls_with_one() -> None:
    both = network(3, Threshold(3, (0, 1, 2)))
    assert RETE.infer(both, [True, True, True]).conclusions[3] == Conclusion(3, True, (0, 1, 2))
    assert RETE.infer(both, [True, False, UNKNOWN]).conclusions[3] == Conclusion(3, False, (1,))


def test_at_least_two_of_four_rests_on_two_and_falls_with_three() -> None:
    two = network(4, Threshold(2, (0, 1, 2, 3)))
    assert RETE.infer(two, [True, UNKNOWN, True, False]).conclusions[4] == Conclusion(4, True, (0, 2))
    assert RETE.infer(two, [False, False, True, False]).conclusions[4] == Conclusion(4, False, (0, 1, 3))
    assert 4 not in RETE.infer(two, [False, False, True, UNKNOWN]).conclusions


def test_a_measure_that_excludes_another_follows_its_verdict() -> None:
    # 2: the first measure; 3: not the first; 4: the second measure.
    excluding = network(2, Threshold(1, (0,)), Negation(2), Threshold(2, (1, 3)))
    conclusions = RETE.infer(excluding, [True, True]).conclusions
    assert conclusions[3] == Conclusion(3, False, (2,))
    assert conclusions[4] == Conclusion(4, False, (3,))


def test_a_measure_not_in_force_is_false_before_anything_is_told() -> None:
    with RETE.open(network(1, Threshold(1, ()), Negation(1))) as session:
        assert session.settled == {1: Conclusion(1, False), 2: Conclusion(2, True, (1,))}


def test_telling_says_what_it_settles_in_the_order_of_inference() -> None:
    chain = network(2, Threshold(2, (0, 1)), Negation(2), Threshold(1, (3,)))
    with RETE.open(chain) as session:
        assert session.tell(0, True) == (Conclusion(0, True),)
        assert session.tell(1, True) == (
            Conclusion(1, True),
            Conclusion(2, True, (0, 1)),
            Conclusion(3, False, (2,)),
            Conclusion(4, False, (3,)),
        )
        assert session.tell(1, True) == ()


@pytest.mark.parametrize("width", [13, 14, 15, 16, 17, 28, 29, 64, 65, 200])
@pytest.mark.parametrize("count", [1, 2, "half", "all but one", "all"])
def test_gates_of_any_width_count_exactly(width: int, count: int | str) -> None:
    needed = {"half": width // 2, "all but one": width - 1, "all": width}.get(str(count), 0) or int(count)
    wide = network(width, Threshold(needed, tuple(range(width))))
    for true in (needed - 1, needed):
        for false in (width - needed, width - needed + 1):
            if true + false <= width:
                leaves: list[Truth] = (
                    [True] * true + [False] * false + [missing("a")] * (width - true - false)
                )
                assert same(RETE.conclude(wide, leaves), REFERENCE.conclude(wide, leaves))


def test_a_child_that_stands_twice_counts_twice() -> None:
    twice = network(2, Threshold(2, (0, 0, 1)))
    for first in (True, False, UNKNOWN):
        for second in (True, False, UNKNOWN):
            leaves: list[Truth] = [first, second]
            assert same(RETE.conclude(twice, leaves), REFERENCE.conclude(twice, leaves))


@pytest.mark.parametrize("measures", [59, 60, 61, 64, 65, 120, 121, 255, 256, 400])
def test_a_requirement_may_be_shared_by_any_number_of_measures(measures: int) -> None:
    shared = network(measures + 1, *(Threshold(2, (0, 1 + one)) for one in range(measures)))
    for requirement in (True, False):
        leaves: list[Truth] = (
            [requirement] + [True, False, UNKNOWN, True] * (measures // 4) + [True] * (measures % 4)
        )
        assert same(RETE.conclude(shared, leaves), REFERENCE.conclude(shared, leaves))


def test_a_large_policy_concludes_and_one_beyond_the_library_is_refused() -> None:
    large = network(6000, *(Threshold(6, tuple(range(6 * one, 6 * one + 6))) for one in range(1000)))
    leaves = random_truths(random.Random(1), 6000)
    assert same(RETE.conclude(large, leaves), REFERENCE.conclude(large, leaves))
    larger = network(10, *(Threshold(1 + one % 2, (one % 9, one % 9 + 1)) for one in range(2100)))
    with pytest.raises(EngineUnavailable) as refusal:
        RETE.conclude(larger, [True] * 10)
    assert "2110" in refusal.value.text("zh")
    assert "reference" in refusal.value.text("en")


def test_a_session_that_ends_in_an_error_is_deleted_and_the_next_starts_anew() -> None:
    both = network(2, Threshold(2, (0, 1)))
    for _ in range(3 * working_memory.MOST_SESSIONS):
        with pytest.raises(ZeroDivisionError), RETE.open(both) as session:
            session.tell(0, True)
            raise ZeroDivisionError
    assert isinstance(RETE.conclude(both, [UNKNOWN, True])[2], Unknown)


def test_an_error_while_a_rule_fires_comes_out_as_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(matched: object) -> tuple[int, ...]:
        raise LookupError("in the middle of an action")

    both = network(2, Threshold(2, (0, 1)))
    with monkeypatch.context() as patch:
        patch.setattr(working_memory, "_premises", broken)
        with pytest.raises(LookupError, match="in the middle"):
            RETE.conclude(both, [True, True])
    assert RETE.conclude(both, [True, True])[2] is True


def test_a_forgotten_session_is_deleted_when_it_is_collected() -> None:
    both = network(2, Threshold(2, (0, 1)))
    for _ in range(2 * working_memory.MOST_SESSIONS):
        RETE.open(both).tell(0, True)
    gc.collect()
    assert RETE.conclude(both, [True, True])[2] is True


def test_sessions_of_one_network_do_not_see_each_other() -> None:
    both = network(2, Threshold(2, (0, 1)))
    with RETE.open(both) as one, RETE.open(both) as other:
        one.tell(0, True)
        other.tell(1, True)
        assert 2 not in one.settled
        assert 2 not in other.settled
        assert one.tell(1, True)[-1] == Conclusion(2, True, (0, 1))
        assert other.tell(0, False)[-1] == Conclusion(2, False, (0,))


def test_more_open_sessions_than_the_library_bears_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working_memory, "MOST_SESSIONS", 3)
    both = network(2, Threshold(2, (0, 1)))
    held = [RETE.open(both) for _ in range(3)]
    with pytest.raises(EngineUnavailable) as refusal:
        RETE.open(both)
    assert "3" in refusal.value.text("zh")
    held.pop().close()
    RETE.open(both).close()


def test_rules_are_freed_with_their_network() -> None:
    engine = ReteEngine()
    gone = network(2, Threshold(2, (0, 1)))
    with engine.open(gone) as session:
        handle = session._ruleset.handle
    del gone, session
    gc.collect()
    with pytest.raises(durable.error, match="111"):
        durable.delete_ruleset(handle)


def test_where_durable_rules_is_missing_rete_says_so_and_the_reference_engine_is_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in [name for name in sys.modules if name.startswith("incentive_engine.decision.rete")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    engine_named.cache_clear()
    default_engine.cache_clear()
    try:
        with pytest.raises(EngineUnavailable) as refusal:
            engine_named("rete")
        assert "durable-rules" in refusal.value.text("zh")
        assert "reference" in refusal.value.text("zh")
        assert "reference" in refusal.value.text("en")
        assert default_engine().name == "reference"
    finally:
        engine_named.cache_clear()
        default_engine.cache_clear()
