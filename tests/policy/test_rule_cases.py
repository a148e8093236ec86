"""Rule cases are read with everything that they expect, and refused where they expect the impossible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from incentive_engine.mistakes import InputError, Place
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import load_cases

SAMPLE = Path(__file__).with_name("sample")
CASES = "town/awards/cases/growth.yaml"
LIBRARY = Path(__file__).parents[2] / "rules"


def test_cases_are_read_with_their_policy() -> None:
    rule_cases = load_cases(SAMPLE / CASES)
    assert rule_cases.policy.id == "town/awards"
    assert rule_cases.base == {"所在区": "某镇", "dishonest": "否"}
    first, second = rule_cases.cases
    assert (first.name, first.as_of, first.assessment_year) == ("按增量的12%计", date(2021, 6, 30), None)
    assert first.facts["rd_expense"] == {"2019": "100万", "2020": "180万"}
    (expected,) = first.expect
    assert expected.measure == "growth"
    assert expected.stated == {"verdict": "eligible", "gross": Decimal(96000), "missing": []}
    assert expected.place == Place(str(SAMPLE / CASES), 7, 14)
    assert second.assessment_year == 2020
    assert second.parameters == {"growth_rate": Decimal("0.2")}
    assert second.expect[0].stated["payable"] is None
    assert rule_cases.document.place(*second.path, "facts", "rd_expense").line == 10


def test_cases_may_be_about_a_policy_that_is_at_hand() -> None:
    policy = load_policy(SAMPLE / "town/awards")
    assert load_cases(SAMPLE / CASES, policy).policy is policy


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*/*/cases/*.yaml")), ids=lambda path: path.stem)
def test_the_library_s_cases_are_sound(path: Path) -> None:
    rule_cases = load_cases(path)
    assert rule_cases.policy.id == "/".join(path.parts[-4:-2])
    assert rule_cases.cases


DAMAGES: list[tuple[str, str, str, str]] = [
    ("policy: town/awards", "policy: town/award", "policy.cases-of-other", "policy:"),
    ("as_of: 2021-06-30", "as_of: 2021-06-31", "policy.not-a-date", "as_of"),
    ("as_of: 2021-06-30\n", "", "policy.missing-key", "policy:"),
    ("base:", "basis:", "policy.unknown-key", "basis"),
    ("name: 缺数据时不下结论", "name: 按增量的12%计", "policy.case-twice", "  - name: 按增量的12%计\n    assess"),
    ("    facts: {rd_expense: null}", "    fact: {rd_expense: null}", "policy.unknown-key", "fact:"),
    ("assessment_year: 2020", "assessment_year: last", "policy.not-an-integer", "assessment_year"),
    ("assessment_year: 2020", "assessment_year: 20", "policy.greater-than-equal", "assessment_year"),
    ("growth_rate: 20%", "growth_rat: 20%", "policy.unknown-parameter", "growth_rat"),
    ("growth_rate: 20%", "growth_rate: 20万元", "policy.override-type", "growth_rate"),
    ("growth_rate: 20%", "growth_rate: 20美元", "policy.unknown-unit", "growth_rate"),
    ("{growth: {verdict: eligible", "{grown: {verdict: eligible", "policy.unknown-measure", "grown"),
    ("verdict: eligible", "verdict: eligble", "policy.not-a-choice", "eligble"),
    ("verdict: eligible", "verdict: ", "policy.no-value", "{verdict: ,"),
    ("verdict: eligible", "outcome: eligible", "policy.unknown-key", "outcome"),
    ("gross: 9.6万元", "gross: 9.6%", "policy.unit-of-money", "gross"),
    ("gross: 9.6万元", "gross: much", "policy.not-an-amount", "gross"),
    ("missing: [rd_expense]", "missing: [rd_expens]", "policy.unknown-fact", "rd_expens]"),
    ("missing: [rd_expense]", "missing: rd_expense", "policy.not-a-list", "missing: rd"),
    ("missing: [rd_expense]", "missing: [rd_growth]", "policy.unknown-fact", "rd_growth"),
    ("failed: [here]", "failed: [there]", "policy.unknown-condition", "there"),
    ("failed: [here]", "failed: [any-platform]", "policy.unknown-condition", "any-platform"),
    ("{verdict: eligible, gross: 9.6万元, missing: []}", "{}", "policy.expects-nothing", "{growth: {}"),
    ("missing: []", "items: [5, 5%]", "policy.unit-of-money", "5%"),
    ("missing: []", "items: [much]", "policy.not-an-amount", "much"),
    ("missing: []", "adjustments: [{step: cap, amount: 5}]", "policy.not-a-choice", "cap"),
    ("missing: []", "adjustments: [{stop: max, amount: 5}]", "policy.unknown-key", "stop"),
    ("missing: []", "adjustments: [{step: max}]", "policy.missing-key", "{step"),
    ("missing: []", "adjustments: [{step: , amount: 5}]", "policy.no-value", "{step"),
    ("missing: []", "adjustments: [{step: max, amount: 5%}]", "policy.unit-of-money", "5%"),
    ("missing: []", "adjustments: [max]", "policy.not-a-mapping", "max]"),
    ("    facts: {rd_expense: null}", "    to_confirm: false", "policy.not-text", "false"),
    ("    facts: {rd_expense: null}", "    to_confirm:", "policy.no-value", "to_confirm"),
    ("    expect: {growth: {", "    expected: {growth: {", "policy.unknown-key", "expected"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "at"), DAMAGES)
def test_a_damaged_case_is_refused_at_its_line(sample: Path, old: str, new: str, code: str, at: str) -> None:
    file = sample / CASES
    text = file.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as failure:
        load_cases(file)
    for mistake in failure.value.mistakes:
        assert mistake.text("zh")
        assert mistake.text("en")
    places = [mistake.place for mistake in failure.value.mistakes if mistake.code == code]
    assert [(place.file, place.line) for place in places] == [(str(file), 1 + text.partition(at)[0].count("\n"))]


def test_amounts_of_items_and_steps_are_read_as_money(sample: Path) -> None:
    file = sample / CASES
    text = file.read_text(encoding="utf-8")
    more = "items: [1万元, null], adjustments: [{step: max, amount: -2万元}]"
    file.write_text(text.replace("missing: []", more), encoding="utf-8")
    stated = load_cases(file).cases[0].expect[0].stated
    assert stated["items"] == [Decimal(10000), None]
    assert stated["adjustments"] == [("max", Decimal(-20000))]


def test_a_case_may_wait_for_a_person(sample: Path) -> None:
    file = sample / CASES
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    parameters:", "    to_confirm: 边界\n    parameters:"), encoding="utf-8")
    assert [case.to_confirm for case in load_cases(file).cases] == [None, "边界"]


def test_a_case_without_cases_is_refused(sample: Path) -> None:
    file = sample / CASES
    file.write_text("policy: town/awards\nas_of: 2021-01-01\ncases: []", encoding="utf-8")
    with pytest.raises(InputError):
        load_cases(file)


def refuse(make: Callable[[], object]) -> set[str]:
    with pytest.raises(InputError) as failure:
        make()
    return {mistake.code for mistake in failure.value.mistakes}


def test_cases_of_an_unknown_policy_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text((SAMPLE / CASES).read_text(encoding="utf-8"), encoding="utf-8")
    assert refuse(lambda: load_cases(file)) == {"policy.no-such-policy"}
    assert load_cases(file, rules=[SAMPLE]).policy.id == "town/awards"
