"""`incentive mutate`: what it prints, what it gives back, and what it says to those who ask it wrongly."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from incentive_engine.assurance import symbolic
from incentive_engine.assurance.mutation import mutating

AWARDS = "town/awards"
SCHEMA = json.loads((files("incentive_engine.assurance.mutation") / "mutation.schema.json").read_text("utf-8"))
WITHOUT_GATE = "growth/all(gate, risen)/condition: without gate"

Mutate = Callable[..., Any]


def explain(rules: Path, *mutants: str, policy: str = AWARDS) -> Path:
    lines = [f"policy: {policy}", "survivors:"]
    for mutant in mutants:
        lines += [f"  - mutant: '{mutant}'", "    because: 见说明"]
    file = rules / AWARDS / "survivors.yaml"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def document(mutate: Mutate, *words: object) -> Any:
    told = json.loads(mutate(AWARDS, "--format", "json", *words).out)
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    return told


def test_scores_by_measure_and_every_survivor_in_words(mutate: Mutate) -> None:
    run = mutate(AWARDS)
    assert run.status == 1
    assert "示例镇奖励办法 (示例奖励)" in run.out
    assert "1 growth" in run.out and "2 moved" in run.out and "Derived facts that policies share" in run.out
    assert "measure1,鼓励研发(growth),conditions(gate,risen):`gate`leftout" in "".join(run.out.split())
    assert "town/awards/measures/01-growth.yaml:9" in run.out.replace("\n", "")
    assert "growth is ineligible by the policy" in " ".join(run.out.split())
    assert f"id: {WITHOUT_GATE}" in run.out
    assert "town/awards has survivors that nobody explained" in run.err


def test_the_same_in_chinese(mutate: Mutate) -> None:
    run = mutate(AWARDS, lang="zh")
    assert "第1条“鼓励研发”（growth），条件组（gate、risen）：漏写`gate`" in "".join(run.out.split())
    assert "原规则 不符合，变异后" in run.out
    assert "经证明，在 2020-01-01 任何企业的结果都相同" in run.out.replace("\n", "").replace("    ", "")
    assert "未加说明" in run.err


def test_the_document_follows_its_schema_and_is_the_same_from_run_to_run(mutate: Mutate) -> None:
    told = document(mutate, "--no-cache")
    assert told == document(mutate, "--no-cache") == document(mutate)
    policy, shared = told["policies"]
    assert (policy["policy"], shared["policy"]) == (AWARDS, "vocabulary")
    counts = policy["score"]
    fates = [mutant["fate"] for mutant in policy["mutants"]]
    assert counts["mutants"] == len(fates) and counts["killed"] == fates.count("killed")
    assert {"killed", "survived", "equivalent"} == set(fates)


def test_a_score_below_the_bound_is_a_fault_and_one_above_is_none(mutate: Mutate) -> None:
    score = float(document(mutate)["policies"][0]["score"]["per_cent"])
    assert 50 < score < 100
    assert mutate(AWARDS, "--fail-under", "50").status == 0
    run = mutate(AWARDS, "--fail-under", "99.9%")
    assert run.status == 1 and f"town/awards scores {score} %, below 99.9 %" in run.err


def test_only_some_measures_and_operators(mutate: Mutate) -> None:
    told = document(mutate, "--measure", "2", "--operator", "otherwise", "--operator", "row")
    assert {mutant["operator"] for mutant in told["policies"][0]["mutants"]} == {"otherwise", "row"}
    assert set(told["policies"][0]["measures"]) == {"moved"}


def test_explained_survivors_are_no_fault_but_no_success_either(rules: Path, mutate: Mutate) -> None:
    before = document(mutate)["policies"][0]
    alive = [mutant["id"] for mutant in before["mutants"] if mutant["fate"] == "survived"]
    explain(rules, *alive)
    run = mutate(AWARDS)
    assert "town/awards" not in run.err and "explained: 见说明" in run.out
    after = document(mutate)["policies"][0]
    assert after["score"] == {**before["score"], "explained": len(alive)}


@pytest.mark.parametrize(
    ("mutant", "policy", "message"),
    [
        ("growth/gate/strictness: spent >= gate → spent > gate", AWARDS, "is killed by the case '恰好50万元'"),
        ("growth/gate/strictness: spent >= gate → spent > gates", AWARDS, "there is no mutant"),
        (WITHOUT_GATE, "town/fees", "these should be explanations for town/awards"),
    ],
)
def test_an_explanation_that_explains_nothing_is_a_mistake(
    rules: Path, mutate: Mutate, mutant: str, policy: str, message: str
) -> None:
    explain(rules, mutant, policy=policy)
    run = mutate(AWARDS)
    assert run.status == 2 and message in run.err and "survivors.yaml:" in run.err


def test_two_explanations_of_one_survivor_are_a_mistake(rules: Path, mutate: Mutate) -> None:
    explain(rules, WITHOUT_GATE, WITHOUT_GATE)
    run = mutate(AWARDS)
    assert run.status == 2 and "is explained at" in run.err


def test_cases_that_fail_are_a_mistake(rules: Path, mutate: Mutate) -> None:
    file = rules / AWARDS / "cases/moved.yaml"
    file.write_text(file.read_text("utf-8").replace("payable: 10000", "payable: 20000"), "utf-8")
    run = mutate(AWARDS)
    assert run.status == 2
    assert "the case '迁入' does not pass without any mutant (what it expects of moved)" in run.err


def test_a_policy_without_cases_is_a_mistake(rules: Path, mutate: Mutate) -> None:
    for file in (rules / AWARDS / "cases").iterdir():
        file.unlink()
    run = mutate(AWARDS)
    assert run.status == 2 and "town/awards has no rule cases that could notice a mutant" in run.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--measure", "grow"), "the policies hold no measure grow; the nearest are growth"),
        (("--operator", "strict"), "'strict' is not one of strictness, direction"),
        (("--fail-under", "101"), "'101' is not a percentage from 0 to 100"),
        (("--fail-under", "most"), "'most' is not a percentage"),
        (("--fail-under", "nan"), "'nan' is not a percentage"),
        (("--timeout", "0"), "'0' is not a number of seconds above 0"),
        (("--format", "html"), "'html' is not one of text, json"),
        (("--rules", "nowhere"), "nowhere"),
    ],
)
def test_wrong_usage(mutate: Mutate, words: tuple[str, ...], message: str) -> None:
    run = mutate(AWARDS, *words)
    assert run.status == 2 and message in run.err and not run.out


def test_a_policy_that_there_is_not(mutate: Mutate) -> None:
    run = mutate("town/award")
    assert run.status == 2 and "town/awards" in run.err


def test_without_the_solver_it_says_so(mutate: Mutate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutating, "prover_installed", lambda: False)
    monkeypatch.setattr(symbolic, "prover_installed", lambda: False)
    run = mutate(AWARDS)
    assert run.status == 1
    assert "whether survivors are equivalent was not judged: install incentive-engine[verify]" in run.out


def test_results_go_to_a_file_in_the_form_of_its_extension(tmp_path: Path, mutate: Mutate) -> None:
    run = mutate(AWARDS, "-o", tmp_path / "mutation.json")
    assert run.status == 1 and not run.out
    assert json.loads((tmp_path / "mutation.json").read_text("utf-8"))["schema"] == "incentive-engine/mutation/1"
