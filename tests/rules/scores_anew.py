"""The scores of 高新技术企业 and 科技型中小企业 and the R&D tier, worked out without the engine.

Written straight from the tables of the two rules, in fractions and plain Python. A firm is a mapping from fact to
value, as `Profile.facts` has it; the answers are by condition id and by fact id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

AS_OF = date(2021, 6, 30)
YEARS = (2018, 2019, 2020)

Firm = dict[str, Any]

# 高新技术企业

CLASS_ONE = {
    "发明专利",
    "国防专利",
    "植物新品种",
    "国家级农作物品种",
    "国家新药",
    "国家一级中药保护品种",
    "集成电路布图设计",
}
CLASS_TWO = {"实用新型", "外观设计", "软件著作权"}
RD_IN_FULL = ("personnel", "direct_input", "depreciation", "amortization", "design", "testing")
POINTS = {
    "advancement": 8, "core_support": 8, "ip_number": 8, "ip_acquisition": 6, "standards": 2, "transformation": 30,
    "system": 6, "institution": 6, "incentives": 4, "talent": 4, "asset_growth": 10, "sales_growth": 10,
}  # fmt: skip
BRACKETED = ("ip_number", "ip_acquisition", "transformation", "asset_growth", "sales_growth")
GROWTH = ((Fraction(35, 100), 9, 10), (Fraction(25, 100), 7, 8), (Fraction(15, 100), 5, 6), (Fraction(5, 100), 3, 4))

Bracket = tuple[int, int]


def series(firm: Firm, fact: str) -> list[Fraction]:
    """A fact's figures in the order of the years in which the firm existed, at most three."""
    return [Fraction(firm[fact][year]) for year in YEARS if year >= firm["established_on"].year]


def growth_bracket(figures: Sequence[Fraction]) -> Bracket:
    if len(figures) == 1 or figures[-2] == 0:
        return 0, 0
    if figures[-2] < 0 or (len(figures) == 3 and figures[0] < 0):
        return 0, 10  # the guideline does not say how a negative base counts
    last = figures[-1] / figures[-2]
    whole = len(figures) == 3 and figures[0] != 0
    rate = ((figures[1] / figures[0] + last) / 2 if whole else last) - 1
    for floor, low, high in GROWTH:
        if rate >= floor:
            return low, high
    return (1, 2) if rate > 0 else (0, 0)


def brackets(firm: Firm) -> dict[str, Bracket]:
    usable = [
        one
        for one in firm["ip_rights"]
        if one["in_force"] and one["granted_on"] <= AS_OF and not one["used_by_co_owner"]
    ]
    usable = [one for one in usable if one["kind"] in CLASS_ONE or not one["used_for_hnte"]]
    first = sum(one["kind"] in CLASS_ONE for one in usable)
    second = len(usable) - first
    number = (7, 8) if first else (5, 6) if second >= 5 else (3, 4) if second >= 3 else (1, 2) if second else (0, 0)
    own = any(one["obtained"] == "自主研发" for one in usable)
    results = {one["achievement"] for one in firm["technology_transformations"] if one["transformed_on"].year in YEARS}
    rate = Fraction(len(results), len(series(firm, "revenue")))
    transformed = {5: (25, 30), 4: (19, 24), 3: (13, 18), 2: (7, 12), 1: (1, 6), 0: (0, 6 if rate else 0)}
    assets, debts = series(firm, "total_assets"), series(firm, "total_liabilities")
    return {
        "advancement": (0, 8) if usable else (0, 0),
        "core_support": (0, 8) if usable else (0, 0),
        "ip_number": number,
        "ip_acquisition": (1, 6) if own else (1, 3) if usable else (0, 0),
        "transformation": transformed[min(5, int(rate))],
        "asset_growth": growth_bracket([one - other for one, other in zip(assets, debts, strict=True)]),
        "sales_growth": growth_bracket(series(firm, "revenue")),
    }


def hnte_score(points: Mapping[str, int | None]) -> int | None:
    if any(points[name] is None for name in POINTS):
        return None
    given = {name: points[name] or 0 for name in POINTS}
    ip = (
        given["advancement"] + given["core_support"] + given["ip_number"] + given["ip_acquisition"] + given["standards"]
    )
    others = sum(given[name] for name in list(POINTS)[5:])
    return min(ip, 30) + others


