"""How the value of a fact is drawn: by what the fact is called where that says enough, else by its type.

Each is SQL over the columns of `enterprises`, where `{rev}`, `{rd}` and `{staff}` are those of the year, `{share}` is
the enterprise's own number for this fact (0 … 1, the same in every year), and `{noise}` the year's (0 … 1).
"""

from __future__ import annotations

import re
from decimal import Decimal

from benchmarks.population.chance import Chance, quoted
from incentive_engine.policy.model import Fact, FactType

Figures = tuple[tuple[str, str], ...]

_MONEY: Figures = (
    (r"^revenue$|^bench_revenue$", "{rev}"),
    (r"main_business_revenue", "{rev} * (0.85 + 0.15 * {share})"),
    (r"main_industry_revenue", "{rev} * (0.55 + 0.45 * {share})"),
    (r"revenue_highest_before", "greatest(rev_1, rev_2) * (1 + 0.2 * {share})"),
    (r"gross_income", "{rev} * (1 + 0.05 * {share})"),
    (r"hightech_", "{rev} * able * {share}"),
    (r"cost_expense", "{rev} * (1 - margin)"),
    (r"profit|^taxable_income", "{rev} * margin * (0.5 + {noise})"),
    (r"assets", "{rev} * (0.4 + 1.8 * {share}) * (0.95 + 0.1 * {noise})"),
    (r"liabilities|debts", "{rev} * (0.4 + 1.8 * {share}) * (0.2 + 0.6 * {noise})"),
    (r"^(bench_)?rd_prev$", "rd_1"),
    (r"^rd_expense$|^(bench_)?rd$|rd_core_items", "{rd}"),
    (r"hnte_rd_personnel", "{rd} * 0.45"),
    (r"hnte_rd_direct_input", "{rd} * 0.25"),
    (r"hnte_rd_", "{rd} * 0.08 * {noise}"),
    (r"^rd_", "CASE WHEN {share} < 0.5 THEN 0 ELSE {rd} * 0.2 * {noise} END"),
)
_SPARSE_MONEY = "CASE WHEN {share} < 0.7 THEN 0 ELSE 60000 * exp(4 * {share} - 2) * (0.5 + {noise}) END"
_COUNT: Figures = (
    (r"rd_staff|tech_staff", "round({staff} * (0.02 + 0.3 * {share} * able))"),
    (r"staff|employees", "{staff}"),
    (r"rank", "1 + floor(20 * {share})"),
    (r"patents", "floor(11 * {share} * {share} * (0.3 + able))"),
    (r"months", "floor(13 * {share})"),
    (r"days", "floor(366 * {share})"),
    (r"years", "floor(5 * {share})"),
    (r"_year$", "assessment_year - floor(6 * {share})"),
    (r"area", "200 + floor(4800 * {share} * {share})"),
    (r"score", "40 + 60 * {share}"),
)
_RATIO: Figures = (
    (r"income_tax_rate", "CASE WHEN {share} < 0.3 THEN 0.15 WHEN {share} < 0.6 THEN 0.2 ELSE 0.25 END"),
    (r"", "{low} + ({high} - {low}) * {share} * {share}"),
)
_RARELY = r"dishonest|misconduct|false_|abnormal|illegal|violation|revoked|prohibited|accident|restricted|related"
_MOSTLY = r"independent|resident|sound|eligible|in_force|on_schedule|registered|certified$|filed|in_post|accounted"
_BOOLEAN: Figures = (
    (r"^hnte_certified|^tech_sme_registered|^bench_hnte", "(able > 0.7 AND intensity > 0.03 AND {share} < 0.95)"),
    (r"^above_scale", "(rev_0 >= 20000000)"),
    (_RARELY, "({share} < 0.02)"),
    (_MOSTLY, "({share} < 0.8 + 0.2 * able)"),
    (r"", "({share} < 0.1 + 0.7 * able)"),
)
_ITEM_MONEY = "120000 * exp(3 * {share} - 1)"
_PLACES = {
    "registered_province": "CASE WHEN {share} < 0.97 THEN '湖南省' ELSE '广东省' END",
    "registered_city": "CASE WHEN {share} < 0.95 THEN '衡阳市' ELSE '长沙市' END",
}
_LISTS: Figures = (
    (r"incident|cancellation", "0.02"),
    (r"ip_rights", "2.2 * able"),
    (r"carriers|makerspaces", "0.06 * able"),
    (r"certificates|platforms|contracts|loans|main_product_ip|transformations", "0.9 * able"),
    (r"", "0.4 * able"),
)


def figure(fact: Fact, chance: Chance, *, back: int = 0, item: bool = False) -> str:
    """The SQL of a single value of `fact`, `back` years before the assessment year; `item`: it is a field of a list."""
    form, share = _form(fact, item), chance.uniform(fact.id)
    low, high = fact.minimum or Decimal(0), fact.maximum if fact.maximum is not None else Decimal(100)
    return form.format(
        rev=f"rev_{back}",
        rd=f"rd_{back}",
        staff=f"staff_of_{back}",
        share=share,
        noise=chance.uniform(f"{fact.id}@{back}"),
        low=low,
        high=high,
    )


def _form(fact: Fact, item: bool) -> str:
    if fact.type is FactType.BOOLEAN:
        return _first(_BOOLEAN, fact.id)
    if fact.type is FactType.DATE:
        return _item_date() if fact.id != "established_on" else "established"
    if fact.type is FactType.CHOICE:
        choices = ", ".join(map(quoted, fact.choices))
        return f"[{choices}][1 + floor({len(fact.choices)} * ({{share}} + sqrt({{share}})) / 2)::BIGINT]"
    if fact.type is FactType.TEXT:
        return _text(fact)
    if fact.type is FactType.RATIO:
        return _first(_RATIO, fact.id)
    if fact.type is FactType.MONEY:
        return _first(_MONEY, fact.id, default=_ITEM_MONEY if item else _SPARSE_MONEY)
    points = "round({low} + ({high} - {low}) * {share})" if fact.maximum is not None else "floor(8 * {share} * {share})"
    return _first(_COUNT, fact.id, default=points)


def _item_date() -> str:
    """Two in five in the assessment year, the others in the seven years about it."""
    return (
        "CASE WHEN {share} < 0.4 THEN make_date(assessment_year, 1, 1) + floor({share} * 912)::INTEGER "
        "ELSE make_date(assessment_year - 6, 1, 1) + floor({noise} * 2645)::INTEGER END"
    )


def _text(fact: Fact) -> str:
    if fact.id in _PLACES:
        return _PLACES[fact.id]
    if fact.id.endswith("district"):
        return "CASE WHEN {share} < 0.97 THEN district ELSE '石鼓区' END"
    label = re.sub(r"（.*）|名称|编号|或", "", fact.label).replace("{", "").replace("}", "")
    return f"{quoted(label or '项目')} || (1 + floor(12 * {{share}})::BIGINT)::VARCHAR"


def mean_items(fact: Fact) -> str:
    """How many items a list fact has on average: SQL over the columns of `enterprises`."""
    return _first(_LISTS, fact.id)


def _first(figures: Figures, id_: str, default: str = "") -> str:
    return next((form for pattern, form in figures if re.search(pattern, id_)), default)
