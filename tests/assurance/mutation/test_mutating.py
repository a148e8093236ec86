"""Mutants run by the cases of their policies: killed, equivalent, surviving; and only what is new run again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from incentive_engine.assurance.mutation import mutating
from incentive_engine.assurance.mutation.mutating import KILLED, SURVIVED, Result, Trials, mutate
from incentive_engine.assurance.mutation.proofs import DIFFERENT, EQUIVALENT, UNASKED
from incentive_engine.assurance.mutation.running import Ran

Read = Callable[..., Trials]
AWARDS = "town/awards"


def results(trials: Trials, **more: object) -> dict[str, Result]:
    return {one.mutant.id: one for one in mutate(trials, jobs=1, **more)}  # type: ignore[arg-type]


def rerun(trials: Trials, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The ids of the mutants that are run now, what is kept left out."""
    run: set[str] = set()
    usual = Trials.run

    def noting(self: Trials, key: tuple[str, str]) -> Ran:
        run.add(key[1])
        return usual(self, key)

    with monkeypatch.context() as patch:
        patch.setattr(Trials, "run", noting)
        mutate(trials, jobs=1)
    return run


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def test_a_case_kills_what_it_decides_otherwise_than_expected(trials: Read) -> None:
    killed = results(trials(AWARDS))["growth/gate/strictness: spent >= gate → spent > gate"]
    assert killed.fate == KILLED
    by = killed.ran.killed_by
    assert by is not None and (by.case, by.measure, by.what) == ("恰好50万元", "growth", "payable")
    assert (by.before, by.after) == ("50000", "0.00")
    assert by.place.file.endswith("growth.yaml") and by.place.line == 4


def test_what_no_case_notices_survives_with_an_enterprise_that_shows_the_difference(trials: Read) -> None:
    survivor = results(trials(AWARDS))["growth/all(gate, risen)/condition: without gate"]
    assert survivor.fate == SURVIVED
    assert survivor.proof.kind == DIFFERENT
    assert "growth：原规则 不符合，变异后 " in survivor.proof.words["zh"]
    assert "growth is ineligible by the policy" in survivor.proof.words["en"]
    assert survivor.ran.near and not survivor.ran.near[0].what


def test_what_decides_alike_is_equivalent_with_the_bound_of_the_proof(trials: Read) -> None:
    equivalent = results(trials(AWARDS))["moved/award.table/otherwise: without otherwise 0"]
    assert equivalent.fate == EQUIVALENT
    assert equivalent.proof.words["en"] == "proved: on 2020-01-01 every enterprise is decided alike"


def test_a_case_that_is_decided_otherwise_but_does_not_say_how_is_named(rules: Path, trials: Read) -> None:
    edit(rules / AWARDS / "cases/moved.yaml", ", payable: 10000", "")
    survivor = results(trials(AWARDS))["moved/award.table.[true].output/threshold: 10000 → 10001"]
    assert survivor.fate == SURVIVED
    near = survivor.ran.near[0]
    assert (near.case, near.measure, near.what, near.before, near.after) == (
        "迁入",
        "moved",
        "gross",
        "10000.00",
        "10001.00",
    )


def test_a_shared_fact_is_judged_by_every_policy_that_reads_it(trials: Read) -> None:
    id_ = "fact risen/formula/arithmetic: spent - earlier → spent + earlier"
    together = results(trials(AWARDS, "town/fees"))
    alone = results(trials("town/fees"))
    ids = [one for one in together if "arithmetic" in one]
    assert len(ids) == 1 and together[ids[0]].mutant.policy == "vocabulary", id_
    assert together[ids[0]].fate == alone[ids[0]].fate == KILLED


def test_a_second_run_runs_nothing_and_finds_the_same(trials: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    first = results(trials(AWARDS))
    assert not rerun(trials(AWARDS), monkeypatch)
    assert results(trials(AWARDS)) == first
    assert results(trials(AWARDS), keep=False) == first


def test_after_a_measure_is_edited_only_its_mutants_are_run(
    rules: Path, trials: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    results(trials(AWARDS))
    edit(rules / AWARDS / "measures/02-moved.yaml", "otherwise: 0", "otherwise: 1")
    run = rerun(trials(AWARDS), monkeypatch)
    assert run and all(one.startswith(("moved/", "policy/")) for one in run)


def test_after_a_case_is_edited_only_what_it_judges_is_run(
    rules: Path, trials: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    results(trials(AWARDS))
    edit(rules / AWARDS / "cases/growth.yaml", "40万元", "30万元")
    run = rerun(trials(AWARDS), monkeypatch)
    assert run and not any(one.startswith("moved/") for one in run)


def test_reformatting_and_comments_run_nothing(rules: Path, trials: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    first = results(trials(AWARDS))
    edit(rules / AWARDS / "measures/01-growth.yaml", "test: spent >= gate}", "test: '(spent)  >=  gate'}   # 门槛")
    edit(rules / AWARDS / "cases/growth.yaml", "cases:\n", "cases:\n\n  # 增长\n")
    assert not rerun(trials(AWARDS), monkeypatch)
    by = results(trials(AWARDS))["growth/gate/strictness: spent >= gate → spent > gate"].ran.killed_by
    assert by is not None and by.place.line == 6, "where the case stands now"
    assert set(results(trials(AWARDS))) == set(first)


def test_a_damaged_file_of_what_was_kept_is_not_believed(tmp_path: Path, trials: Read) -> None:
    first = results(trials(AWARDS))
    for file in (tmp_path / "kept").glob("mutation-*"):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert results(trials(AWARDS)) == first
    for file in (tmp_path / "kept").glob("mutation-*"):
        file.write_text('{"x": 1}'.replace("{", '{"y": [], '), "utf-8")
    assert results(trials(AWARDS)) == first


def test_without_the_solver_nothing_is_equivalent(trials: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutating, "prover_installed", lambda: False)
    found = results(trials(AWARDS))
    assert {one.fate for one in found.values()} == {KILLED, SURVIVED}
    assert {one.proof.kind for one in found.values() if one.fate == SURVIVED} <= {UNASKED, DIFFERENT}
    monkeypatch.undo()


def test_other_processes_find_the_same(trials: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = mutate(trials(AWARDS), jobs=1, keep=False)
    monkeypatch.setattr(mutating, "_FEW", {"run": 0, "judge": 0})
    assert mutate(trials(AWARDS), jobs=2, keep=False) == alone


def test_cases_that_fail_without_a_mutant_judge_nothing(rules: Path, trials: Read) -> None:
    edit(rules / AWARDS / "cases/moved.yaml", "payable: 10000", "payable: 20000")
    (suite,) = trials(AWARDS).suites
    assert [case.name for case, _ in suite.failing] == ["迁入"]
    assert "迁入" not in {judge.case.name for judge in suite.judges}
