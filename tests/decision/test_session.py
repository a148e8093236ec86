"""Sessions: facts told one at a time, what each settles, and what is worth asking next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incentive_engine import InputError, Policy, Profile, Verdict, decide, load_policy
from incentive_engine.decision.engine import EngineUnavailable, engine_named
from incentive_engine.decision.session import Session
from incentive_engine.decision.settled import Settled
from incentive_engine.policy.model import Measure

AS_OF = date(2021, 3, 31)

FACTS = """
facts:
  established_on: {label: 成立日期, type: date}
  dishonest: {label: 严重失信, type: boolean, answered_by: registry}
  revenue: {label: 营业收入, type: money, annual: true}
  rd_expense: {label: 研发费用, type: money, annual: true}
  hnte: {label: 高新技术企业, type: boolean}
  tech_sme: {label: 科技型中小企业, type: boolean}
  patents: {label: 有效专利数, type: integer}
"""

POLICY = """
policy: district/measures
title: 激励措施
language: 1
basis: reconstructed
requirements:
  - {id: honest, label: 无严重失信, test: not(dishonest)}
"""

MEASURES = {
    "01-rd": """
measure: rd
number: 1
title: 研发奖励
clause: 对研发费用增长的企业给予奖励。
basis: reconstructed
when:
  all:
    - {id: growth, label: 研发费用较上年增长, test: 'rd_expense[-1] > rd_expense[-2]'}
    - any:
        - {id: hnte, label: 高新技术企业, test: hnte}
        - {id: sme, label: 科技型中小企业, test: tech_sme}
award: {amount: 'rd_expense[-1] * 0.1'}
""",
    "02-scale": """
measure: scale
number: 2
title: 做大奖励
clause: 对上规模且未享受研发奖励的企业给予奖励。
basis: reconstructed
when:
  all:
    - {id: size, label: 营业收入1亿元以上, test: 'revenue[-1] >= 100000000'}
    - not: {measure: rd}
award: {amount: 500000}
""",
    "03-patents": """
measure: patents
number: 3
title: 专利奖励
clause: 至少符合两项的，按专利数给予奖励。
basis: reconstructed
when:
  at_least:
    n: 2
    of:
      - {id: hnte, label: 高新技术企业, test: hnte}
      - {id: sme, label: 科技型中小企业, test: tech_sme}
      - {id: many, label: 专利5件以上, test: patents >= 5}
award: {amount: patents * 1000}
""",
    "04-former": """
