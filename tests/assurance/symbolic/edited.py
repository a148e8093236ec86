"""Policies of the library with a change in their files, loaded anew."""

from __future__ import annotations

import shutil
from pathlib import Path

from incentive_engine.policy import load_policy
from incentive_engine.policy.model import Policy

RULES = Path(__file__).parents[3] / "rules"


def edited(folder: Path, policy: str, file: str, *changes: tuple[str, str]) -> Policy:
    """The policy with each change (a text, and what stands in its place) made once in a file of it."""
    rules = folder / "rules"
    if not rules.exists():
        shutil.copytree(RULES, rules, ignore=shutil.ignore_patterns("cases"))
    path = rules / policy / file
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{old!r} is not in {file}"
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return load_policy(rules / policy)
