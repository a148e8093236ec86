"""The library's policies: nothing is wrong, proofs stand up to enterprises at random, counterexamples to `check`."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest
from attacking import attack
from small_policy import LEVEL, write

from incentive_engine.assurance.verification.answers import Status, Verification
from incentive_engine.assurance.verification.profiles import write_profiles
from incentive_engine.assurance.verification.running import verify
from incentive_engine.cli import main
from incentive_engine.policy import load_policy

RULES = Path(__file__).parents[3] / "rules"
ALL = sorted(path.parent.relative_to(RULES).as_posix() for path in RULES.glob("*/*/policy.yaml"))
QUICK = ["hengyang/hnte-award", "hunan/instrument-sharing", "zhuzhou/hnte-award", "zhuzhou/hnte-nursery"]


def verified(policy_id: str) -> Verification:
    (found,) = verify([load_policy(policy_id)], seconds=60.0)
    return found


def check_says_the_same(
    found: Verification, folder: Path, capsys: pytest.CaptureFixture[str], rules: Sequence[Path] = ()
) -> int:
    """Put every enterprise that was found to the real command; how many there were."""
    commands = list(write_profiles([found], folder, "zh", rules=rules))
    verdicts: dict[str, list[str]] = {}
    for command in commands:
        words = shlex.split(command)[1:]
        assert main([*words, "--format", "json"]) == 0, command
        (policy,) = json.loads(capsys.readouterr().out)["policies"]
        for measure in policy["measures"]:
            outcome = f"{measure['verdict']} {measure['gross']} {measure['payable']}"
            verdicts.setdefault(Path(words[1]).stem, []).append(outcome)
    for answer in found.answers:
        if answer.rises and answer.measure and answer.enterprises:
            stem = next(one for one in verdicts if one.endswith(f"{answer.measure}-cliff-{answer.rises}-lower"))
            assert verdicts[stem] != verdicts[stem.replace("-lower", "-higher")], answer.question
    return len(commands)


@pytest.mark.parametrize("policy_id", QUICK)
def test_a_policy_has_no_fault_and_its_proofs_hold(
    policy_id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = verified(policy_id)
    assert not found.is_found
    tried, broken = attack(found.policy, RULES / policy_id / "cases", found, firms=150)
    assert tried >= 150
    assert not broken
    check_says_the_same(found, tmp_path, capsys)


@pytest.mark.slow
@pytest.mark.parametrize("policy_id", ALL)
def test_a_policy_has_no_fault_and_its_proofs_stand_up_to_10_000_enterprises(
    policy_id: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = verified(policy_id)
    assert not found.is_found
    assert not [one.question for one in found.answers if one.status is Status.UNDECIDED and one.serious]
    _, broken = attack(found.policy, RULES / policy_id / "cases", found, firms=10_000)
    assert not broken
    check_says_the_same(found, tmp_path, capsys)


def test_a_counterexample_is_a_profile_that_check_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "rules"
    policy = write(root, {LEVEL: (", ['\"省级\"', 40万元]", "")})
    (found,) = verify([policy], kinds=["table"])
    assert check_says_the_same(found, tmp_path / "profiles", capsys, rules=[root]) == 1
