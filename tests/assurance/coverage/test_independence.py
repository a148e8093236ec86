"""MC/DC: a condition decides alone where turning it round turns the verdict, as the reference engine sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from town import ANYTHING, SPENDS, Town, lacking

from incentive_engine.assurance.coverage.independence import Flips
from incentive_engine.assurance.coverage.points import Kind
from incentive_engine.decision.network import Gate, Negation, Network, Threshold
from incentive_engine.decision.reference import ReferenceEngine
from incentive_engine.feel.ternary import Truth, missing

_TRUTHS: tuple[Truth, ...] = (True, False, missing("fact"))


@st.composite
def networks(draw: st.DrawFn) -> tuple[Network, list[Truth]]:
    leaves = draw(st.integers(1, 5))
    gates: list[Gate] = []
    for number in range(leaves, leaves + draw(st.integers(1, 6))):
        below = st.integers(0, number - 1)
        children = draw(st.lists(below, min_size=1, max_size=4))
        gate: Gate = Threshold(draw(st.integers(1, len(children))), tuple(children))
        gates.append(draw(st.sampled_from([gate, Negation(children[0])])))
    network = Network(cast(Any, ("leaf",) * leaves), tuple(gates), {})
    return network, draw(st.lists(st.sampled_from(_TRUTHS), min_size=leaves, max_size=leaves))


@given(networks())
@settings(deadline=None, max_examples=300)
def test_a_leaf_decides_where_the_reference_engine_turns_with_it(drawn: tuple[Network, list[Truth]]) -> None:
    network, leaves = drawn
    engine = ReferenceEngine()
    truths = engine.conclude(network, leaves)
    root = len(network) - 1
    for number, value in enumerate(leaves):
        expected = False
        if isinstance(value, bool) and isinstance(truths[root], bool):
            turned = engine.conclude(network, [*leaves[:number], not value, *leaves[number + 1 :]])
            expected = turned[root] is (not truths[root])
        assert Flips(network, root).decides(number, truths) is expected


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


BOTH = """\
when:
  all:
    - {id: gate, label: 投入, test: spent >= gate}
    - not: {id: kind, label: 服务业, test: 'trade = "服务业"'}
award: {amount: 100}
"""


def test_a_pair_of_cases_shows_a_condition_to_decide(town: Town) -> None:
    town.measure(1, "research", BOTH)
    assert lacking(town.cover(town.cases("{}")), [Kind.ALONE]) == {
        "research: alone: spent >= gate": "false",
        'research: alone: trade = "服务业"': "true",
    }
    assert not lacking(town.cover(town.cases("{}", "{spent: 0}", "{trade: 服务业}")), [Kind.ALONE])


def test_two_conditions_that_fail_together_mask_each_other(town: Town) -> None:
    town.measure(1, "research", BOTH)
    both = town.cover(town.cases("{}", "{spent: 0, trade: 服务业}"))
    assert set(lacking(both, [Kind.ALONE]).values()) == {"false", "true"}


def test_beside_an_unknown_that_matters_nothing_decides(town: Town) -> None:
    town.measure(1, "research", BOTH)
    found = lacking(town.cover(town.cases("{trade: null}")), [Kind.ALONE])
    assert found["research: alone: spent >= gate"] == "true false"


def test_an_unknown_that_does_not_matter_does_no_harm(town: Town) -> None:
    town.measure(
        1,
        "research",
        """\
when:
  any:
    - all: [{id: gate, label: 投入, test: spent >= gate}, {id: kind, label: 工业, test: 'trade = "工业"'}]
    - all: [{id: heads, label: 人数, test: heads > 100}, {id: prize, label: 奖, test: count(sample_prizes) > 0}]
award: {amount: 100}
""",
    )
    shown = town.cover(town.cases("{heads: 1, sample_prizes: null}", "{spent: 0, heads: 1, sample_prizes: null}"))
    assert "research: alone: spent >= gate" not in lacking(shown, [Kind.ALONE])


def test_another_measure_is_a_condition_too(town: Town) -> None:
    town.measure(2, "second", "when: {not: {measure: research}}\naward: {amount: 100}\n")
    town.measure(1, "research", f"{SPENDS}award: {{amount: 100}}\n")
    expect = f"{{second: {ANYTHING}}}"
    one = lacking(town.cover(town.cases("{}", expect=expect)), [Kind.ALONE])
    assert one["second: alone: measure research"] == "false"
    two = lacking(town.cover(town.cases("{}", "{spent: 0}", expect=expect)), [Kind.ALONE])
    assert "second: alone: measure research" not in two
