"""The rule cases stand on every side of every threshold, on every truth of every condition, on every day of change."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from incentive_engine.assurance.coverage.exercised import Exercised
from incentive_engine.assurance.coverage.switches import days_not_looked_at
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import RuleCases, load_cases
from incentive_engine.policy.model import Policy

RULES = Path(__file__).parents[2] / "rules"

GUARDED = "an `if`, an `and` or an `or` before it leaves no such value over"
FIRST_HIT = "a row above it, in a table whose first hit counts, leaves no such value over"
NEVER_NEGATIVE = "it is made up of what is never negative"
ALWAYS_KNOWN = "the assessment year is always known"
SETTLED = "the award is worked out only where a condition has settled this already"
STEPS_OF_THREE = "points are given by threes, which never make exactly five"

# What no enterprise can show: policy (the vocabulary: none), owner, comparison (or how it begins), outcomes; why.
IMPOSSIBLE = {
    ("", "hnte_asset_base_negative", "net_assets[-2] > 0", "below"): GUARDED,
    ("", "hnte_asset_growth", "count(net_assets) = 2", "below"): GUARDED,
    ("", "hnte_sales_growth", "count(revenue) = 2", "below"): GUARDED,
    ("", "tech_sme_ip_score", "tech_sme_ip_class_two = 1", "above"): FIRST_HIT,
    ("", "tech_sme_ip_score", "tech_sme_ip_class_two = 2", "above"): FIRST_HIT,
    ("", "tech_sme_ip_score", "tech_sme_ip_class_two = 3", "above"): FIRST_HIT,
    ("hengyang/hnte-award", "hnte-award", "certified_again = true", "false"): SETTLED,
    ("hunan/instrument-sharing", "user-2018", "min(instrument_fees[-1], slice) <= 0", "at"): SETTLED,
    ("hunan/rd-subsidy", "rd_growth", "count(rd_expense) = 1", "below"): GUARDED,
    # The research expenses and the sales are lists of the same years: no sales to add up, then no expenses either.
    ("national/hnte", "sales_total", "count(revenue) = 0", "at true"): GUARDED,
    ("national/hnte", "recognition", "rd_total > 0", "below"): NEVER_NEGATIVE,
    ("national/quality-sme-2022", "main_revenue_1", "count(main_business_revenue) < 3", "below true"): GUARDED,
    ("national/quality-sme-2022", "main_revenue_3", "count(main_business_revenue) < 1", "below at true"): GUARDED,
    ("national/quality-sme-2022", "score_quality", "5 <= 3 * ", "at"): STEPS_OF_THREE,
    ("national/rd-tax", "loss-carryover", "assessment_year >= loss_extension_from", "unknown"): ALWAYS_KNOWN,
    ("national/rd-tax", "super-deduction", "assessment_year >= rd_first_year", "unknown"): ALWAYS_KNOWN,
    ("national/rd-tax", "rd_super_rate", "assessment_year <= 2017", "above"): FIRST_HIT,
    ("national/rd-tax", "rd_super_rate", "assessment_year <= 2021", "above"): FIRST_HIT,
    ("national/rd-tax", "rd_super_rate", "assessment_year = 2017", "above"): FIRST_HIT,
    ("national/rd-tax", "rd_super_rate", "assessment_year = 2021", "above"): FIRST_HIT,
    ("national/rd-tax", "rd_super_rate", "assessment_year = 2022", "above"): FIRST_HIT,
    ("national/rd-tax", "rd_super_rate", "assessment_year >= 2016", "below"): SETTLED,
    ("national/rd-tax", "technology-transfer", "min(transfer_income, transfer_exempt) <= 0", "below at"): SETTLED,
    ("yanfeng/incentives-20", "hnte_event", "hnte_certified = true", "false"): FIRST_HIT,
    ("yanfeng/incentives-20", "hnte_event", "hnte_moved = false", "false"): FIRST_HIT,
    ("yanfeng/incentives-20", "ip-creation", "further_inventions > 0", "below"): NEVER_NEGATIVE,
    ("yanfeng/incentives-20", "leading-enterprise", "revenue_step = 1", "below above false"): FIRST_HIT,
    ("yanfeng/incentives-20", "leading-enterprise", "revenue_step = 2", "above"): FIRST_HIT,
    ("yanfeng/incentives-20", "leading-enterprise", "revenue_step = 3", "above"): FIRST_HIT,
    ("yanfeng/incentives-20", "leading-enterprise", "revenue_step = 4", "above"): FIRST_HIT,
    ("yanfeng/incentives-20", "technology-contracts", "min(c.settled, contract_seller_slice) <= 0", "at"): SETTLED,
}

Library = dict[str, tuple[Policy, list[RuleCases]]]


@pytest.fixture(scope="module")
def library() -> Library:
    found: Library = {}
    for file in sorted(RULES.glob("*/*/policy.yaml")):
        policy = load_policy(file.parent)
        found[policy.id] = policy, [load_cases(one, policy) for one in sorted(file.parent.glob("cases/*.yaml"))]
    return found


def test_every_measure_has_three_cases_or_more(library: Library) -> None:
    counts = Counter(
        (policy, one.measure)
        for policy, (_, files) in library.items()
        for file in files
        for case in file.cases
        for one in case.expect
    )
    few = [
        (id_, measure.id)
        for id_, (policy, _) in library.items()
        for measure in policy.measures
        if counts[id_, measure.id] < 3
    ]
    assert not few


def test_every_side_of_every_threshold_and_every_truth_is_exercised(library: Library) -> None:
    exercised = Exercised(policy for policy, _ in library.values())
    for _, files in library.values():
        for file in files:
            exercised.run(file)
    excused = set()
    missed = []
    for point, outcomes in exercised.points.lacking().items():
        for exception in IMPOSSIBLE:
            policy, owner, text, impossible = exception
            if (point.policy, point.owner) == (policy, owner) and point.text.startswith(text):
                excused.add(exception)
                outcomes = [one for one in outcomes if one not in impossible.split()]
        if outcomes:
            missed.append(f"{point}: {', '.join(outcomes)}")
    assert not missed, "\n".join(missed)
    assert excused == set(IMPOSSIBLE)


def test_the_days_around_every_change_are_looked_at(library: Library) -> None:
    missed = [
        f"{switch}: {', '.join(map(str, days))}"
        for policy, files in library.values()
        for switch, days in days_not_looked_at(policy, files).items()
    ]
    assert not missed, "\n".join(missed)
