"""Where policies are found, and what they are called."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import incentive_engine
from incentive_engine.mistakes import InputError
from incentive_engine.policy import available_policies, load_policy, load_vocabulary, policy_folders, rule_folders

SAMPLE = Path(__file__).with_name("sample")
LIBRARY = Path(__file__).parents[2] / "rules"
PACKAGE = Path(incentive_engine.__file__).parent


def test_the_library_is_found_and_loads() -> None:
    assert rule_folders() == (LIBRARY,)
    policies = policy_folders()
    assert "yanfeng/incentives-20" in policies
    for id_ in policies:
        assert load_policy(id_).id == id_


def test_folders_are_added_by_name_and_by_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.setenv("INCENTIVE_RULES", os.pathsep.join([str(other), "", str(LIBRARY)]))
    assert rule_folders([SAMPLE]) == (LIBRARY, other, SAMPLE)
    assert load_policy("town/awards", rules=[SAMPLE]).id == "town/awards"
    assert [one.id for one in available_policies([SAMPLE])] == list(policy_folders([SAMPLE]))
    assert "export_share" in load_vocabulary([SAMPLE]).facts
    assert "export_share" not in load_vocabulary().facts


def test_a_folder_may_be_named_by_a_text(tmp_path: Path) -> None:
    assert rule_folders([str(tmp_path)])[-1] == tmp_path
    assert rule_folders(str(tmp_path))[-1] == tmp_path  # one folder, not one for each character


def test_a_folder_that_is_named_must_exist(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INCENTIVE_RULES", str(tmp_path / "one"))
    with pytest.raises(InputError) as failure:
        rule_folders([tmp_path / "two"])
    assert [mistake.code for mistake in failure.value.mistakes] == ["policy.no-rules-folder"] * 2


def test_a_policy_is_named_by_its_path_too(monkeypatch: pytest.MonkeyPatch) -> None:
    by_path = load_policy(SAMPLE / "town/awards")
    assert load_policy(str(SAMPLE / "town/awards")) == by_path
    assert load_policy(SAMPLE / "town/awards/policy.yaml") == by_path
    monkeypatch.chdir(SAMPLE / "town")
    assert load_policy("awards").sha256 == by_path.sha256
    monkeypatch.chdir(SAMPLE / "town/awards")
    assert load_policy(".").sha256 == by_path.sha256
    assert load_policy(".").id == "town/awards"


def test_a_policy_in_no_folder_of_rules_has_the_id_that_it_states(tmp_path: Path) -> None:
    shutil.copytree(LIBRARY / "yanfeng/incentives-20", tmp_path / "draft")
    assert load_policy(tmp_path / "draft").id == "yanfeng/incentives-20"


def test_the_library_s_own_folder_may_be_named_by_its_path() -> None:
    assert load_policy(LIBRARY / "yanfeng/incentives-20") == load_policy("yanfeng/incentives-20")


@pytest.mark.parametrize("name", ["yanfeng/incentives-21", "incentives-20", "激励20条", "", "../..", "\0", "x" * 5000])
def test_an_unknown_policy_is_refused_with_the_nearest(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as failure:
        load_policy(name)
    (mistake,) = failure.value.mistakes
    assert mistake.code in ("policy.no-such-policy", "policy.no-policy-file", "policy.unreadable")
    if mistake.code == "policy.no-such-policy":
        assert "yanfeng/incentives-20" in mistake.text("zh")


def test_a_later_folder_comes_before_an_earlier_one(library: Path) -> None:
    policy = library / "yanfeng/incentives-20/policy.yaml"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("short_title: 激励20条", "short_title: 新20条"), "utf-8"
    )
    facts = library / "vocabulary/rd.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("label: 研发费用\n", "label: 研究开发费用\n"), "utf-8")
    assert load_policy("yanfeng/incentives-20").short_title == "激励20条"
    changed = load_policy("yanfeng/incentives-20", rules=[library])
    assert changed.short_title == "新20条"
    assert changed.vocabulary.facts["rd_expense"].label == "研究开发费用"
    assert load_policy(library / "yanfeng/incentives-20") == changed


def folder_of_facts(folder: Path, facts: str) -> Path:
    """A folder of rules with these facts in its vocabulary, and nothing else."""
    (folder / "vocabulary").mkdir(parents=True)
    (folder / "vocabulary/own.yaml").write_text(f"facts:\n  {facts}\n", "utf-8")
    return folder


def mistakes_of(*rules: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as failure:
        load_vocabulary(rules)
    return [(mistake.code, str(mistake.values.get("key", ""))) for mistake in failure.value.mistakes]


def test_a_fact_may_be_declared_again_in_other_words(tmp_path: Path) -> None:
    own = folder_of_facts(
        tmp_path / "own",
        "revenue: {label: 主营收入, type: money, annual: true, years: 5, source: 账簿, ask: 近五年收入各是多少？}",
    )
    fact = load_vocabulary([own]).facts["revenue"]
    assert (fact.label, fact.years, fact.place.file) == ("主营收入", 5, str(own / "vocabulary/own.yaml"))


@pytest.mark.parametrize(
    ("fact", "keys"),
    [
        ("revenue: {label: 营业收入, type: money, minimum: 0}", ["annual"]),
        ("revenue: {label: 营业收入, type: number, annual: true}", ["type"]),
        ("revenue: {label: 营业收入, type: money, annual: true, formula: '[]'}", ["formula"]),
        ("rd_intensity: {label: 研发投入强度, type: ratio}", ["formula"]),
        ("employees: {label: 从业人员, type: integer, annual: true}", ["unit"]),
        ("scale_entries: {label: 规上入库记录, type: list, item: {day: {label: 日, type: date}}}", ["item.entered_on"]),
    ],
)
def test_a_fact_that_is_declared_again_keeps_its_kind_of_value(tmp_path: Path, fact: str, keys: list[str]) -> None:
    own = folder_of_facts(tmp_path / "own", fact)
    assert mistakes_of(own) == [("policy.fact-of-another-kind", key) for key in keys]


def test_a_label_stays_with_its_fact(tmp_path: Path) -> None:
    """A profile may name a fact by its label, so that two facts with one label would be told apart by nothing."""
    own = folder_of_facts(tmp_path / "own", "turnover: {label: 营业收入, type: money}")
    with pytest.raises(InputError) as failure:
        load_vocabulary([own])
    (mistake,) = failure.value.mistakes
    assert mistake.code == "policy.label-twice"
    assert str(own) in mistake.text("zh")
    assert "finance.yaml" in mistake.text("zh")


def test_a_label_that_was_changed_is_not_free_for_another_fact(tmp_path: Path) -> None:
    relabelled = "revenue: {label: 年收入, type: money, annual: true}\n  turnover: {label: 营业收入, type: money}"
    assert mistakes_of(folder_of_facts(tmp_path / "own", relabelled)) == [("policy.label-twice", "")]


def test_what_a_folder_adds_changes_nothing_in_the_policies_of_earlier_ones(tmp_path: Path) -> None:
    usual = load_policy("yanfeng/incentives-20")
    parameter, derived = next(iter(usual.parameters)), "revenue_step"
    added = "label: 新收入, type: money, annual: true"
    own = folder_of_facts(
        tmp_path / "own",
        f"revenue: {{{added}}}\n  {parameter}: {{label: 甲, type: text}}\n  {derived}: {{label: 乙, type: text}}",
    )
    assert load_policy("yanfeng/incentives-20", rules=[own]) == usual
    assert load_policy(LIBRARY / "yanfeng/incentives-20", rules=[own]) == usual
    broken = folder_of_facts(tmp_path / "broken", "revenue: {label: 营业收入, type: text}")
    assert load_policy("yanfeng/incentives-20", rules=[broken]) == usual


def test_other_files_beside_the_rules_do_not_matter(sample: Path) -> None:
    before = load_policy(sample / "town/awards")
    (sample / "town/awards/measures/README.md").write_text("# notes")
    (sample / "town/awards/measures/.#01-growth.yaml").write_text("a: [")
    (sample / "town/awards/notes.yaml").write_text("a: [")
    assert load_policy(sample / "town/awards") == before


def test_a_summary_says_what_a_policy_is_without_loading_it(sample: Path) -> None:
    (sample / "town/awards/measures/01-growth.yaml").write_text("a: [")
    (summary,) = [one for one in available_policies([sample]) if one.id == "town/awards"]
    assert (summary.title, summary.short_title, summary.issuer) == ("某镇奖励办法", "办法", "某镇")
    assert summary.folder == sample / "town/awards"
    (sample / "town/awards/policy.yaml").write_text("policy: town/awards")
    with pytest.raises(InputError):
        available_policies([sample])


def test_the_library_is_found_in_an_installed_package(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "incentive_engine", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(LIBRARY, tmp_path / "incentive_engine/rules")
    program = (
        "import incentive_engine\n"
        "from incentive_engine.policy import load_policy, rule_folders\n"
        "print(*rule_folders(), load_policy('yanfeng/incentives-20').sha256)"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "INCENTIVE_CACHE": "off"}
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    folder, sha256 = run.stdout.split()
    assert Path(folder) == tmp_path / "incentive_engine/rules"
    assert sha256 == load_policy("yanfeng/incentives-20").sha256
