"""The reference pages leave nothing out: built-in functions, keys of the JSON document, names and variables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pages

import incentive_engine
from incentive_engine.feel.functions import BUILTINS

FUNCTION = re.compile(r"^\| (?P<forms>`.+?`(?:<br>`.+?`)*) \| (?P<mark>u?) ?\| ", re.MULTILINE)


def _page(name: str) -> str:
    return (pages.TOP / "docs/reference" / name).read_text("utf-8")


def test_every_built_in_function_is_listed_with_all_its_forms() -> None:
    text = _page("feel.md")
    listed = text[text.index("## Built-in functions") :]
    shown = {tuple(re.findall(r"`([^`]+)`", row["forms"])): row["mark"] == "u" for row in FUNCTION.finditer(listed)}
    there = {
        tuple(str(overload.signature) for overload in builtin.overloads): builtin.lazy_unknown
        for builtin in BUILTINS.values()
    }
    assert shown == there


def test_every_key_and_every_word_of_the_json_document_is_explained() -> None:
    schema = json.loads(files("incentive_engine.decision").joinpath("decision.schema.json").read_text("utf-8"))
    text = _page("decision-json.md")
    assert not [word for word in _words(schema) if f"`{word}`" not in text]


def _words(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from (word for word in schema.get("enum", ()) if isinstance(word, str))
        for part in schema.values():
            yield from _words(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _words(part)


def test_every_name_of_the_package_is_mentioned() -> None:
    text = _page("python.md")
    assert not [name for name in incentive_engine.__all__ if name != "__version__" and name not in text]


def test_every_environment_variable_is_explained() -> None:
    code = "\n".join(file.read_text("utf-8") for file in (pages.TOP / "src").rglob("*.py"))
    variables = set(re.findall(r"\bINCENTIVE_[A-Z]+\b", code))
    text = _page("command-line.md")
    assert variables and not [name for name in sorted(variables) if f"`{name}`" not in text]
