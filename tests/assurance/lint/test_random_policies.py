"""No policy upsets a check, whatever it is made of, and no check says anything that cannot be said."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from random_policies import random_policy

from incentive_engine.assurance.lint import check_names
from incentive_engine.assurance.lint.running import module_of
from incentive_engine.assurance.lint.subject import Library, Subject
from incentive_engine.policy.source import Document, parse_yaml


class Unwritten(Subject):
    """A policy that stands in no file."""

    def document(self, file: str) -> Document:
        return parse_yaml("nothing: here", file)


@pytest.mark.parametrize("seed", range(40))
def test_a_random_policy_is_checked(seed: int, tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("nothing: here", "utf-8")
    subject = Unwritten(random_policy(Random(seed)), tmp_path, {})
    library = Library((subject,), subject.policy.vocabulary)
    for name in check_names():
        module = module_of(name)
        found = list(module.check(subject)) if hasattr(module, "check") else []
        found += list(module.check_library(library)) if hasattr(module, "check_library") else []
        for one in found:
            assert one.check == name
            assert one.text("zh") and one.text("en")
