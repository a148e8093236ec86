"""A small policy in a folder of its own, and what cases show of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from incentive_engine.assurance.coverage.coverage import Coverage, Status, cover
from incentive_engine.assurance.coverage.points import Kind
from incentive_engine.policy import load_policy
from incentive_engine.policy.cases import load_cases

VOCABULARY = """\
facts:
  spent: {label: 示例投入, type: money, minimum: 0}
  heads: {label: 示例人数, type: integer, minimum: 0}
  trade: {label: 示例类别, type: choice, choices: [工业, 服务业]}
  sample_tier:
    label: 示例档次
    type: integer
    table: {hit: first, inputs: [heads], rules: [['[10..20)', 1]], otherwise: 0}
  sample_prizes:
    label: 示例获奖
    type: list
    item: {year: {label: 年度, type: integer}, paid: {label: 已兑付, type: boolean}}
"""
POLICY = """\
policy: town/awards
title: 某镇奖励
issuer: 某镇
language: 1
basis: reconstructed
in_force: {from: 2020-01-01, to: 2021-12-31}
sources: {}
categories: [奖励]
parameters:
  gate: {label: 门槛, basis: reconstructed, source: 假设, values: {2020-01-01: 100万元}}
  rate: {label: 比例, basis: reconstructed, source: 假设, values: {2020-01-01: 10%, 2021-01-01: 20%}}
  ceiling: {label: 上限, basis: reconstructed, source: 假设, values: {2020-01-01: 20万元}}
budget: {label: 预算, amount: (gate + ceiling) * rate}
"""
MEASURE = """\
measure: {id}
number: {number}
title: {id} 奖励
category: 奖励
basis: reconstructed
clause: 假设的条文。
"""
RESEARCH = """\
when:
  all:
    - {id: gate, label: 研发费用达到门槛, test: spent >= gate}
    - {id: kind, label: 工业企业, test: 'trade = "工业"'}
    - {id: tier, label: 第一档, test: sample_tier = 1}
    - {id: prize, label: 没有未兑付的奖, test: every p in sample_prizes satisfies p.paid or p.year < 2019}
award: {amount: spent * rate, max: ceiling}
"""
HEAD = """\
policy: town/awards
as_of: 2020-06-30
base: {spent: 100万元, trade: 工业, heads: 10, sample_prizes: []}
cases:
"""
ANYTHING = "{provisional: false}"
SPENDS = "when: {id: any, label: 有投入, test: spent > 0}\n"


class Town:
    """The folder: `write` changes a file of it, `measure` and `cases` some of them, `cover` runs cases."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "town/awards"
        self.write("vocabulary/facts.yaml", VOCABULARY)
        self.write("town/awards/policy.yaml", POLICY)
        self.measure(1, "research", RESEARCH)

    def write(self, name: str, text: str) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def measure(self, number: int, id_: str, body: str) -> None:
        """A measure with this id; `body` are its `when` and `award`."""
        self.write(f"town/awards/measures/{number:02d}-{id_}.yaml", MEASURE.format(number=number, id=id_) + body)

    def cases(self, *facts: str, expect: str = f"{{research: {ANYTHING}}}") -> Path:
        """A file of cases, each with its facts, after which other keys may follow (`{}, as_of: …`)."""
        lines = [f"  - {{name: 第{n}例, expect: {expect}, facts: {one}}}\n" for n, one in enumerate(facts, 1)]
        self.write("town/awards/cases/cases.yaml", HEAD + "".join(lines))
        return self.folder / "cases/cases.yaml"

    def cover(self, *files: Path) -> Coverage:
        """What the files of cases show of the policy."""
        policy = load_policy(self.folder)
        return cover([policy], [load_cases(file, policy) for file in files])


def lacking(coverage: Coverage, kinds: Iterable[Kind] = tuple(Kind), *, without: Iterable[Kind] = ()) -> dict[str, str]:
    """What is not covered: by owner, kind and text the outcomes."""
    found: dict[str, list[str]] = {}
    for one in coverage.uncovered():
        if one.point.kind in kinds and one.point.kind not in without:
            found.setdefault(f"{one.point.owner}: {one.point.kind.value}: {one.point.text}", []).append(one.outcome)
    return {name: " ".join(outcomes) for name, outcomes in found.items()}


def reasons(coverage: Coverage) -> dict[str, str]:
    """Why what is not covered is not: by kind, text and outcome, in English."""
    return {
        f"{one.point.kind.value}: {one.point.text}: {one.outcome}": one.why.text("en") for one in coverage.uncovered()
    }


def status(coverage: Coverage, kind: Kind, text: str) -> dict[str, Status]:
    """The outcomes of one point."""
    for policy in coverage.policies:
        for owner in policy.owners:
            for one in owner.points:
                if (one.point.kind, one.point.text) == (kind, text):
                    return {outcome.name: outcome.status for outcome in one.outcomes}
    raise KeyError(text)
