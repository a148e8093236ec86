"""What OLD and NEW may be: folders of a policy or of rules, revisions of git, folders in them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from states import POLICY, RD, Incentive, States

LIBRARY_POLICY = Path(__file__).parents[3] / "rules/yanfeng/incentives-20"


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(states: States, monkeypatch: pytest.MonkeyPatch) -> States:
    """The old state committed in a repository whose working tree is the new one, with rules in `rules/`."""
    top = states.new.parent / "repository"
    top.mkdir()
    states.new.rename(top / "rules")
    git(top, "init", "-q")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "rules")
    monkeypatch.chdir(top)
    return States(states.old, top / "rules").change(RD, "research_intensity >= 0.03", "research_intensity > 0.03")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("main", "."),
        ("HEAD", "rules"),
        ("main:rules", "rules"),
        ("main:rules/district/sample", "rules/district/sample"),
        ("main:rules/district/sample", "rules/district/sample/policy.yaml"),
        ("main:./rules", "."),
    ],
)
def test_a_revision_is_compared_with_the_working_tree(
    repository: States, incentive: Incentive, old: str, new: str
) -> None:
    run = incentive("diff", old, new)
    assert run.status == 1
    assert "研发支出强度 ≥ 0.03 → 研发支出强度 > 0.03" in run.out
    assert f"{old} → {new}（共 1 项政策）" in run.out


def test_a_revision_brings_its_own_vocabulary(repository: States, incentive: Incentive) -> None:
    repository.change("vocabulary/firm.yaml", "panel_score:", "jury_score:")
    repository.change("district/sample/measures/03-expert.yaml", "panel_score", "jury_score")
    run = incentive("diff", "main", ".")
    assert run.status == 1
    assert "评审得分" in run.out


def test_rules_in_a_subfolder_of_the_repository(
    repository: States, incentive: Incentive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository.new)
    assert incentive("diff", "HEAD", ".").status == 1
    assert incentive("diff", "HEAD:./district", "district").status == 1


def test_two_revisions(repository: States, incentive: Incentive) -> None:
    git(repository.new, "commit", "-q", "-am", "stricter")
    run = incentive("diff", "HEAD~1", "HEAD")
    assert run.status == 1
    assert incentive("diff", "HEAD", ".").out.endswith("两者相同。\n")


def test_a_mistake_in_a_revision_is_placed_in_it(repository: States, incentive: Incentive) -> None:
    repository.change(RD, "measure: rd", "measure: [")
    git(repository.new, "commit", "-q", "-am", "broken")
    run = incentive("diff", "HEAD", "HEAD~1")
    assert run.status == 2
    assert run.err.startswith("HEAD:rules/district/sample/measures/01-rd.yaml:")


@pytest.mark.parametrize(
    ("old", "told"),
    [
        ("nowhere", "既不是文件夹，也不是 git 中的版本"),
        ("main:nowhere", "版本 main 中没有文件夹“nowhere”"),
        ("main:..", "版本 main 中没有文件夹“..”"),
        ("main:rules/vocabulary", "其中没有政策"),
        ("--upload-pack=x", "没有“--upload-pack”这个选项"),
    ],
)
def test_what_is_no_state_says_what_was_expected(repository: States, incentive: Incentive, old: str, told: str) -> None:
    run = incentive("diff", old, ".")
    assert run.status == 2
    assert told in run.err


def test_outside_a_repository_only_folders_are_states(states: States, incentive: Incentive, tmp_path: Path) -> None:
    place = tmp_path / "empty"
    place.mkdir()
    run = incentive("diff", place, states.new)
    assert run.status == 2
    assert "其中没有政策" in run.err


def test_without_a_repository_it_says_so(states: States, incentive: Incentive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(states.new)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(states.new.parent))
    assert "这里也不是 git 仓库" in incentive("diff", "main", ".").err
    monkeypatch.setattr("incentive_engine.assurance.changes.revisions.which", lambda name: None)
    assert "而这里没有安装" in incentive("diff", "main", ".").err


def test_policies_are_narrowed_by_their_ids(states: States, incentive: Incentive) -> None:
    states.change(POLICY, "2023-01-01: 12%", "2023-01-01: 15%")
    assert incentive("diff", states.old, states.new, "-p", "sample").status == 1
    assert incentive("diff", states.old, states.new, "-p", "district/sample").status == 1
    run = incentive("diff", states.old, states.new, "-p", "district/simple")
    assert run.status == 2
    assert "district/sample" in run.err


def test_a_policy_that_is_there_in_one_state_only(states: States, incentive: Incentive) -> None:
    import shutil

    shutil.copytree(states.old / "district/sample", states.new / "district/other")
    other = states.new / "district/other/policy.yaml"
    other.write_text(other.read_text("utf-8").replace("district/sample", "district/other"), "utf-8")
    run = incentive("diff", states.old, states.new)
    assert run.status == 1
    assert "新增政策：示例区创新激励措施（激励8条）" in run.out
    assert "删除政策" in incentive("diff", states.new, states.old).out


def test_rules_without_a_vocabulary_of_their_own(tmp_path: Path, incentive: Incentive) -> None:
    import shutil

    shutil.copytree(LIBRARY_POLICY, tmp_path / "rules/yanfeng/incentives-20")
    run = incentive("diff", LIBRARY_POLICY.parents[1], tmp_path / "rules", "-p", "yanfeng/incentives-20")
    assert run.status == 0, run.out
    assert "删除政策" not in run.out


def test_a_folder_with_two_copies_of_a_policy(states: States, incentive: Incentive) -> None:
    run = incentive("diff", states.old.parent, states.new)
    assert run.status == 2
    assert "政策 district/sample 在其中有两份" in run.err
