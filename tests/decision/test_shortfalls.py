"""How far an enterprise is from a measure, read off the proof."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from incentive_engine.decision.proof import Proof
from incentive_engine.decision.shortfalls import changes_needed, failed_conditions, unfolded
from incentive_engine.feel.ternary import Truth, at_least, missing, negation


@dataclass(frozen=True)
class Turned:
    """A proof that no decision made: a condition with the value that it is said to have."""

    kind: str
    value: Truth
    id: str | None = None
    label: str | None = None
    count: int | None = None
    requirement: bool = False
    children: tuple[Proof, ...] = ()


def turned(kind: str, value: Truth, **more: Any) -> Proof:
    return cast(Proof, Turned(kind, value, **more))


def leaf(value: Truth, id: str = "x", **more: Any) -> Proof:
    return turned("test", value, id=id, label=id, **more)


def gate(kind: str, *children: Proof, count: int | None = None) -> Proof:
    if kind == "not":
        return turned(kind, negation(children[0].value), children=children)
    needed = {"all": len(children), "any": 1}.get(kind, count or 1)
    return turned(kind, at_least(needed, [child.value for child in children]), count=count, children=children)


LEAVES = st.sampled_from([True, False]).map(leaf)
TREES = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=3).map(lambda of: gate("all", *of)),
        st.lists(below, min_size=1, max_size=3).map(lambda of: gate("any", *of)),
        st.lists(below, min_size=2, max_size=3).map(lambda of: gate("at_least", *of, count=2)),
        below.map(lambda of: gate("not", of)),
    ),
    max_leaves=7,
)


def leaves(proof: Proof) -> Iterator[Proof]:
    if not proof.children:
        yield proof
    for child in proof.children:
        yield from leaves(child)


def truth(proof: Proof, values: Iterator[bool]) -> Truth:
    if not proof.children:
        return next(values)
    below = [truth(child, values) for child in proof.children]
    if proof.kind == "not":
        return negation(below[0])
    return at_least({"all": len(below), "any": 1}.get(proof.kind, proof.count or 1), below)


@given(TREES, st.booleans())
def test_the_fewest_changes_are_those_that_trying_them_all_finds(proof: Proof, wanted: bool) -> None:
    values = [one.value is True for one in leaves(proof)]

    def reached(changed: tuple[int, ...]) -> bool:
        turned = (not value if place in changed else value for place, value in enumerate(values))
        return truth(proof, turned) is wanted

    fewest = next(
        size
        for size in range(len(values) + 1)
        if any(reached(changed) for changed in combinations(range(len(values)), size))
    )
    assert changes_needed(proof, wanted) == fewest


def test_nobody_can_say_how_far_off_an_unknown_condition_is() -> None:
    assert changes_needed(gate("all", leaf(False), leaf(missing("revenue")))) is None
    assert changes_needed(gate("any", leaf(False), leaf(False), leaf(missing("revenue")))) is None
    assert changes_needed(gate("all", leaf(False), gate("any", leaf(True), leaf(missing("revenue"))))) == 1


def test_of_a_conjunction_the_false_parts_are_told_and_a_choice_as_a_whole() -> None:
    choice = gate("any", leaf(False, "a"), leaf(False, "b"))
    proof = gate("all", leaf(True, "in-district", requirement=True), gate("all", leaf(False, "growth")), choice)
    assert [one.id or one.kind for one in failed_conditions(proof)] == ["growth", "any"]


def test_what_turned_out_well_is_left_out_and_below_a_negation_what_did_not() -> None:
    proof = gate("not", gate("any", leaf(True, "granted"), leaf(False, "other")))
    told = [one.id or one.kind for _, one in unfolded(proof, without=True)]
    assert told == ["not", "any", "granted"]


def test_a_proof_of_any_depth_can_be_told() -> None:
    proof = leaf(True)
    for _ in range(5_000):
        proof = turned("all", True, children=(proof,))
    assert sum(1 for _ in unfolded(proof)) == 5_001