measure: former
number: 4
title: 原奖励
clause: 已停止执行。
basis: reconstructed
in_force: {to: 2019-12-31}
when: {all: [{id: hnte, label: 高新技术企业, test: hnte}]}
award: {amount: 1}
""",
}


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    rules = tmp_path_factory.mktemp("rules")
    folder = rules / "district" / "measures"
    write(rules / "vocabulary" / "facts.yaml", FACTS)
    write(folder / "policy.yaml", POLICY)
    for name, text in MEASURES.items():
        write(folder / "measures" / f"{name}.yaml", text)
    return load_policy("district/measures", rules=[rules])


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(params=["rete", "reference"])
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    try:
        engine_named(name)
    except EngineUnavailable as missing:
        pytest.skip(str(missing))
    return name


@pytest.fixture
def session(policy: Policy, engine: str) -> Iterator[Session]:
    with Session([policy], as_of=AS_OF, engine=engine) as session:
        yield session


def verdicts(settled: tuple[Settled, ...]) -> dict[str, Verdict]:
    return {
        one.subject.id: one.verdict for one in settled if isinstance(one.subject, Measure) and one.verdict
    }


def test_a_fact_settles_the_conditions_that_it_decides(session: Session) -> None:
    (size,) = session.tell("revenue", {2020: "1.5亿元"})
    assert (size.subject.id, size.value, size.verdict, size.premises) == ("size", True, None, ())
    assert size.text() == "符合：营业收入1亿元以上"


def test_a_registry_entry_settles_every_measure_at_once(session: Session) -> None:
    settled = session.tell("dishonest", True)
    honest = settled[0]
    assert not honest.value
    assert verdicts(settled) == dict.fromkeys(("rd", "scale", "patents"), Verdict.INELIGIBLE)
    assert all(one.premises == (honest,) for one in settled if one.verdict)
    assert session.missing() == ()


def test_a_verdict_names_what_it_was_concluded_from(session: Session) -> None:
    session.tell("dishonest", "否")
    session.tell("hnte", "是")
    session.tell("rd_expense@2019", "150万元")
    settled = session.tell("rd_expense@2020", "200万元")
    assert verdicts(settled) == {"rd": Verdict.ELIGIBLE, "scale": Verdict.INELIGIBLE}
    by_measure = {one.subject.id: one for one in settled if isinstance(one.subject, Measure)}
    assert by_measure["rd"].text() == (
        "可以享受“研发奖励”（因为符合：无严重失信；符合：研发费用较上年增长；"
        "符合：以下各项具备其一：高新技术企业；科技型中小企业）"
    )
    (excluded,) = by_measure["scale"].premises
    assert excluded.text("en") == ("not met: not receiving “研发奖励” (because eligible for “研发奖励”)")


def test_the_conditions_of_at_least_two_count_as_they_come(session: Session) -> None:
    session.tell("dishonest", False)
    session.tell("hnte", False)
    assert "patents" not in verdicts(session.tell("patents", 5))
    assert verdicts(session.tell("tech_sme", True))["patents"] is Verdict.ELIGIBLE


def test_the_fact_that_concerns_the_most_measures_is_asked_first(session: Session) -> None:
    first = ["dishonest", "hnte", "tech_sme", "rd_expense", "revenue", "patents"]
    assert [fact.id for fact in session.missing()] == first
    session.tell("rd_expense", {2019: 2, 2020: 1})
    assert [fact.id for fact in session.missing()] == ["dishonest", "revenue", "hnte", "tech_sme", "patents"]


def test_after_the_last_question_the_decision_is_complete(session: Session) -> None:
    answers = {
        "dishonest": "否",
        "rd_expense": {2019: "1,500,000.50", 2020: "200万"},
        "hnte": "否",
        "tech_sme": "是",
        "revenue": {2020: "2亿"},
        "patents": 7,
    }
    asked = []
    while questions := session.missing():
        asked.append(questions[0].id)
        session.tell(questions[0].id, answers[questions[0].id])
    decision = session.decision()
    assert len(asked) == len(set(asked))
    assert decision.policies[0].totals.complete
    assert decision.policies[0].measure("rd").payable == Decimal("200000.00")
    assert decision.policies[0].measure("patents").payable == Decimal("7000.00")


def test_a_session_decides_as_decide_does(session: Session, policy: Policy, engine: str) -> None:
    session.tell("dishonest", False)
    session.tell("rd_expense", {2020: 3, 2019: 2})
    session.tell("tech_sme", True)
    facts = {"dishonest": False, "rd_expense": {2019: Decimal(2), 2020: Decimal(3)}, "tech_sme": True}
    assert session.profile == Profile(facts=facts)
    assert session.decision() == decide(session.profile, [policy], as_of=AS_OF, engine=engine)


def test_a_fact_is_told_once(session: Session) -> None:
    session.tell("高新技术企业", "是")
    for value in ("否", "是"):
        with pytest.raises(InputError) as refused:
            session.tell("hnte", value)
        assert "高新技术企业（hnte）已经告知过" in refused.value.mistakes[0].text()
    session.tell("revenue", {2019: 1})
    session.tell("revenue", {2020: 2})
    with pytest.raises(InputError) as refused:
        session.tell("营业收入@2020", 2)
    assert "revenue@2020" in refused.value.mistakes[0].text("en")
    assert session.profile.facts["revenue"] == {2019: Decimal(1), 2020: Decimal(2)}


def test_not_knowing_is_no_answer(session: Session) -> None:
    assert session.tell("hnte", None) == ()
    assert session.tell("revenue", {2020: None}) == ()
    assert session.profile == Profile()
    assert session.tell("hnte", True)
    assert session.tell("revenue", {2020: "1亿元"})


@pytest.mark.parametrize(
    ("fact", "value", "complaint"),
    [
        ("hntee", True, "hnte"),
        ("hnte", "也许", "也许"),
        ("revenue", "500万元", "revenue"),
        ("patents", 0.5, "patents"),
        ("patents@2020", 1, "patents"),
    ],
)
def test_what_no_profile_could_state_is_refused_and_changes_nothing(
    session: Session, fact: str, value: Any, complaint: str
) -> None:
    with pytest.raises(InputError, match=complaint):
        session.tell(fact, value)
    assert session.profile == Profile()
    assert session.tell("dishonest", True)


def test_a_founding_day_after_a_figure_contradicts_it(session: Session) -> None:
    session.tell("revenue", {2018: 5})
    with pytest.raises(InputError):
        session.tell("established_on", "2019-06-01")
    assert "established_on" not in session.profile.facts


def test_a_closed_session_hears_nothing(policy: Policy, engine: str) -> None:
    with Session([policy], as_of=AS_OF, engine=engine) as session:
        session.tell("hnte", True)
    with pytest.raises(ValueError, match="closed"):
        session.tell("tech_sme", True)
    assert session.decision().policies[0].measure("patents").verdict is Verdict.UNDETERMINED


def test_arguments_are_checked_as_decide_checks_them(policy: Policy) -> None:
    with pytest.raises(InputError):
        Session([policy, policy], as_of=AS_OF)
    with pytest.raises(InputError):
        Session([policy], as_of=AS_OF, parameters={"no_such": Decimal(1)})
    with pytest.raises(EngineUnavailable):
        Session([policy], as_of=AS_OF, engine="ret")


ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "dishonest": st.booleans(),
    "revenue": st.dictionaries(
        st.integers(2018, 2020), st.sampled_from([0, 99_999_999, 100_000_000]), min_size=1
    ),
    "rd_expense": st.dictionaries(st.integers(2018, 2020), st.integers(0, 3), min_size=1),
    "hnte": st.booleans(),
    "tech_sme": st.booleans(),
    "patents": st.integers(0, 9),
    "established_on": st.dates(date(2001, 1, 1), date(2017, 12, 31)),
}


def test_in_any_order_what_is_settled_stays_and_is_what_decide_finds(policy: Policy) -> None:
    @settings(deadline=None, max_examples=60)
    @given(facts=st.permutations(list(ANSWERS)), answers=st.fixed_dictionaries(ANSWERS))
    def told_in_this_order(facts: list[str], answers: dict[str, Any]) -> None:
        told = {name: Session([policy], as_of=AS_OF, engine=name) for name in available()}
        known = {"former": Verdict.NOT_IN_FORCE}
        for fact in facts:
            settled = {name: session.tell(fact, answers[fact]) for name, session in told.items()}
            said = [{(one.subject.id, one.value) for one in ones} for ones in settled.values()]
            assert all(one == said[-1] for one in said)
            assert not known.keys() & verdicts(settled["reference"]).keys()
            known.update(verdicts(settled["reference"]))
            measures = told["reference"].decision().policies[0].measures
            decided = {one.id: one.verdict for one in measures if one.verdict is not Verdict.UNDETERMINED}
            assert known == decided
        for session in told.values():
            session.close()

    told_in_this_order()


def available() -> Iterator[str]:
    for name in ("rete", "reference"):
        try:
            yield engine_named(name).name
        except EngineUnavailable:
            continue
