"""The arguments of `decide`: defaults, assumptions, parameters, engines, and what is refused."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from building import LONG_AGO, TODAY, award, fact, firm, flag, limit, listing, measure, parameter, policy

from incentive_engine.decision import decide, deciding
from incentive_engine.decision.engine import ENGINES, EngineUnavailable, default_engine, engine_named
from incentive_engine.decision.model import Decision, Verdict
from incentive_engine.decision.reference import ReferenceEngine
from incentive_engine.feel.ternary import missing
from incentive_engine.mistakes import InputError
from incentive_engine.policy.model import FactType
from incentive_engine.profile.shapes import fits

FACTS = [
    flag("a"),
    flag("b"),
    fact("base"),
    fact("sales", annual=True),
    fact("established_on", FactType.DATE),
    fact("twice", formula="base * 2"),
]
POLICY = policy(
    measure(1, "a and twice > 5", "base"),
    measure(2, "b", "sales[-1]"),
    facts=FACTS,
    parameters=[parameter("rate", (LONG_AGO, Decimal(1)))],
)


def asked(**arguments: Any) -> Decision:
    facts = arguments.pop("facts", {})
    return decide(firm(**facts), [POLICY], **{"as_of": TODAY, "engine": "reference", **arguments})


def refused(**arguments: Any) -> list[str]:
    with pytest.raises(InputError) as error:
        asked(**arguments)
    return [mistake.code for mistake in error.value.mistakes]


# defaults


def test_the_assessment_year_is_the_year_before_the_day() -> None:
    assert asked().assessment_year == 2020
    assert asked(assessment_year=2018).assessment_year == 2018


def test_the_day_is_today_unless_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        @classmethod
        def today(cls) -> date:
            return date(2020, 6, 1)

    monkeypatch.setattr(deciding, "date", Clock)
    assert asked(as_of=None).as_of == date(2020, 6, 1)


def test_a_decision_says_what_decided_it() -> None:
    decision = asked()
    assert (decision.engine, decision.as_of, decision.assumed) == ("reference", TODAY, {})
    assert decision.policy("test/policy").policy.sha256 == "0" * 64
    with pytest.raises(KeyError):
        decision.policy("another")
    with pytest.raises(KeyError):
        decision.policies[0].measure("m9")


# assumptions


def test_an_assumption_counts_where_nothing_is_stated_and_is_marked_where_it_was_used() -> None:
    decision = asked(assume={"b": True}, facts={"a": True, "base": Decimal(9), "sales": {2020: 3}}).policies[0]
    assert [one.verdict for one in decision.measures] == [Verdict.ELIGIBLE, Verdict.ELIGIBLE]
    assert [one.assumptions_used for one in decision.measures] == [(), ("b",)]


def test_an_assumption_behind_a_derived_fact_was_used() -> None:
    decision = asked(assume={"base": Decimal(9)}, facts={"a": True}).policies[0]
    assert decision.measures[0].assumptions_used == ("base",)


def test_an_assumption_that_only_the_award_reads_is_used_where_the_award_is_given() -> None:
    both = asked(assume={"sales": {2020: Decimal(3)}}, facts={"a": True, "b": True}).policies[0]
    assert both.measures[1].assumptions_used == ("sales",)
    none = asked(assume={"sales": {2020: Decimal(3)}}, facts={"a": True, "b": False}).policies[0]
    assert none.measures[1].assumptions_used == ()


def test_assumed_figures_fill_in_the_years_that_are_not_stated() -> None:
    decision = asked(assume={"sales": {2020: Decimal(7)}}, facts={"b": True, "sales": {2019: 3}})
    assert decision.policies[0].measures[1].payable == 7


def test_an_assumption_that_a_limit_reads_is_used_by_what_it_limits() -> None:
    capped = policy(measure(1, gives="100"), facts=[fact("cap")], limits=[limit("cap")])
    decision = decide(firm(), [capped], as_of=TODAY, engine="reference", assume={"cap": Decimal(60)})
    assert decision.policies[0].measures[0].assumptions_used == ("cap",)
    assert decision.policies[0].measures[0].payable == 60


def test_what_is_stated_stands_and_is_no_assumption() -> None:
    decision = asked(assume={"a": True}, facts={"a": True, "base": Decimal(9)}).policies[0]
    assert decision.measures[0].assumptions_used == ()


def test_assumptions_that_cannot_be_made_are_refused_together() -> None:
    codes = refused(assume={"a": False, "twice": Decimal(1), "bass": Decimal(1)}, facts={"a": True})
    assert sorted(codes) == [
        "decision.assumed-against-stated",
        "decision.assumed-derived-fact",
        "decision.assumed-unknown-fact",
    ]


def test_a_figure_must_not_be_assumed_against_the_stated_one() -> None:
    assert refused(assume={"sales": {2019: Decimal(4)}}, facts={"sales": {2019: Decimal(3)}}) == [
        "decision.assumed-against-stated"
    ]


@pytest.mark.parametrize(
    "assumed",
    [
        {"base": 1.5},
        {"base": "9"},
        {"base": 9},
        {"base": None},
        {"base": Decimal("NaN")},
        {"a": 1},
        {"sales": Decimal(5)},
        {"sales": {"2020": Decimal(5)}},
        {"sales": {2020: 0.1}},
        {"established_on": "2020-01-01"},
        {"established_on": datetime(2020, 1, 1)},
    ],
)
def test_an_assumption_has_the_shape_of_a_stated_fact(assumed: dict[str, Any]) -> None:
    assert refused(assume=assumed) == ["decision.assumed-of-other-shape"]


def test_an_assumed_list_holds_whole_items() -> None:
    held = listing("held", name=FactType.TEXT, value=FactType.MONEY)
    assert fits([{"name": "甲", "value": missing("held")}], held)
    assert fits((), held)
    assert not fits([{"name": "甲"}], held)
    assert not fits([{"name": "甲", "value": 0.5}], held)
    assert not fits({"name": "甲"}, held)


def test_a_choice_is_one_of_the_choices() -> None:
    kind = fact("kind", FactType.CHOICE, choices=("工业", "服务业"))
    assert fits("工业", kind) and not fits("农业", kind)


def test_a_whole_number_has_no_fraction() -> None:
    staff = fact("staff", FactType.INTEGER)
    assert fits(Decimal("3.0"), staff) and not fits(Decimal("3.5"), staff)


def test_a_misspelt_fact_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError, match="base"):
        asked(assume={"bass": Decimal(1)})


# parameters, policies, engines


def test_parameters_that_cannot_be_overridden_are_refused() -> None:
    assert refused(parameters={"rat": Decimal(1)}) == ["decision.unknown-parameter"]
    assert refused(parameters={"rate": "1"}) == ["decision.parameter-of-other-type"]
    assert refused(parameters={"rate": Decimal("NaN")}) == ["decision.parameter-of-other-type"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"as_of": "2021-03-31"}, "as_of: a date is expected, not a str"),
        ({"as_of": datetime(2021, 3, 31)}, "as_of: a date is expected, not a datetime"),
        ({"assessment_year": "2020"}, "assessment_year: an int is expected, not a str"),
        ({"assessment_year": 2020.0}, "assessment_year: an int is expected, not a float"),
    ],
)
def test_a_day_or_a_year_of_another_type_is_refused_by_its_name(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        asked(**arguments)


def test_a_policy_must_not_be_asked_for_twice() -> None:
    with pytest.raises(InputError, match="test/policy"):
        decide(firm(), [POLICY, POLICY], as_of=TODAY, engine="reference")


def test_no_policies_give_an_empty_decision() -> None:
    assert decide(firm(), [], as_of=TODAY, engine="reference").policies == ()


def test_an_engine_may_be_given_itself() -> None:
    assert asked(engine=ReferenceEngine()).engine == "reference"


def test_an_unknown_engine_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(EngineUnavailable) as error:
        engine_named("drools")
    assert "drools" in error.value.text("zh")
    assert all(name in str(error.value) for name in ENGINES)


def test_the_default_engine_is_rete_where_it_runs() -> None:
    try:
        rete = engine_named("rete")
    except EngineUnavailable:
        assert default_engine().name == "reference"
    else:
        assert default_engine() is rete


def test_a_policy_that_was_changed_is_another() -> None:
    def first(gives: str) -> Any:
        return decide(firm(), [policy(measure(1, gives=gives))], as_of=TODAY, engine="reference").policies[0]

    assert [first("5").measures[0].payable, first("7").measures[0].payable] == [5, 7]


def test_a_decision_does_not_see_what_the_caller_changes_afterwards() -> None:
    profile = firm(a=True, base=Decimal(9))
    before = decide(profile, [POLICY], as_of=TODAY, engine="reference").policies[0].measures[0].payable
    after = decide(profile.with_facts(base=Decimal(8)), [POLICY], as_of=TODAY, engine="reference")
    assert (before, after.policies[0].measures[0].payable) == (9, 8)


def test_a_derived_fact_is_never_taken_from_the_profile() -> None:
    stated = policy(measure(1, "true", award("twice")), facts=FACTS)
    decision = decide(firm(base=4, twice=99), [stated], as_of=TODAY, engine="reference")
    assert decision.policies[0].measures[0].payable == 8
