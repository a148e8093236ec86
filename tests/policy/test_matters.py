"""Matters of several policies: what their declaration may name."""

from __future__ import annotations

from pathlib import Path

import pytest

from incentive_engine.mistakes import InputError
from incentive_engine.policy import load_policy
from incentive_engine.policy.model import Basis

MATTER = """
matters:
  growth:
    label: 同一增长
    keep: highest
    measures: [growth]
    with: [yanfeng/incentives-20#rd-investment]
    basis: reported
    source: {notice: 从高不重复}
"""


def with_matter(rules: Path, old: str = "", new: str = "") -> Path:
    """The rules whose policy has the matter, one text in it replaced."""
    file = rules / "town/awards/policy.yaml"
    assert old in MATTER
    file.write_text(file.read_text("utf-8") + MATTER.replace(old, new, 1), "utf-8")
    return rules


def test_a_matter_names_measures_here_and_elsewhere(sample: Path) -> None:
    policy = load_policy("town/awards", rules=[with_matter(sample)])
    (matter,) = policy.matters
    assert (matter.policy, matter.id, matter.keep, matter.basis) == ("town/awards", "growth", "highest", Basis.REPORTED)
    assert matter.measures == ("growth",)
    assert matter.others == (("yanfeng/incentives-20", "rd-investment"),)
    assert [source.quote for source in matter.sources] == ["从高不重复"]


def test_matters_are_part_of_what_the_digest_names(sample: Path) -> None:
    before = load_policy("town/awards", rules=[sample]).sha256
    assert load_policy("town/awards", rules=[with_matter(sample)]).sha256 != before


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        ("[growth]", "[grwth]", "policy.unknown-measure", "growth"),
        ("yanfeng/", "yanfen/", "policy.no-other-policy", "yanfeng/incentives-20"),
        ("yanfeng/incentives-20#", "town/awards#", "policy.no-other-policy", "另一项政策"),
        ("20#rd", "20/rd", "policy.not-a-measure-elsewhere", "政策编号#措施编号"),
        ("notice", "notces", "policy.unknown-source", "notice"),
        ("highest", "sum", "policy.not-a-choice", "top_up"),
        ("    basis: reported\n", "", "policy.missing-key", "basis"),
        ("with:", "wiht:", "policy.unknown-key", "with"),
    ],
)
def test_a_damaged_matter_is_a_mistake(sample: Path, old: str, new: str, code: str, said: str) -> None:
    with pytest.raises(InputError) as failure:
        load_policy("town/awards", rules=[with_matter(sample, old, new)])
    found = {mistake.code: mistake for mistake in failure.value.mistakes}
    assert said in found[code].text()
    assert found[code].place.line > 0
