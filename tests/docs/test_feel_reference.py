"""The list of built-in functions in docs/reference/feel.md is the list of those that there are."""

from __future__ import annotations

import re

import pages

from incentive_engine.feel.functions import BUILTINS

ROW = re.compile(r"^\| (?P<forms>`.+?`(?:<br>`.+?`)*) \| (?P<mark>u?) ?\| ", re.MULTILINE)


def test_the_page_lists_every_built_in_function_with_all_its_forms() -> None:
    text = (pages.TOP / "docs/reference/feel.md").read_text("utf-8")
    listed = text[text.index("## Built-in functions") :]
    shown = {tuple(re.findall(r"`([^`]+)`", row["forms"])): row["mark"] == "u" for row in ROW.finditer(listed)}
    there = {
        tuple(str(overload.signature) for overload in builtin.overloads): builtin.lazy_unknown
        for builtin in BUILTINS.values()
    }
    assert shown == there
