"""The policy that docs/reference/policy-format.md shows is loaded from the page, and its cases are run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from incentive_engine.assurance import differences
from incentive_engine.assurance.cases.running import decide_case
from incentive_engine.assurance.coverage.coverage import Status, cover
from incentive_engine.decision import decide
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import load_cases

PAGE = Path(__file__).parents[2] / "docs/reference/policy-format.md"
BLOCK = re.compile(r"^```yaml file=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rules")
    for name, text in BLOCK.findall(PAGE.read_text("utf-8")):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def test_the_policies_on_the_page_are_settled_together_as_the_page_says(folder: Path) -> None:
    policies = [load_policy(id_, rules=[folder]) for id_ in ("sample/every-construct", "sample/province")]
    cases = load_cases(folder / "sample/every-construct/cases/all.yaml", policies[0])
    case = cases.cases[0]
    decision = decide(decide_case(cases, case).profile, policies, as_of=case.as_of, engine="reference")
    district, province = decision.policies
    growth = district.measure("rd-growth")
    assert (growth.gross, growth.payable, province.totals.payable) == (80000, 30000, 50000)
    assert province.totals.payable + growth.payable == 80000
    assert [one.measure.id for one in decision.joint.reductions] == ["rd-growth"]


def test_the_policy_on_the_page_decides_as_the_page_says(folder: Path) -> None:
    policy = load_policy("sample/every-construct", rules=[folder])
    cases = load_cases(folder / "sample/every-construct/cases/all.yaml", policy)
    found = [difference for case in cases.cases for difference in differences(cases, case)]
    assert len(cases.cases) == 8
    assert not found, "\n".join(map(str, found))


def test_what_the_page_declares_unreachable_is(folder: Path) -> None:
    policy = load_policy("sample/every-construct", rules=[folder])
    cases = load_cases(folder / "sample/every-construct/cases/all.yaml", policy)
    coverage = cover([policy], [cases])
    found = {
        (point.point.owner, point.point.text)
        for owner in coverage.policies[0].owners
        for point in owner.points
        for outcome in point.outcomes
        if outcome.status is Status.UNREACHABLE and outcome.why and outcome.why.code == "coverage.declared"
    }
    assert found == {("title", "otherwise")}
