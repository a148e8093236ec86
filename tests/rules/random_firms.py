"""Random firms for the two scores, most of their figures on a boundary or one step beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

from scores_anew import AS_OF, CLASS_ONE, CLASS_TWO, POINTS, RD_IN_FULL, YEARS, Firm, brackets

FEN = Decimal("0.01")


def beside(random: Random, boundary: Fraction | Decimal | int, step: Decimal = FEN) -> Decimal:
    """A boundary, cut to whole steps, or one step beside it; never below zero."""
    exact = Decimal(int(Fraction(boundary) / Fraction(step))) * step
    return max(Decimal(0), exact + random.choice((-1, 0, 0, 0, 1)) * step)


def ip_rights(random: Random) -> tuple[Firm, ...]:
    kinds = [*CLASS_TWO] * 4 + [*CLASS_ONE] if random.random() < 0.5 else [*CLASS_TWO]
    return tuple(
        {
            "name": f"知识产权{number}",
            "kind": random.choice(sorted(kinds)),
            "obtained": random.choice(("自主研发", "受让", "受赠", "并购")),
            "granted_on": random.choice((date(2016, 1, 1), date(2020, 5, 1), AS_OF, date(2021, 7, 1))),
            "in_force": random.random() < 0.9,
            "used_for_hnte": random.random() < 0.2,
            "used_by_co_owner": random.random() < 0.1,
        }
        for number in range(random.choice((0, 1, 1, 2, 3, 4, 5, 6, 8)))
    )


def growing(random: Random) -> dict[int, Decimal]:
    """Three figures, of which the last often makes the growth rate a boundary; some of them zero."""
    first, second = (Decimal(random.choice((0, 1, 3, 6, 7, 9, 12, 40, 100))) * 100_0000 for _ in range(2))
    grown = 1 + Fraction(random.choice((-50, 0, 5, 15, 25, 35, 60)), 100)
    if not second:
        last = Decimal(random.choice((0, 500_0000)))
    elif not first or random.random() < 0.3:
        last = beside(random, Fraction(second) * grown)  # of the last two years alone
    else:
        last = beside(random, Fraction(second) * (2 * grown - Fraction(second) / Fraction(first)))
    return dict(zip(YEARS, (first, second, last), strict=True))


def revenue(random: Random) -> dict[int, Decimal]:
    if random.random() < 0.5:
        return growing(random)
    tier = random.choice((5000_0000, 2_0000_0000, random.randrange(1, 3_0000_0000)))
    earlier = (Decimal(random.randrange(4_0000_0000)) / 100 for _ in range(2))
    return dict(zip(YEARS, (*earlier, beside(random, tier)), strict=True))


def net_assets(random: Random) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """Assets and debts whose differences grow by a boundary, or are now and then negative."""
    net, debt = growing(random), Decimal(random.choice((0, 500_0000)))
    assets = {year: figure + debt for year, figure in net.items()}
    debts = dict.fromkeys(YEARS, debt)
    if random.random() < 0.2:
        year = random.choice(YEARS)
        debts[year] = assets[year] + random.choice((FEN, Decimal(100_0000)))
    return assets, debts


def rd_spending(random: Random, sales: Mapping[int, Decimal], years: Sequence[int]) -> Firm:
    """The kinds of expenses: the share of sales, the share at home or the cap on other expenses often a boundary."""
    spending = {
        name: dict.fromkeys(YEARS, Decimal(0))
        for name in (*RD_IN_FULL, "outsourced_home", "outsourced_abroad", "other")
    }
    personnel, last = spending["personnel"], years[-1]
    total = Fraction(sum(sales[year] for year in years)) * Fraction(random.choice((3, 4, 5, 8)), 100)
    aim = random.choice(("share", "share", "home", "other", "any"))
    if aim == "share":
        first = Decimal(int(total / 3))
        personnel |= dict.fromkeys(years[:-1], first)
        personnel[last] = beside(random, max(Fraction(0), total - int(first) * (len(years) - 1)))
    elif aim == "home":  # of 0.8 yuan abroad to 1.2 at home, three fifths are at home
        parts = random.randrange(1, 400_0000)
        personnel[last] = Decimal(parts) * 6 / 5
        spending["outsourced_abroad"][last] = beside(random, parts)
    elif aim == "other":
        for year in years:
            personnel[year] = Decimal(int(total / len(years) * Fraction(4, 5)))
            spending["other"][year] = beside(random, personnel[year] / 4) * random.choice((0, 1, 1, 3))
    else:
        for figures in spending.values():
            figures |= {year: Decimal(random.randrange(2_0000_0000)) / 100 for year in years}
    return {f"hnte_rd_{name}": figures for name, figures in spending.items()}


def transformations(random: Random) -> tuple[Firm, ...]:
    return tuple(
        {
            "achievement": f"成果{random.randrange(20) if random.random() < 0.1 else number}",
            "transformed_on": date(
                random.choice((2017, *YEARS * 4, 2021)), random.choice((1, 12)), random.choice((1, 31))
            ),
        }
        for number in range(random.choice((0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17)))
    )


def hnte_firm(random: Random) -> Firm:
    """A firm that meets what is not about the score and the expenses, with points mostly within their brackets."""
    founded = random.choice((2010, 2018, 2019, 2020))
    sales = revenue(random)
    assets, debts = net_assets(random)
    firm: Firm = {
        "resident_enterprise": True,
        "established_on": date(founded, 6, 1),
        "serious_incidents": (),
        "ip_rights": ip_rights(random),
        "hnte_core_ip": True,
        "hnte_field": "新材料",
        "hnte_staff": {2020: Decimal(100)},
        "hnte_tech_staff": {2020: Decimal(10)},
        "revenue": sales,
        "total_assets": assets,
        "total_liabilities": debts,
        "gross_income": {2020: Decimal(100)},
        "non_taxable_income": {2020: Decimal(0)},
        "hightech_product_income": {2020: Decimal(60)},
        "hightech_technical_income": {2020: Decimal(0)},
        "technology_transformations": transformations(random),
        **rd_spending(random, sales, [year for year in YEARS if year >= founded]),
    }
    bracket = brackets(firm)
    for name, most in POINTS.items():
        low, high = bracket.get(name, (most // 2, most))
        low, high = random.choice(((low, high), (high, high), (high, high), (max(0, low - 1), min(most, high + 1))))
        if random.random() < 0.99:
            firm[f"hnte_points_{name}"] = Decimal(random.randint(low, high))
    return firm


def sme_firm(random: Random) -> Firm:
    staff = random.choice((0, 1, 40, 100, 200, 499, 500, 501, random.randrange(1, 600)))
    share = random.choice((0, 9, 10, 15, 20, 25, 30, 50))
    spent = Decimal(random.choice((0, 1, 30, 100, 700))) * 10000
    sales, costs = (
        beside(random, Fraction(spent) * 100 / random.choice(shares)) if random.random() < 0.8 else Decimal(0)
        for shares in ((1, 2, 3, 4, 5, 6, 8), (5, 10, 15, 20, 25, 30, 40))
    )
    if random.random() < 0.2:
        sales = beside(random, 2_0000_0000)
    return {
        "resident_enterprise": True,
        "established_on": date(2015, 1, 1),
        "tech_sme_staff": {2020: Decimal(staff)},
        "tech_sme_tech_staff": {
            2020: min(Decimal(staff), beside(random, Fraction(staff * share, 100), Decimal("0.5")))
        },
        "revenue": {2020: sales},
        "total_assets": {2020: beside(random, 2_0000_0000)},
        "rd_expense": {2020: spent},
        "cost_expense": {2020: costs},
        "ip_rights": ip_rights(random),
        "prohibited_products": False,
        "serious_incidents": (),
        "recent_research_misconduct": False,
        "abnormal_operations": False,
        "seriously_illegal": False,
        "hnte_certified": False,
        "science_awards": (),
        "rd_platforms": (),
        "standards": (),
    }
