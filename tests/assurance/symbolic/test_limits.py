"""An enterprise that is found can be stated: its numbers lie within the limits of their facts."""

from __future__ import annotations

from decimal import Decimal

from incentive_engine.assurance.symbolic.limits import within_limits
from incentive_engine.mistakes import Place
from incentive_engine.policy.model import Fact, FactType

_HERE = Place("facts.yaml", 1)
_RANK = Fact("rank", "名次", FactType.INTEGER, _HERE, minimum=Decimal(1), maximum=Decimal(9))
_KNOWN = {"rank": _RANK, "ranks": Fact("ranks", "各项名次", FactType.LIST, _HERE, item=(_RANK,))}


def test_a_number_lies_between_the_least_and_the_greatest_of_its_fact() -> None:
    assert within_limits({"rank": Decimal(1), "ranks": ({"rank": Decimal(9)}, {})}, _KNOWN)
    assert not within_limits({"rank": Decimal(0)}, _KNOWN)
    assert not within_limits({"rank": {2020: Decimal(10)}}, _KNOWN)
    assert not within_limits({"ranks": ({"rank": Decimal(1)}, {"rank": Decimal(0)})}, _KNOWN)
