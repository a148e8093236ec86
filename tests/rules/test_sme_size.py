"""The size standard 工信部联企业〔2011〕300号 at every boundary of every industry, against the printed table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from incentive_engine import decide, load_policy
from incentive_engine.policy.model import Policy
from incentive_engine.profile import Profile

RULES = Path(__file__).parents[2] / "rules"
AS_OF = date(2021, 3, 31)
TIERS = ("大型", "中型", "小型")
STAFF, REVENUE, ASSETS = "employees", "revenue", "total_assets"
FEN, WAN = Decimal("0.01"), 10_000

# The lower limits of 大型, 中型, 小型 as the standard states them: staff in persons, revenue and assets in 万元.
LIMITS: dict[str, dict[str, tuple[int, int, int]]] = {
    "农、林、牧、渔业": {REVENUE: (20000, 500, 50)},
    "工业": {STAFF: (1000, 300, 20), REVENUE: (40000, 2000, 300)},
    "建筑业": {REVENUE: (80000, 6000, 300), ASSETS: (80000, 5000, 300)},
    "批发业": {STAFF: (200, 20, 5), REVENUE: (40000, 5000, 1000)},
    "零售业": {STAFF: (300, 50, 10), REVENUE: (20000, 500, 100)},
    "交通运输业": {STAFF: (1000, 300, 20), REVENUE: (30000, 3000, 200)},
    "仓储业": {STAFF: (200, 100, 20), REVENUE: (30000, 1000, 100)},
    "邮政业": {STAFF: (1000, 300, 20), REVENUE: (30000, 2000, 100)},
    "住宿业": {STAFF: (300, 100, 10), REVENUE: (10000, 2000, 100)},
    "餐饮业": {STAFF: (300, 100, 10), REVENUE: (10000, 2000, 100)},
    "信息传输业": {STAFF: (2000, 100, 10), REVENUE: (100000, 1000, 100)},
    "软件和信息技术服务业": {STAFF: (300, 100, 10), REVENUE: (10000, 1000, 50)},
    "房地产开发经营": {REVENUE: (200000, 1000, 100), ASSETS: (10000, 5000, 2000)},
    "物业管理": {STAFF: (1000, 300, 100), REVENUE: (5000, 1000, 500)},
    "租赁和商务服务业": {STAFF: (300, 100, 10), ASSETS: (120000, 8000, 100)},
    "其他未列明行业": {STAFF: (300, 100, 10)},
}
MEASURES = {"中型": "medium", "小型": "small", "微型": "micro"}


def _amount(indicator: str, limit: int) -> Decimal:
    """A limit of the table in persons or yuan."""
    return Decimal(limit) if indicator == STAFF else Decimal(limit) * WAN


def _class(industry: str, figures: dict[str, Decimal]) -> str:
    """The class by the words of the standard: the first tier of which every lower limit is reached."""
    for number, tier in enumerate(TIERS):
        limits = LIMITS[industry]
        if all(figures[indicator] >= _amount(indicator, limits[indicator][number]) for indicator in limits):
            return tier
    return "微型"


def _boundaries() -> Iterator[tuple[str, dict[str, Decimal]]]:
    """For each tier of each industry: all limits met exactly, and each one in turn a step below or above it."""
    for industry, limits in LIMITS.items():
        for number in range(len(TIERS)):
            exact = {indicator: _amount(indicator, values[number]) for indicator, values in limits.items()}
            yield industry, exact
            for indicator in limits:
                step = Decimal(1) if indicator == STAFF else FEN
                yield industry, {**exact, indicator: exact[indicator] - step}
                yield industry, {**exact, indicator: exact[indicator] + step}
            # one figure as high as can be does not make up for another that falls short
            for indicator in limits:
                highest = {other: _amount(other, values[0] * 10) for other, values in limits.items()}
                step = Decimal(1) if indicator == STAFF else FEN
                yield industry, {**highest, indicator: exact[indicator] - step}


@pytest.fixture(scope="module")
def standard() -> Policy:
    return load_policy(RULES / "national" / "sme-size")


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    """A policy that asks for the class itself, as those that build on the standard do."""
    folder = tmp_path_factory.mktemp("rules") / "town" / "classes"
    (folder / "measures").mkdir(parents=True)
    (folder / "policy.yaml").write_text(
        "policy: town/classes\ntitle: 规模类型\nlanguage: 1\nbasis: reconstructed\ncategories: [规模]\n"
        "sources: {own: {title: 测试, ref: 测试}}\n",
        encoding="utf-8",
    )
    for number, tier in enumerate((*TIERS, "微型"), 1):
        (folder / "measures" / f"{number:02}-class-{number}.yaml").write_text(
            f"measure: class-{number}\nnumber: {number}\ntitle: {tier}\ncategory: 规模\nbasis: reconstructed\n"
            f"source: {{own: 测试}}\nclause: {tier}\n"
            f"when: {{id: class, label: {tier}, test: 'enterprise_size = \"{tier}\"'}}\naward: {{benefit: {tier}}}\n",
            encoding="utf-8",
        )
    return load_policy(folder, rules=[RULES])


def _firm(industry: str, figures: dict[str, Decimal]) -> Profile:
    facts: dict[str, Any] = {"sme_industry": industry}
    facts |= {indicator: {2020: value} for indicator, value in figures.items()}
    return Profile(id=None, name="示例企业", facts=facts)


def _verdicts(policy: Policy, firm: Profile) -> dict[str, str]:
    decision = decide(firm, [policy], as_of=AS_OF, engine="reference")
    return {measure.id: measure.verdict.value for measure in decision.policies[0].measures}


def test_the_standard_has_sixteen_industries(standard: Policy) -> None:
    assert set(LIMITS) == set(standard.vocabulary.facts["sme_industry"].choices)
    assert len(LIMITS) == 16


@pytest.mark.parametrize("industry", LIMITS)
def test_every_boundary_of_an_industry_is_on_the_side_that_the_table_says(
    industry: str, standard: Policy, classes: Policy
) -> None:
    for of, figures in _boundaries():
        if of != industry:
            continue
        expected, firm = _class(industry, figures), _firm(industry, figures)
        verdicts = _verdicts(standard, firm)
        assert verdicts["micro-small-medium"] == ("ineligible" if expected == "大型" else "eligible"), figures
        for tier, measure in MEASURES.items():
            assert verdicts[measure] == ("eligible" if tier == expected else "ineligible"), (figures, tier)
        named = _verdicts(classes, firm)
        assert [id_ for id_, verdict in named.items() if verdict == "eligible"] == [
            f"class-{(*TIERS, '微型').index(expected) + 1}"
        ], figures


@pytest.mark.parametrize("industry", LIMITS)
def test_figures_that_an_industry_does_not_look_at_are_not_asked_for(industry: str, standard: Policy) -> None:
    decision = decide(_firm(industry, {}), [standard], as_of=AS_OF, engine="reference")
    for measure in decision.policies[0].measures:
        assert set(measure.missing) == set(LIMITS[industry])