def rd_conditions(firm: Firm) -> dict[str, Any]:
    """The tier by the last year's sales, the share by the years' sums; None where there is nothing to divide by."""
    total = home = Fraction(0)
    outsourced = zip(series(firm, "hnte_rd_outsourced_home"), series(firm, "hnte_rd_outsourced_abroad"), strict=True)
    for number, (inside, abroad) in enumerate(outsourced):
        internal = sum(series(firm, f"hnte_rd_{name}")[number] for name in RD_IN_FULL)
        seven = internal + (inside + abroad) * Fraction(80, 100)
        other = min(series(firm, "hnte_rd_other")[number], seven / 4)  # a fifth of the whole is a quarter of the rest
        total += seven + other
        home += internal + inside * Fraction(80, 100) + other
    sales = series(firm, "revenue")
    required = (
        Fraction(5, 100)
        if sales[-1] <= 5000_0000
        else Fraction(4, 100)
        if sales[-1] <= 2_0000_0000
        else Fraction(3, 100)
    )
    enough: bool | None = False
    if total > 0:
        enough = total / sum(sales) >= required if sum(sales) else None
    return {
        "rd_total": total,
        "rd_share_required": required,
        "rd-share": enough,
        "rd-home": home / total >= Fraction(60, 100) if total else None,
    }


def hnte_expected(firm: Firm) -> dict[str, Any]:
    bracket = brackets(firm)
    points = {name: firm.get(f"hnte_points_{name}") for name in POINTS}
    points |= {name: 0 for name, (_, high) in bracket.items() if high == 0}
    score = hnte_score(points)
    highest = hnte_score({name: bracket.get(name, (0, most))[1] for name, most in POINTS.items()})
    expected: dict[str, Any] = rd_conditions(firm)
    expected |= {"owns-ip": bracket["ip_number"] != (0, 0), "hnte_score": score, "hnte_score_highest": highest}
    expected |= {
        "score": None if score is None else score >= 71,
        "score-within-reach": highest is not None and highest >= 71,
    }
    for name in BRACKETED:
        low, high = bracket[name]
        given = points[name]
        expected[f"{name.replace('_', '-')}-in-bracket"] = None if given is None else low <= given <= high
        expected |= {f"hnte_{name}_lowest": low, f"hnte_{name}_highest": high}
    return expected


# 科技型中小企业


def graded(share: Fraction | None, grades: Sequence[tuple[int, int]]) -> int:
    """The points of the first grade, in per cent, that a share reaches; a share of nothing reaches none."""
    return next((points for floor, points in grades if share is not None and share >= Fraction(floor, 100)), 0)


def over(part: Decimal, whole: Decimal) -> Fraction | None:
    return Fraction(part) / Fraction(whole) if whole else None


def sme_expected(firm: Firm) -> dict[str, Any]:
    year = YEARS[-1]
    staff = over(firm["tech_sme_tech_staff"][year], firm["tech_sme_staff"][year])
    by_revenue = over(firm["rd_expense"][year], firm["revenue"][year])
    by_cost = over(firm["rd_expense"][year], firm["cost_expense"][year])
    people = graded(staff, [(30, 20), (25, 16), (20, 12), (15, 8), (10, 4)])
    research = max(
        graded(by_revenue, [(6, 50), (5, 40), (4, 30), (3, 20), (2, 10)]),
        graded(by_cost, [(30, 50), (25, 40), (20, 30), (15, 20), (10, 10)]),
    )
    valid = [one["kind"] for one in firm["ip_rights"] if one["in_force"] and one["granted_on"] <= AS_OF]
    second = sum(kind in CLASS_TWO for kind in valid)
    results = 30 if len(valid) > second else {0: 0, 1: 6, 2: 12, 3: 18}.get(second, 24)
    score = people + research + results
    return {
        "tech_sme_score": score,
        "tech_sme_staff_score": people,
        "score": score >= 60,
        "tech-staff": people > 0,
        "staff": firm["tech_sme_staff"][year] <= 500,
        "sales": firm["revenue"][year] <= 2_0000_0000,
        "assets": firm["total_assets"][year] <= 2_0000_0000,
    }
