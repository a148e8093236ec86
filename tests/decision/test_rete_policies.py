"""Random policies about random enterprises: both engines decide alike, to the last reason and the last fen.

INCENTIVE_SEED starts the slower suite at another seed; the seed of each thousand is in the name of its test.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

import pytest
from random_policies import AS_OF, random_firm, random_policy

from incentive_engine.decision import decide
from incentive_engine.decision.model import Decision
from incentive_engine.decision.proof import Proof
from incentive_engine.feel.ternary import Unknown

pytest.importorskip("durable_rules_engine", exc_type=ImportError)

FIRST_SEED = int(os.environ.get("INCENTIVE_SEED", "0"))
FIRMS = 10


def compare(seed: int, decisions: int) -> None:
    """Decide by both engines, ten enterprises for each policy."""
    chance = Random(seed)
    for number in range(decisions):
        if number % FIRMS == 0:
            policies = [random_policy(chance)]
        firm = random_firm(chance)
        by_rete, by_reference = (
            list(said(decide(firm, policies, as_of=AS_OF, engine=engine))) for engine in ("rete", "reference")
        )
        assert by_rete == by_reference, f"decision {number} of seed {seed}: {firm}"


def said(decision: Decision) -> Iterator[object]:
    """All that a decision says, in values that can be compared."""
    for one in decision.policies[0].measures:
        yield one.id, one.verdict, one.gross, one.payable, one.provisional, one.potential
        yield one.adjustments, one.missing, one.failures
        yield [(item.gross, item.payable, item.adjustments, item.kept, item.missing) for item in one.items]
        yield list(truths(one.proof)) if one.proof else None


def truths(proof: Proof) -> Iterator[object]:
    """The truth of every condition of a proof, with every reason for what is unknown."""
    value = proof.value
    yield (value.by_true, value.by_false, value.failures) if isinstance(value, Unknown) else value
    for child in proof.children:
        yield from truths(child)


def test_three_hundred_random_decisions_agree() -> None:
    compare(seed=20, decisions=300)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + 24))
def test_a_thousand_random_decisions_agree(seed: int) -> None:
    compare(seed, decisions=1000)
