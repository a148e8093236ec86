"""What the policy room says, in both languages, and that it says all of it."""

from __future__ import annotations

import re
from pathlib import Path

import incentive_engine.policy
from incentive_engine.mistakes import Names
from incentive_engine.wording import say
from incentive_engine.wording.policy import TEXTS

SOURCE = Path(incentive_engine.policy.__file__).parent


def test_every_code_in_the_room_has_its_sentence_and_every_sentence_its_use() -> None:
    used = set()
    for file in SOURCE.rglob("*.py"):
        used |= set(re.findall(r'"(policy\.[a-z0-9-]+)"', file.read_text(encoding="utf-8"))) - {"policy.yaml"}
    used |= {f"policy.unit-of-{kind}" for kind in ("money", "ratio", "number", "integer")}
    used |= {f"policy.{kind}" for kind in ("too-short", "too-long", "greater-than-equal", "less-than-equal")}
    assert used == set(TEXTS)


def test_nearest_names_are_said_only_when_there_are_any() -> None:
    assert say("policy.unknown-group", "zh", name="a", nearest=Names(["b", "c"])) == "政策没有组“a”；最接近的是 b、c"
    assert (
        say("policy.unknown-group", "en", name="a", nearest=Names(["b"])) == "the policy has no group `a`; nearest: b"
    )
    assert say("policy.unknown-group", "zh", name="a", nearest=Names()) == "政策没有组“a”"
