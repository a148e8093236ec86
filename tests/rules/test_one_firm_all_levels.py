"""One firm through every level of government: what docs/explanation/one-firm-all-levels.md computes by hand.

The numbers were computed from the clauses, in units of 10,000 yuan (万元), before any engine was asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from incentive_engine import Decision, Profile, Verdict, decide, load_policy, load_profile
from incentive_engine.decision import MeasureDecision, Proof
from incentive_engine.policy.model import Policy

TOP = Path(__file__).parents[2]
AS_OF = date(2022, 10, 15)
STATE = ("national/hnte", "national/quality-sme-2022", "national/rd-tax", "national/sme-size", "national/tech-sme")
PROVINCE, CITY, DISTRICT = "hunan/rd-subsidy", "hengyang/talent", "yanfeng/incentives-20"
IN_FORCE = (*STATE, PROVINCE, CITY, DISTRICT)
NOT_IN_FORCE = ("hengyang/hnte-award", "hunan/instrument-sharing", "national/quality-sme-2026")

# measure: gross, payable, and what was taken off between them
PAID: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    f"{PROVINCE}#rd-subsidy-2022": ("41.6", "41.6", []),
    f"{PROVINCE}#national-projects": ("6", "6", []),
    f"{PROVINCE}#key-projects": ("18", "18", []),
    f"{CITY}#talent-support": ("40", "40", []),
    f"{CITY}#team-support": ("30", "30", []),
    f"{CITY}#full-time-living": ("15", "15", []),
    f"{CITY}#flexible-living": ("30", "30", []),
    f"{CITY}#young-talents": ("8.6", "8.6", []),
    f"{DISTRICT}#leading-enterprise": ("10", "10", []),
    f"{DISTRICT}#hnte-and-tech-sme": ("5.1", "5.1", []),
    f"{DISTRICT}#specialized-enterprise": ("5", "5", []),
    f"{DISTRICT}#smart-upgrade": ("50.6", "50.6", []),
    f"{DISTRICT}#rd-investment": (
        "52",
        "8.4",
        [
            ("-2", "最高不超过 500,000 元"),
            (
                "-41.6",
                "同一研发投入增量：补差，扣除“省研发奖补”第 2 条“企业研发分类奖补（2022版）”给予的 416,000 元",
            ),
        ],
    ),
    f"{DISTRICT}#rd-platform": ("10", "5", [("-5", "同一研发机构提档补差：扣除此前已获的 50,000 元")]),
    f"{DISTRICT}#expert-workstation": ("10", "10", []),
    f"{DISTRICT}#open-bidding": (
        "30",
        "0",
        [("-30", "同一研发支出从高不重复：已按第 7 条“鼓励企业加大研发投入”给予 500,000 元")],
    ),
    f"{DISTRICT}#standards": ("10", "10", []),
    f"{DISTRICT}#science-award": ("10", "10", []),
    f"{DISTRICT}#ip-pledge": ("6.2", "6.2", []),
    f"{DISTRICT}#technology-contracts": ("5.2", "5.2", []),
    f"{DISTRICT}#first-equipment": ("6", "6", []),
    f"{DISTRICT}#startup-competition": ("3", "3", []),
    f"{DISTRICT}#talent": ("30", "30", []),
    f"{DISTRICT}#tech-finance": ("26", "26", []),
    "national/rd-tax#super-deduction": ("150", "150", []),
    "national/rd-tax#hnte-rate": ("135", "135", []),
    "national/rd-tax#technology-transfer": ("137.5", "137.5", []),
}
# an item of an award: what it is, gross, payable
ITEMS = {
    f"{DISTRICT}#smart-upgrade": [("油浸式变压器智能化车间", "89.6", "29.6"), ("铁心剪切线改造", "21", "21")],
    f"{DISTRICT}#standards": [
        ("示例配电变压器 第1部分", "5", "5"),
        ("示例配电变压器 第2部分", "5", "0"),
        ("示例干式变压器噪声", "5", "5"),
    ],
    f"{DISTRICT}#ip-pledge": [("示例-质-21", "8", "6.2")],
    f"{DISTRICT}#technology-contracts": [("示例-2021-0318", "3.4", "3.4"), ("示例-2021-0602", "1.8", "1.8")],
    f"{DISTRICT}#first-equipment": [("立体卷铁心敞开式干式变压器", "26", "6")],
    f"{DISTRICT}#startup-competition": [("变压器在线诊断", "3", "3"), ("变压器在线诊断", "1", "0")],
    f"{DISTRICT}#talent": [("示例院士甲", "20", "20"), ("节能变压器创新团队", "10", "10")],
    f"{CITY}#young-talents": [("示例博士丙", "4.8", "4.8"), ("示例硕士戊", "2.4", "2.4"), ("示例硕士己", "1.4", "1.4")],
}
BENEFITS = {
    "national/hnte#recognition",
    "national/hnte#certificate",
    "national/quality-sme-2022#innovative-sme",
    "national/quality-sme-2022#specialized-sme",
    "national/sme-size#micro-small-medium",
    "national/sme-size#small",
    "national/tech-sme#evaluation",
}
REFUSED = {
    "national/quality-sme-2022#little-giant",
    "national/rd-tax#hnte-prepayment",
    "national/rd-tax#loss-carryover",
    "national/sme-size#medium",
    "national/sme-size#micro",
    f"{CITY}#introduced-teams",
    f"{CITY}#recruiting-agency",
    f"{DISTRICT}#scale-up",
    f"{DISTRICT}#listing",
    f"{DISTRICT}#carriers",
}
EXPIRED = {f"{PROVINCE}#rd-subsidy-2018", f"{DISTRICT}#ip-creation"}


def wan(amount: str) -> Decimal:
    return Decimal(amount) * 10_000


def decided_by(engine: str, profile: Profile, policies: Iterable[Policy]) -> Decision:
    return decide(profile, policies, as_of=AS_OF, engine=engine)


def measures(decision: Decision) -> dict[str, MeasureDecision]:
    return {f"{one.policy.id}#{each.id}": each for one in decision.policies for each in one.measures}


@pytest.fixture(scope="module")
def policies() -> list[Policy]:
    return [load_policy(id_) for id_ in (*IN_FORCE, *NOT_IN_FORCE)]


@pytest.fixture(scope="module")
def firm() -> Profile:
    return load_profile(TOP / "examples" / "profiles" / "transformer-maker.yaml")


@pytest.fixture(scope="module", params=["reference", "rete"])
def decision(request: pytest.FixtureRequest, firm: Profile, policies: list[Policy]) -> Decision:
    if request.param == "rete":
        pytest.importorskip("durable_rules_engine")
    return decided_by(request.param, firm, policies)


def test_every_measure_has_the_verdict_that_its_clause_gives(decision: Decision) -> None:
    found: dict[Verdict, set[str]] = {verdict: set() for verdict in Verdict}
    for name, one in measures(decision).items():
        if not name.startswith(NOT_IN_FORCE):
            found[one.verdict].add(name)
    assert found == {
        Verdict.ELIGIBLE: {*PAID, *BENEFITS},
        Verdict.INELIGIBLE: REFUSED,
        Verdict.UNDETERMINED: set(),
        Verdict.NOT_IN_FORCE: EXPIRED,
    }


def test_nothing_of_a_policy_outside_its_days_is_given(decision: Decision) -> None:
    for id_ in NOT_IN_FORCE:
        assert {one.verdict for one in decision.policy(id_).measures} == {Verdict.NOT_IN_FORCE}


@pytest.mark.parametrize("name", PAID)
def test_an_amount_and_what_is_taken_off_are_those_computed_by_hand(name: str, decision: Decision) -> None:
    one = measures(decision)[name]
    gross, payable, steps = PAID[name]
    assert (one.gross, one.payable) == (wan(gross), wan(payable))
    assert [(step.amount, step.because()) for step in one.adjustments] == [(wan(by), why) for by, why in steps]
    assert one.payable == one.gross + sum(step.amount for step in one.adjustments)
    assert not one.provisional


@pytest.mark.parametrize("name", ITEMS)
def test_the_items_of_an_award_give_what_was_computed_by_hand(name: str, decision: Decision) -> None:
    found = [(item.name(), item.gross, item.payable) for item in measures(decision)[name].items]
    assert found == [(item, wan(gross), wan(payable)) for item, gross, payable in ITEMS[name]]


@pytest.mark.parametrize(
    ("name", "fact", "points"),
    [
        ("national/hnte#recognition", "hnte_score", 75),
        ("national/tech-sme#evaluation", "tech_sme_score", 92),
        ("national/quality-sme-2022#innovative-sme", "innovative_score", 95),
        ("national/quality-sme-2022#specialized-sme", "specialized_score", 87),
    ],
)
def test_a_score_is_that_added_up_by_hand(name: str, fact: str, points: int, decision: Decision) -> None:
    proof = measures(decision)[name].proof
    assert proof is not None
    assert _read(proof)[fact] == points


def _read(proof: Proof) -> dict[str, Any]:
    """The facts that the conditions of a proof read, with their values."""
    facts = dict(proof.facts)
    for child in proof.children:
        facts |= _read(child)
    return facts


def test_the_levels_come_to_what_was_added_up_by_hand(decision: Decision) -> None:
    totals = {id_: decision.policy(id_).totals.payable for id_ in IN_FORCE}
    assert totals == {
        **dict.fromkeys(STATE, Decimal(0)),
        "national/rd-tax": wan("422.5"),
        PROVINCE: wan("65.6"),
        CITY: wan("123.6"),
        DISTRICT: wan("190.5"),
    }
    joint = decision.joint
    assert (joint.payable, joint.tax_relief, joint.complete) == (wan("379.7"), wan("422.5"), True)
    (reduction,) = joint.reductions
    assert (reduction.policy.id, reduction.measure.id) == (DISTRICT, "rd-investment")
    assert reduction.matter.id == "rd-increment"
    assert reduction.adjustment.amount == -wan("41.6")


def test_the_readme_of_the_examples_tells_the_same(decision: Decision) -> None:
    eligible = sum(one.totals.eligible for one in decision.policies)
    readme = (TOP / "examples" / "profiles" / "README.md").read_text(encoding="utf-8")
    (row,) = (line for line in readme.splitlines() if line.startswith("| `transformer-maker`"))
    assert row.endswith(f"| {eligible} | 0 | {decision.joint.payable:,.2f} 元 |")


def test_the_district_alone_pays_the_increment_in_full(firm: Profile) -> None:
    alone = decided_by("reference", firm, [load_policy(DISTRICT)])
    assert alone.joint.payable == wan("190.5") + wan("41.6")


def test_the_city_pays_for_the_same_people_besides_the_district(firm: Profile) -> None:
    """“衡阳市人才政策的奖励另计”: neither takes anything off the other."""
    both = decided_by("reference", firm, [load_policy(CITY), load_policy(DISTRICT)])
    assert not both.joint.reductions
    assert both.joint.payable == wan("123.6") + wan("190.5") + wan("41.6")


def test_where_article_7_is_ruled_out_the_matter_of_the_bidding_project_bites(
    firm: Profile, policies: list[Policy]
) -> None:
    """5.3 million paid is more than the increment of 5.2: no award of article 7, and of article 10's 50 the rest.

    What the province pays is the province's: the district's rule takes nothing off it.
    """
    paid: Any = {**firm.facts["open_bidding_paid"], 2021: wan("530")}
    other = replace(firm, facts={**firm.facts, "open_bidding_paid": paid})
    decision = decided_by("reference", other, policies)
    found = measures(decision)
    assert found[f"{DISTRICT}#rd-investment"].verdict is Verdict.INELIGIBLE
    bidding, project = found[f"{DISTRICT}#open-bidding"], found[f"{PROVINCE}#key-projects"]
    assert (bidding.gross, bidding.payable) == (wan("106"), wan("32"))
    assert (project.gross, project.payable, project.adjustments) == (wan("18"), wan("18"), ())
    (reduction,) = decision.joint.reductions
    assert (reduction.policy.id, reduction.matter.id) == (DISTRICT, "bidding-project")
    assert reduction.adjustment.amount == -wan("18")
    assert decision.joint.payable == wan("65.6") + wan("123.6") + wan("214.1")


def test_a_provincial_grant_as_high_as_article_10_leaves_nothing_of_it(firm: Profile, policies: list[Policy]) -> None:
    paid: Any = {**firm.facts["open_bidding_paid"], 2021: wan("530")}
    for granted, left in (("49.99", "0.01"), ("50", "0"), ("60", "0")):
        (project,) = firm.facts["provincial_key_projects"]
        projects: Any = ({**project, "approved_grant": wan(granted), "rd_spent": wan("600")},)
        other = replace(firm, facts={**firm.facts, "open_bidding_paid": paid, "provincial_key_projects": projects})
        found = measures(decided_by("reference", other, policies))
        assert found[f"{PROVINCE}#key-projects"].payable == wan(granted)
        assert found[f"{DISTRICT}#open-bidding"].payable == wan(left)
