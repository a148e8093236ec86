"""What a folder of rules becomes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from incentive_engine.feel.parser import parse_expression
from incentive_engine.feel.syntax import Literal
from incentive_engine.feel.types import BOOLEAN, INTEGER, MONEY, RATIO, ContextType, ListType, TextType
from incentive_engine.mistakes import Place
from incentive_engine.policy import Policy, load_policy, model
from incentive_engine.policy.facts import type_of
from incentive_engine.policy.measures import conditions_in
from incentive_engine.policy.model import (
    Answerer,
    AtLeast,
    Basis,
    Expression,
    Granted,
    Not,
    Period,
    Rounding,
    Source,
    Table,
)
from incentive_engine.policy.reads import facts_read

SAMPLE = Path(__file__).with_name("sample")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy(SAMPLE / "town/awards")


def test_the_head_of_a_policy(policy: Policy) -> None:
    assert (policy.id, policy.title, policy.short_title, policy.issuer) == (
        "town/awards",
        "某镇奖励办法",
        "办法",
        "某镇",
    )
    assert policy.basis is Basis.RECONSTRUCTED
    assert policy.in_force == Period(date(2020, 1, 1), date(2022, 12, 31))
    assert policy.categories == ("研发", "交易")
    assert policy.sources == {"notice": Source("notice", "通知", "某镇〔2020〕1号")}
    assert [measure.id for measure in policy.measures] == ["growth", "platform", "contract", "praise"]
    assert policy.measure("praise").number == 4
    with pytest.raises(KeyError):
        policy.measure("blame")


def test_a_parameter_has_a_history(policy: Policy) -> None:
    rate = policy.parameters["growth_rate"]
    assert rate.type == RATIO
    assert rate.on(date(2019, 12, 31)) is None
    assert rate.on(date(2020, 1, 1)) == rate.on(date(2020, 12, 31)) == Decimal("0.1")
    assert rate.on(date(2021, 1, 1)) == Decimal("0.12")
    assert policy.parameters["ceiling"].type == MONEY
    assert policy.parameters["ceiling"].on(date(2020, 1, 1)) == 500_000


def test_conditions_are_one_primitive_and_remember_how_they_were_written(policy: Policy) -> None:
    when = policy.measure("growth").when
    assert isinstance(when, AtLeast)
    assert (when.written, when.count, len(when.children)) == ("all", 3, 3)
    grows, two_of_three, no_platform = when.children
    assert isinstance(grows, model.Test)
    assert (grows.id, grows.label, grows.evidence) == ("grows", "研发增长", ("汇算清缴表",))
    assert (grows.expression.text, grows.expression.type) == ("rd_growth > 0", BOOLEAN)
    assert grows.expression.reads == {"rd_growth"}
    assert isinstance(two_of_three, AtLeast)
    assert (two_of_three.written, two_of_three.count) == ("at_least", 2)
    assert isinstance(no_platform, Not)
    assert isinstance(no_platform.child, Granted)
    assert no_platform.child.measure == "platform"
    required, either = policy.requirements
    assert isinstance(required, model.Test)
    assert required.evidence == ("营业执照",)
    assert isinstance(either, AtLeast)
    assert (either.written, either.count) == ("any", 1)
    assert [one.id for one in conditions_in(when)] == [None, "grows", None, "points", "strong", "exports", None, None]


def test_every_part_knows_its_place(policy: Policy) -> None:
    file = str(SAMPLE / "town/awards/measures/01-growth.yaml")
    measure = policy.measure("growth")
    assert measure.place == Place(file, 1, 1)
    grows = next(one for one in conditions_in(measure.when) if one.id == "grows")
    assert isinstance(grows, model.Test)
    assert grows.place == Place(file, 10, 7)
    assert grows.expression.place == Place(file, 10, 38)
    assert policy.parameters["growth_rate"].place == Place(str(SAMPLE / "town/awards/policy.yaml"), 12, 3)


def test_an_award_is_an_amount_with_steps_in_their_order(policy: Policy) -> None:
    award = policy.measure("growth").award
    assert isinstance(award.amount, Expression)
    assert award.amount.type == MONEY
    assert [(step.kind, step.amount.text, step.each) for step in award.steps] == [
        ("min", "1万元", False),
        ("max", "ceiling", False),
        ("less", "received_before", False),
    ]
    assert award.steps[0].amount.tree == Literal(Decimal(10_000))
    assert award.rounding == Rounding(Decimal(100), "down")
    assert policy.measure("praise").award.benefit == "通报表扬"


def test_an_award_per_item_knows_its_items(policy: Policy) -> None:
    award = policy.measure("platform").award
    assert award.each is not None
    assert (award.each.item, award.each.within.text, award.each.keep) == ("p", "platforms", "highest")
    assert isinstance(award.amount, Table)
    assert [row.output.text for row in award.amount.rows] == ["national", "provincial"]
    assert award.amount.inputs[0].reads == {"p"}
    assert award.rounding == Rounding(Decimal("0.01"), "half up")


def test_a_step_that_mentions_the_item_applies_to_each_item(policy: Policy) -> None:
    steps = policy.measure("contract").award.steps
    assert [(step.kind, step.each) for step in steps] == [("max", False), ("less", True)]


def test_brackets_become_one_expression_that_reads_as_it_computes(policy: Policy) -> None:
    award = policy.measure("contract").award
    assert award.brackets is not None
    assert [(over.text, rate.text) for over, rate in award.brackets.slices] == [("0", "0.5%"), ("first_slice", "0.3%")]
    assert isinstance(award.amount, Expression)
    assert award.amount.text == "max(min(c.amount, first_slice), 0) * 0.005 + max(c.amount - first_slice, 0) * 0.003"
    assert parse_expression(award.amount.text) == award.amount.tree
    assert award.amount.reads == {"c", "first_slice"}


def test_facts_have_types_and_windows(policy: Policy) -> None:
    facts = policy.vocabulary.facts
    assert type_of(facts["revenue"]) == ListType(MONEY)
    assert (facts["revenue"].years, facts["rd_expense"].years) == (3, 2)
    assert type_of(facts["kind"]) == TextType(("工业", "服务业"))
    assert type_of(facts["staff"]) == INTEGER
    assert facts["staff"].maximum == 1_000_000
    platforms = type_of(facts["platforms"])
    assert isinstance(platforms, ListType)
    assert isinstance(platforms.item, ContextType)
    assert list(platforms.item.by_name) == ["name", "level", "recognized_on"]
    assert facts["district"].answered_by is Answerer.REGISTRY
    assert policy.vocabulary.named("所在区") is facts["district"]
    assert policy.vocabulary.named("无此事实") is None


def test_derived_facts_of_a_policy_are_its_own(policy: Policy) -> None:
    facts = policy.vocabulary.facts
    assert facts["rd_growth"].policy == "town/awards"
    assert facts["intensity"].policy is None
    assert isinstance(facts["points"].formula, Table)
    assert facts["points"].formula.hit == "collect sum"


def test_what_a_policy_reads_goes_back_to_what_is_stated(policy: Policy) -> None:
    read = [fact.id for fact in facts_read(policy)]
    assert read == sorted(read)
    assert {"strong", "intensity", "rd_expense", "revenue", "established_on"} <= set(read)
    assert "talents" not in read


def test_settlement_is_over_several_measures(policy: Policy) -> None:
    assert policy.groups["spend"].received is None
    received = policy.groups["step"].received
    assert received is not None
    assert received.text == "received_before"
    assert [(limit.maximum.text, limit.measures) for limit in policy.limits] == [
        ("yearly_ceiling", ()),
        ("80万元", ("contract",)),
    ]
    assert policy.budget is not None
    assert policy.budget.exceeded == "scale"
    assert [part.measures for part in policy.budget.parts] == [("contract",)]


def test_how_to_apply(policy: Policy) -> None:
    apply = policy.measure("growth").apply
    assert (apply.channel, apply.window) == ("免申即享", ((3, 1), (4, 30)))
    assert policy.measure("praise").apply.window is None


def test_an_amount_may_stand_wherever_an_expression_does(sample: Path) -> None:
    file = sample / "town/awards/measures/03-contract.yaml"
    text = file.read_text(encoding="utf-8").replace("base: c.amount", "base: ８，０００万元")
    file.write_text(text, encoding="utf-8")
    award = load_policy(sample / "town/awards").measure("contract").award
    assert award.brackets is not None
    assert award.brackets.base.tree == Literal(Decimal(80_000_000))
    assert isinstance(award.amount, Expression)
    assert parse_expression(award.amount.text) == award.amount.tree


def test_an_expression_s_mistake_is_shown_at_its_character(sample: Path) -> None:
    from incentive_engine.mistakes import InputError

    file = sample / "town/awards/measures/02-platform.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "where: p.recognized_on.year = assessment_year",
        "where: >-\n      p.recognized_on.year\n      = assesment_year",
    )
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as failure:
        load_policy(sample / "town/awards")
    (mistake,) = failure.value.mistakes
    assert mistake.place == Place(str(file), 15, 9)
    assert "assessment_year" in mistake.text("zh")
