"""The SHA-256 of a policy is that of what it says, not of how it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from incentive_engine.policy import load_policy

SAMPLE = Path(__file__).with_name("sample")
GROWTH = "town/awards/measures/01-growth.yaml"
POLICY = "town/awards/policy.yaml"
BASICS = "vocabulary/basics.yaml"


def sha256(folder: Path) -> str:
    return load_policy(folder / "town/awards").sha256


def replaced(old: str, new: str) -> Callable[[str], str]:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


LAID_OUT = replaced("test: points >= 20", "test:\n            points\n            >= 20")

SAME: dict[str, tuple[str, Callable[[str], str]]] = {
    "a comment": (GROWTH, lambda text: "# 注\n" + text),
    "line ends": (GROWTH, lambda text: text.replace("\n", "\r\n")),
    "quotes": (GROWTH, replaced("title: 研发增长", "title: '研发增长'")),
    "the order of keys": (GROWTH, replaced("number: 1\ntitle: 研发增长\n", "title: 研发增长\nnumber: 1\n")),
    "block or flow style": (GROWTH, replaced("group: spend", '"group":\n  spend')),
    "a superfluous zero": (GROWTH, replaced("round: {to: 100,", "round: {to: 100.00,")),
    "the layout of an expression": (GROWTH, LAID_OUT),
    "a fact that the policy does not read": (BASICS, lambda text: text + "  unread: {label: 未用, type: text}\n"),
    "a property": (POLICY, replaced("label: 评分提高不减少奖励", "label: 评分越高奖励不少")),
    "a finding that is accepted": (POLICY, replaced("reason: 虚构", "reason: 另一理由")),
    "a rule case": ("town/awards/cases/growth.yaml", replaced("120", "121")),
}  # fmt: skip

OTHER: dict[str, tuple[str, Callable[[str], str]]] = {
    "an amount": (GROWTH, replaced("min: 1万元", "min: 2万元")),
    "a text": (GROWTH, replaced("最高50万元", "最高 50 万元")),
    "a condition": (GROWTH, replaced("rd_growth > 0", "rd_growth >= 0")),
    "the policy's name": (POLICY, replaced("某镇奖励办法", "某镇奖励办法（试行）")),
    "a fact that the policy reads": (BASICS, replaced("label: 评分", "label: 得分评价")),
    "a fact behind a derived one": (BASICS, replaced("label: 营业收入", "label: 年营业收入")),
    "the day from which years are counted": (BASICS, replaced("label: 成立日期", "label: 设立日期")),
}  # fmt: skip


@pytest.mark.parametrize("what", SAME)
def test_it_stays_the_same_with_another(sample: Path, what: str) -> None:
    file, edit = SAME[what]
    text = (sample / file).read_text(encoding="utf-8")
    (sample / file).write_bytes(edit(text).encode())
    assert sha256(sample) == sha256(SAMPLE)


@pytest.mark.parametrize("what", OTHER)
def test_it_changes_with(sample: Path, what: str) -> None:
    file, edit = OTHER[what]
    text = (sample / file).read_text(encoding="utf-8")
    (sample / file).write_text(edit(text), encoding="utf-8")
    assert sha256(sample) != sha256(SAMPLE)


def test_it_does_not_depend_on_how_files_are_called_or_split(sample: Path) -> None:
    (sample / "vocabulary/lists.yaml").rename(sample / "vocabulary/0-lists.yaml")
    (sample / "town/awards/measures/01-growth.yaml").rename(sample / "town/awards/measures/001-growth.yml")
    assert sha256(sample) == sha256(SAMPLE)
