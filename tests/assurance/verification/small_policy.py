"""A small policy to plant faults in, and what is found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from incentive_engine.assurance.verification.answers import Answer, Status, Verification
from incentive_engine.assurance.verification.running import verify
from incentive_engine.policy import load_policy
from incentive_engine.policy.model import Policy

FILES = {
    "vocabulary/facts.yaml": """\
facts:
  district: {label: 示例区, type: text}
  honest: {label: 示例守信, type: boolean}
  staff: {label: 示例人数, type: integer, minimum: 0}
  spent: {label: 示例投入, type: money, annual: true, minimum: 0}
  received: {label: 示例已获, type: money, minimum: 0}
  level: {label: 示例级别, type: choice, choices: [国家级, 省级, 市级]}
  contracts:
    label: 示例合同
    type: list
    item: {amount: {label: 示例金额, type: money, minimum: 0}, sealed: {label: 示例盖章, type: boolean}}
  size:
    label: 示例规模
    type: text
    table: {hit: unique, inputs: [staff], rules: [['>= 300', '"大"'], ['[20..300)', '"中"'], ['< 20', '"小"']]}
""",
    "town/awards/policy.yaml": """\
policy: town/awards
title: 示例奖励
language: 1
basis: reconstructed
in_force: {from: 2020-01-01}
sources: {}
categories: []
parameters:
  rate: {label: 比例, basis: reconstructed, source: 假设, values: {2020-01-01: 10%}}
  ceiling: {label: 上限, basis: reconstructed, source: 假设, values: {2020-01-01: 50万元}}
  yearly: {label: 年度上限, basis: reconstructed, source: 假设, values: {2020-01-01: 100万元}}
requirements:
  - {id: here, label: 在本区, test: 'district = "甲区"'}
  - {id: honest, label: 守信, test: honest}
groups:
  spend: {label: 从高, keep: highest}
limits:
  - {label: 年度总额, max: yearly}
properties:
  - {id: honest-only, label: 失信不奖, when: not(honest), expect: {each: {verdict: ineligible}, total: {payable: 0}}}
  - {id: at-most, label: 投入奖励不超过上限, expect: {spending: {payable: '[0..ceiling]'}}}
  - {id: more-no-less, label: 投入越多奖励不减, rises: spent, never_falls: [spending]}
""",
    "town/awards/measures/01-spending.yaml": """\
measure: spending
number: 1
title: 投入奖励
basis: reconstructed
clause: 投入有增长的，按增量的10%奖励，最高50万元。
when:
  all:
    - {id: growth, label: 投入增长, test: 'spent[-1] > spent[-2]'}
    - any:
        - {id: large, label: 规模大, test: 'size = "大"'}
        - {id: medium, label: 规模中, test: 'size = "中"'}
award: {amount: '(spent[-1] - spent[-2]) * rate', less: received, max: ceiling}
group: spend
""",
    "town/awards/measures/02-level.yaml": """\
measure: level
number: 2
title: 级别奖励
basis: reconstructed
clause: 国家级奖80万元，省级奖40万元。
when: {id: level, label: 国家级或省级, test: 'level in ("国家级", "省级")'}
award:
  table: {hit: unique, inputs: [level], rules: [['"国家级"', 80万元], ['"省级"', 40万元]]}
group: spend
""",
    "town/awards/measures/03-contracts.yaml": """\
measure: contracts
number: 3
title: 合同奖励
basis: reconstructed
clause: 每份盖章的合同按金额的5%奖励，单份最高20万元。
when: {id: any, label: 有盖章的合同, test: some c in contracts satisfies c.sealed and c.amount > 0}
award: {each: {item: c, in: contracts, where: c.sealed}, amount: c.amount * 5%, max: 'if c.sealed then 20万元 else 0'}
""",
}
FILES["town/awards/measures/03-contracts.yaml"] = FILES["town/awards/measures/03-contracts.yaml"].replace(
    "c.amount * 5%, max: 'if c.sealed then 20万元 else 0'", "'min(c.amount * 0.05, 200000)'"
)
POLICY, SPENDING, LEVEL, CONTRACTS = (f"town/awards/{name}" for name in (
    "policy.yaml", "measures/01-spending.yaml", "measures/02-level.yaml", "measures/03-contracts.yaml",
))  # fmt: skip
FACTS = "vocabulary/facts.yaml"


def write(root: Path, edits: Mapping[str, tuple[str, str]] | None = None) -> Policy:
    """The small policy below a folder, with `edits`: by file what is replaced, and by what."""
    for name, text in FILES.items():
        old, new = (edits or {}).get(name, ("", ""))
        assert old in text, (name, old)
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return load_policy("town/awards", rules=[root])


def verified(root: Path, edits: Mapping[str, tuple[str, str]] | None = None, kinds: Sequence[str] = ()) -> Verification:
    """What is found out about the small policy."""
    (found,) = verify([write(root, edits)], kinds=kinds)
    return found


def by_id(found: Verification) -> dict[str, Answer]:
    return {answer.question: answer for answer in found.answers}


def faults(found: Verification) -> set[str]:
    return {answer.question for answer in found.answers if answer.status is Status.FAULT}
