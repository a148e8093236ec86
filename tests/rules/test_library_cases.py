"""Every rule case of the library, by every engine that runs here: one test a case, named as the file and the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from incentive_engine.assurance import differences
from incentive_engine.decision import default_engine
from incentive_engine.mistakes import InputError
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import RuleCases, load_cases
from incentive_engine.policy.model import Policy

RULES = Path(__file__).parents[2] / "rules"
FILES = sorted(RULES.glob("**/cases/*.yaml"))
ENGINES = sorted({"reference", default_engine().name})


def _policy(file: Path, loaded: dict[Path, Policy] = {}) -> Policy:  # noqa: B006 - kept from file to file
    folder = file.parents[1]
    if folder not in loaded:
        loaded[folder] = load_policy(folder)
    return loaded[folder]


def _every_case() -> Iterator[object]:
    for file in FILES:
        try:
            cases = load_cases(file, _policy(file))
        except InputError as error:
            pytest.fail(str(error), pytrace=False)
        for number, case in enumerate(cases.cases):
            for engine in ENGINES:
                yield pytest.param(cases, number, engine, id=f"{file.stem}::{case.name}::{engine}")


@pytest.mark.parametrize(("cases", "number", "engine"), list(_every_case()))
def test_case_is_decided_as_expected(cases: RuleCases, number: int, engine: str) -> None:
    try:
        found = differences(cases, cases.cases[number], engine=engine)
    except InputError as error:
        pytest.fail(str(error), pytrace=False)
    if found:
        pytest.fail("\n".join([cases.cases[number].name, *map(str, found)]), pytrace=False)


def test_every_measure_is_granted_refused_and_left_open_by_some_case() -> None:
    verdicts: Counter[tuple[str, str, str]] = Counter()
    measures = set()
    for file in FILES:
        cases = load_cases(file, _policy(file))
        measures |= {(cases.policy.id, measure.id) for measure in cases.policy.measures}
        for case in cases.cases:
            for expectation in case.expect:
                verdict = expectation.stated.get("verdict")
                verdicts[cases.policy.id, expectation.measure, str(verdict)] += 1
    lacking = [
        (*measure, verdict)
        for measure in sorted(measures)
        for verdict in ("eligible", "ineligible", "undetermined")
        if not verdicts[(*measure, verdict)]
    ]
    assert not lacking


def test_a_verdict_that_is_not_as_expected_comes_with_its_reason(tmp_path: Path) -> None:
    policy = load_policy("yanfeng/incentives-20")
    text = (RULES / "yanfeng/incentives-20/cases/07-rd-investment.yaml").read_text("utf-8")
    file = tmp_path / "cases.yaml"
    for damaged, why in ((text.replace("  tax_district: 雁峰区\n", ""), "tax_district"),
                         (text.replace("  dishonest: false", "  dishonest: true"), "not-dishonest")):  # fmt: skip
        file.write_text(damaged, "utf-8")
        cases = load_cases(file, policy)
        told = [str(one) for one in differences(cases, cases.cases[0]) if one.what == "verdict"]
        assert told and all(one.endswith(f"({why})") for one in told)
