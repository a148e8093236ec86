"""The tax relief of national/rd-tax, reckoned anew: what its measures give together is the tax that is saved, once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine import decide, load_policy
from incentive_engine.policy.model import Policy
from incentive_engine.profile import Profile

RULES = Path(__file__).parents[2] / "rules"
YEAR = 2023
STANDARD, REDUCED, EXEMPT = Fraction(25, 100), Fraction(15, 100), 5_000_000
FEN = Fraction(1, 100)

yuan = st.integers(0, 2_000_000_000).map(lambda fen: Decimal(fen) / 100)
firms = st.fixed_dictionaries(
    {
        "core": yuan,
        "other": yuan,
        "home": yuan,
        "abroad": yuan,
        "non_taxable": yuan,
        "amortization": yuan,
        "income": st.integers(-1_000_000_000, 5_000_000_000).map(lambda fen: Decimal(fen) / 100),
        "transfer": yuan,
        "listed": st.booleans(),
        "hnte": st.booleans(),
    }
)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(RULES / "national" / "rd-tax")


def _profile(firm: dict[str, Decimal | bool]) -> Profile:
    def of_year(key: str) -> dict[int, Decimal | bool]:
        return {YEAR: firm[key]}

    commission = {"name": "示例受托方", "contract_registered": True}
    transfer = {
        "name": "示例技术",
        "kind": "专利技术",
        "way": "所有权转让",
        "registered": True,
        "wholly_related": False,
        "export_restricted": False,
        "income": firm["transfer"],
        "cost": Decimal(0),
        "taxes": Decimal(0),
        "period_costs": Decimal(0),
    }
    certificate = {"kind": "首次认定", "recognized_on": date(2022, 9, 18)}
    return Profile(
        facts={
            "resident_enterprise": True,
            "rd_accounting_sound": True,
            "rd_activities_eligible": True,
            "tax_industry": "其他行业",
            "chip_machine_listed": firm["listed"],
            "tech_sme_registered": False,
            "rd_core_items": of_year("core"),
            "rd_other_items": of_year("other"),
            "rd_commissions": (
                {**commission, "kind": "境内机构", "incurred": firm["home"]},
                {**commission, "kind": "境外机构", "incurred": firm["abroad"]},
                {**commission, "kind": "境外个人", "incurred": Decimal(10**9)},
            ),
            "rd_non_taxable_spending": of_year("non_taxable"),
            "rd_asset_amortization": of_year("amortization"),
            "taxable_income_before_relief": of_year("income"),
            "income_tax_rate": Decimal("0.15") if firm["hnte"] else Decimal("0.25"),
            "hnte_certificates": (certificate,) if firm["hnte"] else (),
            "hnte_cancellations": (),
            "carried_losses": Decimal(0),
            "technology_transfers": (transfer,),
            "transfers_accounted_separately": True,
        }
    )


def _saved(firm: dict[str, Decimal | bool]) -> Fraction:
    """Tax without any relief, less tax with all of it."""
    figures = {key: Fraction(value) for key, value in firm.items()}
    other = min(figures["other"], figures["core"] / 9)  # 10 % of what may be deducted is a ninth of the rest
    home = figures["core"] + other + figures["home"] * Fraction(8, 10)
    abroad = min(figures["abroad"] * Fraction(8, 10), home * Fraction(2, 3))
    base = max(Fraction(0), home + abroad - figures["non_taxable"]) + figures["amortization"]
    extra = base * (Fraction(120, 100) if firm["listed"] else 1)
    income = max(Fraction(0), figures["income"])
    rate = REDUCED if firm["hnte"] else STANDARD
    transfer = figures["transfer"]
    without = STANDARD * (income + transfer)
    taxed = max(Fraction(0), income - extra)
    return without - rate * taxed - STANDARD / 2 * max(Fraction(0), transfer - EXEMPT)


@settings(deadline=None, max_examples=150)
@given(firms)
def test_the_measures_together_give_the_tax_that_is_saved(policy: Policy, firm: dict[str, Decimal | bool]) -> None:
    decision = decide(_profile(firm), [policy], as_of=date(YEAR + 1, 5, 31), engine="reference").policies[0]
    given_ = sum((measure.payable or Decimal(0) for measure in decision.measures), Decimal(0))
    assert not any(measure.missing for measure in decision.measures)
    assert abs(Fraction(given_) - _saved(firm)) <= 3 * FEN / 2  # three amounts, each rounded to the fen
