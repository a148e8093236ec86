"""A small vocabulary of its own, so that these tests stand on nothing that the library may change."""

from __future__ import annotations

from decimal import Decimal

from incentive_engine.feel.syntax import Name
from incentive_engine.feel.types import NumberType
from incentive_engine.mistakes import Place
from incentive_engine.policy.model import Answerer, Expression, Fact, FactType

NOWHERE = Place("vocabulary/firm.yaml", 1, 1)


def fact(id: str, label: str, type: FactType, **more: object) -> Fact:
    return Fact(id, label, type, NOWHERE, **more)  # type: ignore[arg-type]


def formula(text: str, *reads: str) -> Expression:
    return Expression(text, Name(text), NumberType(), frozenset(reads), NOWHERE)


FACTS = (
    fact("established_on", "成立日期", FactType.DATE, answered_by=Answerer.REGISTRY),
    fact("registered_district", "注册地", FactType.TEXT, answered_by=Answerer.REGISTRY),
    fact("enterprise_kind", "企业类型", FactType.CHOICE, choices=("工业", "建筑业", "服务业", "工业 4.0")),
    fact("dishonest", "失信记录", FactType.BOOLEAN, answered_by=Answerer.REGISTRY),
    fact(
        "revenue",
        "营业收入",
        FactType.MONEY,
        annual=True,
        minimum=Decimal(0),
        ask="请填写近三个会计年度的营业收入",
        source="企业所得税年度纳税申报表（税务）",
    ),
    fact("net_profit", "净利润", FactType.MONEY, annual=True),
    fact("rd_expense", "研发费用", FactType.MONEY, annual=True, minimum=Decimal(0)),
    fact("staff", "职工人数", FactType.INTEGER, unit="人", minimum=Decimal(0), maximum=Decimal(1_000_000)),
    fact("floor_area", "建筑面积", FactType.NUMBER, unit="平方米"),
    fact("tech_staff_share", "科技人员占比", FactType.RATIO, minimum=Decimal(0), maximum=Decimal(1)),
    fact("contract_amount", "合同额（含税）", FactType.MONEY),
    fact("growth", "增长率", FactType.RATIO),
    fact("plan_score", "方案评分", FactType.NUMBER, answered_by=Answerer.REVIEWER),
    fact(
        "rd_platforms",
        "研发平台",
        FactType.LIST,
        item=(
            fact("name", "平台名称", FactType.TEXT),
            fact("level", "级别", FactType.CHOICE, choices=("国家级", "省级", "市级")),
            fact("recognized_on", "认定日期", FactType.DATE),
            fact("received", "已获奖励", FactType.MONEY, minimum=Decimal(0)),
        ),
    ),
    fact(
        "rd_intensity", "研发投入强度", FactType.RATIO, formula=formula("x", "rd_expense", "revenue", "as_of")
    ),
    fact("rd_grade", "研发等级", FactType.INTEGER, formula=formula("y", "rd_intensity")),
    fact("constant", "常数", FactType.NUMBER, formula=formula("1")),
)
